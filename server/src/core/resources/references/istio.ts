/** Istio (networking.istio.io): hosts of VirtualService destinations and DestinationRules. */
import { valueOf } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { integerOf, textOf } from "../../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../../value/value.ts";
import { reference, type ServiceReference } from "../reference.ts";

export function virtualServiceReferences(root: Value): readonly ServiceReference[] {
  return ["http", "tls", "tcp"].flatMap((protocol) =>
    itemsOf(memberAt(root, "spec", protocol)).flatMap((rule, index) => {
      const at: Path = ["spec", protocol, index];
      const serves = matchedBy(rule);
      const routes = itemsOf(member(rule, "route")).flatMap((route, position) =>
        destination(member(route, "destination"), [...at, "route", position, "destination"], serves),
      );
      return [...routes, ...destination(member(rule, "mirror"), [...at, "mirror"], "mirrored requests")];
    }),
  );
}

/** The paths of its matches; empty when other things decide. */
function matchedBy(rule: Value): string {
  const paths = itemsOf(member(rule, "match")).flatMap((match) => {
    const uri = member(match, "uri");
    const path =
      textOf(member(uri, "prefix")) ?? textOf(member(uri, "exact")) ?? textOf(member(uri, "regex"));
    return valueOf(path) ?? [];
  });
  return paths.join(", ");
}

function destination(value: Value | undefined, path: Path, serves: string): readonly ServiceReference[] {
  if (value?.type !== "mapping") return [];
  return [
    reference({
      path,
      namePath: [...path, "host"],
      portPath: [...path, "port", "number"],
      grammar: "host",
      service: textOf(member(value, "host")),
      port: integerOf(memberAt(value, "port", "number")),
      serves,
    }),
  ];
}

export function destinationRuleReferences(root: Value): readonly ServiceReference[] {
  const path = ["spec", "host"];
  const host = memberAt(root, ...path);
  return host ? [reference({ path, namePath: path, grammar: "host", service: textOf(host) })] : [];
}
