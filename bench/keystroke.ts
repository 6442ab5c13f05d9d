import { Bench } from "tinybench";
import { fileId } from "../server/src/core/value/file.ts";
import { judge, load, type Manifest, ROOT } from "./manifests.ts";
import { report } from "./report.ts";

/** One key in the largest file, and one label in the file of the most Services, each with all that it wakes answered. */
export async function keystrokes(manifests: readonly Manifest[]): Promise<void> {
  const analysis = load(manifests);
  judge(analysis);
  const withService = manifests.filter(({ text }) => /^kind: Service$/m.test(text));
  const largest = withService.toSorted((a, b) => b.text.length - a.text.length)[0];
  const busiest = withService.toSorted((a, b) => services(b) - services(a))[0];
  if (!largest || !busiest) return;
  const bench = new Bench({
    name: "an edit, all diagnostics asked again",
    iterations: 50,
    time: 0,
    warmupIterations: 5,
    warmupTime: 0,
  });
  let count = 0;
  const edit =
    ({ path, text }: Manifest, change: (text: string) => string) =>
    () => {
      count += 1;
      analysis.editText(fileId(ROOT, path), change(text));
      judge(analysis);
    };
  bench.add(
    `a comment in ${largest.path} (${Math.round(largest.text.length / 1000)} KB)`,
    edit(largest, (text) => `${text}# ${count}\n`),
  );
  bench.add(
    `a label in ${busiest.path} (${services(busiest)} Services)`,
    edit(busiest, (text) => text.replace(/^(\s+app): .*$/m, `$1: changed${count}`)),
  );
  await bench.run();
  report(bench);
}

function services({ text }: Manifest): number {
  return text.match(/^kind: Service$/gm)?.length ?? 0;
}
