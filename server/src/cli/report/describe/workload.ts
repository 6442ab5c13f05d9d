/** The sections of a workload. */
import type { WorkloadDescription } from "../../../core/answers.ts";
import type { Section } from "./layout.ts";
import { listingBlocks } from "./service.ts";

export function workloadSections(found: WorkloadDescription): readonly Section[] {
  return [
    { title: "What it is", blocks: [{ kind: "fields", rows: found.about }] },
    { title: "As kubectl will show it", blocks: found.listings.flatMap(listingBlocks) },
  ];
}
