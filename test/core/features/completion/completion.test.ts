/** Completion in YAML that is being written: only where a key or a value is empty or misspelt, and only of our kinds. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Completion } from "../../../../server/src/core/answers.ts";
import { judge } from "../../../../server/src/core/apiserver/judge.ts";
import { choicesOf, fieldsWithChoices } from "../../../../server/src/core/apiserver/structs/choices.ts";
import { structs } from "../../../../server/src/core/apiserver/structs/structs.ts";
import { marked } from "../../../support/cursor.ts";
import { valueIn } from "../../../support/reading.ts";

function completed(source: string): readonly Completion[] {
  const { analysis, file, position } = marked(source);
  return analysis.completions(file, position);
}

const labels = (source: string) => completed(source).map(({ label }) => label);

/** What an editor shows first for what is typed, and the line that it makes. */
function line(source: string, label: string): string {
  const { fixture, position } = marked(source);
  const text = (fixture.files[0]?.text ?? "").split("\n")[position.line] ?? "";
  const chosen = completed(source).find((each) => each.label === label);
  assert.ok(chosen, `${label} is not offered`);
  const { start, end } = chosen.range;
  assert.deepEqual([start.line, end.line], [position.line, position.line], "the range is on the line");
  return text.slice(0, start.character) + chosen.insert + text.slice(end.character);
}

const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: cart\nspec:\n${spec}`;
const PROTOCOLS = ["TCP", "UDP", "SCTP"];

describe("fields are completed", () => {
  it("on an empty line, without those that are there", () => {
    const offered = labels(service("  type: ClusterIP\n  $0\n  selector:\n    app: cart\n"));
    assert.ok(offered.includes("ports") && offered.includes("ipFamilyPolicy"));
    assert.ok(!offered.includes("type") && !offered.includes("selector"));
  });

  it("by their beginning, and by what they are a misspelling of", () => {
    assert.deepEqual(labels(service("  sessionAff$0\n")), ["sessionAffinity", "sessionAffinityConfig"]);
    const [first] = completed(service("  selecter$0:\n    app: cart\n"));
    assert.deepEqual([first?.label, first?.filter, first?.insert], ["selector", "selecter", "selector"]);
  });

  it("with a colon where none stands, and a blank where a value follows on the line", () => {
    assert.equal(line(service("  sess$0\n"), "sessionAffinity"), "  sessionAffinity: ");
    assert.equal(line(service("  selec$0\n"), "selector"), "  selector:");
    assert.equal(line(service("  tipe$0: ClusterIP\n"), "type"), "  type: ClusterIP");
  });

  it("in an item of a list, wherever its dash stands", () => {
    for (const list of ["  ports:\n    - name: http\n      pro$0\n", "  ports:\n  - port: 80\n    pro$0\n"])
      assert.ok(labels(service(list)).includes("protocol"), list);
    assert.equal(line(service("  ports:\n    - por$0\n"), "port"), "    - port: ");
    assert.equal(line(service("  ports:\n    - $0\n"), "targetPort"), "    - targetPort: ");
  });

  it("without those of the item alone", () => {
    const offered = labels(service("  ports:\n    - port: 80\n    - name: a\n      $0\n    - nodePort: 1\n"));
    assert.ok(offered.includes("port") && offered.includes("nodePort") && !offered.includes("name"));
  });

  it("deep in a pod template", () => {
    const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  # the pods
  template:
    spec:
      containers:
        - name: web

          ports:
            - containerPort: 80
              host$0
`;
    assert.deepEqual(labels(deployment), ["hostPort", "hostIP"]);
  });

  it("in the document that the cursor is in", () => {
    const two = `${service("  type: ClusterIP\n")}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  polic$0\n`;
    assert.deepEqual(labels(two), ["policyTypes"]);
  });

  it("in a document that does not parse", () => {
    assert.deepEqual(labels(service("  clusterIP: [\n  loadBalancerCl$0\n")), ["loadBalancerClass"]);
  });
});

