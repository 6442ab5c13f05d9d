/**
 * What makes a finding the same one tomorrow: not its line, which every edit above it moves, but what it says about which
 * field of which resource. Baselines and SARIF fingerprints are made of it.
 */
import { createHash } from "node:crypto";
import type { Diagnostic } from "../core/answers.ts";

export interface FindingIdentity {
  readonly code: string;
  /** Below the root. */
  readonly file: string;
  /** `Kind/namespace/name`; empty when the finding is about no resource. */
  readonly resource: string;
  /** The Kubernetes field path. */
  readonly path: string;
  /** A hash of the message. */
  readonly message: string;
}

export function findingIdentity(
  { code, resource, path, message }: Diagnostic,
  file: string,
): FindingIdentity {
  return { code, file, resource: resourceName(resource), path, message: hashOf(message) };
}

export function resourceName(resource: Diagnostic["resource"]): string {
  if (!resource) return "";
  const { kind, namespace, name } = resource;
  return [kind, namespace, name].filter((part) => part !== "").join("/");
}

/** One text for one identity, for maps and for sorting. */
export function identityKey({ code, file, resource, path, message }: FindingIdentity): string {
  return JSON.stringify([file, code, resource, path, message]);
}

const DIGITS = 16;

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, DIGITS);
}
