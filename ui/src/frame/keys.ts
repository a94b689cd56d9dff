// The keys of the whole window. Each of them presses something that can also be seen.

import type { Action, Button, RailItem, Screen } from "../bridge/bindings";
import type { Desk } from "../desk.svelte";
import { line } from "./announce";
import { nextRegion } from "./focus";

/** What a key may need to know and do. */
export interface Window {
  screen: Screen;
  desk: Desk;
  /** Presses the screen-share switch. */
  share: () => void;
  /** Says something to assistive technology. */
  tell: (text: string) => void;
}

/** Does what the key stands for; gives whether the browser is to leave it alone. */
export function pressed(event: KeyboardEvent, window: Window): boolean {
  const asked = window.screen.dialog !== null;
  return always(event, window) || (!asked && onThePage(event, window)) || isTheBrowsers(event);
}

/** Keys that also count while something is asked over the page. */
function always(event: KeyboardEvent, window: Window): boolean {
  if (!isCommand(event)) return false;
  switch (event.key.toLowerCase()) {
    case "h":
      return event.shiftKey && did(window.share);
    case "=":
    case "+":
      return say(window, { kind: "zoom-in" });
    case "-":
    case "_":
      return say(window, { kind: "zoom-out" });
    case "0":
      return say(window, { kind: "zoom-reset" });
    case "q":
    case "w":
      return !event.shiftKey && say(window, { kind: "quit" });
    default:
      return false;
  }
}

function onThePage(event: KeyboardEvent, window: Window): boolean {
  if (event.key === "F6") return did(() => nextRegion(event.shiftKey));
  if (event.key === "F1") return did(openHelp);
  if (event.key === "Escape") return toTheStop();
  if (isBack(event)) return press(window, footerButton(window.screen, "back") ?? footerButton(window.screen, "to-connections"));
  if (!isCommand(event)) return false;
  return event.shiftKey ? withShift(event, window) : withoutShift(event, window);
}

function isCommand(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey;
}

function isBack(event: KeyboardEvent): boolean {
  return (event.altKey && event.key === "ArrowLeft") || (event.metaKey && event.key === "[");
}

/** In a wait, Escape moves to the button that ends it and leaves the pressing to the person. */
function toTheStop(): boolean {
  const stop = document.querySelector<HTMLElement>("footer [data-action=stop]");
  return stop !== null && did(() => stop.focus());
}

function withShift(event: KeyboardEvent, window: Window): boolean {
  switch (event.key.toLowerCase()) {
    case "c":
      return has(window.screen, "copy-rows") && did(() => window.desk.say({ kind: "copy-next" }));
    case "d":
      return (
        window.screen.problem !== null &&
        say(window, { kind: "copy-problem-block" }) &&
        did(() => window.tell(window.desk.words.copied))
      );
    // Where the slash needs the shift key.
    case "/":
      return say(window, { kind: "show-shortcuts" });
    default:
      return false;
  }
}

function withoutShift(event: KeyboardEvent, window: Window): boolean {
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
      return say(window, { kind: "new-set-up" });
    case "f":
      return did(() => document.querySelector<HTMLElement>("[data-search]")?.focus());
    case "p":
      return press(window, footerButton(screen, "save-sheet"));
    case ",":
      return say(window, { kind: "open-settings" });
    case "/":
      return say(window, { kind: "show-shortcuts" });
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

/** Keys by which text is edited and controls are used, with Ctrl or Cmd. */
const EDITING = new Set([
  "a", "c", "v", "x", "y", "z",
  "arrowleft", "arrowright", "arrowup", "arrowdown", "home", "end", "backspace", "delete", "insert", "enter", "tab", " ",
]);

/** Reload, print, find in page, developer tools and their like mean nothing here. While developing they stay. */
function isTheBrowsers(event: KeyboardEvent): boolean {
  if (import.meta.env.DEV && import.meta.env.MODE !== "test") return false;
  if (isCommand(event)) return event.key.length > 0 && !EDITING.has(event.key.toLowerCase()) && !isModifier(event);
  if (event.altKey) return event.key === "ArrowLeft" || event.key === "ArrowRight" || event.key === "Home";
  return /^F([1-35-9]|1[12])$/.test(event.key);
}

function isModifier(event: KeyboardEvent): boolean {
  return ["Control", "Meta", "Shift", "Alt", "AltGraph"].includes(event.key);
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

/** A step that cannot start yet says why not, where it stands. */
function goTo(window: Window, number: number): boolean {
  const item = steps(window.screen).find((step) => step.number === number);
  if (!item) return false;
  if (item.mark === "gated") return did(() => sayWhyNot(window, item));
  return say(window, { kind: "go-to", value: item.step });
}

function sayWhyNot(window: Window, item: RailItem): void {
  const place = document.querySelector<HTMLElement>(`nav [data-step=${item.step}]`);
  if (place?.checkVisibility?.() ?? place !== null) place?.focus();
  else window.tell([item.label, item.reason ? line(item.reason) : ""].filter(Boolean).join(": "));
}

function steps(screen: Screen): RailItem[] {
  return screen.rail?.groups.flatMap((group) => group.items) ?? [];
}