describe("values are completed", () => {
  it("where none is, with the default marked", () => {
    const offered = completed(service("  ports:\n    - port: 80\n      protocol: $0\n"));
    assert.deepEqual(
      offered.map(({ label }) => label),
      PROTOCOLS,
    );
    assert.deepEqual(
      offered.map(({ detail }) => detail),
      ["default", "", ""],
    );
  });

  it("where one is misspelt, in quotes or not", () => {
    assert.equal(line(service("  type: loadbal$0\n"), "LoadBalancer"), "  type: LoadBalancer");
    assert.equal(line(service('  type: "Nodeport$0"\n'), "NodePort"), '  type: "NodePort"');
    assert.equal(
      line(service("  type: Clutser$0  # as before\n"), "ClusterIP"),
      "  type: ClusterIP  # as before",
    );
  });

  it("in lists of values", () => {
    const policy =
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  policyTypes:\n    - E$0\n";
    assert.equal(line(policy, "Egress"), "    - Egress");
  });

  it("as true and false", () => {
    assert.deepEqual(labels(service("  publishNotReadyAddresses: $0\n")), ["true", "false"]);
  });

  it("as the configured version knows them", () => {
    const old = `# file: .portolan.yaml\nversion: 1\ncluster:\n  kubernetesVersion: "1.33"\n# file: a.yaml\n`;
    assert.deepEqual(labels(`${old}${service("  trafficDistribution: $0\n")}`), ["PreferClose"]);
    assert.equal(labels(service("  trafficDistribution: $0\n")).length, 3);
  });
});

describe("nothing is offered", () => {
  const silent: readonly (readonly [what: string, source: string])[] = [
    ["where a field is right", service("  type$0: ClusterIP\n")],
    ["where a value is right", service("  type: NodePort$0\n")],
    ["where any text may stand", service("  externalName: ex$0\n")],
    ["for a kind that is not ours", "apiVersion: example.com/v1\nkind: Service\nspec:\n  ty$0\n"],
    ["without a kind", "spec:\n  ty$0\n"],
    ["in a comment", service("  type: # Clu$0\n")],
    ["in a comment of its own", service("  # ty$0\n")],
    ["in a map of labels", service("  selector:\n    ap$0\n")],
    ["in a place that is not looked into", service("status:\n  load$0\n")],
    ["below a value", service("  type: ClusterIP\n      po$0\n")],
    ["in a text block", "apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    a: |\n      ty$0\n"],
    ["in a template", service("  ty{{ .Values$0 }}\n")],
    ["in the middle of other text", service("  two words$0\n")],
    ["between the letters and the colon", service("  tipe: x $0 y\n")],
    ["in a List", `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    sp$0\n`],
    ["for what resembles nothing", service("  xyzzy$0\n")],
  ];
  for (const [what, source] of silent) it(what, () => assert.deepEqual(labels(source), []));
});

describe("the values that are offered", () => {
  it("are those of fields that there are", () => {
    for (const [struct, field] of fieldsWithChoices())
      assert.ok(structs.get(struct)?.fields.has(field), `${struct}.${field}`);
    assert.equal(choicesOf("ServiceSpec", "constructor"), undefined);
  });

  const manifests: Readonly<Record<string, (value: string) => string>> = {
    "ServicePort.protocol": (value) => service(`  ports: [{ port: 80, protocol: ${value} }]\n`),
    "ServiceSpec.internalTrafficPolicy": (value) =>
      service(`  ports: [{ port: 80 }]\n  internalTrafficPolicy: ${value}\n`),
    "ServiceSpec.trafficDistribution": (value) =>
      service(`  ports: [{ port: 80 }]\n  trafficDistribution: ${value}\n`),
    "ServiceSpec.sessionAffinity": (value) =>
      service(`  ports: [{ port: 80 }]\n  sessionAffinity: ${value}\n`),
    "NetworkPolicySpec.policyTypes": (value) =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\nspec: { policyTypes: [${value}] }\n`,
    "EndpointSlice.addressType": (value) =>
      `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: a }\naddressType: ${value}\n`,
  };
  for (const [key, manifest] of Object.entries(manifests)) {
    it(`are taken by the server: ${key}`, () => {
      const [struct = "", field = ""] = key.split(".");
      const { values = [] } = choicesOf(struct, field) ?? {};
      assert.ok(values.length > 1);
      for (const value of values) {
        const object = valueIn(manifest(value));
        assert.ok(object);
        const range = { from: 30_000, to: 32_767 };
        const { faults } = judge(object, { version: { major: 1, minor: 36 }, nodePortRange: range });
        assert.deepEqual(faults, [], value);
      }
    });
  }
});
