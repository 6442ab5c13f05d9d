/** The directives of a strategic merge patch that kustomize follows: `$patch: delete`, `replace` and `merge`. */
import { fieldOf, isEmptyMapping, isNull, type Node, rawOf, type SequenceNode } from "./node.ts";

const DIRECTIVE = "$patch";

export type Directive = "merge" | "delete" | "replace" | { readonly unknown: string };

/** What a patch says of the mapping or list that it is for; what says it is taken out of the patch. */
export function takeDirective(patch: Node | undefined): Directive {
  if (patch?.type === "mapping") {
    const node = patch.fields.get(DIRECTIVE);
    if (!node || isNull(node)) return "merge";
    const directive = directiveOf(rawOf(node));
    if (typeof directive === "string") patch.fields.delete(DIRECTIVE);
    return directive;
  }
  return patch?.type === "sequence" ? takeFromList(patch) : "merge";
}

/** In a list the directive is an element of its own; the first element that has one decides. */
function takeFromList(patch: SequenceNode): Directive {
  const element = patch.items.find((item) => fieldOf(item, DIRECTIVE));
  if (element?.type !== "mapping" || element.fields.size > 1) return "merge";
  const text = rawOf(fieldOf(element, DIRECTIVE));
  const directive = directiveOf(text);
  if (typeof directive === "string") patch.items = patch.items.filter((item) => !says(item, text));
  return directive;
}

/** Elements that hold nothing go with those that hold the directive. */
function says(item: Node, text: string): boolean {
  const directive = fieldOf(item, DIRECTIVE);
  return isNull(item) || isEmptyMapping(item) || (directive !== undefined && rawOf(directive) === text);
}

function directiveOf(text: string): Directive {
  return text === "merge" || text === "delete" || text === "replace" ? text : { unknown: text };
}
