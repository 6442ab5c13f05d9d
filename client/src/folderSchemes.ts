import { workspace } from "vscode";

/** The schemes of the folders that are open: `file`, and where an extension brings files from elsewhere, its own. */
export function folderSchemes(): readonly string[] {
  return (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
}
