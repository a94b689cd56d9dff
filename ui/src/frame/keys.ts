// The keys of the whole window. Each of them presses something that can also be seen.

import type { Action, Button, Screen } from "../bridge/bindings";
import type { Desk } from "../desk.svelte";
import { nextRegion } from "./focus";

/** The steps of zooming, in percent. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400];

/** What a key may need to know and do. */
export interface Window {
  screen: Screen;
  desk: Desk;
  zoom: number;
  share: () => void;
  setZoom: (percent: number) => void;
}

/** Does what the key stands for; gives whether it stood for anything. */
export function pressed(event: KeyboardEvent, window: Window): boolean {
  if (event.key === "F6") return did(() => nextRegion(event.shiftKey));
  if (event.key === "F1") return did(openHelp);
  if (isBack(event))
    return press(window, footerButton(window.screen, "back") ?? footerButton(window.screen, "to-connections"));
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return false;
  if (event.shiftKey) return pressedWithShift(event, window);
  return pressedWithControl(event, window);
}

function isBack(event: KeyboardEvent): boolean {
  return (event.altKey && event.key === "ArrowLeft") || (event.metaKey && event.key === "[");
}

function pressedWithShift(event: KeyboardEvent, window: Window): boolean {
  switch (event.key.toLowerCase()) {
    case "h":
      return did(window.share);
    case "c":
      return has(window.screen, "copy-rows") && did(() => window.desk.say({ kind: "copy-next" }));
    case "d":
      return window.screen.problem !== null && say(window, { kind: "copy-problem-block" });
    case "+":
      return zoom(window, 1);
    default:
      return false;
  }
}

function pressedWithControl(event: KeyboardEvent, window: Window): boolean {
  const { screen } = window;
  if (/^[1-9]$/.test(event.key)) return goTo(window, Number(event.key));
  switch (event.key) {
    case "Enter":
      return press(window, screen.footer.primary ?? screen.problem?.primary ?? scenario(screen));
    case "PageUp":
      return goTo(window, currentStep(screen) - 1);
    case "PageDown":
      return goTo(window, currentStep(screen) + 1);
    case "o":
      return press(window, portalButton(screen));
    case "n":
      return press(window, footerButton(screen, "new-set-up"));
    case "f":
      return did(() => document.querySelector<HTMLElement>("[data-search]")?.focus());
    case "=":
    case "+":
      return zoom(window, 1);
    case "-":
      return zoom(window, -1);
    case "0":
      return did(() => window.setZoom(100));
    // Keys of a browser that mean nothing here.
    case "r":
    case "p":
    case "g":
    case "s":
    case "u":
      return true;
    default:
      return false;
  }
}

/** Opens the help with the step, and goes there. */
function openHelp(): void {
  const help = document.querySelector<HTMLDetailsElement>("[data-help] details");
  if (!help) return;
  help.open = true;
  const summary = help.querySelector<HTMLElement>("summary");
  summary?.focus();
  help.scrollIntoView({ block: "start" });
}

function did(act: () => void): true {
  act();
  return true;
}

function press(window: Window, button: Button | null | undefined): boolean {
  return button ? did(() => window.desk.press(button)) : false;
}

function say(window: Window, action: Action): true {
  return did(() => window.desk.say({ kind: "press", value: action }));
}

function has(screen: Screen, kind: string): boolean {
  return screen.blocks.some((block) => block.kind === kind);
}

function buttons(screen: Screen): Button[] {
  const { primary, secondary } = screen.footer;
  const blocks = screen.blocks.flatMap((block) => (block.kind === "buttons" ? block.value : []));
  return [...(primary ? [primary] : []), ...secondary, ...blocks];
}

function footerButton(screen: Screen, kind: Action["kind"]): Button | undefined {
  return buttons(screen).find((button) => button.action.kind === kind);
}

/** The filled button of the scenarios. */
function scenario(screen: Screen): Button | undefined {
  const cards = screen.blocks.flatMap((block) => (block.kind === "scenarios" ? block.value : []));
  return cards.map((card) => card.start).find((start) => start.tone === "filled");
}

function portalButton(screen: Screen): Button | null | undefined {
  return screen.blocks.map((block) => (block.kind === "portal-card" ? block.value.open : null)).find((open) => open);
}

function currentStep(screen: Screen): number {
  return steps(screen).find((item) => item.current)?.number ?? 0;
}

function goTo(window: Window, number: number): boolean {
  const item = steps(window.screen).find((step) => step.number === number);
  return item ? say(window, { kind: "go-to", value: item.step }) : false;
}

function steps(screen: Screen) {
  return screen.rail?.groups.flatMap((group) => group.items) ?? [];
}

function zoom(window: Window, direction: 1 | -1): true {
  const at = ZOOMS.indexOf(window.zoom);
  const next = ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + direction))];
  return did(() => window.setZoom(next ?? 100));
}
