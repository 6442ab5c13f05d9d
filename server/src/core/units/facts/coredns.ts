/** What a Corefile says of the cluster's names: the zone of its plugin `kubernetes`, that plugin's options, and what else may answer. */
import type { Path } from "../../value/path.ts";
import type { CoreDns } from "../settings.ts";
import { type Directive, type ServerBlock, serverBlocks } from "./corefile.ts";
import { type Fact, fact } from "./fact.ts";
import { domainFact } from "./written.ts";

/** Plugins that may answer, or change, what `kubernetes` would. */
const ALTERING: ReadonlySet<string> = new Set([
  ...[
    "rewrite",
    "hosts",
    "template",
    "file",
    "auto",
    "autopath",
    "import",
    "k8s_external",
    "etcd",
    "records",
  ],
]);

/** `path` is that of the text. Of several servers with the plugin nobody knows which one a pod asks. */
export function corednsFacts(text: string, path: Path): readonly Fact[] {
  const servers = serverBlocks(text).filter((each) => pluginOf(each) !== undefined);
  const [server, another] = servers;
  const plugin = server && pluginOf(server);
  if (!server || !plugin || another) return [];
  return [fact("coredns", optionsOf(server, plugin), path), ...domainFact(zoneOf(server, plugin), path)];
}

function pluginOf({ directives }: ServerBlock): Directive | undefined {
  return directives.find(({ name }) => name === "kubernetes");
}

/** The plugin's own zones, else those of its server: `.` and reverse zones are not the cluster's. */
function zoneOf({ zones }: ServerBlock, { words }: Directive): string | undefined {
  const own =
    words.length > 0 ? words : zones.map((each) => each.replace(/^dns:\/\//, "").replace(/:\d+$/, ""));
  const forward = own.filter((each) => !/(^|\.)arpa\.?$/.test(each) && each !== "." && each !== "");
  return forward.length === 1 ? forward[0] : undefined;
}

/** What a Corefile leaves out has the plugin's own defaults, not those of kubeadm. */
function optionsOf({ directives }: ServerBlock, { options }: Directive): CoreDns {
  const option = (name: string) => options.find(([each]) => each === name)?.[1];
  const pods = option("pods");
  const ttl = Number(option("ttl") ?? 5);
  const alteredBy = directives.map(({ name }) => name).filter((name) => ALTERING.has(name));
  return {
    pods: pods === "insecure" || pods === "verified" ? pods : "disabled",
    ttl: Number.isInteger(ttl) && ttl >= 0 && ttl <= 3600 ? ttl : 5,
    endpointPodNames: options.some(([name]) => name === "endpoint_pod_names"),
    ignoreEmptyService: options.some(([name, what]) => name === "ignore" && what === "empty_service"),
    ...(alteredBy.length > 0 && { alteredBy: [...new Set(alteredBy)].toSorted() }),
  };
}
