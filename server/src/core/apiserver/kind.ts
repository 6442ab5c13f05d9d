/** What one kind gives to the judgement of its objects (judge.ts): one file a kind, listed in kinds.ts. */
import type { PlainScalar } from "../value/change.ts";
import type { Path } from "../value/path.ts";
import type { ApiFault, ApiWarning } from "./fault.ts";
import type { Field } from "./field.ts";
import type { Version } from "./version.ts";

/** What of the cluster decides beside the object. */
export interface ApiContext {
  readonly version: Version;
  readonly nodePortRange: { readonly from: number; readonly to: number };
}

export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  /** The struct of the whole object in structs/, for decoding and the strict check. */
  readonly struct: string;
  /** What is wrong with a `metadata.name`, in the server's words; nothing for a good one. */
  name(name: string, context: ApiContext): readonly string[];
  /** No object but a part of one, which some tool merges into another: it is not judged. */
  isFragment?(object: Field): boolean;
  /** What the server fills in before it validates; only what is missing. */
  defaults?(object: Field, context: ApiContext): readonly Default[];
  /** The allocation step: its first fault hides validation. */
  allocate?(object: Field, context: ApiContext): readonly ApiFault[];
  /** All faults of the object with its defaults; its metadata is judged for every kind alike (metadata.ts). */
  validate(object: Field, context: ApiContext): readonly ApiFault[];
  /** Said only of an object that is accepted. */
  warnings?(object: Field, context: ApiContext): readonly ApiWarning[];
}

export interface Default {
  readonly path: Path;
  readonly value: PlainScalar;
}
