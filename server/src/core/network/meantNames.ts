/**
 * By which name a Service is meant where it is referred to. A prefix of a kustomization is put before the Service's name and
 * before the references that kustomize follows, so that there the name is written as its author knows it.
 */
import { identityOf } from "../resources/identity.ts";
import type { Resource } from "../resources/resource.ts";
import { slipLikeness } from "./alike.ts";

/** Kinds whose references to Services kustomize renames along with them. */
const FOLLOWED = new Set([
  "APIService",
  "Ingress",
  "MutatingWebhookConfiguration",
  "ValidatingWebhookConfiguration",
]);

/** How much a text is like a name of the Service, as it is or as it was written. */
export function meantLikeness(from: Resource, text: string, service: Named): number {
  return Math.max(...namesOf(from, service).map((name) => slipLikeness(text, name)));
}

/** The name to write instead of the text. */
export function meantName(from: Resource, text: string, service: Named): string {
  const [name = "", ...others] = namesOf(from, service).toSorted(
    (a, b) => slipLikeness(text, b) - slipLikeness(text, a),
  );
  return others.length === 0 || slipLikeness(text, name) > 0 ? name : (service.name ?? name);
}

interface Named {
  readonly id: string;
  /** As it reaches the cluster. */
  readonly name: string | undefined;
}

function namesOf(from: Resource, { id, name = "" }: Named): readonly string[] {
  const written = FOLLOWED.has(from.identity.kind) ? identityOf(id).name : name;
  return written === "" || written === name ? [name] : [name, written];
}
