/**
 * A document's content as it is written: aliases stay aliases, duplicate keys stay, order stays; comments, quotes and
 * layout are left behind. A rendered change is trusted only if the new text, read again, is the old content with that
 * change made to it, and nothing else.
 */
import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Scalar as ScalarNode } from "yaml";
import type { PlainScalar, PlainValue } from "../../value/change.ts";
import { type Resolved, resolve } from "../../value/scalar.ts";

export type Written =
  | (Properties & { readonly kind: "scalar"; readonly raw: string; readonly value: Resolved })
  | (Properties & { readonly kind: "mapping"; readonly pairs: readonly WrittenPair[] })
  | (Properties & { readonly kind: "sequence"; readonly items: readonly Written[] })
  | { readonly kind: "alias"; readonly name: string }
  | { readonly kind: "nothing" };

interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
}

export interface WrittenPair {
  readonly key: Written;
  readonly value: Written;
}

/** What a change makes of one node. */
export interface Revision {
  readonly node: Node;
  readonly become: (before: Written) => Written;
}

export function written(node: unknown, revision?: Revision): Written {
  const before = read(node, revision);
  return revision && node === revision.node ? revision.become(before) : before;
}

function read(node: unknown, revision: Revision | undefined): Written {
  if (!isNode(node)) return { kind: "nothing" };
  if (isAlias(node)) return { kind: "alias", name: node.source };
  const properties: Properties = { anchor: node.anchor, tag: node.tag };
  if (isScalar(node)) return { kind: "scalar", ...properties, ...scalarOf(node) };
  if (isSeq(node)) {
    return { kind: "sequence", ...properties, items: node.items.map((item) => written(item, revision)) };
  }
  if (!isMap(node)) return { kind: "nothing" };
  const pairs = node.items.map(({ key, value }) => ({
    key: written(key, revision),
    value: written(value, revision),
  }));
  return { kind: "mapping", ...properties, pairs };
}

function scalarOf(node: ScalarNode): { readonly raw: string; readonly value: Resolved } {
  const raw = typeof node.value === "string" ? node.value : "";
  const style = node.type === "PLAIN" || node.type === undefined ? "plain" : "double";
  const scalar = { type: "scalar", raw, style } as const;
  return { raw, value: resolve(node.tag === undefined ? scalar : { ...scalar, tag: node.tag }) };
}

const PLAIN: Properties = { anchor: undefined, tag: undefined };

export function writtenScalar(value: PlainScalar, { anchor, tag }: Properties = PLAIN): Written {
  return { kind: "scalar", anchor, tag, raw: String(value), value };
}

/** A plain value as it will be written. */
export function writtenValue(value: PlainValue, { anchor, tag }: Properties = PLAIN): Written {
  if (typeof value !== "object") return writtenScalar(value, { anchor, tag });
  if (isList(value)) {
    return { kind: "sequence", anchor, tag, items: value.map((item) => writtenValue(item)) };
  }
  const pairs = Object.entries(value).map(([key, each]) => writtenPair(key, each));
  return { kind: "mapping", anchor, tag, pairs };
}

export function writtenPair(key: string, value: PlainValue): WrittenPair {
  return { key: writtenScalar(key), value: writtenValue(value) };
}

export function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}
