/** The keyboard: arrows follow the traffic, letters and signs do what the buttons do. */
import type { Scene } from "../../server/src/core/chart/scene.ts";
import type { Actions } from "./actions.ts";

export interface KeyContext {
  readonly actions: Actions;
  readonly scene: Scene | undefined;
  readonly selected: string | undefined;
  readonly mode: "chart" | "table";
  readonly focusSearch: () => void;
  readonly focusBand: (namespace: string) => void;
}

const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" } as const;

/** Whether the key was for the chart. */
export function pressKey(event: KeyboardEvent, context: KeyContext): boolean {
  const { target } = event;
  if (event.defaultPrevented || !(target instanceof Element)) return false;
  if (event.key === "Escape") return escape(target, context);
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return false;
  return pressSign(event.key, context) || pressInChart(event.key, target, context);
}

function isTyping(target: Element): boolean {
  return target.matches("input:not([type=checkbox]), select, textarea");
}

/** Closes what is open, the innermost first: a menu, the search, the side panel; an empty search gives the keyboard back. */
function escape(target: Element, { actions, selected }: KeyContext): boolean {
  const menu = target.closest("details.menu[open]");
  if (menu) {
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
    return true;
  }
  if (target instanceof HTMLInputElement && target.type === "search") {
    if (target.value !== "") {
      // At once: the next key may come before the next frame, and would be added to what stood here.
      target.value = "";
      actions.setQuery("");
      return true;
    }
    target.blur();
  }
  if (selected === undefined) return false;
  actions.select(undefined);
  return true;
}

function pressSign(key: string, { actions, focusSearch, mode }: KeyContext): boolean {
  const signs: Readonly<Record<string, () => void>> = {
    "/": focusSearch,
    t: () => actions.setMode(mode === "table" ? "chart" : "table"),
    ...(mode === "chart"
      ? {
          "+": () => actions.zoomBy(1),
          "=": () => actions.zoomBy(1),
          "-": () => actions.zoomBy(-1),
          "0": () => actions.zoomTo(1),
          f: actions.fit,
        }
      : {}),
  };
  const act = signs[key];
  act?.();
  return act !== undefined;
}

function pressInChart(key: string, target: Element, context: KeyContext): boolean {
  if (context.mode !== "chart") return false;
  const band = target.closest("[data-band]")?.getAttribute("data-band");
  if (band !== null && band !== undefined) return pressOnBand(key, band, context);
  const node = target.closest("[data-node]")?.getAttribute("data-node") ?? undefined;
  const isButton = node === undefined && target.closest("button, summary, label, a, aside") !== null;
  return !isButton && pressOnNode(key, node, context);
}

function pressOnNode(key: string, focused: string | undefined, context: KeyContext): boolean {
  const { actions, scene, selected } = context;
  const at = focused ?? selected;
  if (at !== undefined && key === "Enter") actions.open(at);
  else if (focused !== undefined && key === " ") actions.select(focused);
  else {
    const to = nextNode(key, at, scene);
    if (to === undefined) return key in ARROWS && focused !== undefined;
    actions.goTo(to);
  }
  return true;
}

/** Without a place to go from, every arrow enters the chart. */
function nextNode(key: string, at: string | undefined, scene: Scene | undefined): string | undefined {
  // From outside to the pods, each column from the top.
  const cards = (scene?.cards ?? []).toSorted((a, b) => a.x - b.x || a.y - b.y);
  if (key === "Home") return cards[0]?.id;
  if (key === "End") return cards.at(-1)?.id;
  if (!isArrow(key)) return undefined;
  const card = cards.find(({ id }) => id === at);
  return card ? card.next[ARROWS[key]] : cards[0]?.id;
}

function isArrow(key: string): key is keyof typeof ARROWS {
  return key in ARROWS;
}

function pressOnBand(key: string, namespace: string, { actions, scene, focusBand }: KeyContext): boolean {
  const bands = scene?.bands ?? [];
  const index = bands.findIndex((each) => each.namespace === namespace);
  const folded = bands[index]?.folded === true;
  const isToggle = key === "Enter" || key === " " || key === (folded ? "ArrowRight" : "ArrowLeft");
  if (isToggle) {
    actions.toggleBand(namespace);
    return true;
  }
  const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: bands.length - 1 }[key];
  const band = to === undefined ? undefined : bands[to];
  if (band) focusBand(band.namespace);
  return to !== undefined;
}
