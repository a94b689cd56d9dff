import { expect, test } from "vitest";

import { partFor } from "./listing";

const part = (from: number, rows = 120, matching = 10_000) => ({
  from,
  part: 120,
  matching,
  rows: Array.from({ length: rows }),
});

test("what is in view and a little more is there: nothing is asked for", () => {
  expect(partFor({ first: 0, end: 10 }, part(0))).toBeUndefined();
  expect(partFor({ first: 90, end: 96 }, part(0))).toBeUndefined();
  expect(partFor({ first: 9_990, end: 10_000 }, part(9_880))).toBeUndefined();
});

test("near an edge the part around what is in view is asked for", () => {
  expect(partFor({ first: 95, end: 105 }, part(0))).toBe(40);
  expect(partFor({ first: 45, end: 55 }, part(40))).toBe(0);
  expect(partFor({ first: 5_000, end: 5_010 }, part(0))).toBe(4_945);
  expect(partFor({ first: 9_990, end: 10_000 }, part(0))).toBe(9_880);
});

test("a list that is there whole asks for nothing", () => {
  expect(partFor({ first: 0, end: 6 }, part(0, 6, 6))).toBeUndefined();
});

test("scrolling through all of it always shows rows, and asks seldom", () => {
  let there = part(0);
  let asked = 0;
  for (let first = 0; first <= 9_990; first += 3) {
    const from = partFor({ first, end: first + 10 }, there);
    if (from !== undefined) {
      asked += 1;
      there = part(from, Math.min(120, 10_000 - from));
    }
    expect(there.from).toBeLessThanOrEqual(first);
    expect(there.from + there.rows.length).toBeGreaterThanOrEqual(first + 10);
  }
  expect(asked).toBeLessThan(400);
});
