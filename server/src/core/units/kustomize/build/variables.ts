/** `vars`: gathered with the objects whose fields they stand for, and put in when everything has its last name. */
import type { Scalar } from "../../../value/value.ts";
import { isFault } from "../patch/patched.ts";
import {
  type Variable as Declared,
  expanded,
  type VariableValues,
  variableOf,
  variableSource,
  variableValue,
} from "../patch/variable.ts";
import { variableFields } from "../patch/variableFields.ts";
import type { TransformerConfig } from "./config.ts";
import { edited } from "./edit.ts";
import type { FieldSpec, Setter } from "./fieldSpec.ts";
import { namedOf } from "./named.ts";
import type { At, BuiltObject } from "./object.ts";
import { below, type Report, refuse } from "./report.ts";
import { itemsAt, type Target } from "./target.ts";
import { isNull } from "./values.ts";

export interface Variable extends Declared {
  /** Where it is declared. */
  readonly at: At;
}

interface Gathered {
  readonly objects: readonly BuiltObject[];
  readonly variables: readonly Variable[];
}

/** A kustomization's own variables join those of what it is built on; the objects they are about are marked. */
export function variablesIn({ value, at, report }: Target, gathered: Gathered): Gathered {
  return itemsAt(value, at, "vars").reduce<Gathered>((all, item) => {
    const variable = variableOf(item.value);
    if (isFault(variable)) {
      refuse(report, "variable", below(item.at, ...variable.path), variable.fault);
      return all;
    }
    const index = variableSource(variable, all.objects.map(namedOf));
    if (isFault(index)) refuse(report, "variable", below(item.at, ...index.path), index.fault);
    const isMeant = (at: number) => at === index;
    const objects = all.objects.map((object, position) =>
      isMeant(position) ? { ...object, variables: [...(object.variables ?? []), variable.name] } : object,
    );
    return { objects, variables: joined(all.variables, [{ ...variable, at: item.at }], report) };
  }, gathered);
}

export function joined(
  variables: readonly Variable[],
  more: readonly Variable[],
  report: Report,
): readonly Variable[] {
  const twice = more.find(({ name }) => variables.some((each) => each.name === name));
  if (twice) refuse(report, "variable", twice.at, `there is a variable \`${twice.name}\` already`);
  return [...variables, ...more];
}

export function withVariables(
  { objects, variables }: Gathered,
  config: TransformerConfig,
  report: Report,
): readonly BuiltObject[] {
  if (variables.length === 0) return objects;
  const values: VariableValues = new Map(
    variables.flatMap((variable) => {
      const value = valueIn(objects, variable, report);
      return value ? [[variable.name, value] as const] : [];
    }),
  );
  const specs: readonly FieldSpec[] = [
    ...variableFields.map((field) => ({ ...field, create: false })),
    ...config.varReference,
  ];
  return objects.map((object) => withValues(object, specs, values, variables, report));
}

function valueIn(objects: readonly BuiltObject[], variable: Variable, report: Report): Scalar | undefined {
  const source = objects.find((object) => object.variables?.includes(variable.name));
  if (!source) {
    const { kind, name } = variable.object;
    refuse(
      report,
      "variable",
      variable.at,
      `the variable \`${variable.name}\` is about ${kind} ${name}, and there is none`,
    );
    return undefined;
  }
  const value = variableValue(variable, source.value);
  if (isFault(value) && !source.outline)
    refuse(report, "variable", below(variable.at, ...value.path), value.fault);
  return value === "whole" || isFault(value) ? undefined : value;
}

/** Each field points at the variable that stands in it. */
function withValues(
  object: BuiltObject,
  specs: readonly FieldSpec[],
  values: VariableValues,
  variables: readonly Variable[],
  report: Report,
): BuiltObject {
  const [first] = variables;
  if (!first) return object;
  return specs.reduce((each, spec) => {
    const used: string[] = [];
    const problems: string[] = [];
    const setter: Setter = (at) => {
      if (isNull(at)) return undefined;
      const made = expanded(at, values);
      if (isFault(made)) problems.push(made.fault);
      else if (JSON.stringify(made.value) !== JSON.stringify(at)) {
        const [{ name, below: path }] = made.used[0] ? [made.used[0]] : [{ name: first.name, below: [] }];
        used.push(name);
        return { value: made.value, below: made.used.length > 1 ? [] : path };
      }
      return undefined;
    };
    const declared = () => variables.find(({ name }) => name === used[0]) ?? first;
    const after = edited(each, { specs: [spec], made: undefined, setter, at: first.at }, report);
    for (const problem of problems) refuse(report, "variable", first.at, problem);
    if (after === each) return each;
    const added = after.touched.slice(each.touched.length).map((touch) => ({ ...touch, at: declared().at }));
    return { ...after, touched: [...each.touched, ...added] };
  }, object);
}
