/** From a path to the pattern under which a field's text is kept: places that mean the same share one. */
import { isFamily, type Resource } from "../../../resources/resource.ts";
import { isWithin, type Path, printPath } from "../../../value/path.ts";

export function patternOf(resource: Resource, path: Path): string {
  if (isFamily(resource, "workload")) return workloadPattern(resource.spec.podPath, path);
  const plain = printed(path);
  if (isFamily(resource, "ingress")) {
    return plain.replace(
      /^spec\.(rules\[\]\.http\.paths\[\]\.backend|(defaultBackend|backend)(?=\.))/,
      "backend",
    );
  }
  if (isFamily(resource, "policy")) return policyPattern(path);
  return plain;
}

function printed(path: Path): string {
  return printPath(path).replaceAll(/\[\d+\]/g, "[]");
}

/** The pod is `pod`, wherever the kind has it; its containers `container`, their probes `probe`. */
function workloadPattern(podPath: Path, path: Path): string {
  const inPod = path.slice(podPath.length);
  if (!isWithin(path, podPath)) return printed(path);
  const pod = withoutLabel(`pod.${printed(inPod)}`);
  return pod
    .replace(/^pod\.spec\.(containers|initContainers)\[\]/, "container")
    .replace(/^container\.(liveness|readiness|startup)Probe(?=\.)/, "container.probe");
}

/** A label is what its map is. */
function withoutLabel(pattern: string): string {
  return pattern.replace(/^(pod\.metadata\.labels)[.[].*$/, "$1");
}

function policyPattern(path: Path): string {
  const label = path.indexOf("matchLabels");
  return printed(label < 0 ? path : path.slice(0, label + 1))
    .replace(/^.*[sS]elector\.(matchLabels|matchExpressions)/, "selector.$1")
    .replace(/^spec\.(ingress|egress)\[\]\.(from|to)\[\]/, "peer")
    .replace(/^spec\.(ingress|egress)\[\](?=\.ports)/, "rule");
}
