/** What goes wrong while a kustomization is built: gathered on the way, nothing is thrown. */
import type { FileId } from "../../../value/file.ts";
import type { Path } from "../../../value/path.ts";
import type { At, BuildFault, FaultTopic, Incomplete } from "./object.ts";

/** Grows while one kustomization is built. */
export interface Report {
  readonly faults: BuildFault[];
  readonly incomplete: Incomplete[];
  readonly idle: At[];
}

export function newReport(): Report {
  return { faults: [], incomplete: [], idle: [] };
}

export function refuse({ faults }: Report, topic: FaultTopic, at: At, message: string): void {
  faults.push({ topic, at, message });
}

export function leaveOpen(
  { incomplete }: Report,
  reason: Incomplete["reason"],
  file: FileId,
  detail: string,
): void {
  incomplete.push({ reason, detail, file });
}

/** The place below a place. */
export function below(at: At, ...steps: Path): At {
  return at.within === undefined
    ? { ...at, path: [...at.path, ...steps] }
    : { ...at, within: [...at.within, ...steps] };
}
