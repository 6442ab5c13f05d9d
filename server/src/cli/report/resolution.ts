/** The course of a name, for people and for programs. */
import type { NameResolution, ResolutionQuery } from "../../core/answers.ts";
import { pathOf } from "../../host/uris.ts";
import { jsonText } from "../jsonText.ts";
import { harmless, type Paint, type Style } from "../terminal.ts";
import type { World } from "../world.ts";

type Shown = Pick<World, "shown">;

const STYLES: Readonly<Record<ResolutionQuery["status"], Style>> = {
  OK: "green",
  NXDOMAIN: "yellow",
  NODATA: "yellow",
  EXTERNAL: "cyan",
};

export function resolutionText(found: NameResolution, world: Shown, paint: Paint): string {
  const { from, libc, guessedFrom, unit } = found;
  const where = unit === "." ? "" : ` in ${unit}`;
  const why = guessedFrom === undefined ? "" : ` by its image ${guessedFrom}`;
  const sections = [
    [
      `${paint("bold", harmless(found.name))}, asked by ${harmless(`${from.kind} ${from.namespace}/${from.name}${where}`)} (${libc}${harmless(why)})`,
    ],
    queryLines(found, paint),
    [verdict(found, world, paint)],
    found.remarks.flatMap((each) => wrapped(harmless(each))),
    confLines(found).map((line) => paint("dim", harmless(line))),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function queryLines(
  { queries, otherwise, addresses, cname }: NameResolution,
  paint: Paint,
): readonly string[] {
  const names = [...queries, ...otherwise].map(({ name }) => name);
  const width = Math.max(0, ...names.map((name) => name.length));
  const last = queries.length - 1;
  const given = [
    ...cname.map((each) => `→ ${each}`),
    ...addresses.map(({ text, example }) => `${text}${example ? "*" : ""}`),
  ];
  const line = (number: string, { name, status, certainty }: ResolutionQuery, rest: string) =>
    `${number.padStart(4)}  ${harmless(name.padEnd(width))}  ${paint(STYLES[status], status)}${certainty === "unknown" ? "?" : ""}${rest}`;
  return [
    ...queries.map((each, index) => line(String(index + 1), each, index === last ? tail(given) : "")),
    // What comes after is of interest if something is found there.
    ...(otherwise.some(({ status }) => status === "OK") ? otherwise : []).map((each) =>
      line("then", each, ""),
    ),
  ];
}

function tail(given: readonly string[]): string {
  if (given.length === 0) return "";
  const shown = given.slice(0, MOST_SHOWN).join(" ");
  return harmless(`  ${shown}${given.length > MOST_SHOWN ? ` … ${given.length - MOST_SHOWN} more` : ""}`);
}

/** A headless Service may have hundreds. */
const MOST_SHOWN = 4;

const VERDICTS: Readonly<Record<NameResolution["outcome"], readonly [Style, string]>> = {
  found: ["green", "Found"],
  hosts: ["green", "Found in /etc/hosts"],
  literal: ["green", "An address"],
  absent: ["red", "Not found"],
  stopped: ["red", "Not found"],
  invalid: ["red", "Not found"],
  external: ["cyan", "Decided outside of the cluster"],
};

function verdict({ outcome, service, addresses }: NameResolution, { shown }: Shown, paint: Paint): string {
  const [style, text] = VERDICTS[outcome];
  const isOwn = outcome === "hosts" || outcome === "literal";
  const at = isOwn && addresses.length > 0 ? `: ${addresses.map((each) => each.text).join(" ")}` : "";
  if (!service || outcome !== "found") return `${paint(style, text)}${harmless(at)}`;
  const place = `${shown(pathOf(service.file))}:${service.range.start.line + 1}`;
  return `${paint(style, text)}: ${harmless(`Service ${service.namespace}/${service.name}  (${place})`)}`;
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

const WIDTH = 100;

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(lines.length === 0 ? `- ${word}` : `  ${word}`);
  }
  return lines;
}

export function resolutionJson(found: NameResolution, { shown }: Shown): string {
  const { from, service, queries, otherwise, addresses } = found;
  const place = ({ file, range, ...object }: NameResolution["from"]) => ({
    ...object,
    file: shown(pathOf(file)),
    range,
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
    ...(service ? { service: place(service) } : {}),
    resolvConf: found.resolvConf,
    remarks: found.remarks,
  };
  return jsonText(json);
}
