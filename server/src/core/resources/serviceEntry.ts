/** ServiceEntry (networking.istio.io): hosts that a mesh knows beside the Services of its clusters. */
import type { Known } from "../value/known.ts";
import { textOf } from "../value/scalar.ts";
import { itemsOf, memberAt, type Value } from "../value/value.ts";

export interface ServiceEntryFacts {
  readonly family: "serviceEntry";
  /** Names, `*.example.com` among them. */
  readonly hosts: readonly Known<string>[];
}

export function serviceEntryFacts(root: Value): ServiceEntryFacts {
  return {
    family: "serviceEntry",
    hosts: itemsOf(memberAt(root, "spec", "hosts")).flatMap((host) => textOf(host) ?? []),
  };
}
