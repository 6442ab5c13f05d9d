/** Objects that only a dump of a cluster holds: they are asked about as if somebody had written them. */
import type { DumpedManifest } from "../../core/answers.ts";
import { fileId, pathOf } from "../../host/uris.ts";
import type { Reading } from "./reading.ts";

interface Asked {
  /** `svc/cart`. */
  readonly typed: string;
  /** `-n`. */
  readonly namespace: string | undefined;
}

/** Takes all of them in when one of them bears a name that no manifest bears; those that were taken in. */
export function takeDumped(
  { world, scope }: Reading,
  { typed, namespace }: Asked,
): readonly DumpedManifest[] {
  const { analysis } = world;
  const files = analysis.files();
  if (!files.some((file) => analysis.observedIn(file) > 0)) return [];
  const name = typed.slice(typed.indexOf("/") + 1);
  const isMeant = (each: { readonly name: string; readonly namespace: string }) =>
    each.name === name && (namespace === undefined || each.namespace === namespace);
  if (analysis.objects(() => true).some(isMeant)) return [];
  const dumped = analysis.dumpedManifests();
  if (!dumped.some(isMeant)) return [];
  const file = fileId(scope.root, freePath(new Set(files.map(pathOf))));
  analysis.setFiles(scope.root, [...files, file]);
  analysis.setText(file, dumped.map(({ yaml }) => yaml).join("---\n"));
  return dumped;
}

function freePath(taken: ReadonlySet<string>): string {
  let path = "dumped.yaml";
  for (let count = 2; taken.has(path); count++) path = `dumped-${count}.yaml`;
  return path;
}
