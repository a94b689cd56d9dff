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
  focused()?.scrollIntoView?.({ block: "nearest" });
}

/** Whether what has focus was in view when it got focus or when something was scrolled last. */
let inView = true;

/** It got focus, which brings it into view. */
export function focusMoved(): void {
  inView = true;
}

/** The page was scrolled, by the person or by ourselves. */
export function scrolled(): void {
  const { top, bottom } = focused()?.getBoundingClientRect() ?? { top: 0, bottom: -1 };
  inView = top <= innerHeight && bottom >= 0;
}

/** What has focus stays in view once the window or its text has another size, unless the person has scrolled away from it. */
export function keepFocusInView(): void {
  if (inView) focused()?.scrollIntoView?.({ block: "nearest" });
}

/** What has focus: the whole of an explained error, a field, a button. */
function focused(): Element | undefined {
  const element = document.activeElement;
  if (element === null || element === document.body) return undefined;
  return element.closest("[data-problem]") ?? element;
}

/** The next or previous region of the page takes focus: header, banner, rail, content, footer. */
export function nextRegion(backwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  const next = here < 0 && backwards ? regions.length - 1 : (here + step + regions.length) % regions.length;
  regions[next]?.focus();
}
