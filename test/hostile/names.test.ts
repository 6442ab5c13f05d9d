/**
 * Names that somebody chose to do harm stay text, wherever they are printed: no markup, no command, no line of their own, and
 * nothing that a terminal or the direction of writing would obey.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { parse } from "yaml";
import { descriptionJson, descriptionYaml } from "../../server/src/cli/report/describe/json.ts";
import { descriptionText } from "../../server/src/cli/report/describe/text.ts";
import { type Analysis, createAnalysis } from "../../server/src/core/analysis.ts";
import { book } from "../../server/src/core/features/cards/fields/book.ts";
import { fileId } from "../../server/src/core/value/file.ts";
import { portolan } from "../support/commandLine.ts";
import { makeFolder } from "../support/folder.ts";

const ROOT = "sea";
const FILE = fileId(ROOT, "hostile.yaml");

const NAMES: Readonly<Record<string, string>> = {
  "an image that runs a script": "<img src=x onerror=alert(1)>",
  "a closed script": "x</script ><script src=y>",
  "a command link": "[mend](command:workbench.action.terminal.new)",
  "a bare address": "https://evil.example/?a=b",
  "marks that turn the writing round": "\u202Egnp.exe\u2066",
  "253 characters": "n".repeat(253),
  "3,000 characters": "ä".repeat(3_000),
  "half a surrogate pair": "a\uD800b",
  "a NUL": "a\u0000b",
  "a terminal's colours": "\u001B[31mred\u001B]8;;https://evil.example\u0007",
  "the other escape of terminals": "\u009B31mred",
  "a new line and a workflow command": "a\n::error file=x::b%0A",
  backticks: "a```b`c",
  "an entity": "&lt;b&gt;&#x202e;",
  quotes: "\"'\\",
  "separators of lines": "a\u2028b\u2029c",
  "invisible characters": "a\u200Bb\u00ADc\uFEFF",
};

/** A Service, a workload, an Ingress and a value that all bear a name, or speak of it, and fit badly. */
function manifests(name: string): string {
  const said = JSON.stringify(name);
  // YAML allows no longer ones on one line.
  const key = name.slice(0, 500);
  const object = (apiVersion: string, kind: string, spec: object) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${said}\n  namespace: ${said}\n  labels:\n    ${JSON.stringify(key)}: ${said}\nspec: ${JSON.stringify(spec)}\n`;
  const pod = {
    containers: [
      {
        name,
        image: name,
        ports: [{ name, containerPort: 8080, protocol: name }],
        env: [{ name: "URL", value: `http://${name}.svc:80` }],
        [key]: name,
      },
    ],
  };
  return [
    object("v1", "Service", {
      type: name,
      selector: { app: `${name}x`, [key]: name },
      ports: [{ name, port: 80, targetPort: name, protocol: "TCP" }],
    }),
    object("v1", "Service", { selector: { app: name }, ports: [{ port: 80, targetPort: `${name}y` }] }),
    object("apps/v1", "Deployment", {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: pod },
    }),
    object("networking.k8s.io/v1", "Ingress", {
      ingressClassName: name,
      rules: [
        {
          host: name,
          http: {
            paths: [
              {
                path: `/${name}`,
                pathType: "Prefix",
                backend: { service: { name: `${name}z`, port: { name } } },
              },
            ],
          },
        },
      ],
    }),
  ].join("---\n");
}

function analysisOf(text: string): Analysis {
  const analysis = createAnalysis();
  analysis.setFieldBook(book);
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, [FILE]);
  analysis.setText(FILE, text);
  return analysis;
}

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

