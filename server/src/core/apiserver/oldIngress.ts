/** Fields of an Ingress as they were written before `networking.k8s.io/v1`, and how they are written since. */
import type { FieldChange } from "../value/change.ts";
import type { ApiFault, FaultFix } from "./fault.ts";
import { at, type Field, isSet } from "./field.ts";

type Mended = Pick<ApiFault, "advice" | "fix">;

/** `port: 80` where a Service's port is told by `number` or by `name`. */
export function portAsFields(port: Field, struct: string): Mended | undefined {
  const written = struct === "IngressServiceBackend" ? portOf(port) : undefined;
  if (!written) return undefined;
  const [key, value] = written;
  const changes: readonly FieldChange[] = [
    { type: "remove", path: port.path },
    { type: "insert", path: port.path.slice(0, -1), value: { port: { [key]: value } } },
  ];
  return {
    advice: `Write \`${key}: ${value}\` below \`port\`, one level further in.`,
    // A comment beside it does not move along.
    fix: { title: `Write the port as \`${key}: ${value}\``, safety: "suggestion", changes },
  };
}

/** `serviceName` and `servicePort` of a backend that has no `service` yet. */
export function backendWithService(backend: Field): FaultFix | undefined {
  const [name, port] = [at(backend, "serviceName"), at(backend, "servicePort")];
  const written = portOf(port);
  if (name.value?.type !== "scalar" || !written || isSet(at(backend, "service"))) return undefined;
  const [key, value] = written;
  const service = { name: name.value.raw, port: { [key]: value } };
  return {
    title: "Write it as `service` with `name` and `port`",
    // Comments beside the two do not move along.
    safety: "suggestion",
    changes: [
      { type: "insert", path: backend.path, value: { service } },
      { type: "remove", path: name.path },
      { type: "remove", path: port.path },
    ],
  };
}

function portOf({ value }: Field): readonly ["number", number] | readonly ["name", string] | undefined {
  if (value?.type !== "scalar" || value.raw === "") return undefined;
  return /^[1-9][0-9]{0,4}$/.test(value.raw) ? ["number", Number(value.raw)] : ["name", value.raw];
}
