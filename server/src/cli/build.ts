/** `portolan build`: the objects of kustomizations as they would be applied, and where each part of them is written. */
import type { BuildAnswer } from "../core/answers.ts";
import { pathOf } from "../host/uris.ts";
import { readFolder } from "./asking/reading.ts";
import { kustomizationOf, kustomizationsMeant } from "./building/choice.ts";
import { builtJson, builtYaml } from "./building/print.ts";
import { type Command, colorFlag, helpFlag } from "./command.ts";
import { exitCodes } from "./faults.ts";
import type { Arguments } from "./flags.ts";
import { harmless, type Terminal } from "./terminal.ts";
import type { World } from "./world.ts";

export const build: Command = {
  name: "build",
  operands: "[PATH…]",
  summary: "the objects of a kustomization as they would be applied",
  details: [
    "Builds the kustomization in each PATH, by default the current folder, as `kustomize build` does; nothing is run and",
    "nothing fetched.",
    "",
    "Exit codes: 0 all objects are printed; 1 some are, and what is missing is said on stderr (remote bases, Helm charts,",
    "plugins); 2 kustomize would refuse to build, or there is nothing to build.",
  ].join("\n"),
  flags: [
    { name: "output", short: "o", value: "FORMAT", help: "yaml (default) or json, which tells origins, too" },
    { name: "origins", help: "in YAML: say above each object where it is written, and what sets its fields" },
    {
      name: "unit",
      value: "NAME",
      help: "the unit of that name, as findings call it, instead of those in PATH",
    },
    { name: "root", value: "DIR", help: "the folder to read: bases outside of it are not found" },
    { name: "config", value: "FILE", help: "this configuration instead of every .portolan.yaml" },
    { name: "quiet", short: "q", help: "the objects only: no progress" },
    colorFlag,
    helpFlag,
  ],
  examples: [
    ["portolan build overlays/prod", "what would be applied"],
    ["portolan build overlays/prod --origins", "which file and line sets what"],
  ],
  run,
};

async function run(args: Arguments, terminal: Terminal): Promise<number> {
  const format = args.choice("output", ["yaml", "json"]);
  const reading = await readFolder(args, terminal, args.positionals);
  if (!reading) return exitCodes.fault;
  const { world, scope } = reading;
  const unit = args.text("unit");
  const files =
    unit === undefined
      ? kustomizationsMeant(world.analysis, scope.targets)
      : [kustomizationOf(world.analysis, unit)];
  const builds = files.map((file) => ({
    file,
    answer: world.analysis.build(file),
  }));
  const answers = builds.flatMap(({ answer }) => answer ?? []);
  for (const { file, answer } of builds) sayOf(file, answer, world, terminal);
  const isRefused = answers.length < builds.length || answers.some(({ refused }) => refused.length > 0);
  if (isRefused) return exitCodes.fault;
  terminal.out(
    format === "json"
      ? builtJson(answers, world)
      : builtYaml(answers, world, args.isOn("origins") ? "with-origins" : "plain"),
  );
  if (world.unread.length > 0 || scope.faults.length > 0) return exitCodes.fault;
  return answers.some(({ incomplete }) => incomplete.length > 0) ? exitCodes.findings : exitCodes.clean;
}

/** What is refused and what is missing, each on a line of its own. */
function sayOf(file: string, answer: BuildAnswer | undefined, { shown }: World, { err }: Terminal): void {
  const say = (text: string) => err(`portolan: ${harmless(text)}\n`);
  if (!answer) say(`${shown(pathOf(file))} does not parse, or is no kustomization.`);
  for (const { message, file: at, range } of answer?.refused ?? []) {
    const line = range ? `:${range.start.line + 1}` : "";
    say(`${shown(pathOf(at))}${line}: kustomize refuses this: ${message}`);
  }
  for (const { detail, reason } of answer?.incomplete ?? [])
    say(`not all is here: ${detail}${reason === "outside" ? "; --root DIR reads a folder above both" : ""}`);
}
