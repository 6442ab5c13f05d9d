/**
 * One document's text → its syntax tree. The failsafe schema leaves every scalar its text: what a scalar means is decided
 * by value/scalar.ts. A document with an error has no tree: a half-understood one would make false findings.
 */
import { type Alias, type Document, isAlias, isNode, type Node, parseDocument, visit } from "yaml";

export interface Tree {
  readonly root: Node | null;
  /** What each alias stands for; an alias of an unknown anchor is not here. */
  readonly targets: ReadonlyMap<Alias, Node>;
}

export type Parsed = { readonly tree: Tree } | { readonly problem: Problem };

export interface Problem {
  readonly message: string;
  /** Offset in the document. */
  readonly at: number;
}

export function parse(text: string): Parsed {
  try {
    const document = parseDocument(text, {
      schema: "failsafe",
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
      keepSourceTokens: false,
    });
    const error = document.errors[0];
    if (error) return { problem: { message: error.message, at: error.pos[0] } };
    return {
      tree: { root: rootOf(document), targets: text.includes("*") ? targetsOf(document) : new Map() },
    };
  } catch (error) {
    // The parser recurses; a document nested tens of thousands deep overflows the stack.
    return { problem: { message: error instanceof Error ? error.message : String(error), at: 0 } };
  }
}

function rootOf(document: Document): Node | null {
  return isNode(document.contents) ? document.contents : null;
}

/** An anchor counts from where it stands; one that is defined again replaces the earlier from there on. */
function targetsOf(document: Document): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) targets.set(node, target);
      } else if ("anchor" in node && typeof node.anchor === "string") anchors.set(node.anchor, node);
    },
  });
  return targets;
}
