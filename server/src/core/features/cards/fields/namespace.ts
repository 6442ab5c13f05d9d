/** Namespace (v1): a part of names in DNS. */
import { namespaceByNamePage, namespacesPage } from "../pages.ts";
import type { FieldTexts } from "./text.ts";

export const namespaceTexts: FieldTexts = {
  "metadata.name": {
    answer: "The second part of the name of every Service in it",
    values: "a DNS label: up to 63 lower-case letters, digits and `-`",
    mind: ["named like a top-level domain (`com`), it takes names on the internet away from its pods"],
    page: namespacesPage,
  },
  "metadata.labels": {
    answer: "What `namespaceSelector` of NetworkPolicies and Gateways goes by",
    mind: ["`kubernetes.io/metadata.name` is always there, with its name"],
    page: namespaceByNamePage,
  },
};
