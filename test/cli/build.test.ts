/** `portolan build`: what is printed, and what it says when it cannot build. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { portolan } from "../support/commandLine.ts";
import { makeFolder } from "../support/folder.ts";
import { differences } from "../support/kustomize/compare.ts";
import { objectsIn } from "../support/kustomize/reading.ts";
import { matchesSnapshot } from "../support/snapshot.ts";

const SNAPSHOTS = join(import.meta.dirname, "snapshots");
const CASES = join(import.meta.dirname, "../core/units/kustomize/cases");

const SHOP = {
  ".portolan.yaml": "version: 1\n",
  "base/kustomization.yaml": "resources:\n  - web.yaml\n",
  "base/web.yaml":
    "# the shop\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n",
  "prod/kustomization.yaml": `namespace: shop
resources:
  - ../base
patches:
  - path: port.yaml
  - target:
      kind: Service
    patch: |
      - op: add
        path: /spec/type
        value: NodePort
configMapGenerator:
  - name: settings
    literals:
      - on=yes
`,
  "prod/port.yaml":
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n      name: http\n",
  "remote/kustomization.yaml": "resources:\n  - ../base\n  - https://example.com/shop?ref=v1\n",
  "chart/Chart.yaml": "name: chart\n",
};

const TEXTS: readonly (readonly [file: string, line: readonly string[]])[] = [
  ["build.yaml", ["prod"]],
  ["build.origins.yaml", ["prod/kustomization.yaml", "--origins"]],
  ["build.json", ["prod", "-o", "json"]],
];

for (const [file, line] of TEXTS) {
  test(`build ${line.join(" ")}`, async (t) => {
    const cwd = await makeFolder(t, SHOP);
    const { code, out, err } = await portolan(["build", ...line], { cwd });
    assert.deepEqual([code, err], [0, ""]);
    assert.ok(!out.includes(cwd));
    matchesSnapshot(out, join(SNAPSHOTS, file));
  });
}

test("several folders are one stream, and the objects in JSON are counted through", async (t) => {
  const cwd = await makeFolder(t, SHOP);
  const yaml = await portolan(["build", "base", "prod"], { cwd });
  assert.equal(objectsIn(yaml.out).length, 3);
  const { objects, origins } = JSON.parse(
    (await portolan(["build", "base", "prod", "-o", "json"], { cwd })).out,
  );
  const port = origins.find((each: { path: string }) => each.path === "spec.type");
  assert.equal(objects[port.object].spec.type, "NodePort");
  assert.deepEqual(
    [port.file, port.range.start.line, port.by],
    ["prod/kustomization.yaml", 10, "patch"],
    "in the text of the patch",
  );
});

test("what is not here is said, and the exit code tells", async (t) => {
  const cwd = await makeFolder(t, SHOP);
  const { code, out, err } = await portolan(["build", "remote"], { cwd });
  assert.deepEqual([code, objectsIn(out).length], [1, 1]);
  assert.match(err, /^portolan: not all is here: .*https:\/\/example\.com\/shop/);
  const json = JSON.parse((await portolan(["build", "remote", "-o", "json"], { cwd })).out);
  assert.deepEqual(
    [json.version, json.incomplete.length, json.incomplete[0].reason, json.incomplete[0].file],
    [1, 1, "remote", "remote/kustomization.yaml"],
  );
});

const BROKEN = {
  ...SHOP,
  "refused/kustomization.yaml": "resources:\n  - ../base\n  - gone.yaml\n",
  "unread/kustomization.yaml": "resources: [\n",
  "two/kustomization.yaml": "resources: [../base]\n",
  "two/Kustomization": "resources: [../base]\n",
};

const FAULTS: readonly (readonly [line: readonly string[], err: RegExp])[] = [
  [["refused"], /^portolan: refused\/kustomization\.yaml:3: kustomize refuses this: gone\.yaml is neither/],
  [["unread"], /unread\/kustomization\.yaml does not parse/],
  [["two"], /two holds several kustomizations; kustomize refuses to choose one/],
  [["chart"], /There is no kustomization in chart\. It is a Helm chart, which is not rendered here\.$/m],
  [["."], /There is no kustomization in this folder\. There is one in: base, prod, refused, remote, two/],
  [["base/web.yaml"], /base\/web\.yaml is no kustomization/],
  [["nowhere"], /nowhere: /],
];

for (const [line, said] of FAULTS) {
  test(`build ${line.join(" ")} is a fault, and prints nothing`, async (t) => {
    const cwd = await makeFolder(t, BROKEN);
    const { code, out, err } = await portolan(["build", ...line], { cwd });
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, said);
  });
}

test("a base outside of what is read names the way to have it read", async (t) => {
  const { ".portolan.yaml": _mark, ...files } = SHOP;
  const cwd = await makeFolder(t, files);
  const { code, err } = await portolan(["build", "prod"], { cwd });
  assert.equal(code, 1);
  assert.match(err, /^portolan: not all is here: .*\.\.\/base.*; --root DIR reads a folder above both\n$/);
  assert.equal((await portolan(["build", "prod", "--root", "."], { cwd })).code, 0);
});

const built = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, "expected.yaml")));

for (const name of built) {
  test(`${name}: what is printed reads back as what kustomize builds`, async () => {
    const cwd = join(CASES, name);
    const { code, out, err } = await portolan(["build", "--root", "."], { cwd });
    assert.deepEqual([code, err], [0, ""]);
    assert.deepEqual(
      differences(objectsIn(out), objectsIn(readFileSync(join(cwd, "expected.yaml"), "utf8"))),
      [],
    );
  });
}

test("a unit is built by the name that findings give it, from anywhere in the folder", async (t) => {
  const cwd = await makeFolder(t, { ...SHOP, "loose/web.yaml": SHOP["base/web.yaml"] });
  const prod = await portolan(["build", "prod"], { cwd });
  assert.deepEqual(await portolan(["build", "--unit", "prod"], { cwd }), prod);
  assert.deepEqual(await portolan(["build", "--unit", "prod"], { cwd: join(cwd, "base") }), prod);
  const wrong = await portolan(["build", "--unit", "prd"], { cwd });
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /There is no unit `prd`\. Did you mean `prod`\? There are: prod, remote\./);
  const base = await portolan(["build", "--unit", "base"], { cwd });
  assert.match(base.err, /There is no unit `base`/, "others are built on it, it is none of its own");
});
