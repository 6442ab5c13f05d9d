/**
 * What the rest of core may ask about units. The functions behind these names are in this folder.
 */
export { clusterIn, clusterKnown } from "./cluster.ts";
export { type Dumps, dumpsFor, filesOfDumps } from "./dumps.ts";
export type { ClusterKnowledge, FactKey, FactPlace } from "./facts/fact.ts";
export { aboutCluster } from "./facts/sources.ts";
export { filesIn, roots } from "./inputs.ts";
export { kustomizationsIn } from "./kustomize/graph.ts";
export { madeNames } from "./kustomize/madeNames.ts";
export { builtIdentities, builtInstances, builtMember, documentsBuilt } from "./kustomize/members.ts";
export { writtenPath } from "./kustomize/origin.ts";
export { resourceIn } from "./member.ts";
export { namespaceAt, namespaceIn } from "./namespace.ts";
export { topsOfUnit } from "./tops.ts";
export { unitOf, unitsOfFile, worldsIn as unitsIn } from "./worlds.ts";
