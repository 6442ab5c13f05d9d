/** The cards, each drawn about the origin and moved to its place: a card that only moves is not drawn again, and glides. */
import type { Line, SceneCard } from "../../../server/src/core/chart/scene.ts";

export function aboutOrigin(card: SceneCard): SceneCard {
  const { x, y } = card;
  const moved = (line: Line): Line => ({ ...line, x: line.x - x, y: line.y - y });
  return {
    ...card,
    x: 0,
    y: 0,
    title: moved(card.title),
    subtitle: moved(card.subtitle),
    rows: card.rows.map((row) => ({ ...row, y: row.y - y, text: moved(row.text) })),
    dock: { ...card.dock, y: card.dock.y - y },
  };
}
