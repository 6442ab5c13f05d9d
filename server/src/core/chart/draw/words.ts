import type { Problems } from "../graph.ts";
import type { SceneCard } from "../scene.ts";

/** Everything that a card says, one thing a line, also what was cut: `cart`, `Service · ClusterIP`, `http :80 → http`, `1 error`. */
export function wordsOf(card: SceneCard): string {
  const words = [card.title.whole, card.subtitle.whole, ...card.rows.map(({ text }) => text.whole)];
  return [...words, problemWords(card.problems)].filter((word) => word !== "").join("\n");
}

/** `2 errors, 1 warning`; empty when there is none. */
export function problemWords({ errors, warnings, informations }: Problems): string {
  const count = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  return [
    ...count(errors, "error", "errors"),
    ...count(warnings, "warning", "warnings"),
    ...count(informations, "information", "informations"),
  ].join(", ");
}
