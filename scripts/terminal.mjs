// What the scripts say: one line when a step begins, signs of life while it lasts, one line when it ends.

/** A failure that the person at the keyboard can do something about; printed without a stack. */
export class PlainError extends Error {}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {number} since */
export function elapsed(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Runs a long step, telling every 15 seconds that it is still at work.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const begun = Date.now();
  say(`${label} …`);
  const sign = setInterval(() => say(`  … ${label}, ${Math.round((Date.now() - begun) / 1000)} s`), 15_000);
  try {
    const result = await work();
    say(`  done in ${elapsed(begun)}`);
    return result;
  } finally {
    clearInterval(sign);
  }
}

/**
 * The way every script ends: a plain sentence for what the person can mend, the stack for what they cannot.
 * @param {() => Promise<number>} main its result is the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    const text = error instanceof PlainError ? error.message : error instanceof Error ? error.stack : error;
    process.stderr.write(`\nPortolan: ${text}\n`);
    process.exitCode = 1;
  }
}
