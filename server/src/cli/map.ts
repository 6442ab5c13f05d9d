/** `portolan map`: the traffic chart of one unit, in a format for pictures, documents or programs; or what changed between two folders. */
import type { ChartGraph } from "../core/chart/graph.ts";
import { nodeDisk } from "../host/node.ts";
import { type Command, colorFlag, helpFlag } from "./command.ts";
import { exitCodes, Fault } from "./faults.ts";
import type { Arguments } from "./flags.ts";
import { prepare, reportedFiles } from "./judge.ts";
import { chooseChart, chooseTwo } from "./mapping/choice.ts";
import { difference } from "./mapping/difference.ts";
import { formats, printed } from "./mapping/formats.ts";
import { lookFlags, lookOf } from "./mapping/look.ts";
import { createProgress } from "./progress.ts";
import { findScope, type Scope } from "./scope.ts";
import { stateFlag } from "./state.ts";
import type { Terminal } from "./terminal.ts";
import { readWorld, type World } from "./world.ts";

export const map: Command = {
  name: "map",
  operands: "[PATH…]",
  summary: "the traffic chart",
  details: [
    "Draws how traffic gets to the pods of one unit: what is outside, Gateways and Ingresses, routes, Services, endpoints,",
    "workloads; what is missing, what is broken and why, what cannot be known.",
    "",
    "PATH, by default the current folder, chooses the unit; of several the one with most objects, or a folder nearer to the",
    "top with at least half as many, unless --unit names another. With --diff, PATH is two folders, OLD and NEW, and the",
    "answer is what was added, removed and changed.",
  ].join("\n"),
  flags: [
    {
      name: "output",
      short: "o",
      value: "FORMAT",
      help: "svg (default), mermaid, dot or json; with --diff also text, then the default",
    },
    { name: "unit", value: "NAME", help: "the unit or environment to draw" },
    ...lookFlags,
    { name: "diff", help: "compare two folders: portolan map --diff OLD NEW" },
    { name: "root", value: "DIR", help: "the folder to analyse" },
    { name: "config", value: "FILE", help: "this configuration instead of every .portolan.yaml" },
    stateFlag,
    { name: "quiet", short: "q", help: "the chart only: no progress, no notes" },
    colorFlag,
    helpFlag,
  ],
  examples: [
    ["portolan map > traffic.svg", "a picture of the current folder"],
    ["portolan map --unit overlays/prod -o mermaid", "text for a README"],
    [
      "portolan map --focus Service/shop/cart --theme dark > cart.svg",
      "the road of one Service, for a dark page",
    ],
    ["portolan map --diff old new", "what a change does to the traffic"],
  ],
  run: runMap,
};

interface Reading {
  readonly world: World;
  readonly scope: Scope;
}

async function runMap(args: Arguments, terminal: Terminal): Promise<number> {
  return args.isOn("diff") ? compare(args, terminal) : draw(args, terminal);
}

async function draw(args: Arguments, terminal: Terminal): Promise<number> {
  const format = args.choice("output", formats);
  const reading = await read(args, terminal, args.positionals, args.text("root"));
  if (!reading) return exitCodes.fault;
  const { world, scope } = reading;
  const { graph, others } = chooseChart(world.analysis, reportedFiles(world, scope), args.text("unit"));
  if (others.length > 0 && !args.isOn("quiet")) {
    const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : "";
    const names = others.slice(0, MOST_NAMED).join(", ");
    terminal.err(`portolan: this is ${graph.unit.name}; --unit draws another: ${names}${more}\n`);
  }
  terminal.out(printed(graph, format, lookOf(args, graph)));
  return faultsOf([reading], terminal);
}

/** Nobody reads more in a line. */
const MOST_NAMED = 8;

async function compare(args: Arguments, terminal: Terminal): Promise<number> {
  const [before, after, ...more] = args.positionals;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Fault("--diff compares two folders: portolan map --diff OLD NEW.");
  }
  if (args.text("root") !== undefined)
    throw new Fault("--diff takes each folder for a root of its own: leave out --root.");
  const format = args.choice("output", ["text", ...formats]);
  const old = await read(args, terminal, [before], before);
  const now = await read(args, terminal, [after], after);
  if (!old || !now) return exitCodes.fault;
  const [left, right]: readonly ChartGraph[] = chooseTwo(
    old.world.analysis,
    now.world.analysis,
    args.text("unit"),
  );
  if (left && right) terminal.out(difference(left, right, format, (both) => lookOf(args, both)));
  return faultsOf([old, now], terminal);
}

async function read(
  args: Arguments,
  terminal: Terminal,
  paths: readonly string[],
  root: string | undefined,
): Promise<Reading | undefined> {
  const scope = await findScope({ paths, root, stdinFile: undefined, cwd: terminal.cwd });
  for (const fault of scope.faults) terminal.err(`portolan: ${fault}\n`);
  if (scope.targets.length === 0) return undefined;
  const progress = createProgress(terminal, !args.isOn("quiet"));
  const [config, state] = [args.text("config"), args.text("state")];
  const world = await readWorld({ scope, disk: nodeDisk(), terminal, config, state, progress });
  await prepare(world, progress);
  progress.end();
  return { world, scope };
}

/** What could not be read is missing in the chart. */
function faultsOf(readings: readonly Reading[], terminal: Terminal): number {
  const unread = readings.flatMap(({ world }) => world.unread);
  for (const { path, reason } of unread) terminal.err(`portolan: ${path}: ${reason}\n`);
  const isWhole = unread.length === 0 && readings.every(({ scope }) => scope.faults.length === 0);
  return isWhole ? exitCodes.clean : exitCodes.fault;
}
