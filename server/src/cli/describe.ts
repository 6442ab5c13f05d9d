/** `portolan describe`: all that is known of one Service or workload, and what follows from it in a cluster. */
import type { Description, DumpedManifest } from "../core/answers.ts";
import { takeDumped } from "./asking/dumped.ts";
import { chooseObject, WORKLOAD_KINDS } from "./asking/objects.ts";
import { readFolder } from "./asking/reading.ts";
import { type Command, colorFlag, helpFlag } from "./command.ts";
import { exitCodes, Fault } from "./faults.ts";
import type { Arguments } from "./flags.ts";
import { descriptionJson, descriptionYaml } from "./report/describe/json.ts";
import { descriptionText } from "./report/describe/text.ts";
import { stateFlag } from "./state.ts";
import { harmless, type Terminal } from "./terminal.ts";

export const describe: Command = {
  name: "describe",
  operands: "TYPE/NAME [PATH…]",
  summary: "what a Service or workload will be in a cluster",
  details: [
    "Tells of a Service where its ports lead, its endpoints, DNS records, environment variables and kube-proxy's rules, who",
    "routes to it, what is wrong with it and how to reach it; of a workload its pods, names, environment and resolv.conf, and the",
    "Services and NetworkPolicies that select it. TYPE is as kubectl takes it: svc, deploy, sts, ds, po, job, cj, rs, rc.",
    "",
    "PATH, by default the current folder, is what is read. Addresses that only a cluster gives out are examples, and marked.",
  ].join("\n"),
  flags: [
    { name: "namespace", short: "n", value: "NAMESPACE", help: "the namespace of the object" },
    { name: "node", value: "NAME", help: "show kube-proxy's rules as they are on this node" },
    { name: "output", short: "o", value: "FORMAT", help: "text (default), json or yaml" },
    { name: "unit", value: "NAME", help: "the unit or environment that is meant" },
    { name: "root", value: "DIR", help: "the folder to analyse" },
    { name: "config", value: "FILE", help: "this configuration instead of every .portolan.yaml" },
    stateFlag,
    { name: "quiet", short: "q", help: "the answer only: no progress" },
    colorFlag,
    helpFlag,
  ],
  examples: [
    ["portolan describe svc/cart -n shop", "where it leads, by which names, through which rules"],
    ["portolan describe sts/db", "its pods' names, environment and resolv.conf"],
    ["portolan describe svc/cart -o json | jq .endpoints", "the EndpointSlices that the cluster will make"],
  ],
  run,
};

async function run(args: Arguments, terminal: Terminal): Promise<number> {
  const [typed, ...paths] = args.positionals;
  if (typed === undefined) throw new Fault("Describe what? portolan describe TYPE/NAME, such as `svc/cart`");
  const [next] = paths;
  if (!typed.includes("/") && next !== undefined)
    throw new Fault(`TYPE and NAME are one word: \`${harmless(`${typed}/${next}`)}\`.`);
  const format = args.choice("output", ["text", "json", "yaml"]);
  const reading = await readFolder(args, terminal, paths);
  if (!reading) return exitCodes.fault;
  const { world } = reading;
  const namespace = args.text("namespace");
  const dumped = takeDumped(reading, { typed, namespace });
  const object = chooseObject(reading, {
    typed,
    namespace,
    unit: args.text("unit"),
    kinds: ["Service", ...WORKLOAD_KINDS],
  });
  const described = world.analysis.describe({
    resource: object.resource,
    unit: object.unit,
    node: args.text("node"),
  });
  const found = described && asDumped(described, dumped);
  if (!found) throw new Fault(`${object.kind} ${object.name} cannot be described: it cannot be read whole.`);
  if (format === "text") terminal.out(descriptionText(found, world, terminal));
  else terminal.out(format === "json" ? descriptionJson(found, world) : descriptionYaml(found, world));
  return world.unread.length === 0 ? exitCodes.clean : exitCodes.fault;
}

/** What only a cluster has is where it was dumped, and judged by nobody. */
function asDumped(found: Description, dumped: readonly DumpedManifest[]): Description {
  const { kind, namespace, name } = found.object;
  const source = dumped.find(
    (each) => each.kind === kind && each.namespace === namespace && each.name === name,
  );
  if (!source) return found;
  const { file, range } = source;
  const doubts = [
    ...found.doubts,
    "No manifest in sight makes it: it is told as it was dumped from a cluster.",
  ];
  return { ...found, object: { ...found.object, file, range }, findings: [], doubts };
}
