/** The API server's own clients of Services: aggregated APIs, admission webhooks, conversion webhooks. */
import type { Known } from "../../value/known.ts";
import { known } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { integerOf, textOf } from "../../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../../value/value.ts";
import { reference, type ServiceReference } from "../reference.ts";

/** `service: { namespace, name, port }`; the port defaults to 443 (ServiceReference of the three APIs). */
function clientService(service: Value | undefined, path: Path): readonly ServiceReference[] {
  if (service?.type !== "mapping") return [];
  const port: Known<number | string> = integerOf(member(service, "port")) ?? known(443);
  return [
    reference({
      path,
      namePath: [...path, "name"],
      portPath: [...path, "port"],
      service: textOf(member(service, "name")),
      namespace: textOf(member(service, "namespace")),
      port,
    }),
  ];
}

export function apiServiceReferences(root: Value): readonly ServiceReference[] {
  return clientService(memberAt(root, "spec", "service"), ["spec", "service"]);
}

export function webhookReferences(root: Value): readonly ServiceReference[] {
  return itemsOf(member(root, "webhooks")).flatMap((webhook, index) =>
    clientService(memberAt(webhook, "clientConfig", "service"), [
      "webhooks",
      index,
      "clientConfig",
      "service",
    ]),
  );
}

export function conversionReferences(root: Value): readonly ServiceReference[] {
  const path = ["spec", "conversion", "webhook", "clientConfig", "service"];
  return clientService(memberAt(root, ...path), path);
}
