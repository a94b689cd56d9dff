import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Draft, PAUSE } from "./draft.svelte";

const sent: [string, number][] = [];
const make = (value: string, version: number) => new Draft(value, version, (...what) => sent.push(what));

beforeEach(() => {
  sent.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test("half a second after the last key the text is sent, once", () => {
  const draft = make("", 3);
  for (const text of ["a", "ab", "abc"]) {
    draft.text = text;
    draft.typed();
    vi.advanceTimersByTime(PAUSE - 1);
  }
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(1);
  draft.flush();
  expect(sent).toEqual([["abc", 3]]);
});

test("a screen of the same version never takes away what is being typed", () => {
  const draft = make("old", 3);
  draft.text = "old and new";
  draft.follow("old", 3);
  expect(draft.text).toBe("old and new");
});

test("a value changed by a paste replaces the draft, and the draft is not sent after it", () => {
  const draft = make("old", 3);
  draft.text = "half typ";
  draft.typed();
  draft.follow("pasted", 4);
  vi.advanceTimersByTime(PAUSE);
  expect([draft.text, sent]).toEqual(["pasted", []]);
  draft.text = "pasted, edited";
  draft.flush();
  expect(sent).toEqual([["pasted, edited", 4]]);
});
