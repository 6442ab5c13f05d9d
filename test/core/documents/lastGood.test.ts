/** What stays known of a document that is being typed and does not parse: as long as it is open, whatever is typed elsewhere. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Analysis, createAnalysis } from "../../../server/src/core/analysis.ts";
import { fileId } from "../../../server/src/core/value/file.ts";

const ROOT = "sea";
const FILE = fileId(ROOT, "a.yaml");

const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: example.com/web:1
`;
const broken = (text: string) => `${text}  broken: [\n`;
const file = (...documents: readonly string[]) => documents.join("---\n");

function opened(...texts: readonly string[]): Analysis {
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, [FILE]);
  const [onDisk = "", ...typed] = texts;
  analysis.setText(FILE, onDisk);
  for (const text of typed) analysis.editText(FILE, text);
  return analysis;
}

/** What each Service still knows of its pods, as its lens says it. */
const lensesOf = (analysis: Analysis) => analysis.lenses(FILE).map(({ title }) => title);
const podsOf = (analysis: Analysis) => lensesOf(analysis).filter((title) => title.includes("→"));

describe("a document that stops parsing", () => {
  const good = file(service("web"), deployment);
  const bad = file(service("web"), broken(deployment));

  it("is still selected by the Service beside it, while it is typed and while others are", () => {
    assert.match(podsOf(opened(good)).join(), /web/);
    const texts = [
      good,
      bad,
      `${bad}    - {`,
      bad.replace("  name: web", "  annotations: {a: b}\n  name: web"),
      bad,
    ];
    for (let count = 2; count <= texts.length; count += 1)
      assert.deepEqual(podsOf(opened(...texts.slice(0, count))), podsOf(opened(good)), `after ${count}`);
  });

  it("keeps what is on disk when it was broken already as it was opened", () => {
    assert.deepEqual(podsOf(opened(good, bad)), podsOf(opened(good)));
  });

  it("keeps nothing once it is closed", () => {
    const analysis = opened(good, bad);
    analysis.closeText(FILE);
    assert.deepEqual(podsOf(analysis), podsOf(opened(bad)));
    assert.notDeepEqual(podsOf(analysis), podsOf(opened(good)));
  });
});

describe("a text that is told again", () => {
  const nameless = service("web").replace("  name: web\n", "  generateName: web-\n");
  const cases: Readonly<Record<string, readonly string[]>> = {
    "with a copy of what broke": [
      file(service("web"), deployment),
      file(service("web"), deployment, broken(deployment)),
    ],
    "with two broken copies": [
      file(service("web"), deployment),
      file(service("web"), broken(deployment), `# again\n${broken(deployment)}`),
    ],
    "with two broken copies that are equal": [
      file(service("web"), deployment),
      file(service("web"), broken(deployment), broken(deployment)),
    ],
    "with objects that have no names": [
      file(nameless, service("other"), deployment),
      file(nameless, broken(service("other").replace("  name: other\n", "")), deployment),
    ],
    "with a name that broke beside copies of another": [
      file(service("web"), service("other"), deployment),
      file(
        broken(service("we").replace("  name", '  name"')),
        service("other"),
        service("other"),
        deployment,
      ),
    ],
    "with two objects gone and one strange": [
      file(service("web"), service("other"), deployment),
      file(broken(service("new")), deployment),
    ],
  };
  for (const [name, texts] of Object.entries(cases)) {
    it(`changes nothing ${name}`, () => {
      const last = texts.at(-1) ?? "";
      const once = opened(...texts);
      for (const again of [[last], [last, last]]) {
        const more = opened(...texts, ...again);
        assert.deepEqual(more.charts(), once.charts());
        assert.deepEqual(lensesOf(more), lensesOf(once));
        assert.deepEqual(more.diagnostics(FILE), once.diagnostics(FILE));
      }
    });
  }
});
