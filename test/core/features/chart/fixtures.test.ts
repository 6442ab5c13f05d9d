/** Charts of small workspaces, as text that people can read; `UPDATE=1` writes what came out. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { chartText } from "../../../support/chartText.ts";
import { readFixture } from "../../../support/fixture.ts";
import { matchesSnapshot } from "../../../support/snapshot.ts";
import { analysisOf } from "../../../support/workspace.ts";

const FOLDER = join(import.meta.dirname, "fixtures");

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith(".yaml"))) {
  test(`the chart of ${name}`, () => {
    const analysis = analysisOf(readFixture(readFileSync(join(FOLDER, name), "utf8")).files);
    const charts = analysis.charts().flatMap(({ id }) => analysis.chart({ unit: id }) ?? []);
    matchesSnapshot(charts.map(chartText).join("\n"), join(FOLDER, name.replace(/\.yaml$/, ".txt")));
  });
}
