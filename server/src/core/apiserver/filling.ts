/** An object with its defaults written into it, all at once: lists may be long. */
import type { PlainScalar } from "../value/change.ts";
import { entriesOf, type Value } from "../value/value.ts";
import type { Default } from "./kind.ts";

export function withFilled(value: Value | undefined, defaults: readonly Default[]): Value {
  const own = defaults.find(({ path }) => path.length === 0);
  if (own) return toScalar(own.value);
  const within = byFirstStep(defaults);
  if (value?.type === "sequence") {
    const items = value.items.map((item, index) => filledIn(item, within.get(index)));
    return { type: "sequence", items };
  }
  const before = entriesOf(value);
  const keys = new Set(before.map(({ key }) => key));
  const made = [...within].flatMap(([step, inner]) =>
    keys.has(String(step)) ? [] : [{ key: String(step), value: withFilled(undefined, inner) }],
  );
  const kept = before.map(({ key, value: inner }) => ({ key, value: filledIn(inner, within.get(key)) }));
  return { type: "mapping", entries: [...kept, ...made] };
}

function filledIn(value: Value, defaults: readonly Default[] | undefined): Value {
  return defaults ? withFilled(value, defaults) : value;
}

function byFirstStep(defaults: readonly Default[]): ReadonlyMap<string | number, readonly Default[]> {
  const steps = new Map<string | number, Default[]>();
  for (const { path, value } of defaults) {
    const [step = "", ...rest] = path;
    const others = steps.get(step) ?? [];
    others.push({ path: rest, value });
    steps.set(step, others);
  }
  return steps;
}

function toScalar(value: PlainScalar): Value {
  return { type: "scalar", raw: String(value), style: typeof value === "string" ? "double" : "plain" };
}
