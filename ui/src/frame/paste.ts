// Pasting. What stands on the clipboard may be a secret, so Rust reads it, whole; this page asks and never looks.

import type { Action, FieldId, Screen } from "../bridge/bindings";

/** What a paste at `target` asks Rust for; nothing when it is an ordinary paste into an ordinary field. */
export function pasteAt(target: EventTarget | null, screen: Screen): Action | undefined {
  const place = target instanceof Element ? target.closest<HTMLElement>("[data-paste]")?.dataset.paste : undefined;
  if (place === "browser") return { kind: "paste-from-browser" };
  const kinds = screen.blocks.map((block) => block.kind);
  const takesPaste = kinds.includes("paste-box") || kinds.includes("secret-field");
  if (place === "step") return { kind: "paste" };
  if (place !== undefined) return takesPaste ? { kind: "paste-into", value: place as FieldId } : undefined;
  if (isEditable(target)) return undefined;
  if (takesPaste) return { kind: "paste" };
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
