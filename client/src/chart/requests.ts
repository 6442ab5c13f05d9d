/** What a page asks of the editor: to open, to mend, to copy, to save. */
import {
  commands,
  env,
  Range,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { Location } from "vscode-languageclient/node";
import type { ChartFixParams, ExposeAnswer } from "../../../server/src/lsp/messages.ts";
import type { ChartRequest, ExportFormat } from "../../webview/messages.ts";
import type { Session } from "../session.ts";
import type { Link } from "./link.ts";

type Asked<T extends ChartRequest["type"]> = Extract<ChartRequest, { readonly type: T }>;

/** Opens the manifest of a node at the field that it is about. */
export async function openSource(
  { node, row }: Asked<"open">,
  session: Session,
  link: Link,
  panel: WebviewPanel,
): Promise<void> {
  const params = link.nodeParams(node, row);
  const place = params && (await session.ask<Location | null>("portolan/chartSource", params));
  if (!place) return;
  const uri = Uri.parse(place.uri);
  const { start, end } = place.range;
  await window.showTextDocument(await workspace.openTextDocument(uri), {
    viewColumn: columnFor(uri, window.visibleTextEditors, panel),
    selection: new Range(start.line, start.character, end.line, end.character),
  });
}

/** Where the file is seen already; else where another text is, so that the chart is not covered. */
function columnFor(uri: Uri, editors: readonly TextEditor[], { viewColumn }: WebviewPanel): ViewColumn {
  const same = editors.find(({ document }) => document.uri.toString() === uri.toString());
  const other = editors.find((each) => each.viewColumn !== undefined && each.viewColumn !== viewColumn);
  const free = viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
  return same?.viewColumn ?? other?.viewColumn ?? free;
}

/** Mends a finding; what another file would get is shown first, as the editor does for every quick fix. */
export async function mend(
  { node, finding, fix }: Asked<"fix">,
  session: Session,
  link: Link,
): Promise<void> {
  const at = link.nodeParams(node);
  if (at === undefined) return;
  const params: ChartFixParams = { unit: at.unit, node, finding, fix };
  const answer = await session.ask<ExposeAnswer | null>("portolan/chartFix", params);
  if (answer) await session.apply(answer.edit);
  else await window.showInformationMessage("The manifest has changed: this is not to be mended any more.");
}

export async function copy({ text }: Asked<"copy">): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage("Copied.", 2000);
}

const FILES: Readonly<Record<ExportFormat, { readonly ending: string; readonly what: string }>> = {
  svg: { ending: "svg", what: "SVG picture" },
  png: { ending: "png", what: "PNG picture" },
  mermaid: { ending: "mmd", what: "Mermaid diagram" },
};

export async function save({ format, content }: Asked<"export">): Promise<void> {
  const { ending, what } = FILES[format];
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    ...(folder ? { defaultUri: Uri.joinPath(folder, `traffic.${ending}`) } : {}),
    filters: { [what]: [ending] },
  });
  if (target) await workspace.fs.writeFile(target, content);
}

export async function restart(): Promise<void> {
  await commands.executeCommand("portolan.restartServer");
}

export async function showLog(): Promise<void> {
  await commands.executeCommand("portolan.showOutput");
}
