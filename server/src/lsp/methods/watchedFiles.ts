import { FileChangeType, type FileEvent, type FileSystemWatcher, WatchKind } from "vscode-languageserver";
import type { FileChange } from "../../host/changes.ts";

/** The last one is for folders that are moved or removed: of what was in them nothing is told. */
export const watchers: readonly FileSystemWatcher[] = [
  { globPattern: "**/*.{yaml,yml,json}" },
  { globPattern: "**/{Kustomization,.gitignore}" },
  { globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete },
];

const KINDS: Readonly<Record<FileChangeType, FileChange["kind"]>> = {
  [FileChangeType.Created]: "created",
  [FileChangeType.Changed]: "changed",
  [FileChangeType.Deleted]: "deleted",
};

export function fileChanges(events: readonly FileEvent[]): readonly FileChange[] {
  return events.map(({ uri, type }) => ({ uri, kind: KINDS[type] }));
}
