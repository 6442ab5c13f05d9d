import { commands, type Disposable, Uri, window, workspace } from "vscode";
import { ruleCode, rulePageHead, rulePath, ruleScheme } from "../rulePage.ts";
import { ruleCodes } from "../rulePages.ts";

/** Opens a rule's page; asks which when no code is given. */
export function openRule(extension: Uri): Disposable {
  return commands.registerCommand("portolan.openRule", async (code?: unknown) => {
    const chosen = typeof code === "string" ? ruleCode(code) : await ask(extension);
    if (chosen !== undefined) await showRule(chosen);
  });
}

export async function showRule(code: string): Promise<void> {
  await commands.executeCommand("vscode.open", pageOf(code));
}

async function ask(extension: Uri): Promise<string | undefined> {
  const codes = await ruleCodes(extension);
  const items = codes.map(async (code) => ({ label: code, ...rulePageHead(await text(code)), code }));
  const chosen = await window.showQuickPick(Promise.all(items), {
    placeHolder: "A rule to read about",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.code;
}

async function text(code: string): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(pageOf(code)));
}

function pageOf(code: string): Uri {
  return Uri.from({ scheme: ruleScheme, path: rulePath(code) });
}
