import { commands, type Disposable, Uri, window, workspace } from "vscode";
import { openRuleCommand, ruleCode, rulePage } from "../ruleLink.ts";

/** Opens a rule's page, from the extension's own files; asks which when no code is given. */
export function openRule(extension: Uri): Disposable {
  return commands.registerCommand(openRuleCommand, (code?: unknown) =>
    showRule(extension, typeof code === "string" ? ruleCode(code) : undefined),
  );
}

export async function showRule(extension: Uri, code: string | undefined): Promise<void> {
  const folder = Uri.joinPath(extension, "docs", "rules");
  const names = await pages(folder);
  const name = code === undefined ? await ask(names) : rulePage(code, names);
  if (name !== undefined) await show(Uri.joinPath(folder, name));
  else if (code !== undefined) window.showWarningMessage(`Portolan has no page about a rule ${code}.`);
}

async function pages(folder: Uri): Promise<readonly string[]> {
  const entries = await workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  return entries.map(([name]) => name).filter((name) => ruleCode(name) !== undefined);
}

async function ask(names: readonly string[]): Promise<string | undefined> {
  const items = names.map((name) => {
    const [code = name, ...words] = name.replace(/\.md$/, "").split("-");
    return { label: code, description: words.join(" "), name };
  });
  const chosen = await window.showQuickPick(items, {
    placeHolder: "A rule to read about",
    matchOnDescription: true,
  });
  return chosen?.name;
}

/** Rendered where the editor can, as text where its Markdown preview is switched off. */
async function show(page: Uri): Promise<void> {
  try {
    await commands.executeCommand("markdown.showPreview", page);
  } catch {
    await window.showTextDocument(page, { preview: true });
  }
}
