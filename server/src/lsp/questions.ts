/** Which question of the editor is answered by what. */
import type { CodeLens, ExecuteCommandParams, Location } from "vscode-languageserver";
import type { FileId } from "../core/answers.ts";
import type { ChartDetails } from "../core/chart/details.ts";
import type { LensRefresh } from "./lensRefresh.ts";
import type {
  AskersAnswer,
  AskersParams,
  ChartAnswer,
  ChartAtAnswer,
  ChartAtParams,
  ChartFixParams,
  ChartNodeParams,
  ChartParams,
  ExposeAnswer,
  ExposeParams,
  NamesAnswer,
  NamesParams,
  ResolveAnswer,
  ResolveParams,
} from "./messages.ts";
import { chart, chartAt, chartDetails, chartFix, chartSource, createRevisions } from "./methods/chart.ts";
import { codeActions, isActionData, resolveAction } from "./methods/codeAction.ts";
import { codeLens } from "./methods/codeLens.ts";
import { placeOf, runCommand } from "./methods/commands.ts";
import { completion, isOfKustomization } from "./methods/completion.ts";
import { expose } from "./methods/expose.ts";
import { hover } from "./methods/hover.ts";
import { locations } from "./methods/locations.ts";
import { askers, resolve, showAction } from "./methods/resolve.ts";
import { createRequests } from "./requests.ts";
import { type Session, versionOf } from "./session.ts";
import type { EditOptions } from "./workspaceEdits.ts";

/** `readBook` resolves when the texts of cards are there, or cannot be had. */
export function listenToQuestions(
  session: Session,
  refresh: LensRefresh,
  readBook: () => Promise<void>,
): void {
  const { analysis, agreed, connection, workspace } = session;
  const requests = requestsOf(session);
  connection.onHover(
    requests.at("textDocument/hover", null, async (file, { position }) => {
      await readBook();
      return hover(analysis, file, position, agreed.abilities.hoverFormat);
    }),
  );
  connection.onCompletion(
    requests.at("textDocument/completion", [], (file, { position }) => {
      const items = completion(analysis, file, position);
      return agreed.abilities.completesFields ? items : items.filter(isOfKustomization);
    }),
  );
  connection.onDefinition(
    requests.at("textDocument/definition", [], (file, { position }) =>
      locations(analysis.definition(file, position), workspace.uriOf),
    ),
  );
  connection.onReferences(
    requests.at("textDocument/references", [], (file, { position }) =>
      locations(analysis.references(file, position), workspace.uriOf),
    ),
  );
  connection.onCodeLens(
    requests.about("textDocument/codeLens", [], (file) => {
      const lenses = lensesOf(session, file);
      refresh.answered(file, lenses);
      return lenses;
    }),
  );
  listenToActions(session);
}

function listenToActions(session: Session): void {
  const { analysis, agreed, connection, workspace } = session;
  const requests = requestsOf(session);
  connection.onCodeAction(
    requests.about("textDocument/codeAction", [], (file, params) => {
      const { clientCommands, resolvesEdits } = agreed.abilities;
      const options = { ...editOptions(session), resolves: resolvesEdits };
      const shows = clientCommands ? showAction(analysis, file, params) : [];
      return [...codeActions(analysis, file, params, options), ...shows];
    }),
  );
  connection.onCodeActionResolve(
    requests.ask(
      "codeAction/resolve",
      ({ data }) => (isActionData(data) ? data.uri : ""),
      (action) => resolveAction(analysis, action, workspace.fileOf, editOptions(session)),
    ),
  );
}

