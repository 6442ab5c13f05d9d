/** A description for people: the answer first, then what is wrong, then all the rest in sections. */
import type { Description } from "../../../core/answers.ts";
import { pathOf } from "../../../host/uris.ts";
import { harmless, type Paint, painter, type Style, type Terminal } from "../../terminal.ts";
import type { World } from "../../world.ts";
import { premiseSection, problemSection, stoppingSection, wayRows } from "./common.ts";
import { printSections, WIDEST, wrapped } from "./layout.ts";
import { proxySection, serviceSections } from "./service.ts";
import { workloadSections } from "./workload.ts";

export type Shown = Pick<World, "shown">;

const STYLES: Readonly<Record<Description["answer"]["state"], Style>> = {
  flows: ["bold", "green"],
  broken: ["bold", "red"],
  unknown: ["bold", "yellow"],
  plain: "bold",
};

export function descriptionText(
  found: Description,
  world: Shown,
  { width, hasColors }: Pick<Terminal, "width" | "hasColors">,
): string {
  const options = { paint: painter(hasColors), width };
  const own = found.kind === "service" ? serviceSections(found) : workloadSections(found);
  const rules = found.kind === "service" ? [proxySection(found)] : [];
  const sections = [
    problemSection(found, world),
    ...own,
    stoppingSection(found),
    { title: found.kind === "service" ? "How to reach it" : "What to type", blocks: wayRows(found) },
    ...rules,
    premiseSection(found, world),
  ];
  const text = [heading(found, world, options), printSections(sections, options)]
    .filter((each) => each !== "")
    .join("\n\n");
  const hasExamples = JSON.stringify(found).includes('"example":true');
  return `${text}\n${hasExamples ? `\n${options.paint("dim", "* an example: the cluster gives out addresses of its own.")}\n` : ""}`;
}

const MOST_UNITS = 2;

function heading(
  { object, unit, otherUnits, answer, assumedNamespace }: Description,
  { shown }: Shown,
  { paint, width }: { readonly paint: Paint; readonly width: number },
): string {
  const { kind, namespace, name, file, range } = object;
  const place = `${shown(pathOf(file))}:${range.start.line + 1}`;
  const more = otherUnits.length - MOST_UNITS;
  const others =
    otherUnits.length > 0
      ? `; also in ${otherUnits.slice(0, MOST_UNITS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`
      : "";
  const where = unit === "." ? others : `; as it is in ${unit}${others}`;
  const assumed = assumedNamespace ? `; nobody writes a namespace, ${namespace} is assumed` : "";
  const room = Math.min(width, WIDEST);
  return [
    ...wrapped(harmless(answer.text), room).map((line) => paint(STYLES[answer.state], line)),
    ...wrapped(harmless(`${kind} ${name}, ${place}${where}${assumed}`), room).map((line) =>
      paint("dim", line),
    ),
  ].join("\n");
}
