// What stays the same part of a page when its screen comes again.

import type { Block } from "../bridge/bindings";

/** A key for each block: its anchor, or its kind and place among its kind. */
export function keys(blocks: Block[]): string[] {
  const seen = new Map<string, number>();
  return blocks.map((block) => {
    const value: unknown = block.value;
    const anchor = typeof value === "object" && value !== null && "anchor" in value ? String(value.anchor) : "";
    const name = `${block.kind} ${anchor}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${name} ${count}`;
  });
}
