/**
 * Random YAML as people write it: block and flow style, comments, quotes, CRLF, anchors and aliases, sequences indented or
 * not. Printed by rules of its own, so that it can put what Portolan prints to the test.
 */
import fc from "fast-check";

type Layout = { readonly above: string; readonly behind: string; readonly anchor: boolean };

type Piece =
  | { readonly kind: "scalar"; readonly text: string; readonly layout: Layout }
  | { readonly kind: "alias"; readonly text: string; readonly layout: Layout }
  | { readonly kind: "block"; readonly lines: readonly string[]; readonly layout: Layout }
  | { readonly kind: "map"; readonly flow: boolean; readonly pairs: readonly Pair[]; readonly layout: Layout }
  | {
      readonly kind: "seq";
      readonly flow: boolean;
      readonly items: readonly Piece[];
      readonly layout: Layout;
    };

type Pair = readonly [string, Piece];

interface Style {
  readonly step: number;
  readonly sequenceIndent: number;
  readonly gap: number;
}

const layout: fc.Arbitrary<Layout> = fc.record({
  above: fc.constantFrom("", "", "", "# above", "# a: b", "#", '# it\'s "quoted"'),
  behind: fc.constantFrom("", "", "", " # behind", "  # [x] {y}", " #- 80"),
  anchor: fc.nat(7).map((n) => n === 0),
});

const scalarText = fc.constantFrom(
  ...["web", "80", "8080", "true", "web-1", "1.2.3", "http", "a b c", "x:y", "~", "null", "0777", "shop.svc"],
  ...['"web"', '"80"', "'yes'", "'it''s'", '"a # b"', '""', '"tab\\tbed"', "'{x}'"],
);

const keys = fc.constantFrom(
  ...["app", "tier", "name", "port", "ports", "selector", "spec", "app.kubernetes.io/name", "x-y"],
  ...['"on"', "'quoted key'", '"8080"'],
);

const scalar: fc.Arbitrary<Piece> = fc.record({
  kind: fc.constant("scalar" as const),
  text: scalarText,
  layout,
});

const leaf: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("alias" as const), text: scalarText, layout }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("block" as const),
      lines: fc.array(fc.constantFrom("echo hi", "# not a comment", "key: value"), {
        minLength: 1,
        maxLength: 3,
      }),
      layout,
    }),
  },
);

const { tree } = fc.letrec<{ tree: Piece }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    mapOf(tie("tree")),
    fc.record({
      kind: fc.constant("seq" as const),
      flow: fc.nat(3).map((n) => n === 0),
      items: fc.array(tie("tree"), { minLength: 0, maxLength: 4 }),
      layout,
    }),
  ),
}));

function mapOf(value: fc.Arbitrary<Piece>): fc.Arbitrary<Piece> {
  return fc.record({
    kind: fc.constant("map" as const),
    flow: fc.nat(3).map((n) => n === 0),
    pairs: fc.uniqueArray(fc.tuple(keys, value), { maxLength: 5, selector: ([key]) => key }),
    layout,
  });
}

/** One document, beginning with a mapping of at least two keys. */
export const manifestText: fc.Arbitrary<string> = fc
  .record({
    root: mapOf(tree),
    style: fc.record({
      step: fc.constantFrom(2, 2, 4),
      sequenceIndent: fc.constantFrom(0, 2),
      gap: fc.constantFrom(1, 1, 3),
    }),
    lineEnd: fc.constantFrom("\n", "\n", "\r\n"),
    head: fc.constantFrom("", "---\n", "# licence\n---\n"),
    finalBreak: fc.boolean(),
  })
  .map(({ root, style, lineEnd, head, finalBreak }) => {
    const first: Pair[] = [
      [
        "apiVersion",
        { kind: "scalar", text: "v1", layout: { above: "", behind: " # first", anchor: false } },
      ],
      ["kind", { kind: "scalar", text: "Service", layout: { above: "# what", behind: "", anchor: false } }],
    ];
    const pairs = root.kind === "map" ? [...first, ...root.pairs] : first;
    const lines = printPairs(pairs, style, { made: [] });
    const text = head + lines.join("\n") + (finalBreak ? "\n" : "");
    return text.replaceAll("\n", lineEnd);
  });

interface Anchors {
  readonly made: string[];
}

