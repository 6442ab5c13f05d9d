/** What the lines and marks mean, for those that the picture holds. */
import { PLANE } from "../metrics.ts";
import type { Scene, SceneEdge } from "../scene.ts";
import { badgeShape } from "./card.ts";
import { toneOf } from "./classes.ts";
import { drawEdge } from "./edge.ts";
import { circle, group, type Shape } from "./shape.ts";

export const LEGEND_HEIGHT = 40;

interface Entry {
  readonly text: string;
  readonly width: number;
  readonly draw: (x: number, y: number) => Shape;
}

const LINE = 32;
const STATES: readonly (readonly [SceneEdge["state"], string, number])[] = [
  ["flows", "traffic flows", 76],
  ["broken", "broken", 44],
  ["unknown", "cannot be known", 100],
  ["meant", "probably meant", 96],
];
const TONES = [
  ["error", "errors", 40],
  ["warning", "warnings", 56],
  ["information", "worth knowing", 88],
] as const;
const READINESS = [
  ["ready", "serves", 44],
  ["none", "nothing serves", 88],
  ["unknown", "may serve", 64],
] as const;

/** In one line at the foot of the picture. */
export function legendOf(scene: Scene): Shape {
  const y = scene.height + LEGEND_HEIGHT / 2 - PLANE.pad / 2;
  let x: number = PLANE.pad;
  const shapes = entriesOf(scene).flatMap(({ text, width, draw }) => {
    const at = x;
    x += LINE + 8 + width + 24;
    const said: Shape = {
      tag: "text",
      attributes: { class: "legend-text", x: at + LINE + 8, y: y + 4 },
      text,
    };
    return [draw(at, y), said];
  });
  return group("legend", shapes);
}

function entriesOf(scene: Scene): readonly Entry[] {
  const states = new Set(scene.edges.map(({ state }) => state));
  const pills = new Set(scene.cards.flatMap(({ shape, readiness }) => (shape === "pill" ? [readiness] : [])));
  const tones = new Set(scene.cards.map(({ problems }) => toneOf(problems)));
  return [
    ...STATES.filter(([state]) => states.has(state)).map(
      ([state, text, width]): Entry => ({ text, width, draw: (x, y) => sample(state, x, y) }),
    ),
    ...READINESS.filter(([readiness]) => pills.has(readiness)).map(
      ([readiness, text, width]): Entry => ({
        text,
        width,
        draw: (x, y) => circle(`readiness is-${readiness}`, x + LINE - 4, y, 3.5),
      }),
    ),
    ...TONES.filter(([tone]) => tones.has(tone)).map(
      ([tone, text, width]): Entry => ({
        text,
        width,
        draw: (x, y) => group(`badge is-${tone}`, [badgeShape(tone, x + LINE - 8, y)]),
      }),
    ),
  ];
}

function sample(state: SceneEdge["state"], x: number, y: number): Shape {
  const marked = state === "broken" || state === "unknown";
  return drawEdge({
    id: state,
    from: "",
    to: "",
    state,
    extent: { x, y, width: LINE, height: 0 },
    path: `M${x} ${y}H${x + LINE}`,
    beyond: undefined,
    mark: marked ? { x: x + LINE / 2, y } : undefined,
    label: undefined,
    reason: undefined,
  });
}
