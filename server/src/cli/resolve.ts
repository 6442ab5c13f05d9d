/** `portolan resolve`: the questions that a pod's resolver asks for a name, in order, and what answers. */
import { chooseObject, WORKLOAD_KINDS } from "./asking/objects.ts";
import { readFolder } from "./asking/reading.ts";
import { type Command, colorFlag, helpFlag } from "./command.ts";
import { exitCodes, Fault } from "./faults.ts";
import type { Arguments } from "./flags.ts";
import { resolutionJson, resolutionText } from "./report/resolution.ts";
import { stateFlag } from "./state.ts";
import { painter, type Terminal } from "./terminal.ts";

export const resolve: Command = {
  name: "resolve",
  operands: "NAME [PATH…]",
  summary: "what a pod gets for a name",
  details: [
    "Shows every name that a pod's resolver asks for, in order, and what the cluster's DNS answers: by its resolv.conf as the",
    "kubelet writes it (dnsPolicy, dnsConfig, hostNetwork), and by its C library.",
    "",
    "PATH, by default the current folder, is what is read. Addresses that only a cluster gives out are examples, and marked.",
  ].join("\n"),
  flags: [
    { name: "from", value: "TYPE/NAME", help: "whose pods ask: deploy/web, sts/db, po/debug" },
    { name: "namespace", short: "n", value: "NAMESPACE", help: "the namespace of that object" },
    {
      name: "libc",
      value: "LIBC",
      help: "glibc, musl (Alpine) or go; by default musl for an image called alpine, else glibc",
    },
    { name: "output", short: "o", value: "FORMAT", help: "text (default) or json" },
    { name: "unit", value: "NAME", help: "the unit or environment that is meant" },
    { name: "root", value: "DIR", help: "the folder to analyse" },
    { name: "config", value: "FILE", help: "this configuration instead of every .portolan.yaml" },
    stateFlag,
    { name: "quiet", short: "q", help: "the answer only: no progress" },
    colorFlag,
    helpFlag,
  ],
  examples: [
    [
      "portolan resolve cart.shop --from deploy/web",
      "by which of its names a Service is found, and how fast",
    ],
    ["portolan resolve db-0.db --from sts/api -n shop --libc musl", "what an Alpine image would do"],
  ],
  run,
};

async function run(args: Arguments, terminal: Terminal): Promise<number> {
  const [name, ...paths] = args.positionals;
  const from = args.text("from");
  if (name === undefined) throw new Fault("Which name? portolan resolve NAME --from TYPE/NAME");
  if (from === undefined) throw new Fault("Who asks? --from TYPE/NAME, such as `--from deploy/web`");
  const format = args.choice("output", ["text", "json"]);
  const libc = args.optionalChoice("libc", ["glibc", "musl", "go"]);
  const reading = await readFolder(args, terminal, paths);
  if (!reading) return exitCodes.fault;
  const { world } = reading;
  const object = chooseObject(reading, {
    typed: from,
    namespace: args.text("namespace"),
    unit: args.text("unit"),
    kinds: WORKLOAD_KINDS,
  });
  const found = world.analysis.resolve({ from: object.resource, unit: object.unit, name, libc });
  if (!found) throw new Fault(`${object.kind} ${object.name} makes no pods that could ask.`);
  const paint = painter(terminal.hasColors);
  terminal.out(format === "json" ? resolutionJson(found, world) : resolutionText(found, world, paint));
  return world.unread.length === 0 ? exitCodes.clean : exitCodes.fault;
}
