import { Bench } from "tinybench";
import { fileId } from "../server/src/core/value/file.ts";
import { judge, load, type Manifest, ROOT } from "./manifests.ts";
import { report } from "./report.ts";

/**
 * One key in the largest file, one label in the file of the most Services, and a hover: answered for the file itself, as an
 * editor sees it at once, and with the diagnostics of all files asked again, as a sweep does.
 */
export async function keystrokes(manifests: readonly Manifest[]): Promise<void> {
  const analysis = load(manifests);
  judge(analysis);
  const withService = manifests.filter(({ text }) => /^kind: Service$/m.test(text));
  const largest = withService.toSorted((a, b) => b.text.length - a.text.length)[0];
  const busiest = withService
    .filter(({ text }) => LABEL.test(text))
    .toSorted((a, b) => services(b) - services(a))[0];
  if (!largest || !busiest) return;
  const bench = new Bench({
    ...{ name: "an edit, and what is answered to it", iterations: 50 },
    ...{ time: 0, warmupIterations: 5, warmupTime: 0 },
  });
  let count = 0;
  const edit = ({ path, text }: Manifest, change: (text: string) => string) => {
    count += 1;
    analysis.editText(fileId(ROOT, path), change(text));
    return fileId(ROOT, path);
  };
  const comment = () => edit(largest, (text) => `${text}# ${count}\n`);
  const label = () => edit(busiest, (text) => text.replace(LABEL, `$1: changed${count}`));
  const size = `${Math.round(largest.text.length / 1000)} KB`;
  bench.add(`a comment in ${largest.path} (${size}), its file`, () => void analysis.diagnostics(comment()));
  bench.add(`a label in ${busiest.path} (${services(busiest)} Services), its file`, () => {
    analysis.diagnostics(label());
  });
  bench.add("a comment, all files", () => {
    comment();
    judge(analysis);
  });
  bench.add("a label, all files", () => {
    label();
    judge(analysis);
  });
  bench.add("a hover behind a comment", () => {
    const file = comment();
    analysis.hover(file, { line: selectorLine(largest), character: 6 });
  });
  await bench.run();
  report(bench);
}

const LABEL = /^(\s+app): .*$/m;

function selectorLine({ text }: Manifest): number {
  return Math.max(
    0,
    text.split("\n").findIndex((line) => /^ +selector:/.test(line)),
  );
}

function services({ text }: Manifest): number {
  return text.match(/^kind: Service$/gm)?.length ?? 0;
}
