/**
 * Manifests, dumps of clusters, kustomizations and configurations in which values are of any type: every question that an editor or
 * the command line asks is answered, no rule fails, nothing takes long. The courses are the same at every run;
 * `VALUE_COURSES=5000 node --test test/hostile/values.law.test.ts` walks more of them.
 */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { parseAllDocuments, stringify } from "yaml";
import { type Analysis, createAnalysis } from "../../server/src/core/analysis.ts";
import type { FileId, Range } from "../../server/src/core/answers.ts";
import { book } from "../../server/src/core/features/cards/fields/book.ts";
import { fileId } from "../../server/src/core/value/file.ts";
import { readFixture } from "../support/fixture.ts";
import { type Random, randomFrom } from "../support/random.ts";
import { type Plain, twisted } from "../support/twist.ts";

const ROOT = "sea";
const COURSES = Number(process.env["VALUE_COURSES"] ?? 30);
const FIRST = Number(process.env["VALUE_FIRST"] ?? 0);

/** Of processor time, for any one question. */
const LONGEST_MS = 2_000;

/** Each describes, resolves and is drawn; folders of fixtures hold up to hundreds. */
const MOST_OBJECTS = 20;

interface Folder {
  readonly path: string;
  readonly documents: readonly Plain[];
}

function folders(): readonly (readonly Folder[])[] {
  const rules = join(import.meta.dirname, "../rules/fixtures");
  const fixtures = globSync("*/*.yaml", { cwd: rules })
    .toSorted()
    .map((path) => readFixture(readFileSync(join(rules, path), "utf8")).files);
  const observed = join(import.meta.dirname, "../core/network/cluster/observed/fixtures");
  const clusters = [["shop.yaml", "state.yaml"]].map((names) =>
    names.map((path) => ({ path, text: readFileSync(join(observed, path), "utf8") })),
  );
  // Every few folders one that a cluster was dumped into.
  const all = fixtures.flatMap((each, index) => (index % 6 === 0 ? [each, ...clusters] : [each]));
  return all.map((files) => files.map(({ path, text }) => ({ path, documents: documentsIn(text) })));
}

function documentsIn(text: string): readonly Plain[] {
  return parseAllDocuments(text, { uniqueKeys: false, logLevel: "silent" }).flatMap((document) => {
    try {
      const value: Plain = document.toJS({ maxAliasCount: 10 });
      return [value];
    } catch {
      return [];
    }
  });
}

const CONFIGURATION: Plain = {
  version: 1,
  rules: { PTL101: "warning" },
  ignore: [{ path: "**", rules: ["PTL501"], reason: "known" }],
  environments: [
    { name: "prod", include: ["**"], exclude: ["x"], namespace: "shop", cluster: { ipFamilies: ["IPv4"] } },
  ],
  cluster: {
    domain: "cluster.local",
    kubernetesVersion: "1.36",
    nodePortRange: "30000-32767",
    ipFamilies: ["IPv4", "IPv6"],
    serviceCIDRs: ["10.96.0.0/16", "fd00::/108"],
    podCIDRs: ["10.244.0.0/16"],
    proxyMode: "iptables",
    nodes: [{ name: "a", zone: "x", addresses: ["192.168.0.1"] }],
    resolvConf: { search: ["example.com"], nameservers: ["1.1.1.1"], options: ["ndots:5"] },
    coredns: { pods: "verified", endpointPodNames: true, ttl: 5, ignoreEmptyService: true },
    nodePortAddresses: ["primary"],
  },
};

function analysisOf(course: number): {
  readonly analysis: Analysis;
  readonly texts: ReadonlyMap<FileId, string>;
} {
  const random = randomFrom(course);
  const folder = all[random.below(all.length)] ?? [];
  const others = all[random.below(all.length)]?.flatMap(({ documents }) => documents) ?? [];
  const analysis = createAnalysis();
  const texts = new Map<FileId, string>();
  for (const { path, documents } of folder)
    texts.set(fileId(ROOT, path), textOf(changedSome(documents, random, others), random));
  if (random.oneIn(2)) {
    const configuration = changedSome([CONFIGURATION], random, CONFIGURATION);
    texts.set(fileId(ROOT, ".portolan.yaml"), textOf(configuration, random));
  }
  analysis.setFieldBook(book);
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, [...texts.keys()]);
  if (random.oneIn(3)) analysis.setEditorSettings(twistedOften(CONFIGURATION, random, CONFIGURATION));
  for (const [file, text] of texts) analysis.setText(file, text);
  return { analysis, texts };
}