/** What is seen as nothing, or changes how the rest is seen: line breaks are the printers' own. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const LONGEST = 3_000;

function assertPlain(text: string, what: string, lines: "one line" | "lines"): void {
  const shown = lines === "lines" ? text.replaceAll("\n", "") : text;
  const found = UNSEEN.exec(shown);
  assert.equal(
    found,
    null,
    `${what} holds U+${found?.[0].charCodeAt(0).toString(16)}: ${JSON.stringify(text)}`,
  );
  if (lines === "one line") assert.ok(text.length < LONGEST, `${what} is ${text.length} characters long`);
}

for (const [what, name] of Object.entries(NAMES)) {
  const text = manifests(name);
  test(`${what} in a diagnostic, a lens, an action's title`, () => {
    const analysis = analysisOf(text);
    const { shown } = analysis.diagnostics(FILE);
    assert.ok(shown.length > 0, "something is said");
    for (const { code, message, related, fixes } of shown) {
      assertPlain(message, `the message of ${code}`, "one line");
      for (const each of related) assertPlain(each.message, `what ${code} is related to`, "one line");
      for (const { title } of fixes) assertPlain(title, `a fix of ${code}`, "one line");
    }
    for (const { title, plainTitle } of analysis.lenses(FILE))
      for (const each of [title, plainTitle ?? ""]) assertPlain(each, "a lens", "one line");
    for (const { title } of analysis.codeActions(FILE, WHOLE)) assertPlain(title, "an action", "one line");
    assert.deepEqual(analysis.failures(FILE), []);
  });

  test(`${what} on a card and on the sheet of names`, () => {
    const analysis = analysisOf(text);
    let cards = 0;
    for (const [line, content] of text.split("\n").entries()) {
      for (let character = 0; character < Math.min(content.length, 1_500); character += 9) {
        const card = analysis.hover(FILE, { line, character });
        if (card) assertHarmlessMarkdown(card.markdown);
        if (card) cards += 1;
      }
      const sheet = analysis.names(FILE, { line, character: 0 });
      if (sheet) assertPlain(sheet.text, "the sheet", "lines");
      if (sheet) assertPlain(sheet.title, "the sheet's title", "one line");
    }
    assert.ok(cards > 0);
  });
}

for (const [what, name] of Object.entries(NAMES)) {
  test(`${what} in a description`, () => {
    const analysis = analysisOf(manifests(name));
    const objects = analysis.objects((kind) => kind === "Service" || kind === "Deployment");
    const world = { shown: (path: string) => path };
    let described = 0;
    for (const { resource, unit } of objects) {
      const found = analysis.describe({ resource, unit });
      if (!found) continue;
      described += 1;
      const text = descriptionText(found, world, { width: 80, hasColors: false });
      assertObeysNobody(text, "the description");
      const json = descriptionJson(found, world);
      assertObeysNobody(json, "the description as JSON");
      const yaml = descriptionYaml(found, world);
      assertObeysNobody(yaml, "the description as YAML");
      assert.deepEqual(parse(yaml), JSON.parse(json));
      for (const { line } of found.ways) assert.match(line, /^[\x20-\x7e…]*$/);
    }
    assert.equal(described, objects.length);
  });
}

/** Outside of code nothing is left that Markdown or HTML would act upon, but for our own links. */
function assertHarmlessMarkdown(markdown: string): void {
  assertPlain(markdown, "a card", "lines");
  const prose = markdown.replaceAll(/(?<![`\\])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
  assert.doesNotMatch(prose, /<|(?<!\\)!\[/, markdown);
  for (const [, address = ""] of prose.matchAll(/(?<!\\)\]\(([^)]*)\)/g))
    assert.match(address, /^https:\/\/(kubernetes\.io|gateway-api\.sigs\.k8s\.io|[a-z.]+)\//, markdown);
  assert.doesNotMatch(prose, /\]\(command:/, markdown);
  assert.doesNotMatch(prose, /(?<!\\):\/\/evil\.example/, markdown);
}

/** Bytes that a terminal, a log or a reader of lines would obey. */
function assertObeysNobody(text: string, what: string): void {
  const found = OBEYED.exec(text.replaceAll("\n", ""));
  assert.equal(found, null, `${what} holds U+${found?.[0].charCodeAt(0).toString(16)}`);
}

const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

for (const [what, name] of Object.entries(NAMES)) {
  test(`${what} on the command line`, async (t) => {
    // A file is called as badly as the file system allows.
    const path = `${name.replaceAll(/[/\0]|[\uD800-\uDFFF]/g, "_").slice(0, 40)}.yaml`;
    const cwd = await makeFolder(t, { [path]: manifests(name) });
    const run = (...argv: readonly string[]) => portolan(argv, { cwd });
    const github = await run("check", "--output", "github", "--severity", "hint");
    assert.equal(github.err, "");
    assertObeysNobody(github.out, "github");
    for (const line of github.out.trimEnd().split("\n"))
      assert.match(line, /^::(error|warning|notice) file=[^:]*,title=PTL\d+ [a-z-]+::/);
    for (const format of ["text", "json", "sarif", "junit"]) {
      const { out, err } = await run("check", "--output", format, "--severity", "hint");
      assertObeysNobody(out + err, format);
      if (format === "json" || format === "sarif") JSON.parse(out);
      if (format === "junit")
        assert.doesNotMatch(out, /<(?!\/?(testsuites?|testcase|failure|skipped)[ >]|\?xml )/);
    }
    for (const format of ["svg", "mermaid", "dot", "json"]) {
      const { out, err, code } = await run("map", "--output", format);
      assert.equal(code, 0, err);
      assertObeysNobody(out + err, `map as ${format}`);
      if (format !== "dot" && format !== "json") assert.doesNotMatch(out, /<(img|script|b)\b/i);
    }
    const empty = await makeFolder(t, { "a.yaml": manifests("other") });
    const { out, err } = await run("map", "--diff", empty, cwd);
    assertObeysNobody(out + err, "map --diff");
  });
}
