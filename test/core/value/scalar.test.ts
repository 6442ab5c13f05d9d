import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isKnown, type Known } from "../../../server/src/core/value/known.ts";
import {
  booleanOf,
  integerOf,
  intOrTextOf,
  mapTextOf,
  textOf,
} from "../../../server/src/core/value/scalar.ts";
import { member, type Value } from "../../../server/src/core/value/value.ts";
import { read, valueIn } from "../../support/reading.ts";

/** The value written behind a key. */
function written(text: string): Value | undefined {
  return member(valueIn(`a: ${text}\n`), "a");
}

const inJson = (text: string) => Object(read(`a: ${text}\n`)).a;

/** The value, "absent", or why it is unknown. */
function said(answer: Known<string | number | boolean> | undefined): string | number | boolean {
  if (answer === undefined) return "absent";
  return isKnown(answer) ? answer.value : `unknown: ${answer.unknown}`;
}

const asMapText = (text: string) => said(mapTextOf(written(text) ?? { type: "mapping", entries: [] }));

// Row by row what kubectl was seen to make of plain scalars.
describe("YAML to JSON, as kubectl reads it", () => {
  it("booleans", () => {
    for (const text of ["yes", "Yes", "YES", "on", "On", "ON", "y", "Y", "true", "True", "TRUE"])
      assert.equal(inJson(text), true, text);
    for (const text of ["no", "No", "NO", "off", "Off", "OFF", "n", "N", "false", "False", "FALSE"])
      assert.equal(inJson(text), false, text);
    assert.equal(asMapText("yes"), "unknown: invalid");
    assert.equal(said(booleanOf(written("yes"))), true);
    assert.equal(said(booleanOf(written('"true"'))), "unknown: invalid");
  });

  it("numbers of every notation", () => {
    const rows: readonly (readonly [string, number])[] = [
      ...([
        ["010", 8],
        ["0120", 80],
        ["0o17", 15],
        ["0x50", 80],
        ["0b101", 5],
        ["0X50", 80],
      ] as const),
      ...([
        ["08", 8],
        ["080", 80],
        ["030080", 30080],
        ["1e3", 1000],
        ["80.0", 80],
        ["8_080", 8080],
      ] as const),
      ...([
        ["+80", 80],
        ["-0x10", -16],
        ["1E3", 1000],
        [".5", 0.5],
        ["1.", 1],
        ["1.20", 1.2],
      ] as const),
    ];
    for (const [text, value] of rows) assert.equal(inJson(text), value, text);
    assert.equal(Object.is(inJson("-0"), -0), true);
    assert.equal(inJson(".inf"), Number.POSITIVE_INFINITY);
    assert.equal(inJson("-.INF"), Number.POSITIVE_INFINITY);
    assert.equal(Number.isNaN(inJson(".nan")), true);
  });

  it("whole numbers of 32 bits in integer fields, nothing else", () => {
    for (const text of ["1e3", "80.0", "8_080", "+80", "0120", "080"])
      assert.equal(typeof said(integerOf(written(text))), "number", text);
    for (const text of ["80.5", "99999999999", '"80"', "true", ".inf", "x", "[80]"])
      assert.equal(said(integerOf(written(text))), "unknown: invalid", text);
  });

  it("numbers in text fields are refused", () => {
    for (const text of ["1.20", ".5", "1.", "-0", "80", "true"]) {
      assert.equal(asMapText(text), "unknown: invalid", text);
      assert.equal(said(textOf(written(text))), "unknown: invalid", text);
    }
  });

  it("text that looks like something else", () => {
    for (const text of [
      "1.2.3",
      "2024-01-02",
      "12:30:45",
      "1e",
      "0x",
      "NaN",
      "inf",
      "_1",
      "0x_",
      "0o8",
      "0b2",
      "yes!",
    ]) {
      assert.equal(inJson(text), text);
      assert.equal(asMapText(text), text);
    }
  });

  it("null", () => {
    for (const text of ["null", "Null", "NULL", "~", ""]) {
      assert.equal(inJson(text), null, text);
      assert.equal(said(integerOf(written(text))), "absent", text);
      assert.equal(said(textOf(written(text))), "absent", text);
      assert.equal(asMapText(text), "", "in a string map the empty string");
    }
  });

  it("keys are text in JSON", () => {
    assert.deepEqual(read("on: 1\n010: 2\n~: 3\n'yes': 4\n1.50: 5\nonwards: 6\n"), {
      true: 1,
      "8": 2,
      "~": 3,
      yes: 4,
      "1.5": 5,
      onwards: 6,
    });
  });

  it("the last of two keys, aliases, merge keys", () => {
    assert.deepEqual(read("a: 1\na: 2\n"), { a: 2 });
    assert.deepEqual(read("a: &x {b: 1, c: 2}\nd: *x\ne:\n  <<: *x\n  c: 3\n"), {
      a: { b: 1, c: 2 },
      d: { b: 1, c: 2 },
      e: { b: 1, c: 3 },
    });
    assert.deepEqual(read("a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n"), {
      a: { b: 1 },
      c: { b: 2, d: 3 },
      e: { b: 1, d: 3 },
    });
  });

  it("tags", () => {
    assert.equal(inJson("!!str 010"), "010");
    assert.equal(inJson("!!binary aGk="), "hi");
    assert.equal(inJson('!!int "80"'), 80);
    assert.equal(inJson("!mine 80"), "80");
  });

  it("quoted digits are a name", () => {
    assert.equal(said(intOrTextOf(written('"8080"'))), "8080");
    assert.equal(said(intOrTextOf(written("8080"))), 8080);
    assert.equal(said(intOrTextOf(written("http"))), "http");
    assert.equal(said(intOrTextOf(written("80.5"))), "unknown: invalid");
  });

  it("null in a list is an empty entry", () => {
    assert.deepEqual(read("ports: [null]\n"), { ports: [null] });
    assert.deepEqual(read("ports:\n-\n- 80\n"), { ports: [null, 80] });
  });
});

describe("placeholders", () => {
  it("are unknown, not text", () => {
    for (const text of ["$" + "{NAME}", "web-$(TAG)", "<your-name>", "$NAME", "%NAME%", "@NAME@"])
      assert.equal(said(textOf(written(`"${text}"`))), "unknown: placeholder", text);
    assert.equal(said(textOf(written("'{{ .Values.name }}'"))), "unknown: template");
    assert.equal(said(integerOf(written("$" + "{PORT}"))), "unknown: placeholder");
  });

  it("are not seen where there are none", () => {
    for (const text of ["a<b", "100%", "a@b.c", "cost$", "<>", "$", "web"])
      assert.equal(said(textOf(written(`"${text}"`))), text);
  });
});
