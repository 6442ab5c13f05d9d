/** Which units there are to draw. */
import type { ChartUnit } from "../../chart/graph.ts";
import { mainUnitFirst } from "../../chart/mainUnit.ts";
import { outlineOf } from "../../network/members.ts";
import { query, type Reader } from "../../query/query.ts";
import { identityOf } from "../../resources/identity.ts";
import { roots, unitOf, unitsIn, unitsOfFile } from "../../units/queries.ts";
import type { UnitId, UnitOutline } from "../../units/unit.ts";
import { baseName, type FileId } from "../../value/file.ts";
import { compare } from "./ids.ts";

/** By unit. */
export const chartUnitOf = query<ChartUnit | undefined>("chartUnit", (db, id) => {
  const outline = db.get(outlineOf, id);
  return outline && describedAs(outline, db.get(unitOf, id)?.members.length ?? 0);
});

function describedAs({ id, name, kind, gaps }: UnitOutline, objects: number): ChartUnit {
  return { id, name, kind, gaps: gaps.map(({ detail }) => sentence(detail)), objects };
}

function sentence(text: string): string {
  return `${text.replace(/^\.(?= )/, "The workspace folder")}.`;
}

/** Every unit in which something could be drawn, sorted by name. */
export const chartUnits = query<readonly ChartUnit[]>("chartUnits", (db) => {
  const all = db.get(roots, "").flatMap((root) =>
    db.get(unitsIn, root).flatMap(({ id, members }) => {
      const unit = members.some(isPromising) ? db.get(chartUnitOf, id) : undefined;
      return unit ? [{ unit, root }] : [];
    }),
  );
  const names = new Map<string, number>();
  for (const { unit } of all) names.set(unit.name, (names.get(unit.name) ?? 0) + 1);
  return all
    .map(({ unit, root }) => ((names.get(unit.name) ?? 0) > 1 ? told(unit, root) : unit))
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
});

/** The same name in several workspace folders. */
function told(unit: ChartUnit, root: string): ChartUnit {
  return { ...unit, name: `${unit.name} (${baseName(root.replace(/\/$/, ""))})` };
}

const KINDS = new Set([
  ...["Service", "Ingress", "Gateway", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"],
  ...["VirtualService", "IngressRoute", "IngressRouteTCP", "IngressRouteUDP", "HTTPProxy", "Route"],
  ...[
    "Pod",
    "Deployment",
    "ReplicaSet",
    "StatefulSet",
    "DaemonSet",
    "ReplicationController",
    "Job",
    "CronJob",
  ],
]);

/** A look at its kind, without reading it. */
function isPromising(id: string): boolean {
  return KINDS.has(identityOf(id).kind);
}

/** The unit to draw: the one named, or one that holds the file, or the main one. */
export function chosenUnit(
  db: Reader,
  { unit, file }: { readonly unit?: UnitId | undefined; readonly file?: FileId | undefined },
): UnitId | undefined {
  if (unit !== undefined && db.get(outlineOf, unit)) return unit;
  const units = db.get(chartUnits, "");
  const own = file === undefined ? [] : db.get(unitsOfFile, file);
  const [ofFile] = units.filter(({ id }) => own.includes(id));
  return (ofFile ?? mainUnitFirst(units)[0])?.id;
}
