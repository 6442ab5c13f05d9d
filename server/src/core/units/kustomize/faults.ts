/**
 * What kustomize refuses in a workspace folder, by the file whose author can mend it. Every kustomization speaks for itself;
 * components are judged inside those that use them. Of a build that lacks something (a remote base, a file that is not there)
 * only what does not follow from that is said.
 */
import { query, type Reader } from "../../query/query.ts";
import { fileOf } from "../../resources/identity.ts";
import { type FileId, rootOf } from "../../value/file.ts";
import { accumulated, accumulatedKey } from "./build/accumulate.ts";
import { built } from "./build/built.ts";
import { basesFirst } from "./build/links.ts";
import type { BuildFault, FaultTopic, Incomplete } from "./build/object.ts";
import { type Graph, kustomizationsIn, reach, topsOf } from "./graph.ts";

/** By FileId: faults of all builds whose places are in the file, each once. */
export const kustomizeFaultsOf = query<readonly BuildFault[]>(
  "kustomizeFaults",
  (db, file: FileId) => db.get(faultsByFile, rootOf(file)).get(file) ?? [],
);

/** By workspace folder; asked for by `kustomizeFaultsOf` alone. */
const faultsByFile = query<ReadonlyMap<FileId, readonly BuildFault[]>>(
  "kustomizeFaultsByFile",
  (db, root) => {
    const found = new Map<FileId, Map<string, BuildFault>>();
    for (const fault of faultsIn(db, db.get(kustomizationsIn, root))) {
      const file = fileOf(fault.at.document);
      const inFile = found.get(file) ?? new Map<string, BuildFault>();
      found.set(file, inFile.set(JSON.stringify(fault), fault));
    }
    return new Map([...found].map(([file, faults]) => [file, [...faults.values()]]));
  },
  { equal: () => false },
);

/** Names are settled for those alone that are built on their own: tops, and what goes round in circles. */
function faultsIn(db: Reader, graph: Graph): readonly BuildFault[] {
  const tops = topsOf(graph);
  const reached = new Set(reach(graph, tops).kustomizations);
  const isTop = new Set(tops);
  const judged = [...graph.values()].filter(({ component }) => !component).map(({ file }) => file);
  return judged.flatMap((file) => {
    if (isTop.has(file) || !reached.has(file)) return certain(db.get(built, file));
    for (const base of basesFirst(db, file)) db.get(accumulated, accumulatedKey(base, "outline"));
    return certain(db.get(accumulated, accumulatedKey(file, "outline")));
  });
}

interface Build {
  readonly faults: readonly BuildFault[];
  readonly incomplete: readonly Incomplete[];
}

/** What leaves a build without objects that it would have. */
const LOSSES: ReadonlySet<FaultTopic> = new Set<FaultTopic>([
  ...(["missing-file", "unreadable-file", "outside", "cycle", "not-a-kustomization", "component"] as const),
]);

/** What may follow from an object that is not there. */
const CONSEQUENCES: ReadonlySet<FaultTopic> = new Set<FaultTopic>([
  ...(["patch-target", "replacement", "variable", "transformer", "generator"] as const),
]);

/** What is refused whatever may be in what is not here. */
export function certain({ faults, incomplete }: Build): readonly BuildFault[] {
  const isWhole = incomplete.length === 0 && !faults.some(({ topic }) => LOSSES.has(topic));
  return isWhole ? faults : faults.filter(({ topic }) => !CONSEQUENCES.has(topic));
}
