/** A view of no more than can be told: of a Service with very many ports and pods, the first ports. */
import { valueOf } from "../../value/known.ts";
import type { NamesView } from "../names/view.ts";

/** Ports times endpoints: each is a rule, a record or both. */
const MOST_PAIRS = 4_000;

export interface Bounded {
  readonly view: NamesView;
  /** Ports that are left out. */
  readonly more: number;
}

export function bounded(view: NamesView): Bounded {
  const { normal, slices } = view;
  const endpoints = slices.reduce((sum, each) => sum + each.endpoints.length, 0);
  const room = Math.max(1, Math.floor(MOST_PAIRS / Math.max(1, endpoints)));
  if (normal.ports.length <= room) return { view, more: 0 };
  const ports = normal.ports.slice(0, room);
  const names = new Set(ports.map(({ name }) => valueOf(name)));
  return {
    view: {
      ...view,
      normal: { ...normal, ports },
      slices: slices.map((slice) => ({
        ...slice,
        ports: slice.ports.filter(({ name }) => names.has(valueOf(name))),
      })),
    },
    more: normal.ports.length - room,
  };
}
