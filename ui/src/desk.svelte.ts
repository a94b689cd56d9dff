// What every part of the page may do: read the frame's words, send an answer. Nothing is decided here.

import { createContext } from "svelte";

import type { Answer, Button, FrameWords, Said } from "./bridge/bindings";
import type { Bridge } from "./bridge/bridge";
import { moment } from "./now.svelte";

/** Sends a draft that has not been sent yet. */
type Flush = () => void;

/** One page's way to whoever stands behind it. */
export class Desk {
  readonly words: FrameWords;
  /** Why answers are no longer taken, in words; empty while they are. */
  over = $state("");
  #bridge: Bridge;
  // Nothing is shown from it, so nothing needs to be told when it changes.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  #drafts = new Set<Flush>();

  constructor(bridge: Bridge, words: FrameWords) {
    this.#bridge = bridge;
    this.words = words;
  }

  /** Presses a button, after everything typed so far was sent. */
  press(button: Button): void {
    if (secondsUntil(button.enabled_at, moment()) === 0) this.say({ kind: "press", value: button.action });
  }

  /** Sends what may be seen, after everything typed so far. */
  say(said: Said): void {
    for (const flush of this.#drafts) flush();
    this.send({ kind: "said", value: said });
  }

  /** Sends an answer as it is. A refused one changes nothing there; the screen says why, if there is a why. */
  send(answer: Answer): void {
    this.#bridge.answer(answer).catch((refused: unknown) => {
      if (refused === "ended") this.end(refused);
    });
  }

  /** No screen will come any more; `reason` is the word of Rust's refusal. */
  end(reason: unknown): void {
    if (reason === "in-use") this.over = this.words.in_use;
    else if (reason === "not-started") this.over = this.words.not_started;
    else this.over = this.words.ended;
  }

  /** Registers a draft for as long as its field stands; gives what ends that. */
  keepDraft(flush: Flush): () => void {
    this.#drafts.add(flush);
    return () => this.#drafts.delete(flush);
  }
}

/** Whole seconds until an instant, 0 when it has passed or there is none. */
export function secondsUntil(instant: string | null, now: number): number {
  return instant === null ? 0 : Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000));
}

/** Whole seconds since an instant. */
export function secondsSince(instant: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(instant)) / 1000));
}

/** A duration in the frame's words: "1 min 12 s". */
export function duration(seconds: number, words: FrameWords): string {
  if (seconds < 60) return words.seconds.replace("{seconds}", String(seconds));
  const minutes = String(Math.floor(seconds / 60));
  return words.minutes.replace("{minutes}", minutes).replace("{seconds}", String(seconds % 60));
}

export const [desk, provideDesk] = createContext<Desk>();
