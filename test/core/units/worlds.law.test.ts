/** Law: whatever is added, changed and removed in whatever order, the worlds are those of a fresh start. */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { keyOf } from "../../../server/src/core/query/query.ts";
import { namespaceIn, resourceIn, unitsOfFile } from "../../../server/src/core/units/queries.ts";
import { fileId } from "../../../server/src/core/value/file.ts";
import { app, deployment, type Manifests, manifests, object, service } from "../../support/manifests.ts";

const FOLDERS = ["", "base/", "overlay/", "v1/", "v1/x/", "v2/", "testdata/", "chart/", "chart/templates/"];

const MANIFESTS = [
  ...[
    app("cart"),
    app("cart", "shop"),
    service("web"),
    deployment("web"),
    service("{{ x }}"),
    "BROKEN: [\n",
    "",
  ],
  ...[object("helm.toolkit.fluxcd.io/v2", "HelmRelease", "redis"), object("v1", "Namespace", "shop")],
];

const KUSTOMIZATIONS = [
  "resources: [a.yaml]\n",
  "resources: [../base, a.yaml, https://example.com/x]\nnamespace: prod\n",
  "resources: [../overlay]\nnamePrefix: x-\npatches:\n  - path: b.yaml\n",
  "kind: Component\nresources: [b.yaml]\ncommonLabels: {env: prod}\n",
  "components: [../v1]\nresources: [../v1/x, ../base]\n",
  "kind: Kustomization\nBROKEN: [\n",
];

const CONFIGURATIONS = [
  "version: 1\nenvironments: [{name: all, include: ['**']}]\n",
  "version: 1\nenvironments: [{name: some, include: [v1, base], namespace: x}]\n",
  "version: 1\nrules: {PTL101: off}\n",
];

const path = (name: string) => fc.constantFrom(...FOLDERS.map((folder) => `${folder}${name}`));

const change: fc.Arbitrary<readonly [string, string | undefined]> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(path("a.yaml"), fc.constantFrom(...MANIFESTS)) },
  { weight: 3, arbitrary: fc.tuple(path("b.yaml"), fc.constantFrom(...MANIFESTS)) },
  { weight: 4, arbitrary: fc.tuple(path("kustomization.yaml"), fc.constantFrom(...KUSTOMIZATIONS)) },
  { weight: 1, arbitrary: fc.tuple(path(".portolan.yaml"), fc.constantFrom(...CONFIGURATIONS)) },
  { weight: 1, arbitrary: fc.tuple(path("Chart.yaml"), fc.constant("name: chart\n")) },
  { weight: 3, arbitrary: fc.tuple(path("a.yaml"), fc.constant(undefined)) },
  { weight: 2, arbitrary: fc.tuple(path("kustomization.yaml"), fc.constant(undefined)) },
  { weight: 1, arbitrary: fc.tuple(path(".portolan.yaml"), fc.constant(undefined)) },
);

function everything({ db, units }: Manifests, paths: Iterable<string>): unknown {
  return {
    units: units(),
    members: units().flatMap(({ id, members }) =>
      members.map((member) => [
        db.get(resourceIn, keyOf(id, member)),
        db.get(namespaceIn, keyOf(id, member)),
      ]),
    ),
    files: [...paths].map((each) => db.get(unitsOfFile, fileId("/shop", each))),
  };
}

test("worlds after any course of edits are those of a fresh start", () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 25 }), (changes) => {
      const edited = manifests({});
      const state = new Map<string, string>();
      for (const [index, [file, content]] of changes.entries()) {
        edited.edit({ [file]: content });
        if (content === undefined) state.delete(file);
        else state.set(file, content);
        if (index % 5 === 4) edited.db.sweep();
        if (index % 2 === 0) everything(edited, state.keys());
      }
      const fresh = manifests(Object.fromEntries(state));
      assert.deepEqual(everything(edited, state.keys()), everything(fresh, state.keys()));
    }),
    { numRuns: 400 },
  );
});

test("every unit's members are resources, each once, and every id is one unit's", () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 25 }), (changes) => {
      const files = Object.fromEntries(
        changes.flatMap(([file, content]) => (content === undefined ? [] : [[file, content]])),
      );
      const shop = manifests(files);
      const units = shop.units();
      assert.equal(new Set(units.map(({ id }) => id)).size, units.length);
      for (const { id, members } of units) {
        assert.equal(new Set(members).size, members.length);
        for (const member of members) assert.ok(shop.db.get(resourceIn, keyOf(id, member)));
      }
    }),
    { numRuns: 400 },
  );
});
