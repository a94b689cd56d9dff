// The first page of all: nothing is on it yet, so its buttons stand in the middle of it and not at the foot.

import type { Screen } from "../bridge/bindings";

/** Whether the list of connections is shown and there is no list. */
export function isBare(screen: Screen): boolean {
  const filled = screen.blocks.some((block) => block.kind === "connections" || block.kind === "scenarios");
  return screen.name.kind === "connections" && screen.problem === null && !filled;
}
