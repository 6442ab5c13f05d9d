/** What the fields of Endpoints and EndpointSlices mean in this very manifest: whose they are, and which port that is. */
import type { EndpointsObject, Service } from "../../../network/net.ts";
import { valueOf } from "../../../value/known.ts";
import { code, escaped } from "../../markdown.ts";
import { hostOf, listed, nameOf } from "../../words.ts";
import { isHeadless } from "../view.ts";
import { type Field, type HereTable, valueAt, writtenText } from "./field.ts";

export const endpointsHere: HereTable<EndpointsObject> = {
  "metadata.name": (field) => (field.resource.identity.kind === "Endpoints" ? owner(field) : []),
  "metadata.labels[kubernetes.io/service-name]": owner,
  endpoints: addresses,
  "endpoints[].addresses": cluster,
  "endpoints[].hostname": names,
  subsets: addresses,
  "subsets[].addresses": addresses,
  "subsets[].addresses[].ip": cluster,
  "subsets[].addresses[].hostname": names,
  "ports[].name": portLines,
  "ports[].port": portLines,
  "subsets[].ports[].name": portLines,
  "subsets[].ports[].port": portLines,
};

function serviceOf({ net, resource }: Field<EndpointsObject>): Service | undefined {
  const answer = net.ownerOf(resource.id);
  return answer.kind === "found" ? answer.service : undefined;
}

function owner({ net, resource }: Field<EndpointsObject>): readonly string[] {
  const answer = net.ownerOf(resource.id);
  switch (answer.kind) {
    case "found": {
      const { service } = answer;
      const selector = service.spec.selector ? ", which has a selector and endpoints of its own" : "";
      return [`Service ${escaped(nameOf(service))} (${code(hostOf(net, service))})${selector}`];
    }
    case "missing": {
      const near = answer.alike.map((each) => code(nameOf(each)));
      return [
        `no Service ${code(answer.name)} is seen here${near.length > 0 ? `; near: ${listed(near)}` : ""}`,
      ];
    }
    default:
      return [];
  }
}

function addresses(field: Field<EndpointsObject>): readonly string[] {
  const service = serviceOf(field);
  const found = field.resource.spec.subsets.flatMap(({ endpoints }) =>
    endpoints.flatMap((each) => each.addresses.flatMap(({ address }) => valueOf(address) ?? [])),
  );
  if (!service || found.length === 0) return owner(field);
  return [`${code(hostOf(field.net, service))} → ${listed(found.map(code))}`];
}

/** An address that is a Service's own. */
function cluster({ net, document, path }: Field<EndpointsObject>): readonly string[] {
  const address = writtenText(valueAt(document, path));
  const service = address === undefined ? undefined : net.serviceAt(address);
  return service
    ? [`this is the clusterIP of Service ${escaped(nameOf(service))}: kube-proxy does not follow it`]
    : [];
}

function names(field: Field<EndpointsObject>): readonly string[] {
  const service = serviceOf(field);
  const hostname = writtenText(valueAt(field.document, field.path));
  // Under a Service with an address of its own no such name is promised.
  return service && isHeadless(service) && hostname !== undefined
    ? [code(`${hostname}.${hostOf(field.net, service)}`)]
    : [];
}

/** Which of the Service's ports this is. */
function portLines(field: Field<EndpointsObject>): readonly string[] {
  const service = serviceOf(field);
  if (!service) return owner(field);
  const at = field.path.slice(0, -1);
  const name = writtenText(valueAt(field.document, [...at, "name"])) ?? "";
  const number = writtenText(valueAt(field.document, [...at, "port"]));
  const { ports } = service.spec;
  const port = ports.find((each) => (valueOf(each.name) ?? "") === name);
  const own = `Service ${escaped(nameOf(service))}`;
  if (!port) {
    const has = ports.map((each) => code(valueOf(each.name) ?? ""));
    return [
      `${own} has no port of the name ${code(name)}, it has ${listed(has) || "none"}: nothing arrives here`,
    ];
  }
  const from = valueOf(port.port);
  if (from === undefined || number === undefined) return [];
  return [`${code(`${nameOf(service)}:${from}`)} → port ${code(number)} of these addresses`];
}
