import assert from "node:assert/strict";
import { test } from "node:test";
import type { Net } from "../../../server/src/core/network/net.ts";
import { createNet } from "../../../server/src/core/network/relations.ts";
import { defaultSettings } from "../../../server/src/core/units/settings.ts";
import { app, type Files, type Manifests, manifests, object } from "../../support/manifests.ts";

const UNIT = ".";

function netOf(shop: Manifests): Net {
  return createNet(shop.db, shop.unit(UNIT), defaultSettings.cluster);
}

const route = (name: string, backend: string, namespace = "shop") =>
  `${object("gateway.networking.k8s.io/v1", "HTTPRoute", name, namespace)}spec:
  rules:
    - backendRefs:
${backend.replaceAll(/^/gm, "        ")}
`;

const files: Files = {
  "cart.yaml": app("cart", "shop"),
  "pay.yaml": app("pay", "ops"),
  "route.yaml": route("front", "- name: cart\n  port: 80\n- name: pay\n  port: 80"),
};

/** `found`, `no-service` … of each reference of a member. */
function answers(shop: Manifests, name: string): readonly string[] {
  return netOf(shop)
    .references(shop.member(UNIT, name).id)
    .map(({ answer }) => answer.kind);
}

/** `HTTPRoute/front 0 yes` of each that refers to a Service. */
function referrers(shop: Manifests, name: string): readonly string[] {
  return netOf(shop)
    .referrers(shop.member(UNIT, name).id)
    .map(
      ({ resource, index, certainty }) =>
        `${resource.identity.kind}/${resource.identity.name} ${index} ${certainty}`,
    );
}

test("a reference leads to the Service of its namespace", () => {
  const shop = manifests(files);
  assert.deepEqual(answers(shop, "HTTPRoute/front"), ["found", "no-service"]);
  const [, missing] = netOf(shop).references(shop.member(UNIT, "HTTPRoute/front").id);
  const elsewhere = missing?.answer.kind === "no-service" ? missing.answer.otherNamespace : [];
  assert.deepEqual(
    elsewhere.map(({ identity }) => identity.namespace),
    ["ops"],
  );
});

test("a Service knows who refers to it, with or without the port", () => {
  const shop = manifests({
    ...files,
    "webhook.yaml": `${object("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "judge")}webhooks:
  - name: judge.example.com
    clientConfig: { service: { name: cart, namespace: shop } }
`,
  });
  assert.deepEqual(referrers(shop, "Service/cart"), [
    "HTTPRoute/front 0 yes",
    "ValidatingWebhookConfiguration/judge 0 yes",
  ]);
  assert.deepEqual(referrers(shop, "Service/pay"), []);
});

test("a name that is filled in later may be any Service's", () => {
  const shop = manifests({ ...files, "late.yaml": route("late", "- name: ${NAME}\n  port: 80") });
  assert.deepEqual(referrers(shop, "Service/pay"), ["HTTPRoute/late 0 unknown"]);
  assert.deepEqual(answers(shop, "HTTPRoute/late"), ["unknown"]);
});

test("consent of the other namespace comes before all else", () => {
  const reference = "- name: absent\n  namespace: ops\n  port: 80";
  const grant = `${object("gateway.networking.k8s.io/v1beta1", "ReferenceGrant", "shop", "ops")}spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
  to: [{ group: "", kind: Service }]
`;
  const shop = manifests({ ...files, "far.yaml": route("far", reference) });
  assert.deepEqual(answers(shop, "HTTPRoute/far"), ["not-permitted"]);
  shop.edit({ "grant.yaml": grant });
  assert.deepEqual(answers(shop, "HTTPRoute/far"), ["no-service"]);
  shop.edit({ "grant.yaml": grant.replace("namespace: shop }", "namespace: edge }") });
  assert.deepEqual(answers(shop, "HTTPRoute/far"), ["not-permitted"]);
});

test("a Service sleeps when what refers to another one changes", () => {
  const shop = manifests(files);
  referrers(shop, "Service/cart");
  referrers(shop, "Service/pay");
  shop.db.resetRuns();
  shop.edit({ "route.yaml": files["route.yaml"]?.replace("name: pay", "name: paid") });
  assert.deepEqual(referrers(shop, "Service/cart"), ["HTTPRoute/front 0 yes"]);
  assert.equal(shop.db.runs().get("wantedServices"), 1);
});
