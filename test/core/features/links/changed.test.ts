/** What kustomizations make of an object, told where the object is written. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pathOf } from "../../../../server/src/core/value/file.ts";
import { hovered, lensTitles } from "../../../support/cursor.ts";
import { readFixture } from "../../../support/fixture.ts";
import { analysisOf, fileAt } from "../../../support/workspace.ts";

const SERVICE = `# file: base/kustomization.yaml
resources: [web.yaml]
# file: base/web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: ClusterIP
  ports:
    - name: http
      port: 80
`;

const overlay = (name: string, ...lines: readonly string[]) =>
  `# file: overlays/${name}/kustomization.yaml\nresources: [../../base]\n${lines.map((line) => `${line}\n`).join("")}`;

const operation = (op: string, path: string, value: string) =>
  `patches: [{ target: { kind: Service }, patch: '[{ op: ${op}, path: ${path}, value: ${value} }]' }]`;

const port = (number: string) => operation("replace", "/spec/ports/0/port", number);

const changed = (source: string) =>
  lensTitles(source, "base/web.yaml").filter((title) => title.startsWith("changed by"));

describe("the lens of a Service", () => {
  it("tells what each unit makes of it", () => {
    assert.deepEqual(changed(SERVICE + overlay("prod", port("8080"))), [
      "changed by 1 unit: port 80 → 8080 in overlays/prod",
    ]);
    const three =
      overlay("dev", operation("add", "/spec/clusterIP", "None")) +
      overlay("prod", port("8080"), "namePrefix: a-", "namespace: shop") +
      overlay("test", operation("add", "/spec/clusterIP", "None"));
    assert.deepEqual(changed(SERVICE + three), [
      "changed by 3 units: clusterIP None in overlays/dev and overlays/test · port 80 → 8080, namespace shop, name web → a-web in overlays/prod",
    ]);
  });

  it("is not there where nobody changes it, or to what it is, or its labels alone", () => {
    const same = overlay("prod", port("80"));
    const labels = overlay("test", "labels: [{ pairs: { a: b } }]");
    assert.deepEqual(changed(SERVICE + overlay("dev") + same + labels), []);
    assert.deepEqual(changed(SERVICE), []);
  });

  it("leads to what changes it", () => {
    const files = readFixture(SERVICE + overlay("prod", port("8080"), "namespace: shop")).files;
    const [lens] = analysisOf(files)
      .lenses(fileAt("base/web.yaml"))
      .filter(({ title }) => title.startsWith("changed"));
    assert.deepEqual(
      lens?.targets.map(({ file, range }) => `${pathOf(file)}:${range.start.line + 1}`),
      ["overlays/prod/kustomization.yaml:2", "overlays/prod/kustomization.yaml:3"],
    );
  });

  it("counts a base that is used twice in one unit once", () => {
    const twice =
      "# file: a/kustomization.yaml\nresources: [../base]\nnamePrefix: a-\n# file: b/kustomization.yaml\nresources: [../base]\nnamePrefix: b-\n# file: both/kustomization.yaml\nresources: [../a, ../b]\n";
    assert.deepEqual(changed(SERVICE + twice), [
      "changed by 1 unit: name web → a-web, name web → b-web in both",
    ]);
  });
});

describe("the hover on a field", () => {
  const at = (text: string) => SERVICE.replace(text, `$0${text}`);

  it("tells the built value, unit by unit", () => {
    const card = hovered(
      at("80") +
        overlay("dev", port("8080")) +
        overlay("prod", port("8080")) +
        overlay("test", port("81")) +
        overlay("uat"),
    );
    assert.match(card ?? "", /^- `80` → `8080` in overlays\/dev and overlays\/prod$/m);
    assert.match(card ?? "", /^- `80` → `81` in overlays\/test$/m);
    assert.doesNotMatch(card ?? "", /→ .*uat/);
  });

  it("tells it of the type and the name, and of nothing that stays as it is", () => {
    const prod = overlay("prod", operation("replace", "/spec/type", "NodePort"), "nameSuffix: -x");
    assert.match(hovered(at("ClusterIP") + prod) ?? "", /`ClusterIP` → `NodePort` in overlays\/prod/);
    assert.match(
      hovered(SERVICE.replace("name: web", "name: $0web") + prod) ?? "",
      /`web` → `web-x` in overlays\/prod/,
    );
    assert.doesNotMatch(hovered(at("80") + prod) ?? "", /→ `.*overlays\/prod/);
  });
});
