/** What the server warns of in a Service that it accepts (api/service: warnings.go). */
import { type ApiWarning, warning } from "../fault.ts";
import { at, type Field, isEmpty, isSet, items, text } from "../field.ts";
import { addressWarnings, cidrWarnings } from "../grammar/addressWords.ts";
import type { ApiContext } from "../kind.ts";
import { isAtLeast } from "../version.ts";
import { TOPOLOGY_HINTS, TOPOLOGY_MODE } from "./policies.ts";
import { clusterIPsOf, isHeadless, specOf, typeOf } from "./shape.ts";

export function serviceWarnings(service: Field, context: ApiContext): readonly ApiWarning[] {
  const spec = specOf(service);
  return [
    ...topologyHints(service),
    ...externalIPs(service, context),
    ...(isAtLeast(context.version, 33) && isHeadless(service) ? ignoredWhenHeadless(spec) : []),
    ...ignoredByType(service),
    ...preferClose(at(spec, "trafficDistribution"), context),
    ...(isAtLeast(context.version, 33) ? forms(service) : []),
  ];
}

function topologyHints(service: Field): readonly ApiWarning[] {
  const field = at(service, "metadata", "annotations", TOPOLOGY_HINTS);
  if (!isSet(field)) return [];
  return [warning(field, `annotation ${TOPOLOGY_HINTS} is deprecated, please use ${TOPOLOGY_MODE} instead`)];
}

function externalIPs(service: Field, { version }: ApiContext): readonly ApiWarning[] {
  const field = at(specOf(service), "externalIPs");
  if (isEmpty(field)) return [];
  const isIgnored = typeOf(service) === "ExternalName";
  return [
    ...(isAtLeast(version, 36) ? [warning(field, "spec.externalIPs is deprecated")] : []),
    ...(isIgnored ? [warning(field, 'spec.externalIPs is ignored when spec.type is "ExternalName"')] : []),
  ].map((each) => ({ ...each, topic: "external-ips" }));
}

function ignoredWhenHeadless(spec: Field): readonly ApiWarning[] {
  const [balancer, addresses] = [at(spec, "loadBalancerIP"), at(spec, "externalIPs")];
  const affinity = at(spec, "sessionAffinity");
  return [
    ...(isEmpty(balancer) ? [] : [warning(balancer, "spec.loadBalancerIP is ignored for headless services")]),
    ...(isEmpty(addresses)
      ? []
      : [
          {
            ...warning(addresses, "spec.externalIPs is ignored for headless services"),
            topic: "external-ips" as const,
          },
        ]),
    ...(text(affinity) === "ClientIP"
      ? [warning(affinity, "spec.SessionAffinity is ignored for headless services")]
      : []),
  ];
}

function ignoredByType(service: Field): readonly ApiWarning[] {
  const field = at(specOf(service), "externalName");
  const type = typeOf(service);
  if (isEmpty(field) || type === undefined || type === "ExternalName") return [];
  return [
    {
      ...warning(field, 'spec.externalName is ignored when spec.type is not "ExternalName"'),
      advice: "Is `type: ExternalName` missing?",
    },
  ];
}

function preferClose(field: Field, { version }: ApiContext): readonly ApiWarning[] {
  if (text(field) !== "PreferClose" || !isAtLeast(version, 35)) return [];
  const message = 'spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"';
  const changes = [{ type: "set", path: field.path, value: "PreferSameZone" } as const];
  return [{ ...warning(field, message), fix: { title: "Write `PreferSameZone`", safety: "safe", changes } }];
}

/** Addresses that are taken as they are, but should be written otherwise. */
function forms(service: Field): readonly ApiWarning[] {
  const spec = specOf(service);
  const ranges = at(spec, "loadBalancerSourceRanges");
  const headless = isHeadless(service) !== false;
  const addresses = [
    ...(headless ? [] : clusterIPsOf(service)),
    ...items(at(spec, "externalIPs")),
    at(spec, "loadBalancerIP"),
  ];
  const inForm = (field: Field, messages: readonly string[]) =>
    messages.map((message) => warning(field, `${field.serverPath}: ${message}`));
  return [
    ...addresses.flatMap((field) => inForm(field, addressWarnings(text(field) ?? ""))),
    ...items(ranges).flatMap((field) => inForm(field, cidrWarnings(text(field)?.trim() ?? ""))),
  ];
}
