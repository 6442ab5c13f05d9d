/** The API server's answers, remembered by what decides them: version and node ports of the cluster, and the object's text. */
import { firstAndRest, keyOf, query } from "../query/query.ts";
import { identityOf } from "../resources/identity.ts";
import { contentOf, valueOfContent } from "../resources/resource.ts";
import { ACCEPTED, isJudged, judge, type Verdict } from "./judge.ts";
import type { ApiContext } from "./kind.ts";
import { versionOf } from "./version.ts";

/** `1.36 30000-32767`: the first part of the keys below. */
export function contextKey(kubernetesVersion: string, { from, to }: ApiContext["nodePortRange"]): string {
  const { major, minor } = versionOf(kubernetesVersion);
  return `${major}.${minor} ${from}-${to}`;
}

export function contextOf(key: string): ApiContext {
  const [version = "", range = ""] = key.split(" ");
  const [from = "", to = ""] = range.split("-");
  return { version: versionOf(version), nodePortRange: { from: Number(from), to: Number(to) } };
}

/** By (context, content). */
export const verdictOn = query<Verdict>(
  "verdictOn",
  (db, key) => {
    const [context, content] = firstAndRest(key);
    const value = db.get(valueOfContent, content);
    return value ? judge(value, contextOf(context)) : ACCEPTED;
  },
  { fixed: true },
);

/** By (context, DocId): the object as it is written. */
export const verdictOf = query<Verdict>("verdict", (db, key) => {
  const [context, id] = firstAndRest(key);
  const { apiVersion, kind } = identityOf(id);
  const content = isJudged(apiVersion, kind) ? db.get(contentOf, id) : undefined;
  return content === undefined ? ACCEPTED : db.get(verdictOn, keyOf(context, content));
});
