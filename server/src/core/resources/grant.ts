/** ReferenceGrant (gateway.networking.k8s.io): who of other namespaces may refer to what is in its own. */
import type { Known } from "../value/known.ts";
import { textOf } from "../value/scalar.ts";
import { itemsOf, memberAt, type Value } from "../value/value.ts";

export interface GrantFacts {
  readonly family: "grant";
  /** Any one of them is enough; all fields of an entry count. */
  readonly from: readonly GrantPeer[];
  readonly to: readonly GrantPeer[];
}

export interface GrantPeer {
  /** The core group is the empty text. */
  readonly group: Known<string> | undefined;
  readonly kind: Known<string> | undefined;
  /** Of `from` only. */
  readonly namespace: Known<string> | undefined;
  /** Of `to` only; absent means every name. */
  readonly name: Known<string> | undefined;
}

export function grantFacts(root: Value): GrantFacts {
  return {
    family: "grant",
    from: itemsOf(memberAt(root, "spec", "from")).map(peer),
    to: itemsOf(memberAt(root, "spec", "to")).map(peer),
  };
}

function peer(value: Value): GrantPeer {
  const text = (key: string) => textOf(memberAt(value, key));
  return { group: text("group"), kind: text("kind"), namespace: text("namespace"), name: text("name") };
}
