// What stands around every page, for looking at: menu, settings, what is asked over a page.

import type { Around, Dialog, MenuItem, Screen, SettingRow } from "../bridge/bindings";
import { button, text } from "./parts";

const item = (action: MenuItem["action"], label: string, keys: string | null, more: Partial<MenuItem> = {}): MenuItem => ({
  action,
  label,
  keys,
  mark: null,
  why_not: null,
  ...more,
});
const radio = (on: boolean): Pick<MenuItem, "mark"> => ({ mark: { kind: "radio", value: on } });

/** The menu over a set-up. */
export const AROUND: Around = {
  share_asked: false,
  menu_button: true,
  menu: [
    {
      label: "File",
      items: [
        item({ kind: "new-set-up" }, "New set-up", "Ctrl+N"),
        item({ kind: "open-settings" }, "Settings", "Ctrl+,"),
        item({ kind: "quit" }, "Quit", "Ctrl+Q"),
      ],
    },
    {
      label: "View",
      items: [
        item({ kind: "switch-screen-share" }, "Screen-share mode", "Ctrl+Shift+H", { mark: { kind: "check", value: false } }),
        item({ kind: "zoom-in" }, "Larger", "Ctrl+="),
        item({ kind: "zoom-out" }, "Smaller", "Ctrl+-"),
        item({ kind: "zoom-reset" }, "Usual size", "Ctrl+0"),
        item({ kind: "practise" }, "Practice", null),
      ],
    },
    {
      label: "Theme",
      items: [
        item({ kind: "set-theme", value: "system" }, "System", null, radio(true)),
        item({ kind: "set-theme", value: "light" }, "Light", null, radio(false)),
        item({ kind: "set-theme", value: "dark" }, "Dark", null, radio(false)),
      ],
    },
    {
      label: "Help",
      items: [
        item({ kind: "show-shortcuts" }, "Keyboard shortcuts", "Ctrl+/"),
        item({ kind: "show-about" }, "About Sendoff", null),
      ],
    },
    {
      label: "Go",
      items: [
        item({ kind: "to-connections" }, "Connections", null, radio(false)),
        item({ kind: "go-to", value: "app-registration" }, "1 Register", "Ctrl+1", radio(false)),
        item({ kind: "go-to", value: "tenant" }, "2 IDs", "Ctrl+2", radio(true)),
        item({ kind: "go-to", value: "client-secret" }, "5 Client secret", "Ctrl+5", radio(false)),
        item({ kind: "go-to", value: "sign-in" }, "8 Sign in", "Ctrl+8", { ...radio(false), why_not: text("needs step 5") }),
      ],
    },
  ],
};

/** A secret would be lost. */
export const UNSAVED: Dialog = {
  name: "unsaved",
  title: text("The client secret is not saved yet"),
  text: text("If you quit now you will have to make a new one in the portal, because Microsoft does not show it again."),
  blocks: [{ kind: "paragraph", value: text("Everything else you entered is kept.") }],
  buttons: [button("Quit", { kind: "leave-anyway" })],
  keep: button("Go back", { kind: "close-dialog" }, "filled"),
};

/** Everything that practising left is deleted. */
export const CLEAR_PRACTICE: Dialog = {
  name: "clear-practice",
  title: text("Clear all practice data?"),
  text: text("Practice set-ups are deleted. Your own connections stay."),
  blocks: [],
  buttons: [button("Clear practice data", { kind: "clear-practice" }, "danger")],
  keep: button("Keep", { kind: "close-dialog" }),
};

/** The keys. */
export const SHORTCUTS: Dialog = {
  name: "shortcuts",
  title: text("Keyboard shortcuts"),
  text: [],
  blocks: [
    {
      kind: "shortcuts",
      value: ["On a page", "In a set-up", "Everywhere"].map((label) => ({
        label,
        rows: ["one", "two", "three", "four", "five"].map((word) => ({ does: `Thing ${word}`, keys: ["Ctrl+Page Up", "Ctrl+Page Down"] })),
      })),
    },
  ],
  buttons: [],
  keep: button("Close", { kind: "close-dialog" }),
};

const row = (id: SettingRow["id"], label: string, control: SettingRow["control"], hint?: string): SettingRow => ({
  id,
  anchor: `setting-${id}`,
  label: text(label),
  hint: hint ? text(hint) : null,
  control,
  status: null,
});
const on = (value: boolean): SettingRow["control"] => ({ kind: "switch", value });
const options = (chosen: string, ...labels: string[]): SettingRow["control"] => ({
  kind: "choice",
  value: { options: labels.map((label) => ({ id: label, label })), chosen },
});

/** The blocks of the settings page. */
export const SETTINGS: Screen["blocks"] = [
  { kind: "section", value: text("Appearance") },
  {
    kind: "settings",
    value: [
      row("theme", "Theme", options("System", "System", "Light", "Dark")),
      row("text-size", "Text size", options("100 %", "80 %", "100 %", "125 %", "200 %")),
    ],
  },
  { kind: "section", value: text("Sharing") },
  {
    kind: "settings",
    value: [
      row("start-sharing", "Start in screen-share mode", on(true), "Otherwise the mode stays as you left it"),
      {
        ...row("hide-organisations", "Also hide organisation names", on(false), "Screen-share mode then shows “Organisation 12”"),
        status: { tone: "error", text: text("Could not be saved – The disk is full"), tip: null, action: null },
      },
      row("hide-from-capture", "Hide this window from screen capture", null, "Not available on Linux"),
      row("clear-copied", "Clear copied secrets after", options("45 seconds", "45 seconds", "1 minute"), "Only if they are still on the clipboard"),
    ],
  },
  { kind: "section", value: text("Set-up") },
  {
    kind: "settings",
    value: [
      row("move-on", "Move on by itself when a live step succeeds", on(false)),
      row("prepared-by", "Prepared by", { kind: "text", value: { value: "Anna Berg, Berg IT", masked: false } }, "For the hand-over sheet"),
    ],
  },
  { kind: "section", value: text("Data") },
  {
    kind: "settings",
    value: [
      row("folder", "Folder", { kind: "buttons", value: [button("Open the folder", { kind: "open-folder" })] }, "/home/anna/.local/share/sendoff"),
      row("practice-data", "Practice data", { kind: "buttons", value: [button("Clear practice data", { kind: "ask-clear-practice" }, "danger")] }, "Set-ups, the practice directory and its inbox"),
    ],
  },
];
