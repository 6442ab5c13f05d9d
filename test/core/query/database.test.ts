import assert from "node:assert/strict";
import test from "node:test";
import { createDatabase, type Database } from "../../../server/src/core/query/database.ts";
import { bind, declared, input, keyOf, query } from "../../../server/src/core/query/query.ts";

const text = input<string>("text", "");
const length = query<number>("length", (db, key) => db.get(text, key).length);
const isLong = query<boolean>("isLong", (db, key) => db.get(length, key) > 3);
const verdict = query<string>("verdict", (db, key) => (db.get(isLong, key) ? "long" : "short"));

function runsOf(db: Database, work: () => void): Record<string, number> {
  db.resetRuns();
  work();
  return Object.fromEntries(db.runs());
}

test("an answer is remembered", () => {
  const db = createDatabase();
  db.set(text, "a", "word");
  assert.equal(db.get(verdict, "a"), "long");
  assert.deepEqual(
    runsOf(db, () => db.get(verdict, "a")),
    {},
  );
});

test("an input that is set to what it was changes nothing", () => {
  const db = createDatabase();
  db.set(text, "a", "word");
  const { revision } = db;
  db.set(text, "a", "word");
  assert.equal(db.revision, revision);
});

test("an answer that comes out equal leaves its readers asleep", () => {
  const db = createDatabase();
  db.set(text, "a", "word");
  db.get(verdict, "a");
  db.set(text, "a", "term");
  assert.deepEqual(
    runsOf(db, () => db.get(verdict, "a")),
    { length: 1 },
  );
  db.set(text, "a", "longer");
  assert.deepEqual(
    runsOf(db, () => db.get(verdict, "a")),
    { length: 1, isLong: 1 },
  );
});

test("only the key that changed runs again", () => {
  const db = createDatabase();
  const total = query<number>("total", (reader) => reader.get(length, "a") + reader.get(length, "b"));
  db.set(text, "a", "one");
  db.set(text, "b", "two");
  assert.equal(db.get(total, ""), 6);
  db.set(text, "b", "three");
  assert.deepEqual(
    runsOf(db, () => assert.equal(db.get(total, ""), 8)),
    { length: 1, total: 1 },
  );
});

test("what is no longer read no longer wakes", () => {
  const db = createDatabase();
  const chosen = query<string>("chosen", (reader) => reader.get(text, reader.get(text, "which")));
  db.set(text, "which", "a");
  db.set(text, "a", "apple");
  db.set(text, "b", "pear");
  assert.equal(db.get(chosen, ""), "apple");
  db.set(text, "which", "b");
  assert.equal(db.get(chosen, ""), "pear");
  db.set(text, "a", "plum");
  assert.deepEqual(
    runsOf(db, () => db.get(chosen, "")),
    {},
  );
});

test("a query's own equality decides what wakes its readers", () => {
  const db = createDatabase();
  const size = query<number>("size", (reader, key) => reader.get(text, key).length, {
    equal: (a, b) => Math.abs(a - b) < 2,
  });
  const reader = query<number>("reader", (inner, key) => inner.get(size, key));
  db.set(text, "a", "12345");
  assert.equal(db.get(reader, "a"), 5);
  db.set(text, "a", "123456");
  assert.equal(db.get(reader, "a"), 5);
});

test("`keep` drops the least recently used answers, and they are computed again", () => {
  const db = createDatabase();
  const kept = query<string>("kept", (reader, key) => reader.get(text, key).toUpperCase(), { keep: 2 });
  for (const key of ["a", "b", "a", "c"]) db.get(kept, key);
  assert.deepEqual(
    runsOf(db, () => db.get(kept, "a")),
    {},
  );
  assert.deepEqual(
    runsOf(db, () => db.get(kept, "b")),
    { kept: 1 },
  );
});

test("a dropped answer that is computed again does not wake its readers", () => {
  const db = createDatabase();
  const kept = query<string>("kept", (reader, key) => reader.get(text, key).toUpperCase(), { keep: 1 });
  const reader = query<string>("reader", (inner, key) => inner.get(kept, key));
  db.get(reader, "a");
  db.get(reader, "b");
  assert.deepEqual(
    runsOf(db, () => {
      db.get(kept, "a");
      db.get(reader, "a");
    }),
    { kept: 1 },
  );
});

test("the one answer asked for is never dropped, not even with room for none", () => {
  const db = createDatabase();
  const kept = query<string>("kept", (reader, key) => reader.get(text, key), { keep: 0 });
  db.set(text, "a", "here");
  assert.equal(db.get(kept, "a"), "here");
});

test("a cycle throws and names the queries, and is gone once an input opens it", () => {
  const db = createDatabase();
  const open = input<boolean>("open", false);
  const right = declared<number>("right");
  const left = query<number>("left", (reader) => reader.get(right, "") + 1);
  const closed = createDatabase([bind(right, (reader) => (reader.get(open, "") ? 1 : reader.get(left, "")))]);
  assert.throws(() => db.get(left, ""), /right was declared but never bound/);
  assert.throws(() => closed.get(left, ""), /query cycle: left\(\) → right\(\) → left\(\)/);
  assert.throws(() => closed.get(right, ""), /query cycle/);
  closed.set(open, "", true);
  assert.equal(closed.get(left, ""), 2);
  closed.set(open, "", false);
  assert.throws(() => closed.get(right, ""), /query cycle/);
  closed.set(open, "", true);
  assert.equal(closed.get(right, ""), 1);
});

