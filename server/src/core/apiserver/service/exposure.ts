/** What leads into a Service from outside: `externalName`, `externalIPs`, the fields of a LoadBalancer. */
import { type ApiFault, invalid, required } from "../fault.ts";
import { at, type Field, isEmpty, isSet, isUnknown, items, printedAs, text } from "../field.ts";
import { readAddress, specialProblems } from "../grammar/address.ts";
import { addressProblems, cidrProblems } from "../grammar/addressWords.ts";
import { dnsSubdomain } from "../grammar/dnsName.ts";
import { labelKey } from "../grammar/label.ts";
import type { ApiContext } from "../kind.ts";
import { dropped, externalNameForbids, formIn } from "./addresses.ts";
import { clusterIPsOf, specOf, typeOf } from "./shape.ts";

export function exposureFaults(service: Field, context: ApiContext): readonly ApiFault[] {
  const spec = specOf(service);
  const type = typeOf(service);
  return [
    ...(type === "ExternalName"
      ? [...externalNameForbids(service), ...externalName(at(spec, "externalName"))]
      : []),
    ...headlessFaults(service, type),
    ...items(at(spec, "externalIPs")).flatMap((each) => externalIP(each, context)),
    ...(type === undefined ? [] : loadBalancerFaults(service, type, context)),
  ];
}

/** One dot at the end is cut off first. */
function externalName(field: Field): readonly ApiFault[] {
  const written = text(field, "");
  if (written === undefined) return [];
  const name = written.replace(/\.$/, "");
  if (name === "")
    return [{ ...required(field), advice: "An ExternalName Service is an alias: say of which host." }];
  return dnsSubdomain(name).map((message) => ({
    ...invalid(field, message),
    ...adviceOnName(field, written),
  }));
}

/** A web address holds the host that was meant. */
function adviceOnName({ path }: Field, written: string): Partial<ApiFault> {
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/:?#]+)/i.exec(written)?.[1]?.toLowerCase();
  if (host === undefined || dnsSubdomain(host).length > 0) return {};
  const changes = [{ type: "set", path, value: host } as const];
  return {
    advice: "It takes the name of a host, without scheme, port or path.",
    fix: { title: `Write \`${host}\``, safety: "suggestion", changes },
  };
}

function headlessFaults(service: Field, type: string | undefined): readonly ApiFault[] {
  const [first] = clusterIPsOf(service);
  const isWrong = first && text(first) === "None" && (type === "LoadBalancer" || type === "NodePort");
  if (!isWrong) return [];
  return [
    {
      ...invalid(first, `may not be set to 'None' for ${type} services`),
      advice: `A headless Service has no address that a ${type} could lead to: choose one of the two.`,
    },
  ];
}

function externalIP(field: Field, context: ApiContext): readonly ApiFault[] {
  const written = text(field, "");
  if (written === undefined) return [];
  const problems = addressProblems(written, formIn(context));
  const address = readAddress(written);
  const messages = problems.length > 0 || !address ? problems : specialProblems(address);
  return messages.map((message) => invalid(field, message));
}

const ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'";

/** Annotation of former times; looked at only when the field is empty. */
const RANGES_ANNOTATION = "service.beta.kubernetes.io/load-balancer-source-ranges";

function loadBalancerFaults(service: Field, type: string, context: ApiContext): readonly ApiFault[] {
  const spec = specOf(service);
  const [loadBalancerClass, ranges] = [at(spec, "loadBalancerClass"), at(spec, "loadBalancerSourceRanges")];
  const allocate = at(spec, "allocateLoadBalancerNodePorts");
  const annotation = at(service, "metadata", "annotations", RANGES_ANNOTATION);
  if (type !== "LoadBalancer") {
    const set = [
      ...(isEmpty(ranges) || isUnknown(ranges) ? [] : [renamed(ranges)]),
      ...(isEmpty(ranges) && isSet(annotation) ? [annotation] : []),
      ...[loadBalancerClass, allocate].filter(isSet),
    ];
    return set.map((field) => ({
      ...dropped(field, ONLY_LOAD_BALANCER),
      advice: `This Service is a ${type}.`,
    }));
  }
  const className = text(loadBalancerClass);
  return [
    ...(className === undefined
      ? []
      : labelKey(className).map((message) => invalid(loadBalancerClass, message))),
    ...items(renamed(ranges)).flatMap((each) => rangeFaults(each, text(each)?.trim(), context)),
    ...(isEmpty(ranges) ? annotatedRanges(annotation, context) : []),
  ];
}

/** The server prints this field with a capital letter. */
function renamed(ranges: Field): Field {
  return printedAs(ranges, "spec.LoadBalancerSourceRanges");
}

function rangeFaults(field: Field, range: string | undefined, context: ApiContext): readonly ApiFault[] {
  if (range === undefined) return [];
  return cidrProblems(range, formIn(context)).map((message) => ({
    ...invalid(field, message),
    ...asRange(field, range),
  }));
}

/** A lone address is a range of one. */
function asRange({ path }: Field, range: string): Partial<ApiFault> {
  const address = readAddress(range);
  if (!address || typeof path.at(-1) !== "number") return {};
  const value = `${address.canonical}/${address.family === "IPv4" ? 32 : 128}`;
  const changes = [{ type: "set", path, value } as const];
  return {
    advice: "One address alone is a range of one.",
    fix: { title: `Write \`${value}\``, safety: "suggestion", changes },
  };
}

function annotatedRanges(annotation: Field, context: ApiContext): readonly ApiFault[] {
  const written = text(annotation);
  if (written === undefined || written.trim() === "") return [];
  return written.split(",").flatMap((piece) =>
    cidrProblems(piece.trim(), formIn(context)).map((message) => ({
      ...invalid(annotation, message),
      value: JSON.stringify(piece.trim()),
    })),
  );
}
