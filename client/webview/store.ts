/** The one value that changes. Who changes it may say what is to be done on the screen once the change is to be seen. */
import type { Anchor } from "./canvas/anchor.ts";
import type { ChartState } from "./state.ts";

export interface Store {
  readonly get: () => ChartState;
  readonly set: (change: Partial<ChartState>, after?: After) => void;
  /** What is to be done; once. */
  readonly takeAfter: () => After;
}

export interface After {
  /** Stays where it is on the screen. */
  readonly anchor?: Anchor;
  /** A node that is brought into sight. */
  readonly reveal?: string;
  /** A node that the keyboard goes to. */
  readonly focus?: string;
}

export function createStore(first: ChartState, changed: () => void): Store {
  let state = first;
  let pending: After = {};
  return {
    get: () => state,
    set: (change, after = {}) => {
      state = { ...state, ...change };
      pending = { ...pending, ...after };
      changed();
    },
    takeAfter: () => {
      const taken = pending;
      pending = {};
      return taken;
    },
  };
}
