const RESTARTS = 5;
const WINDOW_MS = 3 * 60_000;

export interface RestartBudget {
  /** Asks for one more restart at this moment; false when too many were had of late. */
  readonly take: (now: number) => boolean;
}

export function createRestartBudget(): RestartBudget {
  let taken: readonly number[] = [];
  return {
    take: (now) => {
      taken = taken.filter((time) => now - time < WINDOW_MS);
      if (taken.length >= RESTARTS) return false;
      taken = [...taken, now];
      return true;
    },
  };
}
