/** The value of an environment variable for print: with examples of the addresses to come, and words where nothing is known. */
import type { ClusterAddress } from "../network/cluster/addresses.ts";
import type { EnvHole, EnvPiece, EnvValue } from "../network/cluster/env.ts";
import type { Net } from "../network/net.ts";
import type { Reader } from "../query/query.ts";
import { isFamily } from "../resources/resource.ts";
import { addressedClusterIPs, apiServerAddress } from "./exampleAddresses.ts";
import { because } from "./words.ts";

export interface EnvText {
  /** What is not known stands in angle brackets: `<status.podIP>`. */
  readonly text: string;
  /** There is an address in it that is made up. */
  readonly example: boolean;
  /** Nothing in it is unknown. */
  readonly known: boolean;
}

type AddressPiece = Extract<EnvPiece, { kind: "cluster-ip" }>;

/** The address that stands for a piece. */
export type AddressOf = (piece: AddressPiece) => ClusterAddress;

/** For one print: a Service's address is asked for once, however many variables have it. */
export function addressesOf(db: Reader, net: Net): AddressOf {
  const asked = new Map<string, ClusterAddress>();
  return (piece) => {
    const key = `${piece.family} ${piece.service ?? ""}`;
    const address = asked.get(key) ?? addressOf(db, net, piece);
    asked.set(key, address);
    return address;
  };
}

function addressOf(db: Reader, net: Net, { service: id, family }: AddressPiece): ClusterAddress {
  const service = id === undefined ? undefined : net.resource(id);
  const [primary] =
    service && isFamily(service, "service") ? addressedClusterIPs(db, net, net.normal(service)) : [];
  return primary ?? apiServerAddress(net, family);
}

export function envText(addresses: AddressOf, value: EnvValue): EnvText {
  const parts = value.map((piece) => partOf(addresses, piece));
  return {
    text: parts.map(({ text }) => text).join(""),
    example: parts.some(({ example }) => example),
    known: parts.every(({ known }) => known),
  };
}

function partOf(addresses: AddressOf, piece: EnvPiece): EnvText {
  if (piece.kind === "text") return { text: piece.text, example: false, known: true };
  if (piece.kind !== "cluster-ip") return { text: holeText(piece), example: false, known: false };
  const { text, example } = addresses(piece);
  return { text: text ?? "", example, known: true };
}

function holeText(hole: EnvHole): string {
  switch (hole.kind) {
    case "key":
      return `<${hole.key ?? "a key"} of ${hole.object}${hole.name === undefined ? "" : ` ${hole.name}`}>`;
    case "field":
      return `<${hole.fieldPath ?? "a field of the pod"}>`;
    case "resource":
      return `<${hole.resource ?? "a resource of the container"}>`;
    case "reference":
      return `<$(${hole.name})>`;
    case "too-long":
      return "<longer than 128 KiB>";
    case "unread":
      return `<${because(hole.reason)}>`;
  }
}
