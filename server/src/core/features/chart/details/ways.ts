/** How a Service is reached from where somebody sits. */
import type { ChartSection } from "../../../chart/details.ts";
import { isRefused } from "../../../network/cluster/planned.ts";
import { routesTo } from "../../describe/routes.ts";
import { serviceWays } from "../../describe/ways.ts";
import { namesView } from "../../names/view.ts";
import type { ServiceView } from "../view.ts";
import { code, section } from "./facts.ts";

export function waysSection({ db, net, unit, resource }: ServiceView): readonly ChartSection[] {
  if (isRefused(db, unit, resource.id)) return [];
  const names = namesView(db, net, resource);
  const facts = serviceWays(names, routesTo(names)).map(({ from, line, remark }) =>
    code("", line, { note: `from ${from}${remark === "" ? "" : `: ${remark}`}` }),
  );
  return section("ways", "How to reach it", facts);
}
