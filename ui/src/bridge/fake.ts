// A bridge with a script behind it: tests and the gallery show screens and look at what was answered.

import type { Answer, FrameWords, Screen } from "./bindings";
import type { Bridge } from "./bridge";

/** The frame's words as locales/en/frame.ftl has them. */
export const WORDS: FrameWords = {
  product: "Sendoff",
  skip: "Skip to the page",
  steps: "Steps",
  error_title: "Error: {title}",
  ended: "Sendoff has stopped working. Close this window and start it again.",
  in_use: "Sendoff is open in another window. Use that one, and close this.",
  not_started: "Sendoff could not start.",
  share_off: "Screen-share: off",
  share_on: "Screen-share: on",
  share_again: "Press again to show values",
  menu: "Menu",
  on: "On",
  off: "Off",
  in_browser: "opens in the browser",
  looks_different: "It looks different here",
  hidden: "hidden",
  edit: "Change",
  day: "Day",
  month: "Month",
  year: "Year",
  copy: "Copy",
  copied: "Copied",
  to_choose: "To choose",
  copy_next: "Copy next",
  clears: "Copied. Clears in {seconds} s.",
  cleared: "Cleared from the clipboard.",
  compare: "Paste to compare",
  working: "working",
  done: "done",
  failed: "did not work",
  skipped: "left out",
  waiting: "not begun",
  seconds: "{seconds} s",
  minutes: "{minutes} min {seconds} s",
  transcript: "Transcript",
  plain: "Plain",
  raw: "Raw",
  details: "Details",
  copy_details: "Copy details",
  other_causes: "Other possible causes ({count})",
  search: "Search organisation, mailbox or application",
  connections: "Connections",
  show: "Show",
};

/** Shows what it is told to show and remembers what it was answered. */
export class Fake implements Bridge {
  readonly answers: Answer[] = [];
  #show: ((screen: Screen) => void) | undefined;
  #end: ((reason: string) => void) | undefined;
  #screen: Screen;

  constructor(first: Screen) {
    this.#screen = first;
  }

  words(): Promise<FrameWords> {
    return Promise.resolve(WORDS);
  }

  subscribe(show: (screen: Screen) => void): Promise<void> {
    this.#show = show;
    show(this.#screen);
    return new Promise((_, reject) => (this.#end = reject));
  }

  answer(answer: Answer): Promise<void> {
    this.answers.push(answer);
    return Promise.resolve();
  }

  /** Another screen comes. */
  show(screen: Screen): void {
    this.#screen = screen;
    this.#show?.(screen);
  }

  /** No screen will come any more. */
  end(reason: string): void {
    this.#end?.(reason);
  }
}
