/** A description for programs: version 1, a public interface. Files are paths below the root. */
import { Document, visit } from "yaml";
import type {
  Description,
  Diagnostic,
  ProxyDescription,
  ProxyFamily,
  ServiceDescription,
  WorkloadDescription,
} from "../../../core/answers.ts";
import { pathOf } from "../../../host/uris.ts";
import { isObeyed, jsonText, obeyedEscaped } from "../../jsonText.ts";
import type { Shown } from "./text.ts";

export function descriptionJson(found: Description, world: Shown): string {
  return jsonText(jsonOf(found, world));
}

export function descriptionYaml(found: Description, world: Shown): string {
  // By way of JSON, so that absent keys are absent.
  const document = new Document(JSON.parse(JSON.stringify(jsonOf(found, world))), {
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && isObeyed(node.value)) node.type = "QUOTE_DOUBLE";
    },
  });
  return obeyedEscaped(document.toString({ lineWidth: 0 }));
}

function jsonOf(found: Description, world: Shown): object {
  const own = found.kind === "service" ? serviceJson(found, world) : workloadJson(found, world);
  const { answer, unit, findings, stopping, ways, premises, doubts, certainty } = found;
  return {
    version: 1,
    answer,
    unit,
    ...own,
    findings: findings.map((each) => findingJson(each, world)),
    stopping,
    ways,
    premises: premises.map(({ at, ...each }) => ({
      ...each,
      ...(at ? { file: world.shown(pathOf(at.file)), range: at.range } : {}),
    })),
    doubts,
    certainty,
  };
}

function serviceJson(found: ServiceDescription, { shown }: Shown): object {
  const { object, type, headless, dns, endpoints, env, proxy, routes, callers, policies } = found;
  const { namespace, name, file, range } = object;
  return {
    service: { namespace, name, type, headless, file: shown(pathOf(file)), range },
    dns: { zone: dns.zone, ttl: dns.ttl, records: dns.records },
    endpoints: { slices: endpoints.slices },
    env: env.variables,
    proxy: proxy && proxyJson(proxy),
    routes,
    callers,
    policies,
  };
}

/** The primary family stands for all where there is but one, as there mostly is. */
function proxyJson({ mode, node, families, fates, elsewhere, examples, remarks }: ProxyDescription): object {
  const [primary, ...others] = families.map((each) => familyJson(mode, each));
  return {
    mode,
    node,
    ...primary,
    fates,
    elsewhere,
    examples,
    remarks,
    ...(others.length > 0 ? { otherFamilies: others } : {}),
  };
}

function familyJson(mode: ProxyDescription["mode"], each: ProxyFamily): object {
  const { family, nat, filter, balancing, virtualServers, names } = each;
  switch (mode) {
    case "iptables":
      return { family, nat, filter, balancing };
    case "ipvs":
      return { family, virtualServers };
    case "nftables":
      return { family, names, balancing };
    case "none":
      return {};
  }
}

function workloadJson(found: WorkloadDescription, { shown }: Shown): object {
  const { object, replicas, containers, pods, env, resolvConf, services, policies, names } = found;
  const { kind, namespace, name, file, range } = object;
  const { remarks: _, ...conf } = resolvConf;
  return {
    workload: { kind, namespace, name, replicas, file: shown(pathOf(file)), range },
    containers,
    pods,
    env: env.variables,
    resolvConf: conf,
    services,
    policies,
    names,
  };
}

function findingJson(finding: Diagnostic, { shown }: Shown): object {
  const { code, name, severity, message, file, range, path, fixes } = finding;
  return { code, name, severity, message, file: shown(pathOf(file)), range, path, fixes };
}
