/** Namespace (v1): only its name matters here, which is a part of DNS names. */
import { at, isEmpty } from "./field.ts";
import { dnsLabel } from "./grammar/dnsName.ts";
import type { Kind } from "./kind.ts";

export const namespace: Kind = {
  apiVersion: "v1",
  kind: "Namespace",
  isNamespaced: false,
  struct: "Namespace",
  name: dnsLabel,
  isFragment: (object) => isEmpty(at(object, "metadata", "name")),
  validate: () => [],
};
