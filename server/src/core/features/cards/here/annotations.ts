/** What an annotation of a Service comes to in this very manifest: whether anybody reads it, and whether it is text. */
import type { Service } from "../../../network/net.ts";
import { code } from "../../markdown.ts";
import { typeOf } from "../view.ts";
import type { Field } from "./field.ts";

/** Of load balancers; other annotations of clouds are read on any type. */
const OF_BALANCERS =
  /^(service\.beta\.kubernetes\.io\/(aws|azure)-|metallb\.|kube-vip\.io\/|networking\.gke\.io\/(load-balancer|internal-load|weighted)|cloud\.google\.com\/(l4-rbs|load-balancer-type))/;

export function annotationLines({ resource, path }: Field<Service>): readonly string[] {
  const [, list, key] = path;
  const pair = resource.annotations.pairs.find((each) => each.key === key);
  if (list !== "annotations" || !pair) return [];
  return [...textLines(pair.notText?.written), ...typeLines(resource, pair.key)];
}

function textLines(written: string | undefined): readonly string[] {
  return written === undefined
    ? []
    : [`${code(written)} without quotes is no text: the API server refuses the manifest`];
}

function typeLines(service: Service, key: string): readonly string[] {
  const type = typeOf(service);
  if (!OF_BALANCERS.test(key) || type === undefined || type === "LoadBalancer") return [];
  // The AWS Load Balancer Controller takes Services of type NodePort, too.
  if (type === "NodePort" && key.includes("/aws-")) return [];
  return [`the Service is of type ${code(type)}: it has no load balancer that could read this`];
}
