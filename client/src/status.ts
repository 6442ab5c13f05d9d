import { type Disposable, LanguageStatusSeverity, languages } from "vscode";
import type { StatusParams } from "../../server/src/lsp/messages.ts";
import { documentSelector } from "./documentSelector.ts";
import { folderSchemes } from "./folderSchemes.ts";

export interface Status extends Disposable {
  readonly show: (status: StatusParams) => void;
}

/** The language status item: what the server is doing, and how much it knows. */
export function showStatus(): Status {
  const item = languages.createLanguageStatusItem("portolan.status", documentSelector(folderSchemes()));
  item.name = "Portolan";
  item.text = "Portolan";
  item.detail = "starting";
  item.busy = true;
  item.severity = LanguageStatusSeverity.Information;
  item.command = { title: "Show Output", command: "portolan.showOutput" };
  return {
    show: (status) => {
      item.detail = describe(status);
      item.busy = status.state === "indexing";
    },
    dispose: () => item.dispose(),
  };
}

function describe({ files, resources, observed, units, milliseconds }: StatusParams): string {
  const counts = [count(resources, "resource"), count(files, "file"), count(units, "unit")];
  const state = observed === 0 ? [] : [`cluster state in use (${count(observed, "object")})`];
  return [...counts, ...state, `${(milliseconds / 1000).toFixed(1)} s`].join(" · ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
