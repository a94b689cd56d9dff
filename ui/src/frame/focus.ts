// Where focus goes when a screen comes, and from region to region.

import type { Block, Screen } from "../bridge/bindings";

/** What takes focus now that `after` is shown in place of `before`; nothing most of the time. */
export function target(before: Screen | undefined, after: Screen): string | undefined {
  if (before?.page !== after.page) return "page-heading";
  if (after.problem && !sameProblem(before, after)) return "problem-title";
  if (before.attempt !== after.attempt) return after.summary ? "summary" : firstWrong(after);
  return undefined;
}

function sameProblem(before: Screen, after: Screen): boolean {
  return before.problem !== null && before.problem.copy_block === after.problem?.copy_block;
}

/** The anchor of the first block with an error. */
export function firstWrong(screen: Screen): string | undefined {
  return screen.blocks.map(wrongAnchor).find((anchor) => anchor !== undefined);
}

function wrongAnchor(block: Block): string | undefined {
  const value: unknown = block.value;
  if (typeof value !== "object" || value === null || !("anchor" in value) || !("status" in value)) return undefined;
  const status = value.status as { tone: string } | null;
  return status?.tone === "error" ? String(value.anchor) : undefined;
}

/** Gives focus, and shows the whole of an explained error with its buttons where there is room for it. */
export function takeFocus(id: string): void {
  document.getElementById(id)?.focus();
  focusedProblem()?.scrollIntoView?.({ block: "nearest" });
}

/** What has focus stays in view once the window or its text has another size, unless the person has scrolled away from it. */
export function keepFocusInView(): void {
  const kept = focusedProblem() ?? document.activeElement;
  const { top, bottom } = kept?.getBoundingClientRect() ?? { top: 0, bottom: -1 };
  if (kept !== document.body && top <= innerHeight && bottom >= 0) kept?.scrollIntoView?.({ block: "nearest" });
}

function focusedProblem(): Element | null | undefined {
  return document.activeElement?.closest("[data-problem]");
}

/** The next or previous region of the page takes focus: header, banner, rail, content, footer. */
export function nextRegion(backwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  const next = here < 0 && backwards ? regions.length - 1 : (here + step + regions.length) % regions.length;
  regions[next]?.focus();
}
