/** Objects as kube-apiserver answers to them: tables of manifests, each with what the server says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApiFault } from "../../server/src/core/apiserver/fault.ts";
import { judge, type Verdict } from "../../server/src/core/apiserver/judge.ts";
import { serverText } from "../../server/src/core/apiserver/serverText.ts";
import { versionOf } from "../../server/src/core/apiserver/version.ts";
import { printPath } from "../../server/src/core/value/path.ts";
import { valueIn } from "./reading.ts";

export interface Options {
  readonly version?: string;
  /** Where each fault is shown, where that differs from what the server prints. */
  readonly at?: readonly string[];
}

export function verdictOn(yaml: string, version = "1.36"): Verdict {
  const value = valueIn(yaml);
  assert.ok(value, "the manifest is empty");
  return judge(value, { version: versionOf(version), nodePortRange: { from: 30_000, to: 32_767 } });
}

/** Manifests that the server takes without a word. */
export function takes(what: string, yaml: string, { version = "1.36" }: Options = {}): void {
  test(`${what}: taken`, () => {
    const { faults, warnings } = verdictOn(yaml, version);
    assert.deepEqual([...faults.map(serverText), ...warnings.map(({ message }) => message)], []);
  });
}

/** A manifest that it refuses, with all of its words, in order. */
export function refuses(
  what: string,
  yaml: string,
  words: readonly string[],
  { version = "1.36", at }: Options = {},
): void {
  test(`${what}: refused`, () => {
    const { faults } = verdictOn(yaml, version);
    assert.deepEqual(faults.map(serverText), words);
    const shown = faults.map((fault) => printPath(fault.at.path));
    assert.deepEqual(shown, at ?? faults.map(({ serverPath }) => serverPath));
  });
}

/** A manifest that it takes with warnings. */
export function warns(
  what: string,
  yaml: string,
  words: readonly string[],
  { version = "1.36", at }: Options = {},
): void {
  test(`${what}: warned of`, () => {
    const { faults, warnings } = verdictOn(yaml, version);
    assert.deepEqual(faults.map(serverText), []);
    assert.deepEqual(
      warnings.map(({ message }) => message),
      words,
    );
    if (at)
      assert.deepEqual(
        warnings.map((warning) => printPath(warning.at.path)),
        at,
      );
  });
}

/** The one fault of a manifest. */
export function faultOf(yaml: string): ApiFault {
  const [fault, ...others] = verdictOn(yaml).faults;
  assert.ok(fault && others.length === 0, "not exactly one fault");
  return fault;
}
