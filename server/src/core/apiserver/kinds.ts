/** Every kind that is judged, one line each. */
import type { Kind } from "./kind.ts";
import { service } from "./service/service.ts";

const KINDS: readonly Kind[] = [
  service, //
];

export function kindOf(apiVersion: string, kind: string): Kind | undefined {
  return KINDS.find((each) => each.kind === kind && each.apiVersion === apiVersion);
}
