import assert from "node:assert/strict";
import { test } from "node:test";
import { createRestartBudget } from "../../client/src/restartBudget.ts";

const SECOND = 1000;

test("five restarts are granted within three minutes, the sixth is not", () => {
  const budget = createRestartBudget();
  const granted = [0, 1, 2, 3, 4, 5].map((time) => budget.take(time * SECOND));
  assert.deepEqual(granted, [true, true, true, true, true, false]);
});

test("restarts that lie three minutes back count no more", () => {
  const budget = createRestartBudget();
  for (const time of [0, 1, 2, 3, 4]) budget.take(time * SECOND);
  assert.equal(budget.take(179 * SECOND), false);
  assert.equal(budget.take(180 * SECOND), true);
  assert.equal(budget.take(180 * SECOND), false);
});
