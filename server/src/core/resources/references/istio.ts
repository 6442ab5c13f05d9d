/** Istio (networking.istio.io): hosts of VirtualService destinations and DestinationRules. */
import type { Path } from "../../value/path.ts";
import { integerOf, textOf } from "../../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../../value/value.ts";
import { reference, type ServiceReference } from "../reference.ts";

export function virtualServiceReferences(root: Value): readonly ServiceReference[] {
  return ["http", "tls", "tcp"].flatMap((protocol) =>
    itemsOf(memberAt(root, "spec", protocol)).flatMap((rule, index) => {
      const at: Path = ["spec", protocol, index];
      const routes = itemsOf(member(rule, "route")).flatMap((route, position) =>
        destination(member(route, "destination"), [...at, "route", position, "destination"]),
      );
      return [...routes, ...destination(member(rule, "mirror"), [...at, "mirror"])];
    }),
  );
}

function destination(value: Value | undefined, path: Path): readonly ServiceReference[] {
  if (value?.type !== "mapping") return [];
  return [
    reference({
      path,
      namePath: [...path, "host"],
      portPath: [...path, "port", "number"],
      grammar: "host",
      service: textOf(member(value, "host")),
      port: integerOf(memberAt(value, "port", "number")),
    }),
  ];
}

export function destinationRuleReferences(root: Value): readonly ServiceReference[] {
  const path = ["spec", "host"];
  const host = memberAt(root, ...path);
  return host ? [reference({ path, namePath: path, grammar: "host", service: textOf(host) })] : [];
}
