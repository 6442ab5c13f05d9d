/** Checks of single fields that many kinds share: numbers and names of ports, protocols, choices, names. */
import { type ApiFault, invalid, notSupported } from "./fault.ts";
import { type Field, integer, intOrText, text } from "./field.ts";
import type { Grammar } from "./grammar/dnsName.ts";
import { PROTOCOLS, portName, portNumber } from "./grammar/port.ts";

/** A text by a grammar; nothing is said of an empty or absent one. */
export function grammatical(field: Field, grammar: Grammar): readonly ApiFault[] {
  const written = text(field, "");
  if (written === undefined || written === "") return [];
  return grammar(written).map((message) => invalid(field, message));
}

/** A port's number; absent counts as 0, which is none. */
export function portOf(field: Field): readonly ApiFault[] {
  return portFaults(field, integer(field, 0));
}

/** A port given by number or by name, where there is one: `targetPort`, a probe's `port`, the port of a policy. */
export function portOrName(field: Field): readonly ApiFault[] {
  const port = intOrText(field);
  return typeof port === "string" ? portNameFaults(field, port) : portFaults(field, port);
}

/** A port's name of 15 characters at most; each broken rule is a fault, as on the server. */
export function portNamed(field: Field): readonly ApiFault[] {
  const name = text(field, "");
  return name === undefined || name === "" ? [] : portNameFaults(field, name);
}

function portFaults(field: Field, port: number | undefined): readonly ApiFault[] {
  if (port === undefined) return [];
  return portNumber(port).map((message) => ({ ...invalid(field, message), value: String(port) }));
}

/** Something writes a number there before the manifest is applied. */
const PORT_PLACEHOLDER = /^[A-Z0-9_]*PORT[A-Z0-9_]*$/;

function portNameFaults(field: Field, name: string): readonly ApiFault[] {
  if (PORT_PLACEHOLDER.test(name)) return [];
  const more = adviceOnName(field, name);
  return portName(name).map((message) => ({ ...invalid(field, message), ...more }));
}

/** What can be said, and done, of a port's name as a whole. */
function adviceOnName(field: Field, name: string): Partial<ApiFault> {
  const number = /^[0-9]{1,5}$/.test(name) ? Number(name) : 0;
  if (portNumber(number).length === 0) {
    const changes = [{ type: "set", path: field.path, value: number } as const];
    return {
      advice: "In quotes it is the name of a port, and a name has a letter in it.",
      fix: { title: `Take the quotes away: port ${number}`, safety: "safe", changes },
    };
  }
  const shorter = name.slice(0, 15).replace(/-+$/, "");
  const isLong = name.length > 15 && portName(shorter).length === 0;
  if (!isLong) return {};
  const changes = [{ type: "set", path: field.path, value: shorter } as const];
  return { fix: { title: `Shorten it to \`${shorter}\``, safety: "suggestion", changes } };
}

/** `TCP`, `UDP`, `SCTP`, in capitals; absent is TCP. */
export function protocolOf(field: Field, supported: readonly string[] = PROTOCOLS): readonly ApiFault[] {
  return choice(field, supported);
}

/** A text of a fixed set, where there is one. */
export function choice(field: Field, supported: readonly string[]): readonly ApiFault[] {
  const written = text(field);
  return written === undefined || supported.includes(written) ? [] : [oneOf(field, written, supported)];
}

/** The fault of a text outside a fixed set; one that differs in nothing but case is mended. */
export function oneOf(field: Field, written: string, supported: readonly string[]): ApiFault {
  const fault = notSupported(field, supported);
  const meant = supported.find((each) => each.toLowerCase() === written.trim().toLowerCase());
  if (meant === undefined) return fault;
  const changes = [{ type: "set", path: field.path, value: meant } as const];
  return {
    ...fault,
    advice: `Upper and lower case count: write \`${meant}\`.`,
    fix: { title: `Write \`${meant}\``, safety: "safe", changes },
  };
}
