/** A baseline on disk: JSON, version 1, sorted, one entry a finding, so that a review shows what came and went. */
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isGone, reasonOf } from "../../host/reasons.ts";
import { Fault } from "../faults.ts";
import { type FindingIdentity, identityKey } from "../findingIdentity.ts";
import type { Baseline } from "./baseline.ts";

const FIELDS = ["code", "file", "resource", "path", "message"] as const;

export async function readBaseline(name: string, cwd: string): Promise<Baseline> {
  const found = await baselineIfAny(name, cwd);
  if (!found) throw new Fault(`--baseline ${name}: no such file. --write-baseline ${name} makes it.`);
  return found;
}

/** Undefined when there is no such file; what is there and no baseline is a fault, and not overwritten. */
export async function baselineIfAny(name: string, cwd: string): Promise<Baseline | undefined> {
  const text = await readFile(resolve(cwd, name), "utf8").catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw new Fault(`${name}: ${reasonOf(error)}`);
  });
  return text === undefined ? undefined : parseBaseline(text, name);
}

export async function writeBaseline(name: string, cwd: string, { accepted }: Baseline): Promise<void> {
  const sorted = accepted
    .map((entry) => ({ entry, key: identityKey(entry) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ entry }) => Object.fromEntries(FIELDS.map((field) => [field, entry[field]])));
  const text = `${JSON.stringify({ version: 1, accepted: sorted }, undefined, 2)}\n`;
  try {
    await writeFile(resolve(cwd, name), text);
  } catch (error) {
    throw new Fault(`--write-baseline ${name}: ${reasonOf(error)}`);
  }
}

function parseBaseline(text: string, name: string): Baseline {
  const refuse = (complaint: string) => new Fault(`${name} is no baseline: ${complaint}.`);
  const json = recordOf(parse(text));
  if (!json) throw refuse("it is no JSON object");
  if (json["version"] !== 1) throw refuse("its version is not 1");
  const { accepted } = json;
  if (!Array.isArray(accepted)) throw refuse("it has no list `accepted`");
  return {
    accepted: accepted.map((each: unknown, index) => {
      const entry = entryOf(recordOf(each) ?? {});
      if (!entry) throw refuse(`\`accepted[${index}]\` lacks one of ${FIELDS.join(", ")}`);
      return entry;
    }),
  };
}

function entryOf({
  code,
  file,
  resource,
  path,
  message,
}: Readonly<Record<string, unknown>>): FindingIdentity | undefined {
  if (typeof code !== "string" || typeof file !== "string" || typeof resource !== "string") return undefined;
  if (typeof path !== "string" || typeof message !== "string") return undefined;
  return { code, file, resource, path, message };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
