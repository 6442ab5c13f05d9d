/** LabelSelector (meta/v1): `matchLabels` and `matchExpressions`, all of which must hold. */
import { type Known, valueOf } from "../value/known.ts";
import { textOf } from "../value/scalar.ts";
import { itemsOf, member, type Value } from "../value/value.ts";
import { type LabelMap, labelMapOf } from "./labels.ts";

export interface LabelSelector {
  readonly matchLabels: LabelMap;
  readonly expressions: readonly Expression[];
}

export interface Expression {
  /** Index in `matchExpressions`. */
  readonly index: number;
  readonly key: string | undefined;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | undefined;
  readonly values: readonly Known<string>[];
}

const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"] as const;

/** Undefined when no selector is written. An empty one selects everything. */
export function labelSelectorOf(value: Value | undefined): LabelSelector | undefined {
  if (value === undefined) return undefined;
  return {
    matchLabels: labelMapOf(member(value, "matchLabels")),
    expressions: itemsOf(member(value, "matchExpressions")).map(expression),
  };
}

function expression(value: Value, index: number): Expression {
  const operator = valueOf(textOf(member(value, "operator")));
  return {
    index,
    key: valueOf(textOf(member(value, "key"))),
    operator: OPERATORS.find((each) => each === operator),
    values: itemsOf(member(value, "values")).flatMap((each) => textOf(each) ?? []),
  };
}