const all = folders();

function changedSome(documents: readonly Plain[], random: Random, others: Plain): readonly Plain[] {
  return documents.map((each) => (random.oneIn(3) ? each : twistedOften(each, random, others)));
}

function twistedOften(value: Plain, random: Random, others: Plain): Plain {
  let next = value;
  for (let count = 1 + random.below(4); count > 0; count -= 1) next = twisted(next, random, others);
  return next;
}

function textOf(documents: readonly Plain[], random: Random): string {
  const isJson = random.oneIn(8);
  return documents.map((each) => (isJson ? `${JSON.stringify(each)}\n` : stringify(each))).join("---\n");
}

const WHOLE: Range = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

/** What an editor asks of files. */
function askOfFiles(analysis: Analysis, texts: ReadonlyMap<FileId, string>, random: Random): void {
  for (const [file, text] of texts) {
    analysis.diagnostics(file);
    assert.deepEqual(analysis.failures(file), []);
    analysis.lenses(file);
    analysis.codeActions(file, WHOLE);
    analysis.fixAll(file);
    analysis.build(file);
    const lines = text.split("\n");
    for (let line = 0; line < lines.length; line += 1 + random.below(8)) {
      const position = { line, character: random.below((lines[line]?.length ?? 0) + 1) };
      analysis.hover(file, position);
      analysis.completions(file, position);
      analysis.definition(file, position);
      analysis.references(file, position);
      analysis.expose(file, position);
      analysis.names(file, position);
      analysis.askers({ file, position });
      analysis.resolvable(file, position);
    }
  }
}

const NAMES = [
  "cart",
  "cart.shop.svc.cluster.local",
  "web-0.cart",
  "example.com.",
  "10.96.0.1",
  "",
  "a..b",
  "_http._tcp.cart",
];

/** What the command line asks of objects, and the chart of units. */
function askOfObjects(analysis: Analysis, random: Random): void {
  const objects = analysis.objects(() => true);
  const first = random.below(Math.max(1, objects.length - MOST_OBJECTS));
  for (const { resource, unit } of objects.slice(first, first + MOST_OBJECTS)) {
    analysis.describe({ resource, unit });
    analysis.describe({ resource, unit, node: "nowhere" });
    for (const libc of ["glibc", "musl", "go"] as const)
      analysis.resolve({ from: resource, unit, name: NAMES[random.below(NAMES.length)] ?? "", libc });
  }
  for (const { id } of analysis.charts()) {
    const graph = analysis.chart({ unit: id });
    for (const { id: node } of graph?.nodes ?? []) {
      analysis.chartDetails(id, node);
      analysis.chartSource(id, node);
    }
  }
  analysis.summary();
}

/** The same analysis, of which every answer is timed. */
function timed(analysis: Analysis): Analysis {
  return new Proxy(analysis, {
    get(target, name) {
      const property: unknown = Reflect.get(target, name);
      if (typeof property !== "function") return property;
      return (...args: readonly unknown[]) => {
        const begun = process.cpuUsage();
        const answer: unknown = Reflect.apply(property, target, args);
        const { user, system } = process.cpuUsage(begun);
        const milliseconds = Math.round((user + system) / 1_000);
        assert.ok(milliseconds < LONGEST_MS, `${String(name)} took ${milliseconds} ms`);
        return answer;
      };
    },
  });
}

function walk(course: number): void {
  const { analysis, texts } = analysisOf(course);
  const random = randomFrom(course);
  const asked = timed(analysis);
  askOfFiles(asked, texts, random);
  askOfObjects(asked, random);
}

test("whatever a value is, every question is answered", { timeout: 1_000 * (120 + COURSES) }, () => {
  for (let course = FIRST; course < FIRST + COURSES; course += 1) {
    try {
      walk(course);
    } catch (error) {
      throw new Error(`on course ${course} (VALUE_FIRST=${course} VALUE_COURSES=1)`, { cause: error });
    }
  }
});
