/** A backend of an Ingress: a port of a Service, or another object (networking.k8s.io/v1 IngressBackend). */
import { type ApiFault, invalid, required, shownAt } from "./fault.ts";
import { at, type Field, integer, isSet, isUnknown, text } from "./field.ts";
import { dns1035Label, dnsLabel, dnsSubdomain } from "./grammar/dnsName.ts";
import { pathSegment } from "./grammar/pathSegment.ts";
import type { ApiContext } from "./kind.ts";
import { grammatical, portNamed, portOf } from "./values.ts";
import { isAtLeast } from "./version.ts";

export function backend(field: Field, context: ApiContext): readonly ApiFault[] {
  const [service, resource] = [at(field, "service"), at(field, "resource")];
  if (isUnknown(field) || isUnknown(service)) return [];
  if (isSet(service) && isSet(resource)) {
    const fault = invalid(field, "cannot set both resource and service backends");
    return [{ ...shownAt(fault, resource, "key"), advice: "Requests go to one of them: remove the other." }];
  }
  if (isSet(resource)) return resourceFaults(resource);
  if (isSet(service)) return serviceFaults(field, service, context);
  return [invalid(field, "resource or service backend is required")];
}

function serviceFaults(field: Field, service: Field, context: ApiContext): readonly ApiFault[] {
  // A Service could not begin with a digit before 1.36 (RelaxedServiceNameValidation).
  const grammar = isAtLeast(context.version, 36) ? dnsLabel : dns1035Label;
  const name = at(service, "name");
  return [
    ...(text(name, "") === "" ? [required(name)] : grammatical(name, grammar)),
    ...portFaults(field, at(service, "port")),
  ];
}

/** The server names the backend where it means its port. */
function portFaults(field: Field, port: Field): readonly ApiFault[] {
  const [name, number] = [at(port, "name"), at(port, "number")];
  const [nameText, numberValue] = [text(name, ""), integer(number, 0)];
  if (isUnknown(port) || nameText === undefined || numberValue === undefined) return [];
  if (nameText !== "" && numberValue !== 0) {
    const fault = invalid(field, "cannot set both port name & port number");
    return [{ ...shownAt(fault, port, "key"), ...eitherPort(name, nameText, numberValue) }];
  }
  if (nameText !== "") return portNamed(name);
  if (numberValue !== 0) return portOf(number);
  const fault = required(field, "port name or number is required");
  return [{ ...shownAt(fault, port), advice: "Write the Service's port, by `number` or by `name`." }];
}

function eitherPort(name: Field, nameText: string, number: number): Partial<ApiFault> {
  return {
    advice: `Keep either \`number: ${number}\` or \`name: ${nameText}\`.`,
    fix: {
      title: `Keep \`number: ${number}\`, remove the name`,
      safety: "suggestion",
      changes: [{ type: "remove", path: name.path }],
    },
  };
}

function resourceFaults(resource: Field): readonly ApiFault[] {
  const group = at(resource, "apiGroup");
  const groupText = isSet(group) ? text(group) : undefined;
  return [
    ...(groupText === undefined ? [] : dnsSubdomain(groupText).map((message) => invalid(group, message))),
    ...segment(at(resource, "kind")),
    ...segment(at(resource, "name")),
  ];
}

function segment(field: Field): readonly ApiFault[] {
  return text(field, "") === "" ? [required(field)] : grammatical(field, pathSegment);
}