function printPairs(pairs: readonly Pair[], style: Style, anchors: Anchors): readonly string[] {
  return pairs.flatMap(([key, value]) => {
    const head = `${key}:`;
    const indent = value.kind === "seq" ? style.sequenceIndent : style.step;
    return [...above(value), ...printAfter(head, value, indent, style, anchors)];
  });
}

function above(piece: Piece): readonly string[] {
  return piece.layout.above === "" ? [] : [piece.layout.above];
}

/** The lines of a value behind `key:`. */
function printAfter(
  head: string,
  value: Piece,
  indent: number,
  style: Style,
  anchors: Anchors,
): readonly string[] {
  const { behind } = value.layout;
  if (isSpread(value)) return spread(head, value, anchors);
  if (isInline(value)) return [`${head} ${inline(value, anchors)}${behind}`];
  if (value.kind === "block")
    return [`${head} |${behind}`, ...value.lines.map((line) => " ".repeat(style.step) + line)];
  const lines =
    value.kind === "map" ? printPairs(value.pairs, style, anchors) : printItems(value, style, anchors);
  return [head + behind, ...lines.map((line) => " ".repeat(indent) + line)];
}

function printItems(value: Piece, style: Style, anchors: Anchors): readonly string[] {
  if (value.kind !== "seq") return [];
  return value.items.flatMap((item) => {
    const dash = `-${" ".repeat(style.gap)}`;
    if (isInline(item)) return [...above(item), `${dash}${inline(item, anchors)}${item.layout.behind}`];
    if (item.kind === "block") return [`- |${item.layout.behind}`, ...item.lines.map((line) => `  ${line}`)];
    const lines =
      item.kind === "map" ? printPairs(item.pairs, style, anchors) : printItems(item, style, anchors);
    return [...above(item), ...hung(lines, dash)];
  });
}

/** Lines behind a dash. A comment cannot open them there, so such an item begins on the next line. */
function hung(lines: readonly string[], dash: string): readonly string[] {
  const [first = "", ...rest] = lines;
  const deeper = (line: string) => " ".repeat(dash.length) + line;
  if (first.startsWith("#")) return ["-", ...lines.map(deeper)];
  return [dash + first, ...rest.map(deeper)];
}

/** Flow style with a line for each entry. */
function isSpread(piece: Piece): boolean {
  if (piece.kind !== "map" && piece.kind !== "seq") return false;
  return piece.flow && piece.layout.above !== "" && inner(piece).length > 0;
}

function inner(piece: Piece): readonly Pair[] {
  if (piece.kind === "map") return piece.pairs;
  return piece.kind === "seq" ? piece.items.map((item) => ["", item]) : [];
}

function spread(head: string, piece: Piece, anchors: Anchors): readonly string[] {
  const [open, close] = piece.kind === "map" ? ["{", "}"] : ["[", "]"];
  const entries = inner(piece);
  const lines = entries.flatMap(([key, value], index) => {
    const comma = index < entries.length - 1 || piece.layout.anchor ? "," : "";
    const text =
      (piece.kind === "map" ? `${key}: ` : "") + inline(value, anchors) + comma + value.layout.behind;
    return [...above(value), text].map((line) => `    ${line}`);
  });
  return [`${head} ${open}${piece.layout.behind}`, ...lines, `  ${close}`];
}

function isInline(piece: Piece): boolean {
  if (piece.kind === "scalar" || piece.kind === "alias") return true;
  if (piece.kind === "block") return false;
  const size = piece.kind === "map" ? piece.pairs.length : piece.items.length;
  return piece.flow || size === 0;
}

function inline(piece: Piece, anchors: Anchors): string {
  switch (piece.kind) {
    case "scalar":
      return piece.layout.anchor ? `&${anchor(anchors)} ${piece.text}` : piece.text;
    case "alias":
      // An alias is written where there is something to name, a scalar otherwise.
      return anchors.made.length > 0 ? `*${anchors.made.at(-1)}` : piece.text;
    case "block":
      return '"block"';
    case "map":
      return piece.pairs.length === 0
        ? "{}"
        : `{ ${piece.pairs.map(([key, value]) => `${key}: ${inline(value, anchors)} `).join(", ")}}`;
    case "seq":
      return `[${piece.items.map((item) => `${inline(item, anchors)} `).join(", ")}]`;
  }
}

function anchor(anchors: Anchors): string {
  const name = `a${anchors.made.length}`;
  anchors.made.push(name);
  return name;
}
