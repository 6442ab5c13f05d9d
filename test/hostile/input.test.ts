/**
 * Any bytes a person can type or open get a clear answer or silence: never a crash, a hang, or a false finding about the
 * neighbours. The limits are watchdogs against hangs, not measurements.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { type Analysis, createAnalysis } from "../../server/src/core/analysis.ts";
import { fileId } from "../../server/src/core/value/file.ts";

const ROOT = "sea";
const HOSTILE = fileId(ROOT, "hostile.yaml");
const GOOD = fileId(ROOT, "good.yaml");

const good = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: http }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 8080 }] }]
`;

/** A watchdog, of processor time: machines are shared. */
const LONGEST_MS = 30_000;

function open(text: string): Analysis {
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, [GOOD, HOSTILE]);
  analysis.setText(GOOD, good);
  analysis.setText(HOSTILE, text);
  return analysis;
}

/** Asks everything that an editor asks, over the whole file. */
function askEverything(analysis: Analysis): void {
  for (const file of analysis.files()) {
    const whole = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
    analysis.diagnostics(file);
    analysis.lenses(file);
    analysis.codeActions(file, whole);
    analysis.fixAll(file);
    for (let line = 0; line < 40; line += 1) analysis.hover(file, { line, character: line % 13 });
    for (let line = 0; line < 40; line += 10) analysis.completions(file, { line, character: 1_000_000 });
  }
  analysis.summary();
}

function survives(name: string, text: string): void {
  test(name, { timeout: 240_000 }, () => {
    const started = process.cpuUsage();
    const analysis = open(text);
    askEverything(analysis);
    analysis.editText(HOSTILE, `${text}\n# typed on\n`);
    askEverything(analysis);
    const { user, system } = process.cpuUsage(started);
    assert.ok((user + system) / 1_000 < LONGEST_MS, "took too long");
    assert.deepEqual(analysis.diagnostics(GOOD).shown, [], "nothing is said about the good neighbour");
  });
}

