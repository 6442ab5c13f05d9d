/**
 * The course of a name as lines to read: the questions in order, what came of them, what follows, and by which resolv.conf.
 * One text for every printer; where things are written, each says in its own way.
 */
import type {
  NameResolution,
  ReportLine,
  ReportStretch,
  ResolutionQuery,
  ResolverCourse,
  ResolverLibrary,
} from "../../answers.ts";
import { type FileId, pathOf } from "../../value/file.ts";
import { listed } from "../words.ts";

export interface ResolutionPage {
  /** Columns, for the sentences. */
  readonly width: number;
  /** How a file is named; by its path below its folder when that is left out. */
  readonly fileName?: (file: FileId) => string;
}

export function printResolution(found: NameResolution, page: ResolutionPage): readonly ReportLine[] {
  const sections = [
    [heading(found), library(found)],
    queryLines(found),
    [verdict(found, page)],
    found.remarks.flatMap((each) => bullet(each, page.width)),
    ...found.others.map((each) => [
      plain(`With ${listed(each.libcs.map((libc) => LIBRARIES[libc]))} instead`),
      ...queryLines(each),
      verdict(each, page),
    ]),
    confLines(found).map((text) => [{ text, tone: "quiet" as const }]),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : [[], ...lines]));
}

const LIBRARIES: Readonly<Record<ResolverLibrary, string>> = { glibc: "glibc", musl: "musl", go: "Go" };

function heading({ name, from, unit }: NameResolution): ReportLine {
  const where = unit === "." ? "" : ` in ${unit}`;
  return [
    { text: name, tone: "strong" },
    { text: `, asked by ${from.kind} ${from.namespace}/${from.name}${where}` },
  ];
}

/** `Resolver: musl, by its image web:1-alpine; glibc and Go do the same`. */
function library({ libc, guessedFrom, others }: NameResolution): ReportLine {
  const why = guessedFrom === undefined ? "" : `, by its image ${guessedFrom}`;
  const apart: readonly ResolverLibrary[] = [libc, ...others.flatMap(({ libcs }) => libcs)];
  const alike = (["glibc", "musl", "go"] as const).filter((each) => !apart.includes(each));
  const [names, verb] = [listed(alike.map((each) => LIBRARIES[each])), alike.length === 1 ? "does" : "do"];
  const same = alike.length === 0 ? "" : `; ${names} ${verb} the same`;
  return [{ text: `Resolver: ${LIBRARIES[libc]}${why}${same}`, tone: "quiet" }];
}

const TONES: Readonly<Record<ResolutionQuery["status"], ReportStretch["tone"]>> = {
  OK: "good",
  NXDOMAIN: "doubt",
  NODATA: "doubt",
  EXTERNAL: "elsewhere",
};

function queryLines({ queries, otherwise, addresses, cname }: ResolverCourse): readonly ReportLine[] {
  const names = [...queries, ...otherwise].map(({ name }) => name);
  const width = Math.max(0, ...names.map((name) => name.length));
  const given = [
    ...cname.map((each) => `→ ${each}`),
    ...addresses.map(({ text, example }) => `${text}${example ? "*" : ""}`),
  ];
  const line = (number: string, { name, status, certainty }: ResolutionQuery, rest: string): ReportLine => [
    { text: `${number.padStart(4)}  ${name.padEnd(width)}  ` },
    { text: status, tone: TONES[status] ?? "doubt" },
    { text: `${certainty === "unknown" ? "?" : ""}${rest}` },
  ];
  const last = queries.length - 1;
  return [
    ...queries.map((each, index) => line(String(index + 1), each, index === last ? tail(given) : "")),
    // What comes after is of interest if something is found there.
    ...(otherwise.some(({ status }) => status === "OK") ? otherwise : []).map((each) =>
      line("then", each, ""),
    ),
  ];
}

/** A headless Service may have hundreds. */
const MOST_SHOWN = 4;

function tail(given: readonly string[]): string {
  if (given.length === 0) return "";
  const shown = given.slice(0, MOST_SHOWN).join(" ");
  return `  ${shown}${given.length > MOST_SHOWN ? ` … ${given.length - MOST_SHOWN} more` : ""}`;
}

const VERDICTS: Readonly<Record<ResolverCourse["outcome"], Required<ReportStretch>>> = {
  found: { tone: "good", text: "Found" },
  hosts: { tone: "good", text: "Found in /etc/hosts" },
  literal: { tone: "good", text: "An address" },
  absent: { tone: "bad", text: "Not found" },
  stopped: { tone: "bad", text: "Not found" },
  invalid: { tone: "bad", text: "Not found" },
  external: { tone: "elsewhere", text: "Decided outside of the cluster" },
};

function verdict(
  { outcome, service, addresses }: ResolverCourse,
  { fileName = pathOf }: ResolutionPage,
): ReportLine {
  const isOwn = outcome === "hosts" || outcome === "literal";
  const at = isOwn && addresses.length > 0 ? `: ${addresses.map((each) => each.text).join(" ")}` : "";
  if (!service || outcome !== "found") return [VERDICTS[outcome], { text: at }];
  const { namespace, name, file, range } = service;
  const place = `${fileName(file)}:${range.start.line + 1}`;
  return [VERDICTS[outcome], { text: `: Service ${namespace}/${name}  (${place})` }];
}

function confLines({ resolvConf: { nameservers, search, options } }: NameResolution): readonly string[] {
  return [
    "/etc/resolv.conf of its pods",
    ...nameservers.map((each) => `  nameserver ${each}`),
    ...(search.length > 0 ? [`  search ${search.join(" ")}`] : []),
    ...(options.length > 0 ? [`  options ${options.join(" ")}`] : []),
    ...(nameservers.length + search.length + options.length > 0
      ? []
      : ["  as that of its node, which nobody describes"]),
  ];
}

function bullet(text: string, width: number): readonly ReportLine[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(lines.length === 0 ? `- ${word}` : `  ${word}`);
  }
  return lines.map(plain);
}

function plain(text: string): ReportLine {
  return [{ text }];
}
