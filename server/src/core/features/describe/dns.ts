/** What the cluster's DNS answers for a Service: its names, its records, and what to know before relying on them. */
import type { DnsDescription, Labelled } from "../../descriptions.ts";
import {
  aliasRecords,
  aliasTarget,
  clusterRecords,
  type DnsRecord,
  headlessRecords,
} from "../../network/cluster/dns.ts";
import { withDefaults } from "../../network/cluster/resolvConf.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import type { NamesView } from "../names/view.ts";
import { because, listed } from "../words.ts";

export function dnsOf(view: NamesView): DnsDescription {
  const { cluster } = view.net;
  return {
    zone: cluster.domain,
    ttl: withDefaults(cluster.coredns).ttl,
    names: namesOf(view),
    records: recordsOf(view).map(({ owner, ...record }) => ({ name: owner, ...record })),
    remarks: [...remarksOn(view), ...alteredRemarks(cluster.coredns?.alteredBy ?? [])],
  };
}

function namesOf({ name, namespace, base }: NamesView): readonly Labelled[] {
  if (name === undefined) return [];
  const near = { label: namespace === undefined ? "in its namespace" : `in ${namespace}`, text: name };
  if (base === undefined || namespace === undefined) return [near];
  return [
    near,
    { label: "anywhere", text: `${name}.${namespace}` },
    { label: "in full", text: base.slice(0, -1) },
  ];
}

export function recordsOf(view: NamesView): readonly DnsRecord[] {
  const { publication, base, normal, slices, labels, clusterIPs } = view;
  if (base === undefined) return [];
  switch (publication.kind) {
    case "cluster":
      return clusterRecords(base, clusterIPs, normal.ports);
    case "headless":
      return headlessRecords(base, slices, labels);
    case "alias": {
      const target = valueOf(normal.externalName);
      return target === undefined ? [] : aliasRecords(base, target);
    }
    case "unknown":
      return [];
  }
}

function remarksOn(view: NamesView): readonly string[] {
  const { publication, normal, base, service } = view;
  if (base === undefined) return ["Its full name cannot be known, nor the records under it."];
  if (publication.kind === "unknown")
    return [`Whether it is headless cannot be known: ${because(publication.reason)}.`];
  if (publication.kind === "alias") {
    const target = valueOf(normal.externalName);
    if (target !== undefined && aliasTarget(target) === undefined)
      return ["Nothing is published for it: the name does not exist (NXDOMAIN)."];
    return [
      "Clients send the name that they typed as TLS server name and HTTP host, and not the one that it stands for.",
    ];
  }
  const isUnnamed = normal.ports.some(({ name }) => valueOf(name) === "");
  const unnamed = isUnnamed ? ["A port without a name has no SRV record."] : [];
  if (publication.kind === "cluster")
    return [
      "The records stand with and without pods; while no pod is ready, connections are refused.",
      ...unnamed,
    ];
  return [
    valueOf(service.spec.publishNotReadyAddresses) === true
      ? "Pods are published before they are ready, and while they stop."
      : "Pods are published while they are ready; while none is, the name does not exist (NXDOMAIN).",
    ...portsMoved(view),
    ...unnamed,
  ];
}

/** Who asks for A alone has to know the port of the pods. */
function portsMoved({ normal, slices }: NamesView): readonly string[] {
  return normal.ports.flatMap(({ name, port, protocol }) => {
    if (!isKnown(port) || !isKnown(name)) return [];
    const ends = slices.flatMap(({ ports }) =>
      ports.flatMap((each) =>
        valueOf(each.name) === name.value && valueOf(each.protocol) === valueOf(protocol)
          ? (valueOf(each.port) ?? [])
          : [],
      ),
    );
    const [end, ...others] = [...new Set(ends)];
    if (end === undefined || others.length > 0 || end === port.value) return [];
    return [
      `Clients dial ${end}, the pods' own port: nothing turns ${port.value} into it for a headless Service.`,
    ];
  });
}

function alteredRemarks(plugins: readonly string[]): readonly string[] {
  if (plugins.length === 0) return [];
  return [`CoreDNS has ${listed(plugins)} in its Corefile, too, which may answer otherwise.`];
}
