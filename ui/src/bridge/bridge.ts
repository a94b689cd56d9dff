// The only door to Rust: screens come in by one ordered channel, answers go out one by one.

import { Channel, invoke } from "@tauri-apps/api/core";

import type { Answer, FrameWords, Screen } from "./bindings";

/** What the page needs from whoever stands behind it: Rust, or a script in tests and the gallery. */
export interface Bridge {
  /** The window's own words. */
  words(): Promise<FrameWords>;
  /** Shows the current screen at once and every later one. Resolves only when there will be none any more. */
  subscribe(show: (screen: Screen) => void): Promise<void>;
  /** Sends one answer; resolves when it was taken, rejects when it was not. */
  answer(answer: Answer): Promise<void>;
}

/** The bridge of the program. */
export const rust: Bridge = {
  words: () => invoke<FrameWords>("words"),
  subscribe: (show) => invoke("subscribe", { screens: new Channel<Screen>(show) }),
  answer: (answer) => invoke("answer", { answer }),
};
