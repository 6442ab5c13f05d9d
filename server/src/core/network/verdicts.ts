/** The API server's verdict on a member of a unit; of what kustomizations build, on the object as it is built. */
import { ACCEPTED, isJudged, judge, type Verdict } from "../apiserver/judge.ts";
import { contextKey, contextOf, verdictOf, verdictOn } from "../apiserver/queries.ts";
import { type Binding, bind, firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf, identityOf } from "../resources/identity.ts";
import { seenAtReading } from "../resources/resource.ts";
import { builtMember, topsOfUnit } from "../units/queries.ts";
import { type ClusterSettings, configurationOf, defaultSettings } from "../units/settings.ts";
import type { UnitId } from "../units/unit.ts";
import { isKustomized } from "./members.ts";

export function verdictIn(
  db: Reader,
  unit: UnitId,
  { kubernetesVersion, nodePortRange }: ClusterSettings,
  id: DocId,
): Verdict {
  const context = contextKey(kubernetesVersion, nodePortRange);
  const built = isKustomized(db, unit)
    ? db.get(verdictOnBuilt, keyOf(context, db.get(topsOfUnit, unit), id))
    : undefined;
  return built ?? db.get(verdictOf, keyOf(context, id));
}

/** By (context, Tops, member); undefined for what is not built. */
const verdictOnBuilt = query<Verdict | undefined>("verdictOnBuilt", (db, key) => {
  const [context, member] = firstAndRest(key);
  const object = db.get(builtMember, member);
  if (!object) return undefined;
  const { apiVersion, kind } = identityOf(firstAndRest(member)[1]);
  return object.outline || !isJudged(apiVersion, kind) ? ACCEPTED : judge(object.value, contextOf(context));
});

/**
 * The verdict on a document that has just been read, for the cluster that its configuration tells of. Most are asked for just
 * that soon, and find it; environments with clusters of their own ask again.
 */
export const verdictBinding: Binding = bind(
  seenAtReading,
  (db, key) => {
    const [apiVersion, kindAndContent] = firstAndRest(key);
    const [kind, content] = firstAndRest(kindAndContent);
    if (!isJudged(apiVersion, kind)) return undefined;
    const cluster = { ...defaultSettings.cluster, ...db.get(configurationOf, fileOf(content)).cluster };
    db.get(verdictOn, keyOf(contextKey(cluster.kubernetesVersion, cluster.nodePortRange), content));
    return undefined;
  },
  { thin: true },
);
