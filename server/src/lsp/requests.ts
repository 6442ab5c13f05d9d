/**
 * The one wrapper around everything an editor asks. It waits until the folder in question is read, lets pending edits and
 * cancellations in first, answers a question about a text that has changed since with "content modified", and turns
 * whatever is thrown into an answer and one line in the log. The server does not die of a question.
 */
import {
  type CancellationToken,
  ErrorCodes,
  LSPErrorCodes,
  type Position,
  ResponseError,
} from "vscode-languageserver";
import type { FileId } from "../core/answers.ts";
import type { Log } from "./log.ts";

export interface Gate {
  /** Why no question at all is answered now. */
  refusal(): ResponseError<void> | undefined;
  /** Resolves when the document's folder is read, or cannot be waited for. */
  ready(uri: string): Promise<void>;
  /** The file that a document stands for; undefined when it is none of ours. */
  fileOf(uri: string): FileId | undefined;
  versionOf(uri: string): number | undefined;
}

export interface Requests {
  /** A question about one document; `otherwise` is the answer for a document that is none of ours. */
  about<P extends AboutDocument, R>(
    method: string,
    otherwise: R,
    answer: (file: FileId, params: P) => R | Promise<R>,
  ): Handler<P, R>;
  /** A question about a place in a document. */
  at<P extends AboutPlace, R>(
    method: string,
    otherwise: R,
    answer: (file: FileId, params: P) => R | Promise<R>,
  ): Handler<P, R>;
  /** A question of its own; `uri` names the document that it is about. */
  ask<P, R>(method: string, uri: (params: P) => string, answer: (params: P) => R | Promise<R>): Handler<P, R>;
}

export interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}

export interface AboutPlace extends AboutDocument {
  readonly position: Position;
}

export type Handler<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError<void>>;

/** `trace` hears how long each question took. */
export function createRequests(gate: Gate, log: Log, trace: (line: string) => void): Requests {
  const ask: Requests["ask"] = (method, uri, answer) => async (params, token) => {
    const begun = performance.now();
    const refused = gate.refusal();
    if (refused) return refused;
    try {
      const document = uri(params);
      const version = gate.versionOf(document);
      await Promise.race([gate.ready(document), cancelled(token)]);
      await pause();
      if (token.isCancellationRequested) return refusal(LSPErrorCodes.RequestCancelled, "cancelled");
      if (gate.versionOf(document) !== version)
        return refusal(LSPErrorCodes.ContentModified, "the document has changed");
      const result = await answer(params);
      const line = `${method} ${Math.round(performance.now() - begun)} ms`;
      log.debug(line);
      trace(line);
      return result;
    } catch (error) {
      if (error instanceof ResponseError) return error;
      log.failure(method, error);
      return refusal(ErrorCodes.InternalError, `${method} failed: ${String(error)}`);
    }
  };
  const about: Requests["about"] = (method, otherwise, answer) =>
    ask(
      method,
      (params) => documentOf(params),
      (params) => {
        const file = gate.fileOf(documentOf(params));
        return file === undefined ? otherwise : answer(file, params);
      },
    );
  return {
    ask,
    about,
    at: (method, otherwise, answer) =>
      about(method, otherwise, (file, params) =>
        isPosition(params.position) ? answer(file, params) : unfit("position"),
      ),
  };
}

/** The wrapper around what an editor only tells. */
export function hearing(log: Log, isOpen: () => boolean) {
  return <P>(method: string, act: (params: P) => void | Promise<void>) =>
    async (params: P): Promise<void> => {
      if (!isOpen()) return;
      try {
        await act(params);
      } catch (error) {
        log.failure(method, error);
      }
    };
}

/** Lets messages in that have arrived meanwhile. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Any editor may send anything, whatever the types say. */
function documentOf(params: AboutDocument): string {
  const uri: unknown = params?.textDocument?.uri;
  return typeof uri === "string" ? uri : unfit("textDocument");
}

function isPosition(position: Position): boolean {
  return [position?.line, position?.character].every((each) => Number.isInteger(each) && each >= 0);
}

function unfit(what: string): never {
  throw refusal(ErrorCodes.InvalidParams, `${what} makes no sense`);
}

function refusal(code: number, message: string): ResponseError<void> {
  return new ResponseError(code, message);
}

function cancelled(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) resolve();
    else token.onCancellationRequested(() => resolve());
  });
}
