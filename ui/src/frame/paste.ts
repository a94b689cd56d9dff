// Pasting. What stands on the clipboard may be a secret, so Rust reads it, whole; this page asks and never looks.

import type { Action, FieldId, Screen } from "../bridge/bindings";

/** What a paste at `target` asks Rust for; nothing when it is an ordinary paste into an ordinary field. */
export function pasteAt(target: EventTarget | null, screen: Screen): Action | undefined {
  const place = target instanceof Element ? target.closest<HTMLElement>("[data-paste]")?.dataset.paste : undefined;
  if (place === "browser") return { kind: "paste-from-browser" };
  const kinds = screen.blocks.map((block) => block.kind);
  const boxes = screen.blocks.flatMap((block) => (block.kind === "paste-box" ? [block.value.paste.action] : []));
  const takesPaste = boxes.some((action) => action.kind === "paste") || kinds.includes("secret-field");
  const other = boxes.find((action) => action.kind !== "paste");
  if (place === "step") return { kind: "paste" };
  if (other && place === other.kind) return other;
  if (place !== undefined) return takesPaste ? { kind: "paste-into", value: place as FieldId } : undefined;
  if (isEditable(target)) return undefined;
  if (takesPaste) return { kind: "paste" };
  if (other) return other;
  return kinds.includes("browser-box") ? { kind: "paste-from-browser" } : undefined;
}

/** Whether these keys paste: Ctrl+V, Ctrl+Shift+V, Shift+Insert, Cmd+V. */
export function pastes(event: KeyboardEvent): boolean {
  if (event.altKey) return false;
  if (event.key === "Insert") return event.shiftKey && !event.ctrlKey && !event.metaKey;
  return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