const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    app: ${name}\n  ports:\n    - port: 80\n`;

survives("nothing at all", "");
survives("blanks alone", " ".repeat(100_000));
survives("a manifest that stands very far in", service("a").replaceAll(/^/gm, " ".repeat(20_000)));
survives(
  "a Service of 15,000 ports, each with all its defaults",
  `${service("a")}${Array.from({ length: 15_000 }, (_, index) => `    - name: p${index}\n      port: ${index + 100}\n`).join("")}`,
);
survives("an unclosed quote", `${service("a").replace("app: a", 'app: "a')}---\n${service("b")}`);
survives(
  "placeholders without an end",
  service("a").replace("spec:", `  annotations:\n    a: ${"${".repeat(200_000)}\nspec:`),
);
survives("carriage returns by the hundred thousand", `${service("a")}  x: ${"\r".repeat(300_000)}`);
survives("tens of thousands of brackets", `${service("a")}  x: ${"[".repeat(60_000)}`);
survives(
  "an unclosed flow mapping",
  `${service("a")}---\napiVersion: v1\nkind: Service\nmetadata: {name: x, labels: {a: b\n`,
);
survives(
  "conflict markers",
  service("a")
    .replace("  ports:", "<<<<<<< HEAD\n  ports:")
    .replace("    - port: 80", "=======\n    - port: 81\n>>>>>>> theirs"),
);
survives("tabs for indentation", service("a").replaceAll("  ", "\t"));
survives("carriage returns alone", service("a").replaceAll("\n", "\r"));
survives("line ends of Windows", service("a").replaceAll("\n", "\r\n"));
survives("a byte order mark", `\uFEFF${service("a")}`);
survives(
  "lone surrogates and control characters",
  `${service("a")}# \uD800 \u0000 \u0007 \u2028 \uFFFF\nx: "\uDC00"\n`,
);
survives("right-to-left marks and markup in names", service('"\u202E<img src=x onerror=alert(1)>"'));
survives("a name of 10,000 characters", service("n".repeat(10_000)));
survives(
  "binary",
  Array.from({ length: 50_000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join(""),
);
survives("half a key", `${service("a")}---\napiVersion: v1\nkind: Service\nmetadata:\n  na`);
survives("Go templates", `{{- if .Values.x }}\n${service("{{ .Release.Name }}")}{{- end }}\n`);
survives(
  "an alias inside its own anchor",
  "apiVersion: v1\nkind: Service\nmetadata: &a\n  name: x\n  self: *a\nspec: &s [*s]\n",
);
survives("an alias of nothing", service("a").replace("app: a", "app: *nowhere"));
survives("an alias bomb", aliasBomb());
survives(
  "a nest of 20,000 brackets",
  `apiVersion: v1\nkind: Service\nspec: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`,
);
survives(
  "a mapping nested 3,000 deep",
  `apiVersion: v1\nkind: Service\n${Array.from({ length: 3_000 }, (_, depth) => `${" ".repeat(depth)}k:\n`).join("")}`,
);
survives(
  "10,000 labels",
  service("a").replace(
    "    app: a\n",
    Array.from({ length: 10_000 }, (_, index) => `    l${index}: v\n`).join(""),
  ),
);
survives(
  "50,000 lines in one document",
  `${service("a")}    # ports\n${Array.from({ length: 50_000 }, (_, index) => `    - { port: ${index} }\n`).join("")}`,
);
survives(
  "10,000 documents",
  Array.from({ length: 10_000 }, (_, index) => service(`s${index}`)).join("---\n"),
);
survives("10,000 documents that are nothing", "---\n".repeat(10_000));
survives(
  "duplicate keys by the thousand",
  `apiVersion: v1\nkind: Service\nmetadata: {name: a}\n${"spec: {}\n".repeat(2_000)}`,
);
survives(
  "regular expressions' nightmare",
  `apiVersion: v1\nkind: Service\nmetadata:\n${"  \n".repeat(20_000)}  # ${"a: ".repeat(20_000)}\n`,
);
survives(
  "one line of a megabyte",
  `apiVersion: v1\nkind: Service\nmetadata: {name: a, annotations: {x: "${"y".repeat(1_000_000)}"}}\n`,
);

test("a document of 50 MB is read by its lines only, and said so", { timeout: 120_000 }, () => {
  const filler = "  # filler filler filler filler filler filler filler filler filler filler filler filler\n";
  const analysis = open(`${service("huge")}${filler.repeat(Math.ceil(50_000_000 / filler.length))}`);
  const started = process.cpuUsage();
  askEverything(analysis);
  const { user, system } = process.cpuUsage(started);
  assert.ok((user + system) / 1_000 < LONGEST_MS);
  assert.deepEqual(
    analysis.summary().skipped.map(({ file }) => file),
    [HOSTILE],
  );
  assert.match(analysis.summary().skipped[0]?.reason ?? "", /2 MB/);
});

/** Nine aliases of nine aliases of …: a billion values in a few lines. */
function aliasBomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const of = level === 0 ? '"x"' : `*l${level - 1}`;
    return `  l${level}: &l${level} [${Array.from({ length: 9 }, () => of).join(", ")}]\n`;
  });
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: bomb\nspec:\n${levels.join("")}`;
}

test("a broken document keeps the facts it had while it is open, and says nothing inside", () => {
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, [GOOD]);
  analysis.setText(GOOD, good);
  analysis.editText(GOOD, good.replace("kind: Deployment", 'kind: Deployment\nx: "'));
  assert.deepEqual(analysis.diagnostics(GOOD).shown, []);
  assert.equal(analysis.summary().resources, 2);
});

/** The good file in block style, and what is typed into it, one text after the other. */
function skippedAfter(...edits: readonly ((text: string) => string)[]): number {
  const text = good.replaceAll("metadata: { name: web }", "metadata:\n  name: web");
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, [GOOD]);
  analysis.setText(GOOD, text);
  for (const edit of edits) analysis.editText(GOOD, edit(text));
  return analysis.summary().skipped.length;
}

test("a quote opened in the very name or kind of a document makes its object no stranger", () => {
  const name = (text: string) => text.replace("Deployment\nmetadata:\n  name: ", '$&"');
  const kind = (text: string) => text.replace("kind: Deployment", 'kind: "Deployment');
  for (const edit of [name, kind]) {
    assert.equal(skippedAfter(edit), 0);
    assert.equal(
      skippedAfter(edit, (text) => `# above\n${edit(text)}`),
      0,
    );
  }
});

test("a new document that does not parse stands for no other", () => {
  const added = (text: string) =>
    `${text}---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: "new\n`;
  assert.equal(skippedAfter(added), 1);
  const renamed = (text: string) => added(text.replace("Deployment\nmetadata:\n  name: web", "$&-2"));
  assert.equal(skippedAfter(added, renamed), 1);
});

test("copies of one object in one file lend each other no facts when one of them breaks", () => {
  const copy = (nodePort: number) =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: NodePort\n  ports:\n    - port: 80\n      nodePort: ${nodePort}\n`;
  const text = `${copy(30080)}---\n${copy(30081)}`;
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, [HOSTILE]);
  analysis.setText(HOSTILE, text);
  analysis.editText(HOSTILE, text.replace("nodePort: 30081", 'nodePort: "30081'));
  assert.equal(analysis.summary().skipped.length, 1, "the broken copy is known by its name only");
  analysis.editText(HOSTILE, text);
  assert.equal(analysis.summary().skipped.length, 0);
});
