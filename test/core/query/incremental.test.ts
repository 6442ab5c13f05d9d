/**
 * Law: whatever is set, asked, removed, swept or forgotten in whatever order, an answer is the one that a new database
 * gives for the same inputs.
 */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { createDatabase, type Database } from "../../../server/src/core/query/database.ts";
import { input, type Query, query, type Reader } from "../../../server/src/core/query/query.ts";

const INPUTS = 5;
const QUERIES = 8;

const number = input<number>("number", 0);

/** What one query does: read some of the lower ones, perhaps only if the first is odd; fold; fail; swallow failures. */
interface Shape {
  readonly reads: readonly number[];
  readonly onlyIfOdd: readonly number[];
  readonly modulo: number;
  readonly failsAt: number;
  readonly swallows: boolean;
  readonly keep: number | undefined;
  readonly gate: boolean;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  reads: fc.array(fc.nat(), { maxLength: 3 }),
  onlyIfOdd: fc.array(fc.nat(), { maxLength: 2 }),
  modulo: fc.integer({ min: 1, max: 4 }),
  failsAt: fc.integer({ min: 0, max: 12 }),
  swallows: fc.boolean(),
  keep: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
  gate: fc.boolean(),
});

type Step =
  | { readonly do: "set"; readonly key: number; readonly to: number }
  | { readonly do: "remove"; readonly key: number }
  | { readonly do: "ask"; readonly query: number; readonly key: number }
  | { readonly do: "sweep" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("set" as const), key: fc.nat(INPUTS - 1), to: fc.nat(6) }),
  fc.record({ do: fc.constant("remove" as const), key: fc.nat(INPUTS - 1) }),
  fc.record({ do: fc.constant("ask" as const), query: fc.nat(QUERIES - 1), key: fc.nat(2) }),
  fc.record({ do: fc.constant("sweep" as const) }),
);

function build(shapes: readonly Shape[]): readonly Query<number>[] {
  const queries: Query<number>[] = [];
  for (const [index, each] of shapes.entries()) {
    const read = (db: Reader, key: string, choice: number) => {
      const at = choice % (index + INPUTS);
      const lower = queries[at - INPUTS];
      return lower ? db.get(lower, String((Number(key) + choice) % 3)) : db.get(number, String(at));
    };
    const tolerant = (db: Reader, key: string, choice: number) => {
      if (!each.swallows) return read(db, key, choice);
      try {
        return read(db, key, choice);
      } catch {
        return 99;
      }
    };
    const compute = (db: Reader, key: string) => {
      let sum = Number(key);
      for (const choice of each.reads) sum += tolerant(db, key, choice);
      if (sum % 2 === 1) for (const choice of each.onlyIfOdd) sum += tolerant(db, key, choice);
      if (sum === each.failsAt) throw new Error(`failed at ${sum}`);
      return sum % (each.modulo * 4);
    };
    const keep = each.keep === undefined ? {} : { keep: each.keep };
    queries.push(query(`q${index}`, compute, { ...keep, ...(each.gate ? { gate: true } : {}) }));
  }
  return queries;
}

function answer(db: Database, asked: Query<number>, key: number): string {
  try {
    return String(db.get(asked, String(key)));
  } catch (error) {
    return String(error);
  }
}

const shapes = fc.array(shape, { minLength: QUERIES, maxLength: QUERIES });
const steps = fc.array(step, { maxLength: 60 });

test("incremental answers are those from scratch", () => {
  fc.assert(
    fc.property(shapes, steps, (chosen, course) => {
      const queries = build(chosen);
      const db = createDatabase();
      const state = new Map<number, number>();
      for (const each of course) {
        if (each.do === "set") db.set(number, String(each.key), each.to);
        if (each.do === "set") state.set(each.key, each.to);
        if (each.do === "remove") db.remove(number, String(each.key));
        if (each.do === "remove") state.delete(each.key);
        if (each.do === "sweep") db.sweep();
        const asked = each.do === "ask" && queries[each.query];
        if (!asked) continue;
        const fresh = createDatabase();
        for (const [key, value] of state) fresh.set(number, String(key), value);
        assert.equal(answer(db, asked, each.key), answer(fresh, asked, each.key));
      }
    }),
    { numRuns: 2000 },
  );
});

test("asking twice runs nothing, and no query runs twice for one change", () => {
  fc.assert(
    fc.property(shapes, steps, (chosen, course) => {
      const queries = build(chosen.map((each) => ({ ...each, keep: undefined, gate: false })));
      const db = createDatabase();
      for (const each of course) {
        if (each.do === "set") db.set(number, String(each.key), each.to);
        db.resetRuns();
        for (const asked of queries) for (const key of [0, 1, 2]) answer(db, asked, key);
        for (const [name, runs] of db.runs())
          assert.ok(runs <= 3, `${name} ran ${runs} times for three keys`);
        db.resetRuns();
        for (const asked of queries) for (const key of [0, 1, 2]) answer(db, asked, key);
        assert.equal(db.runs().size, 0);
      }
    }),
    { numRuns: 300 },
  );
});
