// Activation is cheap: commands are registered, and the server waits for the first document that looks like Kubernetes.

import { type ExtensionContext, type TextDocument, type Uri, window, workspace } from "vscode";
import { createCharts } from "./chart/panel.ts";
import { exposeWorkload } from "./commands/exposeWorkload.ts";
import { openChart } from "./commands/openChart.ts";
import { openRule, showRule } from "./commands/openRule.ts";
import { peekPods } from "./commands/peekPods.ts";
import { resolveName } from "./commands/resolveName.ts";
import { restartServer } from "./commands/restartServer.ts";
import { showOutput } from "./commands/showOutput.ts";
import { toggleCodeLens } from "./commands/toggleCodeLens.ts";
import { judgedSchemes } from "./documentSelector.ts";
import { folderSchemes } from "./folderSchemes.ts";
import { tellKubernetesEditor } from "./kubernetesEditor.ts";
import { looksLikeKubernetes } from "./kubernetesText.ts";
import { createLog } from "./log.ts";
import { showNames } from "./names.ts";
import { ruleCode } from "./rulePage.ts";
import { serveRulePages } from "./rulePages.ts";
import { createSession, type Session } from "./session.ts";

const LANGUAGES = new Set(["yaml", "json", "jsonc"]);

let stop: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): void {
  const log = createLog(context.subscriptions);
  const session = createSession(context, log);
  stop = session.stop;
  const charts = createCharts(context.extensionUri, session);
  context.subscriptions.push(
    charts,
    exposeWorkload(session),
    openChart(charts, session),
    openRule(context.extensionUri),
    peekPods(),
    resolveName(session),
    restartServer(session),
    showNames(session),
    showOutput(log),
    tellKubernetesEditor(isKubernetes),
    toggleCodeLens(),
    serveRulePages(context.extensionUri),
    window.registerUriHandler({ handleUri }),
  );
  startOnKubernetes(context, session);
}

export async function deactivate(): Promise<void> {
  await stop?.();
}

/** An address from outside the editor: `vscode://portolan.portolan/rules/PTL101`. */
async function handleUri(uri: Uri): Promise<void> {
  const code = ruleCode(uri.path);
  if (code !== undefined) await showRule(code);
}

function startOnKubernetes(context: ExtensionContext, session: Session): void {
  if (workspace.textDocuments.some(isKubernetes)) {
    session.start();
    return;
  }
  const look = (document: TextDocument) => {
    if (!isKubernetes(document)) return;
    for (const watcher of watchers) watcher.dispose();
    session.start();
  };
  const watchers = [
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument((event) => look(event.document)),
  ];
  context.subscriptions.push(...watchers);
}

function isKubernetes(document: TextDocument): boolean {
  if (!LANGUAGES.has(document.languageId)) return false;
  if (!judgedSchemes(folderSchemes()).includes(document.uri.scheme)) return false;
  return looksLikeKubernetes(document.getText());
}
