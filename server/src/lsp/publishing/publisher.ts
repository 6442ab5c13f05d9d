/**
 * Sends diagnostics: of a file whose diagnostics came out different, and of no other. Hints are never sent. While somebody
 * types, `retain` shows only what was shown before, at its new place.
 */
import type { PublishDiagnosticsParams } from "vscode-languageserver";
import type { Diagnostic, FileId } from "../../core/answers.ts";
import { type Chosen, type Limits, withinAll, withinFile } from "./limits.ts";
import { notice, type Showing, toProtocol } from "./toProtocol.ts";

export interface Publisher {
  /** The findings of a file; shown at once while all findings together stay within the limits. */
  put(file: FileId, findings: readonly Diagnostic[]): void;
  /** Of the findings of a file, those that were shown before. */
  retain(file: FileId, findings: readonly Diagnostic[]): void;
  /** All files have been put: forgets the others, and sees to the limits. */
  finish(files: readonly FileId[]): void;
}

export interface PublisherOptions {
  readonly send: (params: PublishDiagnosticsParams) => void;
  readonly uriOf: (file: FileId) => string;
  readonly versionOf: (uri: string) => number | undefined;
  readonly showing: () => Showing;
  readonly limits: Limits;
}

interface Sent {
  readonly uri: string;
  /** The diagnostics, serialised. */
  readonly hash: string;
  readonly keys: ReadonlySet<string>;
}

export function createPublisher(options: PublisherOptions): Publisher {
  const current = new Map<FileId, readonly Diagnostic[]>();
  const sent = new Map<FileId, Sent>();
  let total = 0;
  /** Whether the limits have kept findings back at the last look. */
  let isOver = false;

  const remember = (file: FileId, findings: readonly Diagnostic[]) => {
    total += findings.length - (current.get(file)?.length ?? 0);
    if (findings.length > 0) current.set(file, findings);
    else current.delete(file);
  };
  return {
    put(file, findings) {
      const shown = findings.filter(({ severity }) => severity !== "hint");
      remember(file, shown);
      if (total <= options.limits.inAll && !isOver)
        publish(file, withinFile(shown, options.limits), sent, options);
    },
    retain(file, findings) {
      const keys = sent.get(file)?.keys;
      const kept = findings.filter((finding) => keys?.has(keyOf(finding)));
      publish(file, withinFile(kept, options.limits), sent, options);
    },
    finish(files) {
      const present = new Set(files);
      for (const file of [...current.keys()]) if (!present.has(file)) remember(file, []);
      // While findings are kept back, nothing is published before all are known.
      for (const file of [...sent.keys()]) if (!current.has(file)) publish(file, NONE, sent, options);
      const wasOver = isOver;
      isOver = total > options.limits.inAll;
      if (!isOver && !wasOver) return;
      for (const [file, chosen] of withinAll(current, options.limits)) publish(file, chosen, sent, options);
    },
  };
}

const NONE: Chosen = { findings: [], notice: undefined };

function publish(
  file: FileId,
  { findings, notice: said }: Chosen,
  sent: Map<FileId, Sent>,
  { send, uriOf, versionOf, showing }: PublisherOptions,
): void {
  const uri = uriOf(file);
  const diagnostics = findings.map((finding) => toProtocol(finding, uriOf, showing()));
  if (said !== undefined) diagnostics.unshift(notice(said));
  const hash = JSON.stringify(diagnostics);
  const before = sent.get(file);
  if (before?.uri === uri ? before.hash === hash : !before && diagnostics.length === 0) return;
  // An editor may spell an address otherwise than the disk does.
  if (before && before.uri !== uri) send({ uri: before.uri, diagnostics: [] });
  const version = versionOf(uri);
  send({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  if (diagnostics.length === 0) sent.delete(file);
  else sent.set(file, { uri, hash, keys: new Set(findings.map(keyOf)) });
}

/** The same finding after an edit, wherever it stands by then and however it is worded. */
function keyOf({ code, path, resource, message }: Diagnostic): string {
  if (!resource) return JSON.stringify([code, path, message]);
  return JSON.stringify([code, path, resource.kind, resource.namespace, resource.name]);
}
