/** The names of a Service, the records behind them, and the variables: each a section of the sheet. */
import {
  aliasRecords,
  clusterRecords,
  type DnsRecord,
  endpointLabel,
  headlessRecords,
} from "../../network/cluster/dns.ts";
import { withDefaults } from "../../network/cluster/resolvConf.ts";
import { serviceVariables } from "../../network/cluster/serviceEnv.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import { marked } from "../describe/title.ts";
import { because, counted } from "../words.ts";
import type { Block, Section } from "./sheet.ts";
import { type NamesView, reasonOf } from "./view.ts";

/** From the shortest, which works nearest, to the one that works everywhere at once. */
export function namesSection(view: NamesView): Section {
  const { name, namespace, base, service } = view;
  const title = "Names";
  if (name === undefined) {
    const why = because(reasonOf(service.name) ?? "unreadable");
    return { title, blocks: [remark(`The Service's name cannot be known: ${why}.`)] };
  }
  const near = {
    remarks: [`In pods of ${namespace ? `namespace ${namespace}` : "its namespace"}`],
    rows: [[name]],
  };
  if (base === undefined) {
    return { title, blocks: [near, remark("Its namespace cannot be known here, nor its longer names.")] };
  }
  const anywhere = [`${name}.${namespace}`, `${name}.${namespace}.svc`, base.slice(0, -1)];
  return {
    title,
    blocks: [
      near,
      { remarks: ["In all pods"], rows: anywhere.map((each) => [each]) },
      { remarks: ["In all pods, and found at the first try: the final dot ends the search"], rows: [[base]] },
      ...podNames(view, base),
      remark(
        "Not in pods with `dnsPolicy: Default` or `None`, nor with `hostNetwork: true` unless it is `ClusterFirstWithHostNet`: they ask other servers.",
      ),
    ],
  };
}

/** Pods that have a name of their own below a headless Service. */
function podNames({ publication, slices, name }: NamesView, base: string): readonly Block[] {
  if (publication.kind !== "headless") return [];
  const labels = slices.flatMap(({ endpoints }) =>
    endpoints
      .filter(({ hostname }) => hostname !== undefined)
      .flatMap((each) => each.addresses.flatMap((address) => endpointLabel(each, address) ?? [])),
  );
  const own = [...new Set(labels)];
  if (own.length === 0) return [];
  const rows = (domain: string) => own.map((label) => [`${label}.${domain}`]);
  return [
    { remarks: ["Single pods, in pods of the same namespace"], rows: rows(name ?? "") },
    { remarks: ["Single pods, in all pods"], rows: rows(base.slice(0, -1)) },
  ];
}

export function recordsSection(view: NamesView): Section {
  const title = "Records";
  const { base, publication } = view;
  if (base === undefined) return { title, blocks: [remark("Not known without the full name.")] };
  if (publication.kind === "unknown") {
    const why = because(publication.reason);
    return { title, blocks: [remark(`Whether it is headless cannot be known: ${why}.`)] };
  }
  if (publication.kind === "alias") return { title, blocks: [aliasBlock(view, base)] };
  return publication.kind === "headless"
    ? { title, blocks: headlessBlocks(view, base) }
    : { title, blocks: clusterBlocks(view, base) };
}

function clusterBlocks({ clusterIPs, service, normal }: NamesView, base: string): readonly Block[] {
  const records = clusterRecords(base, clusterIPs, normal.ports);
  return [
    {
      remarks: ["They are there with and without pods. Without a ready one, connections are refused."],
      rows: rowsOf(records),
    },
    ...portRemarks(service.spec.ports),
  ];
}

function headlessBlocks(view: NamesView, base: string): readonly Block[] {
  const { slices, service, labels } = view;
  const records = headlessRecords(base, slices, labels);
  const isEarly = valueOf(service.spec.publishNotReadyAddresses) === true;
  const when = isEarly
    ? "Pods are published before they are ready and while they stop: `publishNotReadyAddresses` is set."
    : "Only pods that are ready. While there is none, the name does not exist (NXDOMAIN).";
  const kept = keptText(view);
  const remarks = [when, "SRV tells the pod's own port, where A alone leaves clients to know it.", kept];
  const [own, ...others] = [records.filter(({ owner }) => owner === base), ...grouped(records, base)];
  return [
    { remarks: records.some(({ type }) => type === "SRV") ? remarks : [when, kept], rows: rowsOf(own ?? []) },
    ...others.map((each) => ({ remarks: [], rows: rowsOf(each) })),
    ...hostnameRemarks(slices),
    ...portRemarks(service.spec.ports),
  ];
}

