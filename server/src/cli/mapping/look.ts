/** How a chart is looked at, by flags: in which colours, and what of it. */
import type { ChartGraph, ChartNode } from "../../core/chart/graph.ts";
import type { Theme } from "../../core/chart/print/themes.ts";
import { type ChartView, WHOLE } from "../../core/chart/view.ts";
import { Fault } from "../faults.ts";
import type { Arguments, Flag } from "../flags.ts";
import { didYouMean } from "../nearest.ts";

export interface Look {
  readonly theme: Theme;
  readonly view: ChartView;
}

const THEMES = ["auto", "light", "dark"] as const;

export const lookFlags: readonly Flag[] = [
  {
    name: "theme",
    value: "THEME",
    help: "colours of the svg: auto (default, what the viewer prefers), light or dark",
  },
  { name: "namespace", short: "n", value: "NAMES", help: "only these namespaces, with commas between them" },
  { name: "fold", value: "NAMES", help: "these namespaces as one line each in the svg; all for every one" },
  {
    name: "focus",
    value: "OBJECT",
    help: "only the road of one object: cart, Service/cart, Service/shop/cart",
  },
  { name: "problems", help: "only what has problems, and what leads there" },
];

/** Throws a Fault where a name is none of the chart's. */
export function lookOf(args: Arguments, graph: ChartGraph): Look {
  const theme = args.choice("theme", THEMES);
  const namespaces = namesOf(args, "namespace", graph);
  const fold = args.text("fold") === "all" ? allOf(graph) : (namesOf(args, "fold", graph) ?? []);
  const focus = args.text("focus");
  const view: ChartView = {
    ...WHOLE,
    folded: new Set(fold),
    namespaces: namespaces && new Set(namespaces),
    focus:
      focus === undefined ? undefined : { node: found(focus, graph).id, reach: Number.POSITIVE_INFINITY },
    onlyProblems: args.isOn("problems"),
  };
  return { theme, view };
}

function allOf({ bands }: ChartGraph): readonly string[] {
  return bands.map(({ namespace }) => namespace);
}

function namesOf(args: Arguments, flag: string, graph: ChartGraph): readonly string[] | undefined {
  const names = args
    .text(flag)
    ?.split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const known = allOf(graph);
  for (const name of names ?? []) {
    if (known.includes(name)) continue;
    const all = known.length === 0 ? "It has none." : `There are: ${known.join(", ")}.`;
    throw new Fault(`--${flag}: the chart has no namespace \`${name}\`.${didYouMean(name, known)} ${all}`);
  }
  return names;
}

/** More are not named: nobody reads them. */
const MOST_NAMED = 8;

function found(name: string, { nodes }: ChartGraph): ChartNode {
  const objects = nodes.filter(({ state, hasSource }) => state === "present" && hasSource);
  const matches = objects.filter((node) => namesFor(node).includes(name));
  // A Service leads to all that is called as it is.
  const services = matches.filter(({ column }) => column === "service");
  const [first, second] = services.length > 0 ? services : matches;
  if (!first) {
    const meant = didYouMean(name, [...new Set(objects.flatMap(namesFor))]);
    throw new Fault(`--focus: nothing in the chart is called \`${name}\`.${meant}`);
  }
  if (!second) return first;
  const named = matches.slice(0, MOST_NAMED).map((node) => namesFor(node)[2]);
  throw new Fault(`--focus: several are called \`${name}\`: ${named.join(", ")}.`);
}

/** `cart`, `Service/cart`, `Service/shop/cart`. */
function namesFor({ title, kind, namespace }: ChartNode): readonly [string, string, string] {
  const short = `${kind}/${title}`;
  return [title, short, namespace === undefined ? short : `${kind}/${namespace}/${title}`];
}
