/** Every text of a field is found at its place, as a card that can be read at a glance. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { annotationTexts } from "../../../server/src/core/features/cards/fields/annotations.ts";
import { cloudTexts } from "../../../server/src/core/features/cards/fields/clouds.ts";
import { containerTexts } from "../../../server/src/core/features/cards/fields/container.ts";
import {
  endpointSliceTexts,
  endpointsTexts,
} from "../../../server/src/core/features/cards/fields/endpoints.ts";
import { exposureTexts } from "../../../server/src/core/features/cards/fields/exposure.ts";
import { gatewayTexts } from "../../../server/src/core/features/cards/fields/gateway.ts";
import { gatewayRouteTexts } from "../../../server/src/core/features/cards/fields/gatewayRoute.ts";
import { ingressTexts } from "../../../server/src/core/features/cards/fields/ingress.ts";
import { ingressClassTexts } from "../../../server/src/core/features/cards/fields/ingressClass.ts";
import { namespaceTexts } from "../../../server/src/core/features/cards/fields/namespace.ts";
import {
  podTexts,
  statefulSetTexts,
  workloadTexts,
} from "../../../server/src/core/features/cards/fields/pod.ts";
import { policyTexts } from "../../../server/src/core/features/cards/fields/policy.ts";
import { serviceTexts } from "../../../server/src/core/features/cards/fields/service.ts";
import type { FieldTexts } from "../../../server/src/core/features/cards/fields/text.ts";
import { hovered } from "../../support/cursor.ts";

interface Family {
  readonly apiVersion: string;
  readonly kind: string;
  readonly texts: FieldTexts;
  /** What stands for the abbreviations of patterns. */
  readonly places?: readonly (readonly [RegExp, string])[];
  /** What makes it what it is. */
  readonly base?: object;
}

const CONTAINERS = { containers: [{ name: "main", image: "main" }] };
const TEMPLATE = { spec: { template: { spec: CONTAINERS } } };

const POD = [
  [/^container/, "spec.template.spec.containers[]"],
  [/^(spec\.template\.spec\.containers\[\])\.probe/, "$1.readinessProbe"],
  [/^pod/, "spec.template"],
] as const;

