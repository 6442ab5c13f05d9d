// What a rule's page tells is shipped as docs/rules/*.md, which is what an editor shows; the language server carries only the
// rule itself. This leaves the texts out of its bundle, a blank for each character, so that source maps stay true.
import { readFile } from "node:fs/promises";
import { parse } from "acorn";
import * as esbuild from "esbuild";

const PAGE_FIELDS = new Set(["levels", "why", "remedy", "examples"]);

/** @type {esbuild.Plugin} */
export const leaveOutRulePages = {
  name: "leave-out-rule-pages",
  setup: (build) =>
    build.onLoad({ filter: /[\\/]core[\\/]rules[\\/][a-z-]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { code } = await esbuild.transform(source, {
        loader: "ts",
        sourcefile: path,
        sourcemap: "inline",
      });
      return { contents: blank(code, pageFields(code)), loader: "js" };
    }),
};

/**
 * The spans of the page's fields in `rule({ … })` calls.
 * @param {string} code
 */
function pageFields(code) {
  return parse(code, { ecmaVersion: "latest", sourceType: "module" }).body.flatMap((statement) => {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : undefined;
    if (declaration?.type !== "VariableDeclaration") return [];
    return declaration.declarations.flatMap(({ init }) => (init ? fieldsOf(init) : []));
  });
}

/** @param {import("acorn").Expression} expression */
function fieldsOf(expression) {
  if (expression.type !== "CallExpression" || expression.callee.type !== "Identifier") return [];
  const [definition] = expression.arguments;
  if (expression.callee.name !== "rule" || definition?.type !== "ObjectExpression") return [];
  return definition.properties.flatMap((property) => {
    const isPage =
      property.type === "Property" &&
      property.key.type === "Identifier" &&
      PAGE_FIELDS.has(property.key.name);
    return isPage ? [{ start: property.start, end: property.end }] : [];
  });
}

/**
 * @param {string} code
 * @param {readonly { readonly start: number, readonly end: number }[]} spans
 */
function blank(code, spans) {
  return spans.reduce((text, { start, end }) => {
    const after = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
    const gone = text.slice(start, end + after).replace(/[^\n]/g, " ");
    return text.slice(0, start) + gone + text.slice(end + after);
  }, code);
}
