/**
 * The panel of the chart: one, beside the editor, found again when it is asked for again. Hidden, it holds nothing: its page is
 * made anew when it is seen, and goes on where it was (the page keeps its own state).
 */
import { randomBytes } from "node:crypto";
import { type Disposable, Uri, ViewColumn, type Webview, type WebviewPanel, window } from "vscode";
import { isRecord, isText } from "../../webview/messages.ts";
import type { Session } from "../session.ts";
import { type Conversation, startConversation, type Wanted } from "./conversation.ts";
import { pageOf } from "./page.ts";

const VIEW_TYPE = "portolan.chart";

export interface Charts extends Disposable {
  readonly open: (wanted: Wanted) => void;
}

export function createCharts(extension: Uri, session: Session): Charts {
  let current: { readonly panel: WebviewPanel; readonly conversation: Conversation } | undefined;
  const adopt = (panel: WebviewPanel, wanted: Wanted) => {
    const chart = { panel, conversation: startConversation(panel, session, wanted) };
    current = chart;
    panel.onDidDispose(() => {
      if (current === chart) current = undefined;
    });
    fill(panel.webview, extension);
  };
  const serializer = window.registerWebviewPanelSerializer(VIEW_TYPE, {
    deserializeWebviewPanel: async (panel, state: unknown) => {
      adopt(panel, isRecord(state) && isText(state["unit"]) ? { of: { unit: state["unit"] } } : {});
    },
  });
  return {
    open: (wanted) => {
      if (current) reveal(current.panel, current.conversation, wanted);
      else adopt(createPanel(), wanted);
    },
    dispose: () => {
      serializer.dispose();
      current?.panel.dispose();
    },
  };
}

/** Beside the editor, in which a person goes on writing. */
function createPanel(): WebviewPanel {
  const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  return window.createWebviewPanel(VIEW_TYPE, "Traffic Chart", where);
}

/** Asked for once more, the chart gets the keyboard; asked for from a manifest, it leaves it there. */
function reveal(panel: WebviewPanel, { show }: Conversation, wanted: Wanted): void {
  show(wanted);
  panel.reveal(undefined, wanted.place !== undefined);
}

function fill(webview: Webview, extension: Uri): void {
  const script = Uri.joinPath(extension, "dist/chart.js");
  const style = Uri.joinPath(extension, "media/chart.css");
  webview.options = {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extension, "dist"), Uri.joinPath(extension, "media")],
  };
  webview.html = pageOf({
    script: webview.asWebviewUri(script).toString(),
    style: webview.asWebviewUri(style).toString(),
    source: webview.cspSource,
    nonce: randomBytes(16).toString("hex"),
  });
}
