/** Who may import whom: the house stands as long as this holds. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import test from "node:test";

const source = resolve(import.meta.dirname, "../../server/src");

interface Law {
  /** Folder (or file) below server/src. */
  readonly module: string;
  /** Folders, files and packages it may import from, besides itself. `type:` allows `import type` only. */
  readonly may: readonly string[];
}

const laws: readonly Law[] = [
  { module: "core/text", may: [] },
  { module: "core/query", may: [] },
  { module: "core/value", may: ["fastest-levenshtein"] },
  { module: "core/syntax", may: ["core/text", "core/query", "core/value", "yaml"] },
  { module: "core/chart", may: [] },
  { module: "core/resources", may: ["core/query", "core/value"] },
  {
    module: "core/units",
    may: ["core/query", "core/value", "core/resources", "core/config", "picomatch", "@noble/hashes", "re2js"],
  },
  {
    module: "core/config",
    may: ["core/query", "core/value", "core/units", "ipaddr.js", "picomatch", "fastest-levenshtein"],
  },
  {
    module: "core/apiserver",
    may: ["core/query", "core/value", "core/resources", "ipaddr.js", "fastest-levenshtein"],
  },
  {
    module: "core/network",
    may: [
      "core/query",
      "core/value",
      "core/resources",
      "core/units",
      "core/apiserver",
      "fastest-levenshtein",
      "ipaddr.js",
      "@noble/hashes",
    ],
  },
  {
    module: "core/rules",
    may: ["core/network", "core/value", "core/resources", "type:core/units", "type:core/apiserver"],
  },
  {
    module: "core/documents",
    may: [
      "core/query",
      "core/value",
      "core/text",
      "core/syntax",
      "core/resources",
      "core/config",
      "type:core/answers.ts",
    ],
  },
  {
    module: "core/features",
    may: [
      ...[
        "core/query",
        "core/value",
        "core/text",
        "core/syntax",
        "core/documents",
        "core/resources",
        "core/units",
      ],
      ...["core/apiserver", "core/config", "core/network", "core/rules", "core/chart"],
      "type:core/answers.ts",
      "type:core/descriptions.ts",
    ],
  },
  {
    module: "host",
    may: ["core/analysis.ts", "core/answers.ts", "core/value", "type:core/text", "node:", "*"],
  },
  {
    module: "lsp",
    may: ["core/analysis.ts", "core/answers.ts", "type:core/chart", "type:core/text", "host", "node:", "*"],
  },
  {
    module: "cli",
    may: ["core/analysis.ts", "core/answers.ts", "core/chart", "type:core/text", "host", "node:", "*"],
  },
  { module: "../../client/webview", may: ["core/chart", "lit-html"] },
  {
    module: "../../client/src",
    may: [
      ...["type:lsp/messages.ts", "type:core/chart", "../../client/webview/messages.ts"],
      ...["vscode", "vscode-languageclient", "node:"],
    ],
  },
];

interface Import {
  readonly from: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): readonly Import[] {
  const statements = readFileSync(file, "utf8").matchAll(
    /^(?:import|export)\s+(type\s+)?[^;'"]*?from\s+"([^"]+)"|^import\s+"([^"]+)"/gm,
  );
  return [...statements].map(([, type, from, bare]) => {
    const target = from ?? bare ?? "";
    const inside = target.startsWith(".") ? relative(source, resolve(dirname(file), target)) : target;
    return {
      from: relative(source, file),
      target: inside.replaceAll("\\", "/"),
      typeOnly: type !== undefined,
    };
  });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(source, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(source, folder, name));
}

function isAllowed({ target, typeOnly }: Import, { module, may }: Law): boolean {
  const within = (place: string) =>
    target === place || target.startsWith(`${place}/`) || (place.endsWith(":") && target.startsWith(place));
  const isPackage = !/^(core|host|lsp|cli|main)\b/.test(target) && !target.startsWith("node:");
  return [module, ...may].some((place) => {
    if (place === "*") return isPackage;
    return place.startsWith("type:") ? typeOnly && within(place.slice(5)) : within(place);
  });
}

for (const law of laws) {
  test(`${law.module} imports only what it may`, () => {
    const broken = filesIn(law.module)
      .flatMap(importsOf)
      .filter((each) => !isAllowed(each, law));
    assert.deepEqual(
      broken.map(({ from, target }) => `${from} → ${target}`),
      [],
    );
  });
}

test("only core/syntax knows the YAML library", () => {
  const users = filesIn("core")
    .flatMap(importsOf)
    .filter(({ target, from }) => target === "yaml" && !from.startsWith("core/syntax"));
  assert.deepEqual(users, []);
});
