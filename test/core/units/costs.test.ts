/** What an edit costs the worlds, in runs of queries. */
import assert from "node:assert/strict";
import test from "node:test";
import { keyOf } from "../../../server/src/core/query/query.ts";
import {
  namespaceIn,
  resourceIn,
  unitOf,
  unitsIn,
  unitsOfFile,
} from "../../../server/src/core/units/queries.ts";
import { fileId } from "../../../server/src/core/value/file.ts";
import { app, deployment, type Manifests, manifests, service } from "../../support/manifests.ts";

const FILES = {
  "base/kustomization.yaml": "resources: [cart.yaml]\n",
  "base/cart.yaml": app("cart"),
  "overlay/kustomization.yaml": "namespace: prod\nresources: [../base]\npatches:\n  - path: p.yaml\n",
  "overlay/p.yaml": deployment("cart").replace("example/cart", "example/cart:1"),
  "v1/web.yaml": app("web", "shop"),
  "v2/web.yaml": app("web", "shop"),
  "common/redis.yaml": app("redis"),
  "chart/Chart.yaml": "name: chart\n",
};

/** Asks all that can be asked of the worlds. */
function ask({ db, units }: Manifests): void {
  for (const { id, members } of units()) {
    db.get(unitOf, id);
    for (const member of members) {
      db.get(resourceIn, keyOf(id, member));
      db.get(namespaceIn, keyOf(id, member));
    }
  }
  for (const path of Object.keys(FILES)) db.get(unitsOfFile, fileId("/shop", path));
}

function runs(changes: Readonly<Record<string, string>>): Record<string, number> {
  const shop = manifests(FILES);
  ask(shop);
  shop.db.resetRuns();
  shop.edit(changes);
  ask(shop);
  return runsOf(shop);
}

/** What lies before the facts costs what the text costs. */
const READING = /^(assembled|chunk|documentFacts|places|plain|scan|tree|wholeDocuments|outlined)/;

function runsOf({ db }: Manifests): Record<string, number> {
  return Object.fromEntries([...db.runs()].filter(([name]) => !READING.test(name)));
}

/** A changed document is judged where it is read (`seenAtReading`), by its text: once, whatever units hold it. */
const JUDGED = { valueOfContent: 1, verdictOn: 1 };

test("an edit of labels, ports or annotations wakes the resource and nothing of the worlds", () => {
  const relabelled = service("redis", undefined).replace("app: redis", "app: cache");
  const changed = runs({ "common/redis.yaml": `${relabelled}---\n${deployment("redis")}` });
  // The two copies of `web` each have a world with redis in it, and take it as it is written.
  assert.deepEqual(changed, { ...JUDGED, facts: 1, identities: 1, resourcesById: 1, resource: 2 });
});

test("a comment wakes nothing behind the facts", () => {
  assert.deepEqual(runs({ "common/redis.yaml": `# redis\n${app("redis")}` }), { ...JUDGED, facts: 1 });
});

const BUILD = {
  kustomizeAccumulated: 1,
  kustomizeBuilt: 1,
  builtMembers: 1,
  builtIdentities: 1,
  buildGaps: 1,
};

test("a patch builds its own kustomization again, and wakes what it changes", () => {
  const other = deployment("cart").replace("example/cart", "example/cart:2");
  const {
    documentsBuilt: _documents,
    builtMember: _members,
    builtNamespace: _namespaces,
    ...changed
  } = runs({ "overlay/p.yaml": other });
  assert.deepEqual(changed, { ...BUILD, ...JUDGED, builtResource: 1, resourceIn: 1 });
});

test("a renamed object divides anew, and the units that do not hold it sleep on", () => {
  const changed = runs({ "base/cart.yaml": app("basket") });
  assert.equal(changed["worlds"], 1);
  assert.equal(changed["kustomizations"], undefined);
  assert.equal(changed["unitsOfFile"], 8);
  assert.equal(changed["resourceIn"], 2);
});

test("images that a kustomization does not change wake no resource", () => {
  const changed = runs({
    "overlay/kustomization.yaml": `${FILES["overlay/kustomization.yaml"]}images: []\n`,
  });
  assert.equal(changed["kustomizeBuilt"], 1);
  assert.equal(changed["worlds"], undefined);
  assert.equal(changed["resourceIn"], undefined);
  assert.equal(changed["namespace"], undefined);
});

test("10,000 files are divided in one run, and an edit of one looks at that one", () => {
  const many = Array.from(
    { length: 10_000 },
    (_, index) => [`apps/a${index % 500}/f${index}.yaml`, ""] as const,
  );
  const shop = manifests(Object.fromEntries(many));
  shop.db.get(unitsIn, "/shop");
  shop.edit({ "apps/a0/f0.yaml": app("cart") });
  shop.db.resetRuns();
  shop.db.get(unitsIn, "/shop");
  // Its Service and its Deployment, by what the configuration of their folder says.
  const judged = { configurationFor: 1, valueOfContent: 2, verdictOn: 2 };
  assert.deepEqual(runsOf(shop), { ...judged, facts: 1, identities: 1, worlds: 1 });
});
