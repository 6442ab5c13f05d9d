/**
 * Which resources reach a cluster together: every file of a workspace folder finds its worlds. What is written goes first
 * (environments, then kustomizations, then charts); what is left is loose and divided by what it holds (plain/). Only
 * identities are read here, never labels or ports.
 */
import { query, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import { valueOfDocument } from "../resources/resource.ts";
import { type FileId, folderOf, pathOf, rootOf } from "../value/file.ts";
import { chartsAmong, isTemplate } from "./chart.ts";
import { environmentsIn, filesOfEnvironment, type PlacedEnvironment, placeOf } from "./environments.ts";
import { fixtureOf } from "./fixture.ts";
import { gapsOf, summary } from "./gaps.ts";
import { type Identified, identitiesOf, isObject } from "./identities.ts";
import { filesIn } from "./inputs.ts";
import { isWorkload } from "./kinds.ts";
import { buildGaps } from "./kustomize/gaps.ts";
import { claimedBy, type Graph, kustomizationsIn, reach, topsOf } from "./kustomize/graph.ts";
import { builtIdentities, documentsBuilt, topsKey } from "./kustomize/members.ts";
import { plainUnits } from "./plain/plain.ts";
import { isConfiguration } from "./settings.ts";
import { type Gap, type Unit, type UnitId, type UnitOutline, unitId } from "./unit.ts";

interface Workspace {
  readonly db: Reader;
  readonly root: string;
  readonly files: readonly FileId[];
  readonly graph: Graph;
  /** The files of each chart, by its folder. */
  readonly charts: ReadonlyMap<string, readonly FileId[]>;
}

/** The units of a workspace folder, by its id. */
export const worldsIn = query<readonly Unit[]>("worlds", (db, root) => {
  const files = db.get(filesIn, root);
  const workspace = { db, root, files, graph: db.get(kustomizationsIn, root), charts: chartsAmong(files) };
  const environments = db.get(environmentsIn, root).map((each) => environmentParts(workspace, each));
  const taken = new Set(environments.flatMap((each) => [...each.tops, ...each.files]));
  const kustomizations = topsOf(workspace.graph).filter((top) => !taken.has(top));
  const charts = [...workspace.charts].filter(([, inside]) => !inside.some((file) => taken.has(file)));
  const loose = looseFiles(workspace).filter((file) => !taken.has(file));
  return [
    ...environments.map((each) => environmentUnit(workspace, each)),
    ...kustomizations.map((top) => kustomizationUnit(workspace, top)),
    ...charts.map(([folder, inside]) => chartUnit(workspace, folder, inside)),
    ...plainUnits(
      root,
      loose.map((file) => ({ file, identities: db.get(identitiesOf, file) })),
    ),
  ];
});

/** Units by id; asked for by `unitOf` alone, which cuts off what did not change. */
const unitsById = query<ReadonlyMap<UnitId, Unit>>(
  "unitsById",
  (db, root) => new Map(db.get(worldsIn, root).map((unit) => [unit.id, unit])),
  { equal: () => false },
);

export const unitOf = query<Unit | undefined>("unit", (db, id: UnitId) =>
  db.get(unitsById, rootOf(id)).get(id),
);

/** The folder that a unit was made for. */
export const folderOfUnit = query<string>(
  "folderOfUnit",
  (db, id: UnitId) => db.get(unitOf, id)?.folder ?? "",
);

/** Unit ids by file; asked for by `unitsOfFile` alone. */
const unitsByFile = query<ReadonlyMap<FileId, readonly UnitId[]>>(
  "unitsByFile",
  (db, root) => {
    const found = new Map<FileId, UnitId[]>();
    for (const { id, members, kustomizations = [] } of db.get(worldsIn, root)) {
      const tops = topsKey(kustomizations);
      const documents = tops === "" ? [] : db.get(documentsBuilt, tops);
      for (const file of new Set([...members, ...documents].map(fileOf))) {
        const before = found.get(file);
        if (before) before.push(id);
        else found.set(file, [id]);
      }
    }
    return found;
  },
  { equal: () => false },
);

/** The units that hold resources of a file, or what its patches and kustomizations make of others. */
export const unitsOfFile = query<readonly UnitId[]>(
  "unitsOfFile",
  (db, file: FileId) => db.get(unitsByFile, rootOf(file)).get(file) ?? [],
);

function looseFiles({ files, graph, charts }: Workspace): readonly FileId[] {
  const spokenFor = new Set([...claimedBy(graph), ...[...charts.values()].flat()]);
  return files.filter((file) => !spokenFor.has(file) && !isConfiguration(file));
}

function kustomizationUnit(workspace: Workspace, top: FileId): Unit {
  const folder = folderOf(pathOf(top));
  const id = unitId(workspace.root, "kustomization", pathOf(top));
  const outline = { id, kind: "kustomization" as const, folder, kustomizations: [top] };
  return unitOfFiles(workspace, outline, [], fixtureGaps(folder));
}

function chartUnit(workspace: Workspace, folder: string, files: readonly FileId[]): Unit {
  const outline = { id: unitId(workspace.root, "chart", folder), kind: "chart" as const, folder };
  const templates = files.filter((file) => isTemplate(folder, pathOf(file)));
  return unitOfFiles(workspace, outline, templates, [...chartGaps(folder), ...fixtureGaps(folder)]);
}

function chartGaps(folder: string): readonly Gap[] {
  return [
    {
      reason: "unrendered",
      detail: `${folder || "the workspace folder"} is a Helm chart, which only Helm renders`,
    },
  ];
}

function fixtureGaps(folder: string): readonly Gap[] {
  const fixture = fixtureOf(`${folder}/`);
  return fixture === undefined ? [] : [{ reason: "fixture", detail: `${fixture} holds test data` }];
}

interface EnvironmentParts {
  readonly environment: PlacedEnvironment;
  /** The kustomizations among its files that are built for it. */
  readonly tops: readonly FileId[];
  /** What it takes out of the inferred groups: charts, and files that it names and no kustomization of its own does. */
  readonly files: readonly FileId[];
}

function environmentParts(
  { graph, charts, files }: Workspace,
  environment: PlacedEnvironment,
): EnvironmentParts {
  const included = filesOfEnvironment(environment, files).filter((file) => !isConfiguration(file));
  const isIncluded = new Set(included);
  const own = new Map([...graph].filter(([file]) => isIncluded.has(file)));
  const spokenFor = new Set([...claimedBy(own), ...[...graph.values()].flatMap(({ patches }) => patches)]);
  const inCharts = new Set([...charts.values()].flat());
  const chosen = included.filter((file) => !spokenFor.has(file) && !graph.has(file));
  return {
    environment,
    tops: topsOf(own),
    files: chosen.filter((file) => !inCharts.has(file) || isTemplate("", pathOf(file))),
  };
}

function environmentUnit(workspace: Workspace, { environment, tops, files }: EnvironmentParts): Unit {
  const { root, charts } = workspace;
  const { name, folder, namespace } = environment;
  const named = new Set(files);
  const chartsOfIt = [...charts].filter(([, inside]) => inside.some((file) => named.has(file)));
  const outline: Outline = {
    ...{ id: unitId(root, "environment", placeOf(environment)), kind: "environment", name, folder },
    ...(tops.length > 0 ? { kustomizations: tops } : {}),
    ...(namespace === undefined ? {} : { namespace }),
  };
  const gaps = chartsOfIt.flatMap(([chart]) => chartGaps(chart));
  return unitOfFiles(workspace, outline, files, gaps);
}

type Outline = Omit<UnitOutline, "root" | "gaps" | "name"> & { readonly name?: string };

/** What kustomizations build and what stands in files beside them. */
function unitOfFiles(
  { db, root, graph }: Workspace,
  outline: Outline,
  files: readonly FileId[],
  gaps: readonly Gap[],
): Unit {
  const tops = outline.kustomizations ?? [];
  const { files: reached, kustomizations } = reach(graph, tops);
  const built = tops.length === 0 ? [] : db.get(builtIdentities, topsKey(tops));
  const all = [
    ...built,
    ...unread(db, reached, new Set(built.map(({ id }) => id))),
    ...kustomizations.flatMap((file) => besideUnreadable(db, graph, file)),
    ...files.flatMap((file) => db.get(identitiesOf, file).resources),
  ];
  const members = all.filter(isObject);
  const name = outline.name ?? (outline.folder || ".");
  const found: Gap[] = [
    ...gaps,
    ...(tops.length === 0 ? [] : db.get(buildGaps, topsKey(tops))),
    ...[...reached, ...files].flatMap((file) => gapsOf(file, db.get(identitiesOf, file))),
  ];
  if (!members.some(isWorkload)) found.push({ reason: "no-workload", detail: `${name} holds no workload` });
  const ids = new Set(members.map(({ id }) => id));
  return { ...outline, name, root, gaps: summary(found), members: [...ids].toSorted() };
}

/** What kustomize would build of documents that cannot be read now: as they were last, or as far as their lines say. */
function unread(db: Reader, files: readonly FileId[], built: ReadonlySet<DocId>): readonly Identified[] {
  return files.flatMap((file) =>
    db.get(identitiesOf, file).resources.filter(({ id }) => !built.has(id) && !db.get(isRead, id)),
  );
}

/** Of a kustomization that does not parse nobody knows what it names; what lies beside it most likely is. */
function besideUnreadable(db: Reader, graph: Graph, kustomization: FileId): readonly Identified[] {
  const { isUnreadable, files = [] } = graph.get(kustomization) ?? {};
  return isUnreadable ? files.flatMap((file) => db.get(identitiesOf, file).resources) : [];
}

/** Whether a resource's text can be read as it is; by DocId. */
const isRead = query<boolean>("isRead", (db, id: DocId) => db.get(valueOfDocument, id) !== undefined);
