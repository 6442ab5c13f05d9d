/** Everything by which a Service can be found, as a sheet to read and to copy from. */
import type { NamesSheet } from "../../answers.ts";
import type { Reader } from "../../query/query.ts";
import { type DocId, fileOf } from "../../resources/identity.ts";
import { isFamily } from "../../resources/resource.ts";
import type { Position } from "../../text/lines.ts";
import type { FileId } from "../../value/file.ts";
import { valueOf } from "../../value/known.ts";
import { behind } from "../behind.ts";
import { EXAMPLE } from "../describe/title.ts";
import { visible } from "../markdown.ts";
import { countText, seenText } from "../pods.ts";
import { resourceAt } from "../resourceAt.ts";
import { netsOf } from "../target.ts";
import { because, called, listed, nameOf } from "../words.ts";
import { endpointsSection } from "./endpoints.ts";
import { rulesSection } from "./rules.ts";
import { namesSection, recordsSection, variablesSection } from "./sections.ts";
import { printSheet } from "./sheet.ts";
import { premisesSection, waysSection } from "./surroundings.ts";
import { hasExamples, type NamesView, namesView, reasonOf } from "./view.ts";

/** Of the Service at a position, or of one that was asked about before. */
export function names(db: Reader, file: FileId, at: Position | DocId): NamesSheet | undefined {
  const id = typeof at === "string" ? at : resourceAt(db, file, at);
  if (id === undefined || fileOf(id) !== file) return undefined;
  const [net, ...others] = netsOf(db, id);
  const service = net?.resource(id);
  if (!net || !service || service.observed || !isFamily(service, "service")) return undefined;
  const view = namesView(db, net, service);
  const also = others.map(({ unit }) => unit.name);
  return {
    resource: id,
    title: visible([nameOf(service), view.namespace].filter((each) => each !== undefined).join(".")),
    text: printSheet(heading(view, also), [
      namesSection(view),
      recordsSection(view),
      endpointsSection(view),
      variablesSection(view),
      rulesSection(view),
      waysSection(view),
      premisesSection(view),
    ]),
  };
}

function heading(view: NamesView, others: readonly string[]): readonly string[] {
  const { service, net } = view;
  const { value, assumed } = net.namespaceOf(service.id);
  const where = view.namespace === undefined ? "" : ` in namespace ${view.namespace}`;
  const unread = reasonOf(value);
  return [
    `${called(service)}${where}: DNS, endpoints, environment, rules`,
    `${kindText(view)}${behindText(view)}.`,
    ...refusedText(view),
    ...(hasExamples(view)
      ? [`${EXAMPLE} marks an example: the cluster gives out addresses of its own.`]
      : []),
    ...(assumed && view.namespace !== undefined
      ? [`Nobody writes a namespace: \`${view.namespace}\` is assumed.`]
      : []),
    ...(unread ? [`Its namespace cannot be known: ${because(unread)}.`] : []),
    ...(others.length > 0 ? [`As it is in ${net.unit.name}; also in ${listed(others)}.`] : []),
  ];
}

function kindText({ publication, service }: NamesView): string {
  switch (publication.kind) {
    case "alias":
      return `ExternalName: another name for ${valueOf(service.spec.externalName) ?? "one that cannot be known"}`;
    case "headless":
      return "Headless: DNS answers with the pods themselves";
    case "cluster":
      return `${valueOf(service.spec.type) ?? "ClusterIP"}: DNS answers with one address for all pods`;
    case "unknown":
      return "Its type cannot be known";
  }
}

function behindText({ db, net, service }: NamesView): string {
  const found = behind(db, net, service);
  if (found.kind !== "pods") return "";
  const { count, workloads } = found;
  return `; ${countText(count)} of ${listed(workloads.map(called))}${seenText(count)}`;
}

/** What the API server does not take has no part in it. */
function refusedText({ net, service }: NamesView): readonly string[] {
  const { refused } = net.slices(service.id);
  if (refused.length === 0) return [];
  const parts = refused.length === 1 ? "takes no part" : "take no part";
  const them = refused.length === 1 ? "it" : "they";
  return [
    `The API server would refuse ${listed(refused.map(called))}: until that is mended ${them} ${parts}.`,
  ];
}
