/** Environments of small workspaces, as tests ask for them and show them. */
import assert from "node:assert/strict";
import { documentBindings } from "../../../../server/src/core/documents/facts.ts";
import { wholeDocumentBindings } from "../../../../server/src/core/documents/whole.ts";
import { netsOf } from "../../../../server/src/core/features/target.ts";
import type { EnvPiece, PodEnvironment } from "../../../../server/src/core/network/cluster/env.ts";
import { podEnvironment } from "../../../../server/src/core/network/cluster/podEnv.ts";
import { verdictBinding } from "../../../../server/src/core/network/verdicts.ts";
import { createDatabase, type Database } from "../../../../server/src/core/query/database.ts";
import { keyOf } from "../../../../server/src/core/query/query.ts";
import { factsOf, isFamily } from "../../../../server/src/core/resources/resource.ts";
import { textOf } from "../../../../server/src/core/syntax/queries.ts";
import { filesIn, roots } from "../../../../server/src/core/units/queries.ts";
import { fileAt } from "../../../support/workspace.ts";

interface Asked {
  readonly db: Database;
  readonly ask: () => PodEnvironment;
}

/** Documents that lie each in a file of its own, and the question for the environment of the workload `app`. */
export function asked(documents: readonly string[]): Asked {
  return askedOf(Object.fromEntries(documents.map((text, index) => [`f${index}.yaml`, text])));
}

export function askedOf(files: Readonly<Record<string, string>>): Asked {
  const db = createDatabase([...documentBindings, ...wholeDocumentBindings, verdictBinding]);
  const texts = new Map(Object.entries(files).map(([path, text]) => [fileAt(path), text]));
  db.set(roots, "", ["workspace"]);
  db.set(filesIn, "workspace", [...texts.keys()].toSorted());
  for (const [file, text] of texts) db.set(textOf, file, text);
  const workload = [...texts.keys()]
    .flatMap((file) => db.get(factsOf, file).resources)
    .find((each) => isFamily(each, "workload") && each.identity.name === "app");
  const net = workload && netsOf(db, workload.id)[0];
  assert.ok(net, "no workload");
  const key = keyOf(net.unit.id, workload.id);
  return { db, ask: () => db.get(podEnvironment, key) ?? assert.fail("no environment") };
}

export const environment = (documents: readonly string[]) => asked(documents).ask();

export function shownPiece(piece: EnvPiece): string {
  if (piece.kind === "text") return piece.text;
  if (piece.kind === "cluster-ip") return piece.service === undefined ? "<api>" : "<ip>";
  return `<${piece.kind}>`;
}

/** `NAME=value` of the first container, without those of the API server. */
export function shown(documents: readonly string[]): readonly string[] {
  const [container] = environment(documents).containers;
  return (container?.variables ?? [])
    .filter(({ name }) => !name.startsWith("KUBERNETES_"))
    .map(({ name, value }) => `${name}=${value.map(shownPiece).join("")}`);
}

export const service = (name: string, spec: string, namespace = "shop") =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { ${spec} }\n`;

export const app = (container = "", pod = "") => `apiVersion: v1
kind: Pod
metadata: { name: app, namespace: shop, labels: { tier: front } }
spec: { ${pod}containers: [{ name: a, image: a${container} }] }
`;

export const CART =
  "clusterIP: 10.96.31.4, ports: [{ name: http, port: 80, targetPort: web }, { name: metrics, port: 9100 }]";

export const CART_VARIABLES = [
  "CART_SERVICE_HOST=10.96.31.4",
  "CART_SERVICE_PORT=80",
  "CART_SERVICE_PORT_HTTP=80",
  "CART_SERVICE_PORT_METRICS=9100",
  "CART_PORT=tcp://10.96.31.4:80",
  "CART_PORT_80_TCP=tcp://10.96.31.4:80",
  "CART_PORT_80_TCP_PROTO=tcp",
  "CART_PORT_80_TCP_PORT=80",
  "CART_PORT_80_TCP_ADDR=10.96.31.4",
  "CART_PORT_9100_TCP=tcp://10.96.31.4:9100",
  "CART_PORT_9100_TCP_PROTO=tcp",
  "CART_PORT_9100_TCP_PORT=9100",
  "CART_PORT_9100_TCP_ADDR=10.96.31.4",
];

export const config = (name: string, data: string, namespace = "shop") =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: ${namespace} }\ndata: { ${data} }\n`;
