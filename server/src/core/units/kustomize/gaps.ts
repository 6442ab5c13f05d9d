/** Why the result of building kustomizations is not all that reaches the cluster. */
import { query } from "../../query/query.ts";
import type { Gap } from "../unit.ts";
import { built } from "./build/built.ts";
import type { FaultTopic, Incomplete } from "./build/object.ts";
import { type Tops, topsIn } from "./members.ts";

const REASONS: Readonly<Record<Incomplete["reason"], Gap["reason"]>> = {
  remote: "remote",
  outside: "missing-file",
  plugin: "transformed",
  helm: "unrendered",
  openapi: "transformed",
  unreadable: "unreadable",
  "too-deep": "unreadable",
};

/** What kustomize refuses: nothing of it reaches the cluster until that is mended, and what will then is not known. */
const REFUSED: Readonly<Record<FaultTopic, Gap["reason"]>> = {
  "missing-file": "missing-file",
  "unreadable-file": "unreadable",
  outside: "missing-file",
  cycle: "unreadable",
  "not-a-kustomization": "missing-file",
  component: "missing-file",
  "duplicate-object": "transformed",
  generator: "transformed",
  patch: "transformed",
  "patch-target": "transformed",
  replacement: "transformed",
  variable: "transformed",
  transformer: "transformed",
  field: "transformed",
};

/** By Tops. */
export const buildGaps = query<readonly Gap[]>("buildGaps", (db, tops: Tops) =>
  topsIn(tops).flatMap((top) => {
    const { faults, incomplete } = db.get(built, top);
    return [
      ...incomplete.map(({ reason, detail }) => ({ reason: REASONS[reason], detail })),
      ...faults.map(({ topic, message }) => ({ reason: REFUSED[topic], detail: message })),
    ];
  }),
);
