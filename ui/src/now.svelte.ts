// The present moment, once a second, for as long as something on the page counts.

import { createSubscriber } from "svelte/reactivity";

const everySecond = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => clearInterval(timer);
});

/** By how many milliseconds the screen is ahead of this computer's clock: practice may pretend that it is later. */
let ahead = $state(0);

/** Takes over how far ahead the screen is that is shown. */
export function goAhead(seconds: number): void {
  ahead = seconds * 1000;
}

/** Milliseconds since 1970 by the screen's clock, read once. */
export function moment(): number {
  return Date.now() + ahead;
}

/** The same; whoever reads it in an effect or a template reads it again every second. */
export function now(): number {
  everySecond();
  return moment();
}
