/** What the editor's settings say: the `portolan` section, and `files.exclude` of each workspace folder. */
import type { Connection } from "vscode-languageserver";
import type { WorkspaceFolder } from "../../host/workspace.ts";
import type { Abilities } from "../abilities.ts";
import { isLogLevel, type LogLevel } from "../log.ts";

export const SECTION = "portolan";
export const EXCLUDE = "files.exclude";

export interface EditorSettings {
  readonly lenses: boolean;
  readonly logLevel: LogLevel;
  /** What a `.portolan.yaml` could say as well; core reads it. */
  readonly shared: unknown;
}

export interface Configuration {
  readonly settings: EditorSettings;
  readonly folders: readonly WorkspaceFolder[];
}

/** `told` is the section as the editor last sent it, for one that cannot be asked. */
export async function readConfiguration(
  connection: Connection,
  abilities: Abilities,
  folders: readonly string[],
  told: unknown,
): Promise<Configuration> {
  if (!abilities.pullsConfiguration) {
    return { settings: editorSettings(told), folders: folders.map((uri) => ({ uri, excludes: [] })) };
  }
  const items = folders.map((scopeUri) => ({ scopeUri, section: EXCLUDE }));
  const [section, ...excludes]: unknown[] = await connection.workspace.getConfiguration([
    { section: SECTION },
    ...items,
  ]);
  return {
    settings: editorSettings(section ?? told),
    folders: folders.map((uri, index) => ({ uri, excludes: excludedGlobs(excludes[index]) })),
  };
}

export function editorSettings(section: unknown): EditorSettings {
  const { codeLens, logLevel, trace: _, ...shared } = recordOf(section);
  return {
    lenses: recordOf(codeLens)["enabled"] !== false,
    logLevel: isLogLevel(logLevel) ? logLevel : "info",
    shared,
  };
}

/** `{ "build": true }`. An exclude with a condition depends on neighbours of the file; it leaves files in. */
export function excludedGlobs(excludes: unknown): readonly string[] {
  return Object.entries(recordOf(excludes)).flatMap(([glob, value]) => (value === true ? [glob] : []));
}

/** Our section in what an editor sends of its own accord. */
export function sectionIn(settings: unknown): unknown {
  return recordOf(settings)[SECTION];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
