/** The course of a name, for people and for programs. */
import { printResolution } from "../../core/analysis.ts";
import type { NameResolution, ReportStretch, ResolutionQuery, ResolverCourse } from "../../core/answers.ts";
import { pathOf } from "../../host/uris.ts";
import { jsonText } from "../jsonText.ts";
import { harmless, type Paint, type Style } from "../terminal.ts";
import type { World } from "../world.ts";

type Shown = Pick<World, "shown">;

const STYLES: Readonly<Record<NonNullable<ReportStretch["tone"]>, Style>> = {
  strong: "bold",
  quiet: "dim",
  good: "green",
  doubt: "yellow",
  bad: "red",
  elsewhere: "cyan",
};

const WIDTH = 100;

export function resolutionText(found: NameResolution, { shown }: Shown, paint: Paint): string {
  const lines = printResolution(found, { width: WIDTH, fileName: (file) => shown(pathOf(file)) });
  const painted = ({ text, tone }: ReportStretch) =>
    tone ? paint(STYLES[tone], harmless(text)) : harmless(text);
  return `${lines.map((line) => line.map(painted).join("")).join("\n")}\n`;
}

export function resolutionJson(found: NameResolution, { shown }: Shown): string {
  const { from, service, queries, otherwise, addresses, others } = found;
  const place = ({ file, range, ...object }: NameResolution["from"]) => ({
    ...object,
    file: shown(pathOf(file)),
    range,
  });
  const otherwiseDone = (other: ResolverCourse & Pick<NameResolution["others"][number], "libcs">) => ({
    libcs: other.libcs,
    outcome: other.outcome,
    queries: other.queries.map(asked),
    addresses: other.addresses.map(({ text }) => text),
  });
  const asked = ({ name, status, certainty }: ResolutionQuery) => ({
    name,
    types: ["A", "AAAA"],
    status,
    certainty,
  });
  const json = {
    version: 1,
    name: found.name,
    from: place(from),
    pod: found.pod,
    unit: found.unit,
    libc: found.libc,
    outcome: found.outcome,
    certainty: found.certainty,
    queries: queries.map(asked),
    otherwise: otherwise.map(asked),
    addresses: addresses.map(({ text }) => text),
    examples: addresses.filter(({ example }) => example).map(({ text }) => text),
    cname: found.cname,
    ...(others.length > 0 ? { others: others.map(otherwiseDone) } : {}),
    ...(service ? { service: place(service) } : {}),
    resolvConf: found.resolvConf,
    remarks: found.remarks,
  };
  return jsonText(json);
}
