// Files that are on no disk, as an extension brings them from a repository elsewhere.

import { EventEmitter, type FileStat, FileSystemError, FileType, type Uri, workspace } from "vscode";

/** Serves some texts by path, read and written in memory alone. */
export function serveFiles(scheme: string, texts: Readonly<Record<string, string>>): void {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const changed = new EventEmitter<never[]>();
  const below = ({ path }: Uri) => [...files.keys()].filter((each) => each.startsWith(`${path}/`));
  const contentOf = (uri: Uri) => {
    const content = files.get(uri.path);
    if (content === undefined) throw FileSystemError.FileNotFound(uri);
    return content;
  };
  const refuse = (uri: Uri) => {
    throw FileSystemError.NoPermissions(uri);
  };
  workspace.registerFileSystemProvider(scheme, {
    onDidChangeFile: changed.event,
    watch: () => changed,
    stat(uri): FileStat {
      const isFolder = below(uri).length > 0;
      const type = isFolder ? FileType.Directory : FileType.File;
      return { type, ctime: 0, mtime: 0, size: isFolder ? 0 : contentOf(uri).length };
    },
    readDirectory: (uri) =>
      below(uri).map((path): [string, FileType] => [path.slice(uri.path.length + 1), FileType.File]),
    readFile: contentOf,
    writeFile: (uri, content) => void files.set(uri.path, Uint8Array.from(content)),
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  });
}
