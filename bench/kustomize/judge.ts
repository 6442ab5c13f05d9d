/** Builds every kustomization of a folder and compares it with what kustomize makes of it, in kustomize's order. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Analysis } from "../../server/src/core/analysis.ts";
import { folderOf, pathOf } from "../../server/src/core/value/file.ts";
import { differences, toJson } from "../../test/support/kustomize/compare.ts";
import type { Judge } from "../../test/support/kustomize/expected.ts";
import { objectsIn } from "../../test/support/kustomize/reading.ts";
import { load, ROOT, readManifests } from "../manifests.ts";

interface Count {
  equal: number;
  refusedByBoth: number;
  incomplete: number;
  wrong: number;
}

export function judgeKustomizations(folder: string, judge: Judge): void {
  const analysis = load(readManifests(folder));
  attach(analysis, folder);
  const count: Count = { equal: 0, refusedByBoth: 0, incomplete: 0, wrong: 0 };
  const kustomizations = analysis
    .files()
    .filter((file) => /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(pathOf(file)));
  const started = performance.now();
  for (const file of kustomizations) analysis.built(file);
  const took = Math.round(performance.now() - started);
  for (const file of kustomizations) judgeOne(analysis, judge, file, count);
  console.log(`\n${folder}, judged by ${judge.name}`);
  console.log(
    `  ${kustomizations.length} kustomizations built in ${took} ms: ${count.equal} equal, ${count.refusedByBoth} refused by both, ${count.incomplete} not known whole, ${count.wrong} different`,
  );
}

function attach(analysis: Analysis, folder: string): void {
  for (const file of analysis.attachments(ROOT)) {
    try {
      const bytes = readFileSync(join(folder, pathOf(file)));
      const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
      const isText = Buffer.from(text, "utf8").equals(bytes);
      analysis.setAttachment(
        file,
        isText ? { kind: "text", text } : { kind: "binary", base64: bytes.toString("base64") },
      );
    } catch {
      // What is not there stays unset.
    }
  }
}

function judgeOne(analysis: Analysis, judge: Judge, file: string, count: Count): void {
  const path = folderOf(pathOf(file));
  const { objects, faults, incomplete } = analysis.built(file);
  const judgement = judge.judge(path);
  const say = (text: string) => console.log(`${path}: ${text}`);
  if (incomplete.length > 0 && judgement.kind === "refused") {
    count.incomplete += 1;
    return;
  }
  if (judgement.kind === "refused") {
    if (faults.length > 0) count.refusedByBoth += 1;
    else {
      count.wrong += 1;
      say(`kustomize refuses and we do not: ${judgement.reason}`);
    }
    return;
  }
  const found = differences(
    objects.map(({ value }) => toJson(value)),
    objectsIn(judgement.yaml),
  );
  for (const { message } of faults) say(`we refuse: ${message}`);
  for (const each of found.slice(0, 20)) say(each);
  if (found.length === 0 && faults.length === 0) count.equal += 1;
  else count.wrong += 1;
}