test("a cycle that an error has closed opens from either side", () => {
  const leftOpen = input<boolean>("leftOpen", false);
  const shared = input<number>("shared", 0);
  const other = declared<number>("other");
  const one = query<number>("one", (reader) => {
    reader.get(shared, "");
    return reader.get(leftOpen, "") ? 7 : reader.get(other, "");
  });
  const db = createDatabase([bind(other, (reader) => reader.get(shared, "") + reader.get(one, ""))]);
  assert.throws(() => db.get(one, ""), /query cycle/);
  db.set(shared, "", 1);
  assert.throws(() => db.get(other, ""), /query cycle/);
  db.set(leftOpen, "", true);
  assert.equal(db.get(other, ""), 8);
});

test("an error is an answer: whoever caught it hears when it is over", () => {
  const db = createDatabase();
  const strict = query<number>("strict", (reader, key) => {
    if (reader.get(text, key) === "") throw new Error("nothing there");
    return reader.get(text, key).length;
  });
  const lenient = query<string>("lenient", (reader, key) => {
    try {
      return String(reader.get(strict, key));
    } catch (error) {
      return String(error);
    }
  });
  assert.equal(db.get(lenient, "a"), "Error: nothing there");
  assert.deepEqual(
    runsOf(db, () => db.get(lenient, "a")),
    {},
  );
  db.set(text, "a", "four");
  assert.equal(db.get(lenient, "a"), "4");
  db.set(text, "a", "");
  assert.throws(() => db.get(strict, "a"), /nothing there/);
  assert.equal(db.get(lenient, "a"), "Error: nothing there");
});

test("an input cannot be written while a query runs", () => {
  const db = createDatabase();
  const writer = query<number>("writer", () => {
    db.set(text, "a", "x");
    return 1;
  });
  assert.throws(() => db.get(writer, ""), /text was written while a query ran/);
});

test("a sweep drops what nobody asks for, and what only it kept alive", () => {
  const db = createDatabase();
  db.set(text, "a", "word");
  db.set(text, "b", "word");
  db.get(verdict, "a");
  db.get(verdict, "b");
  db.sweep();
  const before = db.size;
  db.get(verdict, "a");
  db.remove(text, "b");
  db.sweep();
  assert.equal(db.size, before - 4);
  assert.deepEqual(
    runsOf(db, () => db.get(verdict, "a")),
    {},
  );
  assert.equal(db.get(verdict, "b"), "short");
});

test("an input that is set outlives every sweep", () => {
  const db = createDatabase();
  db.set(text, "a", "word");
  db.sweep();
  db.sweep();
  db.sweep();
  assert.equal(db.get(text, "a"), "word");
});

test("many readers of one input are woken", () => {
  const db = createDatabase();
  const copy = query<string>("copy", (reader, key) => reader.get(text, "all") + key);
  const second = query<number>("second", (reader, key) => reader.get(copy, key).length);
  const keys = Array.from({ length: 200_000 }, (_, index) => keyOf("k", String(index)));
  for (const key of keys) db.get(second, key);
  db.set(text, "all", "x");
  assert.equal(db.get(second, keys[0] ?? ""), 4);
});

test("a gate keeps what lies behind it asleep, and wakes it when it changes", () => {
  const text = input<string>("text", "");
  const length = query<number>("length", (db, key) => db.get(text, key).length, { gate: true });
  const even = query<boolean>("even", (db, key) => db.get(length, key) % 2 === 0);
  const db = createDatabase();
  db.set(text, "a", "ab");
  assert.equal(db.get(even, "a"), true);
  db.resetRuns();
  db.set(text, "a", "cd");
  assert.equal(db.get(even, "a"), true);
  assert.deepEqual([...db.runs()], [["length", 1]]);
  db.set(text, "a", "abc");
  assert.equal(db.get(even, "a"), false);
});

test("a fixed query reads without a trace: what it read may change, its answer never does", () => {
  const db = createDatabase();
  const first = query<string>("first", (reader, key) => reader.get(text, key).slice(0, 1), { fixed: true });
  const second = query<string>("second", (reader, key) => reader.get(first, key) + reader.get(text, key));
  db.set(text, "a", "word");
  assert.equal(db.get(second, "a"), "wword");
  db.set(text, "a", "wave");
  assert.deepEqual(
    runsOf(db, () => assert.equal(db.get(second, "a"), "wwave")),
    { second: 1 },
  );
});

test("what a fixed query said leaves nothing behind when it is dropped and nobody holds on to it", () => {
  const db = createDatabase();
  const upper = query<string>("upper", (_, key) => key.toUpperCase(), { fixed: true, keep: 2 });
  const held = query<string>("held", (reader, key) => reader.get(upper, key));
  assert.equal(db.get(held, "a"), "A");
  for (const key of ["b", "c", "d", "e"]) db.get(upper, key);
  assert.equal(db.size, 4, "held(a), upper(a) that it reads, and two that are kept");
  assert.deepEqual(
    runsOf(db, () => assert.equal(db.get(upper, "a"), "A")),
    { upper: 1 },
  );
});

test("a thin query keeps nothing: whoever asks it hears of what it reads", () => {
  const db = createDatabase();
  const look = query<string>("look", (reader, key) => reader.get(text, key).slice(0, 2), { thin: true });
  const twice = query<string>("twice", (reader, key) => reader.get(look, key).repeat(2));
  db.set(text, "a", "word");
  assert.equal(db.get(twice, "a"), "wowo");
  assert.equal(db.get(look, "a"), "wo");
  assert.equal(db.size, 2, "the text, and what reads it");
  db.set(text, "a", "away");
  assert.deepEqual(
    runsOf(db, () => assert.equal(db.get(twice, "a"), "awaw")),
    { twice: 1 },
  );
});
