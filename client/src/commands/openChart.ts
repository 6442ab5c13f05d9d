import { commands, type Disposable, FileType, RelativePattern, Uri, workspace } from "vscode";
import type { ChartAnswer, ChartOf, ClientCommands } from "../../../server/src/lsp/messages.ts";
import type { Wanted } from "../chart/conversation.ts";
import { placeOfCursor } from "../chart/cursor.ts";
import type { Charts } from "../chart/panel.ts";
import { looksLikeKubernetes } from "../kubernetesText.ts";
import type { Session } from "../session.ts";

/** What a menu gives: the file or folder that it was opened on, and more that is not needed. */
type FromMenu = readonly [uri: Uri, ...unknown[]];

/** Opens the chart: from a lens at its Service, from a menu for a file or a folder, else for what the editor shows. */
export function openChart(charts: Charts, session: Session): Disposable {
  return commands.registerCommand(
    "portolan.openChart",
    async (...args: ClientCommands["portolan.openChart"] | FromMenu | []) => {
      charts.open(await wantedBy(args, session));
    },
  );
}

async function wantedBy(
  [target, position]: ClientCommands["portolan.openChart"] | FromMenu | [],
  session: Session,
): Promise<Wanted> {
  if (target instanceof Uri) return { of: await chartOf(target, session) };
  if (target === undefined) {
    const place = placeOfCursor();
    return place ? { of: { textDocument: place.textDocument } } : {};
  }
  const textDocument = { uri: target };
  return isPosition(position)
    ? { of: { textDocument }, place: { textDocument, position } }
    : { of: { textDocument } };
}

function isPosition(data: unknown): data is ClientCommands["portolan.openChart"][1] {
  return typeof data === "object" && data !== null && "line" in data && "character" in data;
}

async function chartOf(uri: Uri, session: Session): Promise<ChartOf> {
  const { type } = await workspace.fs.stat(uri).then(undefined, () => ({ type: FileType.File }));
  return (type & FileType.Directory) === 0
    ? { textDocument: { uri: uri.toString() } }
    : ofFolder(uri, session);
}

/** A folder is the unit that bears its name, or else the one that its first manifest is in. */
async function ofFolder(folder: Uri, session: Session): Promise<ChartOf> {
  const answer = await session.ask<ChartAnswer | null>("portolan/chart", {}).catch(() => null);
  const name = workspace.asRelativePath(folder, false);
  const unit = answer?.units.find((each) => each.name === name);
  if (unit) return { unit: unit.id };
  const manifest = await firstManifest(folder);
  return manifest ? { textDocument: { uri: manifest.toString() } } : {};
}

/** So many files are looked into, no more: a folder may be of anything. */
const MOST = 50;

async function firstManifest(folder: Uri): Promise<Uri | undefined> {
  const files = await workspace.findFiles(
    new RelativePattern(folder, "**/*.{yaml,yml,json}"),
    undefined,
    MOST,
  );
  const nearest = files.toSorted((a, b) => depth(a) - depth(b) || a.path.localeCompare(b.path, "en"));
  for (const file of nearest) {
    const text = new TextDecoder().decode(await workspace.fs.readFile(file));
    if (looksLikeKubernetes(text)) return file;
  }
  return undefined;
}

function depth({ path }: Uri): number {
  return path.split("/").length;
}
