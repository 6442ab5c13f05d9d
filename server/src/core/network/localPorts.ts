import { isFamily } from "../resources/resource.ts";
import type { Text } from "../resources/texts.ts";
import { isKnown, known, valueOf } from "../value/known.ts";
import { samePath } from "../value/path.ts";
import { memberOf, podPortsOf } from "./members.ts";
import type { Asker } from "./names.ts";
import type { NameAnswer } from "./naming.ts";

/** Undefined in a ConfigMap: which pods read it is not known. */
export function localPort(asker: Asker, text: Text, port: number): NameAnswer<never> | undefined {
  const { db, unit, id } = asker;
  const member = memberOf(db, unit, id);
  if (!member || !isFamily(member, "workload")) return undefined;
  const { containers, open } = podPortsOf(db, unit, id);
  const ports = containers.flatMap((container) => container.ports.map((each) => each.containerPort));
  if (ports.some((each) => valueOf(each) === port)) return { kind: "local", port, declared: "yes" };
  // A container that declares nothing may listen anywhere; in the host's network anything may.
  const isSilent = open || containers.some((container) => container.ports.length === 0);
  const isHost = valueOf(member.spec.hostNetwork ?? known(false)) !== false;
  const isUnread = isSilent || isHost || ports.some((each) => !isKnown(each));
  // What else speaks of the port may well be what opens it: `--metrics-port=9090`.
  const spoken = new RegExp(`(?<!\\d)${port}(?!\\d)`);
  const isSpokenOf = member.texts.some((each) => !samePath(each.path, text.path) && spoken.test(each.text));
  return { kind: "local", port, declared: isUnread || isSpokenOf ? "unknown" : "no" };
}
