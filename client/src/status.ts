import { type Disposable, LanguageStatusSeverity, languages } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { StatusParams } from "../../server/src/lsp/messages.ts";
import { documentSelector } from "./documentSelector.ts";

/** The language status item: what the server is doing, and how much it knows. */
export function showStatus(client: LanguageClient): Disposable {
  const item = languages.createLanguageStatusItem("portolan.status", documentSelector);
  item.name = "Portolan";
  item.text = "Portolan";
  item.detail = "starting";
  item.busy = true;
  item.severity = LanguageStatusSeverity.Information;
  item.command = { title: "Show Output", command: "portolan.showOutput" };
  client.onNotification("portolan/status", (status: StatusParams) => {
    item.detail = describe(status);
    item.busy = status.state === "indexing";
  });
  return item;
}

function describe({ files, resources, units, milliseconds }: StatusParams): string {
  const counts = [count(resources, "resource"), count(files, "file"), count(units, "unit")];
  return `${counts.join(" · ")} · ${(milliseconds / 1000).toFixed(1)} s`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
