// The present moment, once a second, for as long as something on the page counts.

import { createSubscriber } from "svelte/reactivity";

const everySecond = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => clearInterval(timer);
});

/** Milliseconds since 1970; whoever reads it in an effect or a template reads it again every second. */
export function now(): number {
  everySecond();
  return Date.now();
}
