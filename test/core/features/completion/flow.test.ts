/** Completion among brackets: in flow style, and in JSON. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Completion } from "../../../../server/src/core/answers.ts";
import { unfinishedInFlow } from "../../../../server/src/core/syntax/unfinishedFlow.ts";
import { marked } from "../../../support/cursor.ts";

function completed(source: string): readonly Completion[] {
  const { analysis, file, position } = marked(source);
  return analysis.completions(file, position);
}

const labels = (source: string) => completed(source).map(({ label }) => label);

/** The line that a choice makes. */
function line(source: string, label: string): string {
  const { fixture, position } = marked(source);
  const text = (fixture.files[0]?.text ?? "").split("\n")[position.line] ?? "";
  const chosen = completed(source).find((each) => each.label === label);
  assert.ok(chosen, `${label} is not offered, but ${labels(source).join()}`);
  const { start, end } = chosen.range;
  return text.slice(0, start.character) + chosen.insert + text.slice(end.character);
}

const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: cart }\nspec:\n${spec}`;
const json = (spec: string) =>
  `# file: a.json\n{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "cart"}, "spec": {${spec}}}\n`;
const PROTOCOLS = ["SCTP", "TCP", "UDP"];

describe("among brackets", () => {
  it("fields that are not there yet are offered", () => {
    const offered = labels(service("  ports: [{ port: 80, $0, name: http }]\n"));
    assert.ok(offered.includes("protocol") && offered.includes("nodePort"));
    assert.ok(!offered.includes("port") && !offered.includes("name"));
    assert.equal(
      line(service("  ports: [{ port: 80, proto$0 }]\n"), "protocol"),
      "  ports: [{ port: 80, protocol:  }]",
    );
    assert.equal(line(service("  ports:\n    - { por$0 }\n"), "port"), "    - { port:  }");
  });

  it("and values of a fixed set", () => {
    assert.deepEqual(labels(service("  ports: [{ port: 80, protocol: $0 }]\n")).toSorted(), PROTOCOLS);
    assert.equal(
      line(service("  ports: [{ protocol: tc$0, port: 80 }]\n"), "TCP"),
      "  ports: [{ protocol: TCP, port: 80 }]",
    );
    assert.deepEqual(labels(service("  ipFamilies: [IPv4, $0]\n")).toSorted(), ["IPv4", "IPv6"]);
    assert.deepEqual(labels(service("  ipFamilies: [IPv4]\n  type: Nod$0\n")), ["NodePort"]);
  });

  it("on lines of their own, with comments between", () => {
    const spec = "  ports: [\n    { port: 80 }, # {one\n    {\n      name: a,\n      targ$0\n    }\n  ]\n";
    assert.equal(line(service(spec), "targetPort"), "      targetPort: ");
    assert.ok(labels(service("  selector: {app: a}\n  $0\n")).includes("ports"), "behind them");
  });

  it("not where something right stands, or where they do not fit together", () => {
    for (const spec of [
      "  ports: [{ port$0: 80 }]\n",
      "  ports: [{ protocol: TCP$0 }]\n",
      "  ports: [}, { pro$0 }]\n",
      "  ports: [{ port 80 pro$0 }]\n",
      "  ports: [{ name: 'a$0' }]\n",
      "  selector: { ap$0 }\n",
      "  externalName: |\n    { typ$0 }\n",
    ])
      assert.deepEqual(labels(service(spec)), [], spec);
  });
});

describe("in JSON", () => {
  it("words in quotes become others, and those without are given some", () => {
    assert.match(line(json('"sess$0"'), "sessionAffinity"), /"spec": \{"sessionAffinity"\}\}$/);
    assert.match(line(json('"selecter$0": {}'), "selector"), /\{"selector": \{\}\}\}$/);
    assert.match(line(json('"type": "Node$0"'), "NodePort"), /\{"type": "NodePort"\}\}$/);
    assert.match(
      line(json('"ports": [{"port": 80, $0}]'), "protocol"),
      /\{"port": 80, "protocol": \}\]\}\}$/,
    );
    assert.match(line(json('"type": $0'), "ClusterIP"), /\{"type": "ClusterIP"\}\}$/);
    assert.match(line(json('"publishNotReadyAddresses": t$0'), "true"), /Addresses": true\}\}$/);
  });

  it("a quote that is open still ends with its line", () => {
    const source =
      '# file: a.json\n{\n  "apiVersion": "v1",\n  "kind": "Service",\n  "spec": {\n    "sess$0\n  }\n}\n';
    assert.equal(line(source, "sessionAffinity"), '    "sessionAffinity');
  });
});

it("whatever stands there, the word is around the cursor and is what stands there", () => {
  const piece = fc.constantFrom(
    ...[
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      ": ",
      '"',
      "'",
      "\\",
      "#",
      " #",
      " ",
      "\n",
      "  ",
      "- ",
      "a",
      "b:",
      "spec: {",
    ],
  );
  const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(texts, fc.nat(200), (text, place) => {
      const offset = Math.min(place, text.length);
      const found = unfinishedInFlow(text, offset);
      if (!found || found === "outside") return;
      const { start, end } = found.span;
      assert.ok(start <= offset && offset <= end, JSON.stringify(text));
      assert.equal(text.slice(start, end), found.word);
    }),
    { numRuns: 2_000 },
  );
});
