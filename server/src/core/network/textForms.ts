/** How texts are laid out in which hosts are mentioned: their lines, what is assigned there, and what its name says of it. */
import type { Text } from "../resources/texts.ts";

/** A part of a text, and where it begins. */
export interface Line {
  readonly text: string;
  readonly start: number;
}

export interface Assignment extends Line {
  readonly name: string;
}

export function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const found = { text: line, start };
    start += line.length + 1;
    return found;
  });
}

/** Of scripts, properties, YAML and most configuration languages. */
export function isComment({ text }: Line): boolean {
  return /^\s*(#|\/\/|;|\*)/.test(text);
}

const FLAG = /^-{1,2}([A-Za-z][\w.-]*)=/;
const VARIABLE = /^([A-Za-z_][\w.-]*)=/;
const ENTRY = /^\s*(?:- +)?(?:export +)?["']?([A-Za-z_][\w.-]*)["']?(?:\s*=\s*|:\s+)(?=\S)/;

/** What has a name: the value of a variable or of a key, a flag's value, the entries of a file. */
export function assignments(text: Text, lines: readonly Line[]): readonly Assignment[] {
  const [only, ...more] = lines;
  if (only === undefined) return [];
  if (text.text.trim().includes("\n")) return lines.flatMap((line) => assigned(line, ENTRY));
  if (text.place !== "argument") return more.length > 1 ? [] : [trimmed({ ...only, name: text.name })];
  const named = [FLAG, VARIABLE].flatMap((form) => assigned(only, form));
  return named.length > 0 ? named.slice(0, 1) : [trimmed({ ...only, name: "" })];
}

function assigned({ text, start }: Line, form: RegExp): readonly Assignment[] {
  const match = form.exec(text);
  if (!match) return [];
  const [whole, name = ""] = match;
  return [trimmed({ name, text: text.slice(whole.length), start: start + whole.length })];
}

/** Without blanks and quotes around it, nor the comma of a JSON member behind it. */
function trimmed({ name, text, start }: Assignment): Assignment {
  const [, before = "", inner = ""] = /^(\s*["']?)(.*?)["']?,?\s*$/s.exec(text) ?? [];
  return { name, text: inner, start: start + before.length };
}

const HOST_WORDS = new Set([
  ...["HOST", "HOSTS", "ADDR", "ADDRS", "ADDRESS", "ADDRESSES", "URL", "URLS", "URI", "SERVICE"],
  ...["ENDPOINT", "ENDPOINTS", "SERVER", "SERVERS", "BROKER", "BROKERS", "HOSTNAME"],
]);

/** Names for the program itself: the pod's own name, what telemetry calls it, what it listens on or is published as. */
const NOT_HOSTS =
  /^(HOSTNAME|SERVICE|DD_SERVICE|.*OTEL_SERVICE|.*_?(BIND|LISTEN|PUBLISH(ED)?|PUBLIC)_[A-Z]+)$/;

/** Whether a variable, a flag or a key is named as one that holds a host: `REDIS_HOST`, `--redis-addr`, `redis.url`. */
export function nameIsHost(name: string): boolean {
  const words = wordsOf(name);
  return HOST_WORDS.has(words.at(-1) ?? "") && !NOT_HOSTS.test(words.join("_"));
}

export function nameIsImage(name: string): boolean {
  return wordsOf(name).some((word) => /^(IMAGE|TAG|VERSION|REPO|REPOSITORY)S?$/.test(word));
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== "");
}
