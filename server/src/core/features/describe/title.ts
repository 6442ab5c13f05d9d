/** How an object is called in a description: `shop/cart`, or `cart` where nobody wrote a namespace. */
import type { ClusterAddress } from "../../network/cluster/addresses.ts";
import type { Net } from "../../network/net.ts";
import type { Resource } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import { nameOf } from "../words.ts";

export function titleOf(net: Net, resource: Resource): string {
  const { value, assumed } = net.namespaceOf(resource.id);
  const namespace = assumed ? undefined : valueOf(value);
  return [namespace, nameOf(resource)].filter((each) => each !== undefined).join("/");
}

/** Its namespace as it counts when something is computed; empty when it cannot be known. */
export function namespaceText(net: Net, resource: Resource): string {
  return valueOf(net.namespaceOf(resource.id).value) ?? "";
}

/** `kubectl -n shop get …`: without `-n` where nobody wrote a namespace, as the object was applied. */
export function kubectl(net: Net, resource: Resource, words: string): string {
  const { value, assumed } = net.namespaceOf(resource.id);
  const namespace = assumed ? undefined : valueOf(value);
  return ["kubectl", ...(namespace ? ["-n", namespace] : []), words].join(" ");
}

/** What a shell takes as it stands. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9 ._/=,:-]*$/;

/** Names of Kubernetes need no quotes in any shell; a line in which one would is no line to type. */
export function isTypable(line: string): boolean {
  return PLAIN.test(line);
}

/** The sign behind what only a cluster gives out. */
export const EXAMPLE = "*";

export function marked(text: string, example: boolean): string {
  return example ? `${text}${EXAMPLE}` : text;
}

/** The texts of addresses; one that has not been given out has none. */
export function markedTexts(addresses: readonly ClusterAddress[]): readonly string[] {
  return addresses.flatMap(({ text, example }) => (text === undefined ? [] : [marked(text, example)]));
}
