/** The sections of a workload. */
import type { ContainerVariable, SelectingService, WorkloadDescription } from "../../../core/answers.ts";
import { listingBlocks, texts } from "./common.ts";
import type { Block, Section } from "./layout.ts";
import { trafficAllowed } from "./policies.ts";

export function workloadSections(found: WorkloadDescription): readonly Section[] {
  return [
    { title: "What it is", blocks: [{ kind: "fields", rows: found.about }] },
    containersSection(found),
    { title: "As kubectl will show it", blocks: found.listings.flatMap(listingBlocks) },
    {
      title: "Services that select its pods",
      blocks: [{ kind: "table", rows: found.services.map(serviceRow) }],
    },
    {
      title: "Names of its pods",
      blocks: [
        {
          kind: "lines",
          lines: found.names.slice(0, MOST_ROWS),
          more: Math.max(0, found.names.length - MOST_ROWS),
        },
      ],
    },
    ...(found.pods.length > 0 ? [trafficAllowed(found)] : []),
    ...environmentSections(found),
    resolvSection(found),
  ];
}

const MOST_ROWS = 24;

function containersSection({ containers }: WorkloadDescription): Section {
  const rows = containers.map(({ name, image, ports, probes, isSidecar }) => [
    `${name}${isSidecar ? " (sidecar)" : ""}`,
    image,
    ports.join(", "),
    probes.join(", "),
  ]);
  return {
    title: containers.length === 1 ? "Container" : "Containers",
    blocks: [{ kind: "table", header: ["NAME", "IMAGE", "PORTS", "PROBES"], rows }],
  };
}

function serviceRow({ namespace, name, type, ports }: SelectingService): readonly string[] {
  const shown = ports.map(({ name: label, port, protocol, targetPort }) => {
    const own = `${label}${label === "" ? "" : " "}${port ?? "?"}/${protocol}`;
    return `${own} → ${targetPort ?? "nothing here"}`;
  });
  return [`${namespace}/${name}`, type, shown.join(", ")];
}

/** Those of a container are read one by one, those of Services by Service: there may be hundreds. */
function environmentSections({ env }: WorkloadDescription): readonly Section[] {
  const containers = [...new Set(env.variables.map(({ container }) => container))];
  const own = containers.map((container) => ({
    title: containers.length === 1 ? "Its own environment" : `Environment of container ${container}`,
    blocks: ownBlocks(
      env.variables.filter((each) => each.container === container && each.source === "container"),
    ),
  }));
  const [first] = containers;
  const made = env.variables.filter((each) => each.container === first && each.source === "service");
  return [
    ...own,
    {
      title: "Environment that the kubelet makes of Services",
      blocks: [...serviceBlocks(made), ...texts(env.remarks)],
    },
  ];
}

function ownBlocks(variables: readonly ContainerVariable[]): readonly Block[] {
  const lines = variables.map(variableText);
  return [{ kind: "lines", lines: lines.slice(0, MOST_ROWS), more: Math.max(0, lines.length - MOST_ROWS) }];
}

function variableText({ name, value, awaits = "", example, remark }: ContainerVariable): string {
  const text = value === undefined ? awaits : value;
  const shown = text.includes("\n") ? `${text.slice(0, text.indexOf("\n"))} …` : text;
  return `${name}=${shown}${example ? "*" : ""}${remark === "" ? "" : `   # ${remark}`}`;
}

function serviceBlocks(variables: readonly ContainerVariable[]): readonly Block[] {
  const services = new Map<string, ContainerVariable[]>();
  for (const each of variables) {
    const own = services.get(each.service ?? "");
    if (own) own.push(each);
    else services.set(each.service ?? "", [each]);
  }
  const rows = [...services].map(([service, [host, port, ...more]]) => [
    service,
    [host, port].flatMap((each) => (each ? [variableText(each)] : [])).join("  ") +
      (more.length > 0 ? `  and ${more.length} more` : ""),
  ]);
  return [{ kind: "table", rows: rows.slice(0, MOST_ROWS), more: Math.max(0, rows.length - MOST_ROWS) }];
}

function resolvSection({
  resolvConf: { nameservers, search, options, remarks },
}: WorkloadDescription): Section {
  return {
    title: "/etc/resolv.conf",
    blocks: [
      {
        kind: "lines",
        lines: [
          ...nameservers.map((each) => `nameserver ${each}`),
          ...(search.length > 0 ? [`search ${search.join(" ")}`] : []),
          ...(options.length > 0 ? [`options ${options.join(" ")}`] : []),
        ],
      },
      ...texts(remarks),
    ],
  };
}