/** Names of pods, then SRV, then reverse names: each may be long. */
function grouped(records: readonly DnsRecord[], base: string): readonly (readonly DnsRecord[])[] {
  const rest = records.filter(({ owner }) => owner !== base);
  const of = (...types: readonly DnsRecord["type"][]) => rest.filter(({ type }) => types.includes(type));
  return [of("A", "AAAA"), of("SRV"), of("PTR")].filter((each) => each.length > 0);
}

function hostnameRemarks(slices: NamesView["slices"]): readonly Block[] {
  const isUnread = slices.some(({ endpoints }) =>
    endpoints.some(({ hostname }) => hostname !== undefined && !isKnown(hostname)),
  );
  return isUnread ? [remark("Names of single pods are left out where their hostname cannot be known.")] : [];
}

function portRemarks(ports: NamesView["service"]["spec"]["ports"]): readonly Block[] {
  const unnamed = ports.filter(({ name }) => name === undefined);
  if (unnamed.length > 0) return [remark("A port without a name has no SRV record.")];
  const isUnread = ports.some((port) => !isKnown(port.name) || !isKnown(port.port));
  return isUnread ? [remark("SRV records of ports that cannot be known are left out.")] : [];
}

/** Why a change is not seen at once. */
function keptText({ net }: NamesView): string {
  const { ttl } = withDefaults(net.cluster.coredns);
  return `An answer may be kept for ${counted(ttl, "second")} (TTL), and programs keep it longer: a JVM, pools of connections, gRPC channels.`;
}

function aliasBlock(view: NamesView, base: string): Block {
  const { service } = view;
  const { externalName } = service.spec;
  const target = valueOf(externalName);
  if (target === undefined) {
    const why = externalName ? because(reasonOf(externalName) ?? "invalid") : "`externalName` is missing";
    return remark(`The name that it stands for cannot be known: ${why}.`);
  }
  const records = aliasRecords(base, target);
  const remarks =
    records.length > 0
      ? [
          "Clients ask on for that name, and send the one that they typed as TLS server name and HTTP host.",
          "Ports and selector count for nothing.",
          keptText(view),
        ]
      : [
          `Nothing: \`${target}\` is an address, and DNS has no alias for one. A Service without selector and an EndpointSlice would do.`,
        ];
  return { remarks, rows: rowsOf(records) };
}

function rowsOf(records: readonly DnsRecord[]): Block["rows"] {
  return records.map(({ owner, type, data, example }) => [owner, type, marked(data, example)]);
}

export function variablesSection(view: NamesView): Section {
  const title = "Environment variables";
  const { name, publication, clusterIPs, service, namespace } = view;
  const [primary] = clusterIPs;
  if (publication.kind !== "cluster") {
    const why =
      publication.kind === "unknown"
        ? "Whether it has a cluster IP, and so variables, cannot be known."
        : "None: they are made only of Services with a cluster IP.";
    return { title, blocks: [remark(why)] };
  }
  const variables =
    name === undefined || !primary?.text
      ? undefined
      : serviceVariables(name, primary.text, service.spec.ports);
  if (!variables)
    return { title, blocks: [remark("Not known: they are made of its name and of all its ports.")] };
  const where = namespace === undefined ? "its namespace" : `namespace ${namespace}`;
  const { text: host = "", example: isMadeUp = false } = primary ?? {};
  return {
    title,
    blocks: [
      {
        remarks: [
          `In containers of ${where} that start after the Service was made, unless their pod says \`enableServiceLinks: false\`. A variable of the container's own wins.`,
        ],
        rows: variables.map(({ name: variable, value }) => [
          `${variable}=${marked(value, isMadeUp && value.includes(host))}`,
        ]),
      },
    ],
  };
}

function remark(text: string): Block {
  return { remarks: [text], rows: [] };
}
