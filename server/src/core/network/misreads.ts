/**
 * Variables of Services that are taken for something else: `REDIS_PORT` is the URL `tcp://10.96.0.7:6379` as soon as there is a
 * Service `redis`, and a program that wants a number of it fails. Said only where the manifest shows who reads it as one: a
 * place in an argument or a value where a port stands, or an image that is known for it.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily, type Resource, type ResourceOf } from "../resources/resource.ts";
import type { Text } from "../resources/texts.ts";
import type { UnitId } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import type { ContainerEnvironment, EnvVariable } from "./cluster/env.ts";
import { podEnvironment } from "./cluster/podEnv.ts";
import { readsNumber } from "./imagesReading.ts";
import { memberOf } from "./members.ts";
import type { Stretch } from "./mentions.ts";

/** S stands for a Service: its DocId in queries, itself in Net. */
export interface Misread<S> {
  readonly variable: string;
  /** Of which the variable is made. */
  readonly service: S;
  /** Other Services that make it, too: whose value counts is luck. */
  readonly rivals: readonly S[];
  /** The text that refers to it, or the `image` that is known to read it. */
  readonly path: Path;
  /** The variable's name in that text; undefined for an image. */
  readonly at: Stretch | undefined;
  /** The whole text; undefined for an image. */
  readonly text: string | undefined;
}

interface Read {
  readonly variable: string;
  readonly path: Path;
  readonly at: Stretch | undefined;
  readonly text: string | undefined;
}

/** What a workload's manifest says that it reads; hardly any says so, and so nobody needs to remember it. */
function readsOf(member: Resource | undefined): readonly Read[] {
  if (!member || !isFamily(member, "workload")) return [];
  return [...member.texts.flatMap((text) => readsIn(text, member.texts)), ...imageReads(member)];
}

/** By (unit, workload), in the order of the manifest. */
const misreads = query<readonly Misread<DocId>[]>("misreads", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const containers = db.get(podEnvironment, key)?.containers ?? [];
  return readsOf(memberOf(db, unit, id)).flatMap((read) => {
    const container = containers.find((each) => isIn(each, read.path));
    const variable = container?.variables.find(({ name }) => name === read.variable);
    const isSure = variable && container && container.gaps.length === 0;
    return isSure && variable.service !== undefined ? misread(read, variable, variable.service) : [];
  });
});

export function misreadsIn(db: Reader, unit: UnitId, id: DocId): readonly Misread<DocId>[] {
  return readsOf(memberOf(db, unit, id)).length > 0 ? db.get(misreads, keyOf(unit, id)) : [];
}

function isIn({ list, index }: ContainerEnvironment, path: Path): boolean {
  const at = path.indexOf(list);
  return at >= 0 && path[at + 1] === index;
}

function misread(
  read: Read,
  { source, value, rivals }: EnvVariable,
  service: DocId,
): readonly Misread<DocId>[] {
  if (source !== "service") return [];
  const [first] = value;
  const isUrl = first?.kind === "text" && first.text.includes("://");
  return isUrl || rivals.length > 0 ? [{ ...read, service, rivals }] : [];
}

/** `$(REDIS_PORT)`; in commands and arguments a shell may read `$REDIS_PORT` or `${REDIS_PORT:-6379}`, where the default does not count. */
const READ = /(?<!\$)(\$\(|\$\{|\$)([A-Z][A-Z0-9_]*_PORT)(?![A-Z0-9_a-z])(\)|(?::?-[^}\n]{0,60})?\})?/g;

function readsIn(text: Text, all: readonly Text[]): readonly Read[] {
  if (text.place === "config" || !text.text.includes("_PORT")) return [];
  const assigned = text.place === "argument" ? assignedIn(text.text) : new Set();
  return [...text.text.matchAll(READ)].flatMap(({ 0: whole, 1: open = "", 2: variable = "", index }) => {
    const isClosed = open === "$" || whole.endsWith(open === "$(" ? ")" : "}");
    const isShell = open !== "$(";
    if (!isClosed || (isShell && (text.place !== "argument" || assigned.has(variable)))) return [];
    if (!wantsNumber(text, all, index, index + whole.length)) return [];
    const start = index + open.length;
    return [{ variable, path: text.path, at: { start, end: start + variable.length }, text: text.text }];
  });
}

const ASSIGNED = /(?<![$A-Z0-9_{])([A-Z][A-Z0-9_]*)=/g;
const TAKEN = /\b(?:read|unset|for)\b(.*)/g;

/** What a script gives values of its own, or takes away. */
function assignedIn(text: string): ReadonlySet<string> {
  const assigned = [...text.matchAll(ASSIGNED)].map(([, name = ""]) => name);
  const taken = [...text.matchAll(TAKEN)].flatMap(([, rest = ""]) => rest.match(/[A-Z][A-Z0-9_]*/g) ?? []);
  return new Set([...assigned, ...taken]);
}

const HOST_BEFORE = /[\w.)}\]-]:$/;
const FLAG_BEFORE = /(?:^|[\s"'])-{1,2}(?:p|P|[\w.-]*port)(?:=|\s+)["']?$/i;

/** A flag is no longer. */
const LOOKED_AT = 80;

/** Whether a port's number stands there: after `host:`, after `--port`, or alone in a variable that is named so. */
function wantsNumber(text: Text, all: readonly Text[], start: number, end: number): boolean {
  const before = text.text.slice(Math.max(0, start - LOOKED_AT), start);
  if (HOST_BEFORE.test(before) || FLAG_BEFORE.test(before)) return true;
  const isWhole = text.text.trim().length === end - start;
  if (!isWhole) return false;
  if (text.place === "env") return /(?:^|_)PORT$/i.test(text.name);
  const last = text.path.at(-1);
  const previous = all.find(
    ({ path }) =>
      path.length === text.path.length &&
      path.every((step, index) => step === (index === path.length - 1 ? Number(last) - 1 : text.path[index])),
  );
  return previous !== undefined && /^-{1,2}(?:p|P|[\w.-]*port)$/i.test(previous.text);
}

function imageReads({ spec }: ResourceOf<"workload">): readonly Read[] {
  return spec.containers.flatMap(({ image, list, index }) => {
    const variable = readsNumber(valueOf(image) ?? "");
    const path = [...spec.podPath, "spec", list, index, "image"];
    return variable === undefined ? [] : [{ variable, path, at: undefined, text: undefined }];
  });
}
