// A reporter for node:test that says nothing but, at the end, how many passed and failed.

/** @typedef {{ file?: string, counts: { tests: number, passed: number } }} Summary */

/** @param {AsyncIterable<{ type: string, data: Summary }>} events */
export default async function* counts(events) {
  for await (const { type, data } of events) {
    if (type !== "test:summary" || data.file !== undefined) continue;
    yield JSON.stringify({ passed: data.counts.passed, failed: data.counts.tests - data.counts.passed });
  }
}