const families: readonly Family[] = [
  {
    apiVersion: "v1",
    kind: "Service",
    texts: { ...serviceTexts, ...exposureTexts, ...annotationTexts, ...cloudTexts },
  },
  {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    texts: { ...workloadTexts, ...statefulSetTexts, ...podTexts, ...containerTexts },
    places: POD,
    base: TEMPLATE,
  },
  {
    apiVersion: "v1",
    kind: "Pod",
    texts: { ...podTexts, ...containerTexts },
    places: [
      [/^container/, "spec.initContainers[]"],
      [/^(spec\.initContainers\[\])\.probe/, "$1.startupProbe"],
      [/^pod\./, ""],
    ],
    base: { spec: CONTAINERS },
  },
  {
    apiVersion: "batch/v1",
    kind: "CronJob",
    texts: podTexts,
    places: [[/^pod/, "spec.jobTemplate.spec.template"]],
    base: { spec: { jobTemplate: TEMPLATE } },
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    texts: ingressTexts,
    places: [[/^backend/, "spec.rules[].http.paths[].backend"]],
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    texts: Object.fromEntries(Object.entries(ingressTexts).filter(([pattern]) => /^backend\./.test(pattern))),
    places: [[/^backend/, "spec.defaultBackend"]],
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    texts: policyTexts,
    places: [
      [/^selector/, "spec.egress[].to[].namespaceSelector"],
      [/^peer/, "spec.ingress[].from[]"],
      [/^rule/, "spec.egress[]"],
    ],
  },
  { apiVersion: "v1", kind: "Endpoints", texts: endpointsTexts },
  { apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", texts: endpointSliceTexts },
  { apiVersion: "networking.k8s.io/v1", kind: "IngressClass", texts: ingressClassTexts },
  { apiVersion: "v1", kind: "Namespace", texts: namespaceTexts },
  { apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway", texts: gatewayTexts },
  { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", texts: gatewayRouteTexts },
  { apiVersion: "gateway.networking.k8s.io/v1alpha2", kind: "TCPRoute", texts: gatewayRouteTexts },
];

type Step = string | number;

/** `spec.ports[].appProtocol` as steps. */
function stepsOf(pattern: string): readonly Step[] {
  return [...pattern.matchAll(/\[\]|\[([^\]]+)\]|([^.[\]]+)/g)].map(([all, key, name]) =>
    all === "[]" ? 0 : (key ?? name ?? ""),
  );
}

/** Something at a path inside what is there already. */
function placed(value: unknown, [step, ...rest]: readonly Step[], leaf: unknown): unknown {
  if (step === undefined) return leaf;
  if (typeof step === "number") return [placed(Array.isArray(value) ? value[0] : undefined, rest, leaf)];
  const own = value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
  const before = Object.entries(own).find(([key]) => key === step)?.[1];
  return { ...own, [step]: placed(before, rest, leaf) };
}

const LEAF = "$0leaf";
const EVIL = "a`b](http://x) <img src=x> **c** | \u202e";

/** A manifest of the family with something at the field; the cursor on its value. */
function manifest(
  { apiVersion, kind, places = [], base = {} }: Family,
  pattern: string,
  leaf: unknown,
): string {
  const path = places.reduce((text, [from, to]) => text.replace(from, to), pattern);
  const root = { ...base, apiVersion, kind, metadata: { name: "own", namespace: "shop" } };
  return JSON.stringify(placed(root, stepsOf(path), leaf));
}

/** The same with the cursor on its key. */
function onKey(family: Family, pattern: string, leaf: unknown): string {
  const marked = manifest(family, pattern, leaf);
  const key = stepsOf(pattern).findLast((step) => typeof step === "string");
  const at = marked.lastIndexOf(`"${key}":`, marked.indexOf(JSON.stringify(leaf)));
  return `${marked.slice(0, at + 1)}$0${marked.slice(at + 1).replace("$0", "")}`;
}

function assertCard(markdown: string | undefined, answers: readonly string[]): void {
  assert.ok(markdown, "there is a card");
  const lines = markdown.split("\n");
  const link = lines.at(-1) ?? "";
  assert.ok(lines.length <= 12, `twelve lines at most:\n${markdown}`);
  assert.ok(answers.includes(lines[0]?.slice(2, -2) ?? ""), `the answer first:\n${markdown}`);
  assert.match(lines[0] ?? "", /^\*\*[^*]+\*\*$/, "in bold");
  assert.match(link, /^\[Kubernetes: [^\]]+\]\(https:\/\/kubernetes\.io\/docs\/[\w./#-]+\)$/);
  assert.doesNotMatch(
    withoutCode(lines.slice(0, -1).join("\n")),
    /\]\(|<img|\*\*c|\u202e/,
    "and no other link",
  );
}

/** What Markdown acts upon: all that is neither code nor escaped. */
function withoutCode(markdown: string): string {
  return markdown.replaceAll(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "").replaceAll(/\\[^\n]/g, "");
}

for (const family of families) {
  describe(`cards of fields: ${family.kind}`, () => {
    for (const [pattern, text] of Object.entries(family.texts)) {
      it(pattern, () => {
        const isItem = pattern.endsWith("[]");
        assertCard(hovered(manifest(family, pattern, LEAF)), [text.answer]);
        if (!isItem) assertCard(hovered(onKey(family, pattern, "leaf")), [text.answer]);
        for (const [value, { answer }] of Object.entries(text.when ?? {})) {
          const leaf = value === "true" || value === "false" ? value === "true" : value;
          if (isItem) assertCard(hovered(manifest(family, pattern, `$0${value}`)), [answer]);
          else assertCard(hovered(onKey(family, pattern, leaf)), [answer]);
        }
        assertCard(hovered(manifest(family, pattern, `$0${EVIL}`)), [text.answer]);
      });
    }
  });
}

describe("cards of fields", () => {
  it("need no escaping in what is ours, and are short", () => {
    for (const { texts } of families) {
      for (const [pattern, text] of Object.entries(texts)) {
        const { answer, values = "", fallback = "", mind = [], when = {} } = text;
        const sentences = [answer, values, fallback, ...mind].concat(
          Object.values(when).flatMap((each) => [each.answer, ...(each.mind ?? [])]),
        );
        for (const each of sentences) {
          assert.doesNotMatch(withoutCode(each), /[<>[\]*_`|]/, `${pattern}: ${each}`);
          assert.ok(each.length <= 170, `${pattern}: ${each}`);
        }
        assert.ok(mind.length <= 3, pattern);
      }
    }
  });

  it("are not made for names that no kind has", () => {
    for (const family of families) {
      for (const pattern of [
        "spec.loadBalencerClass",
        "spec.constructor",
        "toString",
        "metadata.annotations[a/b]",
      ]) {
        assert.equal(hovered(manifest(family, pattern, LEAF)), undefined, `${family.kind} ${pattern}`);
      }
    }
    const service = families[0];
    assert.ok(service);
    assert.equal(hovered(manifest(service, "spec.ports[].targetport", LEAF)), undefined);
    assert.equal(hovered(manifest(service, "spec.podSelector", LEAF)), undefined);
  });

  it("are not made for other groups", () => {
    const knative: Family = { apiVersion: "serving.knative.dev/v1", kind: "Service", texts: {} };
    assert.equal(hovered(manifest(knative, "spec.type", LEAF)), undefined);
  });
});
