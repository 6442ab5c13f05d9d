/** What a lens and the chart say of pods that were seen in a cluster. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { analysisOf, fileAt } from "../../support/workspace.ts";

const SHOP = join(import.meta.dirname, "../network/cluster/observed/fixtures");
const [shop, state] = ["shop.yaml", "state.yaml"].map((name) => readFileSync(join(SHOP, name), "utf8"));

const analysis = analysisOf([
  { path: "shop.yaml", text: shop ?? "" },
  { path: "state.yaml", text: state ?? "" },
]);

it("a lens counts the ready ones, and those that no manifest makes", () => {
  const titles = analysis.lenses(fileAt("shop.yaml")).map(({ title }) => title);
  const starting = (name: string) => titles.find((title) => title.startsWith(`${name}.shop`)) ?? "";
  assert.match(starting("cart"), /→ 2 of 3 ready · observed \(Deployment cart, http 8080\)/);
  assert.match(starting("cache"), /→ 1 of 1 ready · observed \(no manifest here makes them\)/);
});

it("a pill of the chart does, too", () => {
  const nodes = analysis.chart({})?.nodes ?? [];
  const pill = (id: string) => {
    const { title, subtitle, readiness } =
      nodes.find((each) => each.id.startsWith(`Endpoints/shop/${id}`)) ?? assert.fail(id);
    return [title, subtitle, readiness];
  };
  assert.deepEqual(pill("cart"), ["2 of 3 ready", "observed · 1 slice · 8080", "ready"]);
  assert.deepEqual(pill("cache"), ["1 of 1 ready", "observed · no manifest here", "ready"]);
});

it("nothing that was seen is judged, and nothing of it is called missing", () => {
  assert.deepEqual(analysis.diagnostics(fileAt("state.yaml")).shown, []);
  assert.deepEqual(
    analysis.diagnostics(fileAt("shop.yaml")).shown.filter(({ severity }) => severity !== "hint"),
    [],
  );
});
