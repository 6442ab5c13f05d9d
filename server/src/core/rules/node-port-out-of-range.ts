import type { Net, Service } from "../network/net.ts";
import { fileOf } from "../resources/identity.ts";
import { pathOf } from "../value/file.ts";
import { webService } from "./apiFaultExamples.ts";
import { refusals } from "./apiFaults.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { nameOf, quoted } from "./words.ts";

const manifest = (nodePort: number) =>
  webService(`    - port: 80\n      nodePort: ${nodePort}`, "  type: NodePort\n");

export const nodePortOutOfRange = rule<Service>({
  code: "PTL308",
  name: "node-port-out-of-range",
  severity: "error",
  levels: [
    { severity: "error", when: "`nodePort` or `healthCheckNodePort` lies outside the range of the cluster" },
    { severity: "warning", when: "in a folder of test data, where much is wrong on purpose" },
    { severity: "silent", when: "the port is left to the cluster, or the Service has no node ports" },
  ],
  subject: isService,
  summary: "A nodePort lies outside the range that the cluster hands out.",
  why: `Node ports come from one range, 30000-32767 unless the API server was started with another \`--service-node-port-range\`
([type: NodePort](https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport)). A number outside it is refused before anything else
of the Service is looked at.`,
  remedy: `Take a number of the range; the quick fix takes the next one that no manifest pins. Or leave \`nodePort\` out, and the cluster chooses one
that is free. If your cluster has another range, write it into \`.portolan.yaml\` (\`cluster.nodePortRange\`) or into the setting \`portolan.cluster\`;
that of a kubeadm or kind configuration in a folder above the manifest is known.`,
  examples: {
    bad: [{ yaml: manifest(8080), note: "8080 is no node port." }],
    good: [{ yaml: manifest(30080), note: "30080 is in the range." }],
  },
  *check(subject, net) {
    for (const finding of refusals(subject, net, "PTL308")) {
      const said = net.saidAt(subject.id, "nodePortRange");
      const related = said
        ? [{ at: { ...said, part: "value" as const }, message: "The cluster's range is said here" }]
        : [];
      yield {
        ...finding,
        message: message(finding, subject, net),
        related: [...finding.related, ...related],
      };
    }
  },
  fixes({ at }, subject, net) {
    const { from } = net.cluster.nodePortRange;
    const free = net.freeNodePort(from - 1);
    const remove = {
      title: "Remove it: the cluster chooses a free one",
      safety: "suggestion",
      changes: [{ type: "remove", id: subject.id, path: at.path }],
    } as const;
    if (free === undefined) return [remove];
    const set = { type: "set", id: subject.id, path: at.path, value: free } as const;
    return [{ title: `Use free nodePort ${free}`, safety: "suggestion", changes: [set] }, remove];
  },
});

function message({ at, data }: Finding, subject: Service, net: Net): string {
  const { from, to } = net.cluster.nodePortRange;
  const range = `${from}-${to}`;
  const field = quoted(`${String(at.path.at(-1))}: ${String(data)}`);
  const said = net.saidAt(subject.id, "nodePortRange");
  const source = said ? `as ${quoted(pathOf(fileOf(said.id)))} says` : "setting `cluster.nodePortRange`";
  return (
    `${field} of Service ${nameOf(subject)} is not in the valid range of this cluster, ${range} (${source}). ` +
    `The API server refuses the Service: "provided port is not in the valid range. The range of valid ports is ${range}".`
  );
}
