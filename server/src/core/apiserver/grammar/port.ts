/** Numbers and names of ports (RFC 6335 5.1), as the API server checks them, in its own words. */
import type { Grammar } from "./dnsName.ts";

export const LONGEST_PORT_NAME = 15;

/** A name by which a port is referred to, and the name of a container's port. Each broken rule is an error of its own. */
export const portName: Grammar = (text) => [
  ...(text.length > LONGEST_PORT_NAME ? [`must be no more than ${LONGEST_PORT_NAME} characters`] : []),
  ...(/^[-a-z0-9]+$/.test(text)
    ? []
    : ["must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"]),
  ...(/[a-z]/.test(text) ? [] : ["must contain at least one letter (a-z)"]),
  ...(text.includes("--") ? ["must not contain consecutive hyphens"] : []),
  ...(text === "" || text.startsWith("-") || text.endsWith("-")
    ? ["must not begin or end with a hyphen"]
    : []),
];

export function portNumber(number: number): readonly string[] {
  return number >= 1 && number <= 65_535 ? [] : ["must be between 1 and 65535, inclusive"];
}

/** A port by number or by name; quoted digits are a name. */
export function portReference(port: number | string): readonly string[] {
  return typeof port === "number" ? portNumber(port) : portName(port);
}

/** The protocols of Service, container, policy and endpoint ports; case counts. */
export const PROTOCOLS = ["SCTP", "TCP", "UDP"] as const;
