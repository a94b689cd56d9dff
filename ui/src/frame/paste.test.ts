import { expect, test } from "vitest";

import type { Block } from "../bridge/bindings";
import { SCREENS } from "../gallery/screens";
import { page } from "../gallery/parts";
import { pasteAt, pastes } from "./paste";

const IDS = SCREENS["ids"] ?? page({ blocks: [] });
const SIGN_IN = SCREENS["sign-in"] ?? page({ blocks: [] });
const PLAIN = page({ blocks: [] });

function input(paste?: string): HTMLInputElement {
  const element = document.createElement("input");
  if (paste) element.dataset.paste = paste;
  return element;
}

test("into a field of a step that takes pastes, Rust reads for that field", () => {
  expect(pasteAt(input("tenant_id"), IDS)).toEqual({ kind: "paste-into", value: "tenant_id" });
});

test("outside a field, Rust reads for the step, or for what the browser shows", () => {
  expect(pasteAt(document.body, IDS)).toEqual({ kind: "paste" });
  expect(pasteAt(document.body, SIGN_IN)).toEqual({ kind: "paste-from-browser" });
  expect(pasteAt(document.body, PLAIN)).toBeUndefined();
});

test("into the box for the browser and the secret field the page never sees the clipboard", () => {
  expect(pasteAt(input("browser"), SIGN_IN)).toEqual({ kind: "paste-from-browser" });
  const secret = { kind: "secret-field" } as Block;
  expect(pasteAt(input("step"), page({ blocks: [secret] }))).toEqual({ kind: "paste" });
});

test("an ordinary field on an ordinary page pastes as everywhere", () => {
  expect(pasteAt(input("mailbox"), PLAIN)).toBeUndefined();
  expect(pasteAt(input(), SIGN_IN)).toBeUndefined();
});

test.each([
  [{ key: "v", ctrlKey: true }, true],
  [{ key: "V", ctrlKey: true, shiftKey: true }, true],
  [{ key: "v", metaKey: true }, true],
  [{ key: "Insert", shiftKey: true }, true],
  [{ key: "Insert" }, false],
  [{ key: "Insert", ctrlKey: true, shiftKey: true }, false],
  [{ key: "v" }, false],
  [{ key: "v", ctrlKey: true, altKey: true }, false],
])("%o pastes: %s", (keys, expected) => {
  expect(pastes(new KeyboardEvent("keydown", keys))).toBe(expected);
});
