import { GLYPHS } from "../glyphs.ts";
import { CARD, LABEL, PILL } from "../metrics.ts";
import type { SceneCard, SceneRow } from "../scene.ts";
import { cardClass, toneOf } from "./classes.ts";
import { circle, group, line, path, type Shape, title } from "./shape.ts";
import { wordsOf } from "./words.ts";

const BADGE = 8;
const HANDLE = 2.5;
/** The cloud is the 16 px glyph, larger; from its left to its right edge, and where its edges begin in the glyph. */
const CLOUD = { scale: 5, width: 68.9, left: 7.3, top: 14 } as const;

/** A card with its rows, handles and the count of its problems. Its first child is a title that holds all its words. */
export function drawCard(card: SceneCard): Shape {
  return {
    tag: "g",
    attributes: { class: cardClass(card.shape, card.glyph, card.state), "data-id": card.id },
    children: [title(wordsOf(card)), ...body(card), ...handles(card), ...badge(card)],
  };
}

function body(card: SceneCard): readonly Shape[] {
  if (card.shape === "cloud") return cloud(card);
  if (card.shape === "pill") return pill(card);
  return [
    box(card, 6),
    ...bar(card),
    path("glyph", GLYPHS[card.glyph], `translate(${card.x + CARD.pad} ${card.y + 14})`),
    line("title", card.title),
    line("subtitle", card.subtitle),
    ...card.rows.flatMap((row) => drawRow(card, row)),
  ];
}

function box({ x, y, width, height }: SceneCard, radius: number): Shape {
  return { tag: "rect", attributes: { class: "box", x, y, width, height, rx: radius } };
}

/** The thin coloured edge; a ghost has none. */
function bar({ x, y, height, state }: SceneCard): readonly Shape[] {
  if (state !== "present") return [];
  const attributes = { class: "bar", x, y: y + 8, width: CARD.bar, height: height - 16, rx: 1.5 };
  return [{ tag: "rect", attributes }];
}

function pill(card: SceneCard): readonly Shape[] {
  const readiness = card.readiness ?? "unknown";
  const middle = card.y + PILL.dock;
  return [
    box(card, PILL.height / 2),
    circle(`readiness is-${readiness}`, card.x + PILL.pad + 2, middle, 3.5),
    line("title", card.title),
    line("subtitle", card.subtitle),
  ];
}

function cloud(card: SceneCard): readonly Shape[] {
  const left = card.x + (card.width - CLOUD.width) / 2;
  const right = left + CLOUD.width;
  const stem = `M${right} ${card.dock.y}H${card.x + card.width}`;
  return [
    ...(card.dock.right ? [path("stem", stem)] : []),
    path(
      "cloud",
      GLYPHS.internet,
      `translate(${left - CLOUD.left} ${card.y - CLOUD.top}) scale(${CLOUD.scale})`,
    ),
    line("title", card.title),
  ];
}

function drawRow(card: SceneCard, row: SceneRow): readonly Shape[] {
  const tone = toneOf(row.problems);
  const rule = path("rule", `M${card.x + CARD.bar} ${row.y}H${card.x + card.width}`);
  const mark: readonly Shape[] = tone
    ? [circle(`dot is-${tone}`, card.x + card.width - LABEL.mark, row.y + row.height / 2, 3)]
    : [];
  return [rule, line("row", row.text), ...mark];
}

function handles(card: SceneCard): readonly Shape[] {
  const right = card.x + card.width;
  const docks = [
    { ...card.dock, at: card.dock.y },
    ...card.rows.map((row) => ({ ...row, at: row.y + row.height / 2 })),
  ];
  if (card.shape === "cloud") return [];
  return docks.flatMap(({ at, left: onLeft, right: onRight }) => [
    ...(onLeft ? [circle("handle", card.x, at, HANDLE)] : []),
    ...(onRight ? [circle("handle", right, at, HANDLE)] : []),
  ]);
}

/** A disc for errors, a diamond for warnings, a ring for the rest: the shape says it without colour. */
function badge(card: SceneCard): readonly Shape[] {
  const tone = toneOf(card.problems);
  if (tone === undefined) return [];
  const { errors, warnings, informations } = card.problems;
  const count = tone === "error" ? errors : tone === "warning" ? warnings : informations;
  const x = card.x + card.width - 4;
  const y = card.y + 2;
  const text = count > 99 ? "99" : String(count);
  const drawn: Shape = {
    tag: "text",
    attributes: { class: "count", x, y: y + 3.5, "text-anchor": "middle" },
    text,
  };
  return [group(`badge is-${tone}`, [badgeShape(tone, x, y), drawn])];
}

export function badgeShape(tone: "error" | "warning" | "information", x: number, y: number): Shape {
  if (tone === "error") return circle("badge-box", x, y, BADGE);
  if (tone === "information") return circle("badge-box", x, y, BADGE - 0.5);
  const reach = BADGE + 2;
  return path("badge-box", `M${x} ${y - reach}L${x + reach} ${y}L${x} ${y + reach}L${x - reach} ${y}Z`);
}
