/** What is wrong in a `.portolan.yaml`, each on its line: a setting that is not understood has no effect. */
import type { Diagnostic } from "../answers.ts";
import { parseConfiguration } from "../config/parse.ts";
import { configurationValue } from "../config/queries.ts";
import type { Reader } from "../query/query.ts";
import { configurationNotUnderstood } from "../rules/configuration-not-understood.ts";
import { rules } from "../rules/index.ts";
import { locate } from "../syntax/locate.ts";
import { chunkKey, chunksOf, lineStartsOf, treeOf } from "../syntax/queries.ts";
import { type Range, rangeAt, type Span } from "../text/lines.ts";
import type { FileId } from "../value/file.ts";
import { type Path, printPath } from "../value/path.ts";
import { sentence } from "./markdown.ts";

export function configurationDiagnostics(db: Reader, file: FileId): readonly Diagnostic[] {
  const [chunk] = db.get(chunksOf, file);
  if (!chunk) return [];
  const parsed = db.get(treeOf, chunkKey(file, chunk.hash));
  const at = (span: Span) =>
    rangeAt(db.get(lineStartsOf, file), { start: chunk.start + span.start, end: chunk.start + span.end });
  if ("problem" in parsed) {
    const start = parsed.problem.at;
    return [
      diagnostic(
        file,
        at({ start, end: start + 1 }),
        [],
        `This file does not parse: ${parsed.problem.message}`,
      ),
    ];
  }
  const { problems } = parseConfiguration(db.get(configurationValue, file), rules);
  return problems.flatMap(({ path, part, message }) => {
    const span = locate(parsed.tree, path, part);
    return span ? [diagnostic(file, at(span), path, message)] : [];
  });
}

function diagnostic(file: FileId, range: Range, path: Path, message: string): Diagnostic {
  const { code, name, severity } = configurationNotUnderstood;
  return {
    ...{ file, range, code, name, severity, message: sentence(message), path: printPath(path) },
    ...{ resource: undefined, units: [], related: [], fixes: [] },
  };
}
