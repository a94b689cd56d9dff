// What a paste led to stands where it was pasted into, which may be out of view: a paste counts anywhere on the page.

import type { Screen, Text } from "../bridge/bindings";
import { line } from "./announce";

/** The kind of the first block that says something else of a paste now that `after` is shown in place of `before`. */
export function pasteTold(before: Screen | undefined, after: Screen): string | undefined {
  if (before?.page !== after.page) return undefined;
  const known = told(before);
  return [...told(after)].find(([kind, text]) => text !== "" && known.get(kind) !== text)?.[0];
}

function told(screen: Screen): Map<string, string> {
  const text = (status: { text: Text } | null) => (status ? line(status.text) : "");
  return new Map(
    screen.blocks.flatMap((block): [string, string][] =>
      block.kind === "paste-box" || block.kind === "secret-field" ? [[block.kind, text(block.value.status)]] : [],
    ),
  );
}

/** Brings the line under such a block into view. */
export function showTold(kind: string): void {
  document.querySelector(`[data-block=${kind}] .status`)?.scrollIntoView?.({ block: "nearest" });
}
