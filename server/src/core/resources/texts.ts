/** Texts in which people name Services: environment values, commands and arguments, ConfigMap data. */
import { isKnown } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { resolve, textOf } from "../value/scalar.ts";
import { entriesOf, itemsOf, member, type Value } from "../value/value.ts";

export interface Text {
  /** Where it is in the resource. */
  readonly path: Path;
  readonly text: string;
  readonly place: "env" | "argument" | "config";
  /** The variable's or the data key's name; empty for an argument. */
  readonly name: string;
  /** What the container defines itself; only where the text refers to variables (`$(NAME)`). */
  readonly scope?: VariableScope;
}

/** The variables of a container's `env`. */
export interface VariableScope {
  readonly names: readonly string[];
  /** There may be more: `envFrom`, or names that are not known. */
  readonly open: boolean;
}

/** Longer texts are programs or data, and are not read. */
const LONGEST = 20_000;

/** `env`, `command` and `args` of every container of a pod whose `metadata` and `spec` are at `podPath`. */
export function podTexts(podSpec: Value | undefined, podPath: Path): readonly Text[] {
  return (["containers", "initContainers"] as const).flatMap((list) =>
    itemsOf(member(podSpec, list)).flatMap((container, index) => {
      const at: Path = [...podPath, "spec", list, index];
      const texts = [...envTexts(container, at), ...argumentTexts(container, at)];
      if (!texts.some(refersToVariables)) return texts;
      const scope = scopeOf(container);
      return texts.map((each) => (refersToVariables(each) ? { ...each, scope } : each));
    }),
  );
}

function refersToVariables({ text }: Text): boolean {
  return text.includes("$(");
}

function scopeOf(container: Value): VariableScope {
  const env = member(container, "env");
  const names = itemsOf(env).map((variable) => textOf(member(variable, "name")));
  const known = names.flatMap((name) => (isKnown(name) ? [name.value] : []));
  const open = env?.type === "scalar" || known.length < names.length;
  return { names: known, open: open || itemsOf(member(container, "envFrom")).length > 0 };
}

function envTexts(container: Value, at: Path): readonly Text[] {
  return itemsOf(member(container, "env")).flatMap((variable, index) => {
    const text = textIn(member(variable, "value"));
    const name = textOf(member(variable, "name"));
    if (text === undefined) return [];
    return [
      {
        path: [...at, "env", index, "value"],
        text,
        place: "env" as const,
        name: isKnown(name) ? name.value : "",
      },
    ];
  });
}

function argumentTexts(container: Value, at: Path): readonly Text[] {
  return (["command", "args"] as const).flatMap((field) =>
    itemsOf(member(container, field)).flatMap((argument, index) => {
      const text = textIn(argument);
      return text === undefined
        ? []
        : [{ path: [...at, field, index], text, place: "argument" as const, name: "" }];
    }),
  );
}

export function configTexts(root: Value): readonly Text[] {
  return entriesOf(member(root, "data")).flatMap(({ key, value }) => {
    const text = textIn(value);
    return text === undefined ? [] : [{ path: ["data", key], text, place: "config" as const, name: key }];
  });
}

/** Placeholders are kept: what stands around them may still be known. */
function textIn(value: Value | undefined): string | undefined {
  if (value?.type !== "scalar") return undefined;
  const resolved = resolve(value);
  return typeof resolved === "string" && resolved !== "" && resolved.length <= LONGEST ? resolved : undefined;
}
