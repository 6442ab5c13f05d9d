/** What the rules about names in values share: where a mention stands, how it is rewritten, how its place is called. */
import type { HostMention, Stretch } from "../network/mentions.ts";
import type { Naming } from "../network/naming.ts";
import type { Net, Service } from "../network/net.ts";
import type { Resource } from "../resources/resource.ts";
import type { ServicePort } from "../resources/service.ts";
import { valueOf } from "../value/known.ts";
import type { At, Change, Fix } from "./rule.ts";
import { called, nameOf, quoted } from "./words.ts";

export type NamedService = Naming<Service>;

/** A naming of a host, and its place among those of the resource. */
export interface HostNaming extends NamedService {
  readonly mention: HostMention;
  readonly index: number;
}

export function hostNamings(subject: Resource, net: Net): readonly HostNaming[] {
  return net.namings(subject.id).flatMap((each, index) => {
    const { mention } = each;
    return mention.kind === "host" ? [{ ...each, mention, index }] : [];
  });
}

export function atStretch(subject: Resource, { text }: NamedService, within: Stretch): At {
  return { id: subject.id, path: text.path, part: "value", within };
}

/** The text with another word in the place of a stretch. */
export function rewrite(
  subject: Resource,
  { text }: NamedService,
  { start, end }: Stretch,
  word: string,
): Change {
  const value = text.text.slice(0, start) + word + text.text.slice(end);
  return { type: "set", id: subject.id, path: text.path, value };
}

/** A suggestion that puts a word in the place of a stretch. */
export function suggestion(subject: Resource, naming: NamedService, at: Stretch, word: string): Fix {
  return {
    title: `Write ${quoted(word)}`,
    safety: "suggestion",
    changes: [rewrite(subject, naming, at, word)],
  };
}

/** How a Service is called from a resource: `cart` within its namespace, `cart.shop` from another. */
export function nameFrom(subject: Resource, service: Service, net: Net): string {
  const own = valueOf(net.namespaceOf(subject.id).value);
  const namespace = valueOf(net.namespaceOf(service.id).value);
  const name = nameOf(service);
  return namespace === undefined || namespace === own ? name : `${name}.${namespace}`;
}

/** `cart.shop`, wherever it is written. */
export function qualified(service: Service, net: Net): string {
  const namespace = valueOf(net.namespaceOf(service.id).value);
  return namespace === undefined ? nameOf(service) : `${nameOf(service)}.${namespace}`;
}

/** `Service cart in namespace shop`. */
export function placed(service: Service, net: Net): string {
  return `${called(service)} in namespace ${valueOf(net.namespaceOf(service.id).value) ?? "unknown"}`;
}

/** `80 (`http`)`. */
export function portText(port: ServicePort): string {
  const name = valueOf(port.name);
  const number = String(valueOf(port.port) ?? port.index);
  return name === undefined ? number : `${number} (${quoted(name)})`;
}
