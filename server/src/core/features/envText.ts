/** The value of an environment variable for print: with examples of the addresses to come, and words where nothing is known. */
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

export function envText(db: Reader, net: Net, value: EnvValue): EnvText {
  const parts = value.map((piece) => partOf(db, net, piece));
  return {
    text: parts.map(({ text }) => text).join(""),
    example: parts.some(({ example }) => example),
    known: parts.every(({ known }) => known),
  };
}

function partOf(db: Reader, net: Net, piece: EnvPiece): EnvText {
  if (piece.kind === "text") return { text: piece.text, example: false, known: true };
  if (piece.kind !== "cluster-ip") return { text: holeText(piece), example: false, known: false };
  const { service: id, family } = piece;
  const service = id === undefined ? undefined : net.resource(id);
  const [primary] =
    service && isFamily(service, "service") ? addressedClusterIPs(db, net, net.normal(service)) : [];
  const { text, example } = primary ?? apiServerAddress(net, family);
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