/** What only our own clients ask. */
export function listenToOwnQuestions(session: Session): void {
  const { analysis, connection, workspace } = session;
  const requests = requestsOf(session);
  connection.onRequest(
    "portolan/names",
    requests.about<NamesParams, NamesAnswer | null>(
      "portolan/names",
      null,
      (file, { at }) => analysis.names(file, at) ?? null,
    ),
  );
  connection.onRequest(
    "portolan/expose",
    requests.at<ExposeParams, ExposeAnswer | null>("portolan/expose", null, (file, { position }) =>
      expose(analysis, file, position, editOptions(session)),
    ),
  );
  connection.onRequest(
    "portolan/askers",
    requests.ask<AskersParams, AskersAnswer>("portolan/askers", uriOf, (params) =>
      askers(analysis, params, workspace.fileOf(uriOf(params))),
    ),
  );
  connection.onRequest(
    "portolan/resolve",
    requests.ask<ResolveParams, ResolveAnswer | null>(
      "portolan/resolve",
      () => "",
      (params) => resolve(analysis, params),
    ),
  );
}

/** What editors ask that have no commands of ours: a command of the server, answered with plain text. */
export function listenToCommands(session: Session): void {
  const { analysis, connection, workspace } = session;
  const requests = requestsOf(session);
  connection.onExecuteCommand(
    requests.ask<ExecuteCommandParams, string | null>(
      "workspace/executeCommand",
      (params) => placeOf(params)?.textDocument.uri ?? "",
      (params) => {
        const place = placeOf(params);
        const file = place && workspace.fileOf(place.textDocument.uri);
        return place && file !== undefined
          ? runCommand(analysis, params.command, file, place.position)
          : null;
      },
    ),
  );
}

/** What the chart's panel asks. */
export function listenToChart(session: Session): void {
  const { analysis, connection, workspace } = session;
  const requests = requestsOf(session);
  const revisionOf = createRevisions();
  const ofNone = () => "";
  connection.onRequest(
    "portolan/chart",
    requests.ask<ChartParams, ChartAnswer | null>("portolan/chart", uriOf, (params) =>
      chart(analysis, params, workspace.fileOf(uriOf(params)), revisionOf),
    ),
  );
  connection.onRequest(
    "portolan/chartDetails",
    requests.ask<ChartNodeParams, ChartDetails | null>("portolan/chartDetails", ofNone, (params) =>
      chartDetails(analysis, params),
    ),
  );
  connection.onRequest(
    "portolan/chartSource",
    requests.ask<ChartNodeParams, Location | null>("portolan/chartSource", ofNone, (params) =>
      chartSource(analysis, params, workspace.uriOf),
    ),
  );
  connection.onRequest(
    "portolan/chartAt",
    requests.at<ChartAtParams, ChartAtAnswer | null>("portolan/chartAt", null, (file, params) =>
      chartAt(analysis, file, params),
    ),
  );
  connection.onRequest(
    "portolan/chartFix",
    requests.ask<ChartFixParams, ExposeAnswer | null>("portolan/chartFix", ofNone, (params) =>
      chartFix(analysis, params, editOptions(session)),
    ),
  );
}

export function lensesOf({ analysis, agreed, workspace }: Session, file: FileId): CodeLens[] {
  if (!agreed.settings.lenses) return [];
  const { clientCommands } = agreed.abilities;
  return codeLens(analysis, file, { uriOf: workspace.uriOf, clientCommands });
}

/** The document that a question is about, where it names one. */
function uriOf({ textDocument }: Pick<ChartParams, "textDocument">): string {
  return textDocument?.uri ?? "";
}

function requestsOf(session: Session) {
  const { connection, log, phase, start, workspace } = session;
  const gate = {
    refusal: phase.refusal,
    async ready(uri: string) {
      await start.reached;
      if (workspace.fileOf(uri) === undefined) await workspace.settled();
    },
    fileOf: workspace.fileOf,
    versionOf: (uri: string) => versionOf(session, uri),
  };
  return createRequests(gate, log, (line) => connection.tracer.log(line));
}

function editOptions(session: Session): EditOptions {
  const { versionedEdits, confirmsEdits } = session.agreed.abilities;
  return {
    uriOf: session.workspace.uriOf,
    versionOf: (uri) => versionOf(session, uri),
    versioned: versionedEdits,
    confirms: confirmsEdits,
  };
}
