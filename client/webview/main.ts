// The chart's page in the editor.
import { CHART_STYLE } from "../../server/src/core/chart/draw/style.ts";
import { startApp } from "./app.ts";

interface EditorApi {
  readonly postMessage: (message: unknown) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

declare function acquireVsCodeApi(): EditorApi;

const style = new CSSStyleSheet();
style.replaceSync(CHART_STYLE);
document.adoptedStyleSheets = [style];

const { postMessage, getState, setState } = acquireVsCodeApi();
startApp(document.body, { post: postMessage, getState, setState });
