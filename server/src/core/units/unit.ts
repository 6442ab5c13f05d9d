/**
 * A unit is a world: the resources that reach one cluster together. A top-level kustomization, a chart, an environment of
 * `.portolan.yaml`, or a plain group of loose files (which folders belong together is inferred in plain/).
 */
import type { DocId } from "../resources/identity.ts";
import { type FileId, fileId, pathOf } from "../value/file.ts";
import type { Known } from "../value/known.ts";

export type UnitId = string;

/** A unit without its members: what it is and whether a miss in it proves anything. */
export interface UnitOutline {
  readonly id: UnitId;
  readonly kind: "plain" | "kustomization" | "chart" | "environment";
  /** As a person would call it: `overlays/prod`, an environment's name, `.` for a whole workspace folder. */
  readonly name: string;
  /** The workspace folder it lies in. */
  readonly root: string;
  /** The folder it was made for, below the workspace folder; empty for that folder itself. */
  readonly folder: string;
  /** Why a miss in this unit proves nothing; empty for a complete unit. */
  readonly gaps: readonly Gap[];
  /** The kustomizations that are built for it, those that use others; none when left out. */
  readonly kustomizations?: readonly FileId[];
  /** The namespace that an environment is applied with. */
  readonly namespace?: string;
}

export interface Unit extends UnitOutline {
  /** Resources that reach the cluster, sorted. Patches, kustomizations and observations are none. */
  readonly members: readonly DocId[];
}

export interface Gap {
  readonly reason:
    | "remote"
    | "unrendered"
    | "unreadable"
    | "transformed"
    | "no-workload"
    | "missing-file"
    /** Copies of other folders are left out, and which of them is meant is not known. */
    | "alternatives"
    /** A folder of test data: what is wrong or missing there may be so on purpose. */
    | "fixture";
  /** What is missing, for people: `deploy/web.yaml does not parse`. */
  readonly detail: string;
}

/** Unique among all workspace folders; `rootOf` gives its workspace folder back. */
export function unitId(root: string, kind: UnitOutline["kind"], place: string): UnitId {
  return fileId(root, `${kind}:${place}`);
}

/** Whether a unit may take its members otherwise than they are written: a loose file and a chart are never built. */
export function mayBuild(id: UnitId): boolean {
  const kind = pathOf(id);
  return kind.startsWith("kustomization:") || kind.startsWith("environment:");
}

/** Only a complete unit can prove that something is absent. */
export function isComplete(unit: UnitOutline): boolean {
  return unit.gaps.length === 0;
}

/** The namespace that a resource will be in. `assumed`: nobody wrote it, so it refutes nothing. */
export interface UnitNamespace {
  readonly value: Known<string>;
  readonly assumed: boolean;
}
