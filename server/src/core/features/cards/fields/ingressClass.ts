/** IngressClass (networking.k8s.io/v1). */
import { ingressClassPage } from "../pages.ts";
import type { FieldTexts } from "./text.ts";

export const ingressClassTexts: FieldTexts = {
  "metadata.name": {
    answer: "What Ingresses write as `ingressClassName` to be served by this controller",
    page: ingressClassPage,
  },
  "metadata.annotations[ingressclass.kubernetes.io/is-default-class]": {
    answer: "Whether Ingresses without a class get this one when they are created",
    values: '`"true"`, `"false"`, in quotes',
    fallback: '`"false"`',
    mind: [
      "marked on several classes, the newest is taken; Ingresses that are there already keep what they have",
    ],
    page: ingressClassPage,
  },
  "spec.controller": {
    answer: "Which controller serves Ingresses of this class: the name that it has for itself",
    values: "a domain and a path, such as `k8s.io/ingress-nginx`; up to 250 characters",
    mind: ["nothing checks that it runs; it cannot be changed afterwards"],
    page: ingressClassPage,
  },
  "spec.parameters": {
    answer: "An object with settings for the controller",
    page: ingressClassPage,
  },
  "spec.parameters.apiGroup": {
    answer: "The group of the object's kind, without a version",
    fallback: "the core group",
    page: ingressClassPage,
  },
  "spec.parameters.kind": { answer: "The kind of the object with settings", page: ingressClassPage },
  "spec.parameters.name": { answer: "The object with settings", page: ingressClassPage },
  "spec.parameters.scope": {
    answer: "Whether the object with settings has a namespace",
    values: "`Cluster`, `Namespace`",
    fallback: "`Cluster`",
    page: ingressClassPage,
    when: {
      Cluster: {
        answer: "The object with settings has no namespace",
        mind: ["`namespace` must be left out"],
      },
      Namespace: { answer: "The object with settings is in `namespace`, which must be written" },
    },
  },
  "spec.parameters.namespace": {
    answer: "The namespace of the object with settings",
    mind: ["with `scope: Namespace` only, and needed there"],
    page: ingressClassPage,
  },
};
