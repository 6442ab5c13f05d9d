/** How a Service is reached from where somebody sits, and what of the cluster all of its sheet hangs on. */
import type { Premise } from "../../descriptions.ts";
import { pathOf } from "../../value/file.ts";
import { premiseKeys } from "../describe/describeService.ts";
import { premisesOf } from "../describe/premises.ts";
import { routesTo } from "../describe/routes.ts";
import { serviceWays } from "../describe/ways.ts";
import type { Section } from "./sheet.ts";
import type { NamesView } from "./view.ts";

export function waysSection(view: NamesView): Section {
  return {
    title: "How to reach it",
    blocks: serviceWays(view, routesTo(view)).map(({ from, line, remark }) => ({
      remarks: [`From ${from}${remark === "" ? "" : `: ${remark}`}`],
      rows: [[line]],
    })),
  };
}

export function premisesSection(view: NamesView): Section {
  const { db, net, service } = view;
  const premises = premisesOf(db, net, service.id, premiseKeys(view));
  return {
    title: "What this hangs on",
    blocks: [{ remarks: [], rows: premises.map((each) => [each.key, `${each.value}, ${sourceText(each)}`]) }],
  };
}

function sourceText({ source, at, remark }: Premise): string {
  const place = at ? `${pathOf(at.file)}:${at.range.start.line + 1}` : "a file";
  const by = source === "default" ? "by default" : source === "configured" ? "as configured" : `by ${place}`;
  return remark === "" ? by : `${by}, ${remark}`;
}
