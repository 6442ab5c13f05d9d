// Serves the rules' pages from the extension's own files under the scheme `portolan-rule`, to be read and nothing else.
// package.json tells the editor to show what has this scheme rendered. A link in a diagnostic's hover may open a file
// but not run a command, which is why the pages are files.

import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  Uri,
  workspace,
} from "vscode";
import { ruleCode, ruleFile, ruleScheme } from "./rulePage.ts";

export function serveRulePages(extension: Uri): Disposable {
  return workspace.registerFileSystemProvider(ruleScheme, rulePages(extension), { isReadonly: true });
}

/** The codes that have a page. */
export async function ruleCodes(extension: Uri): Promise<readonly string[]> {
  const names = await fileNames(extension);
  return names.map(ruleCode).filter((code) => code !== undefined);
}

function rulePages(extension: Uri): FileSystemProvider {
  const refuse = () => {
    throw FileSystemError.NoPermissions("The rules' pages can only be read.");
  };
  return {
    onDidChangeFile: new EventEmitter<FileChangeEvent[]>().event,
    watch: () => new Disposable(() => undefined),
    stat: (address) => stat(extension, address),
    readFile: async (address) => workspace.fs.readFile(await file(extension, address)),
    readDirectory: async () => {
      const codes = await ruleCodes(extension);
      return codes.map((code) => [`${code}.md`, FileType.File]);
    },
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
    writeFile: refuse,
  };
}

async function stat(extension: Uri, address: Uri): Promise<FileStat> {
  if (address.path === "/") return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  return workspace.fs.stat(await file(extension, address));
}

async function file(extension: Uri, address: Uri): Promise<Uri> {
  const code = ruleCode(address.path);
  const name = code === undefined ? undefined : ruleFile(code, await fileNames(extension));
  if (name === undefined) throw FileSystemError.FileNotFound(address);
  return Uri.joinPath(folder(extension), name);
}

async function fileNames(extension: Uri): Promise<readonly string[]> {
  const entries = await workspace.fs.readDirectory(folder(extension));
  return entries.map(([name]) => name);
}

function folder(extension: Uri): Uri {
  return Uri.joinPath(extension, "docs", "rules");
}
