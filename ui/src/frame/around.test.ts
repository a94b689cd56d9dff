// What stands around the page: menu, questions over it, settings, and every key.

import { render, screen as shown, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import App from "../App.svelte";
import type { Action, Screen } from "../bridge/bindings";
import { Fake } from "../bridge/fake";
import { button } from "../gallery/parts";
import { SCREENS } from "../gallery/screens";

async function open(screen: Screen): Promise<Fake> {
  const fake = new Fake(screen);
  render(App, { bridge: fake });
  await shown.findByRole("heading", { level: 1, hidden: true });
  await waitFor(() => expect(document.activeElement).not.toBe(document.body));
  return fake;
}

const said = (fake: Fake) => fake.answers.map((answer) => (answer.kind === "said" ? answer.value : answer));
const press = (value: Action) => ({ kind: "press", value });
const named = (name: string) => SCREENS[name] as Screen;

describe("the menu", () => {
  test("opens by key, goes round by arrows and letters, and closes by Escape", async () => {
    await open(named("menu"));
    const opener = shown.getByRole("button", { name: "Menu" });
    opener.focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(document.activeElement?.textContent).toContain("New set-up");
    await userEvent.keyboard("{ArrowUp}");
    expect(document.activeElement?.textContent).toContain("Sign in");
    await userEvent.keyboard("{ArrowDown}q");
    expect(document.activeElement?.textContent).toContain("Quit");
    await userEvent.keyboard("{Home}{End}{Escape}");
    expect(shown.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(opener);
  });

  test("says what is chosen, and presses it", async () => {
    const fake = await open(named("menu"));
    await userEvent.click(shown.getByRole("button", { name: "Menu" }));
    const menu = within(shown.getByRole("menu"));
    expect(menu.getByRole("menuitemradio", { name: /System/ }).getAttribute("aria-checked")).toBe("true");
    expect(menu.getByRole("menuitem", { name: /Settings/ }).textContent).toContain("Ctrl+,");
    await userEvent.click(menu.getByRole("menuitemradio", { name: /Dark/ }));
    expect(said(fake)).toEqual([press({ kind: "set-theme", value: "dark" })]);
    expect(shown.queryByRole("menu")).toBeNull();
  });

  test("an item that cannot start yet says why and is not pressed", async () => {
    const fake = await open(named("menu"));
    await userEvent.click(shown.getByRole("button", { name: "Menu" }));
    const gated = shown.getByRole("menuitemradio", { name: /needs step 5/ });
    expect(gated.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(gated);
    expect(fake.answers).toEqual([]);
  });

  test("leads to the switch that takes the second press", async () => {
    const fake = await open({ ...named("menu"), screen_share: true });
    await userEvent.click(shown.getByRole("button", { name: "Menu" }));
    await userEvent.click(shown.getByRole("menuitemcheckbox", { name: /Screen-share/ }));
    expect(said(fake)).toEqual([press({ kind: "switch-screen-share" })]);
    expect(document.activeElement?.hasAttribute("data-share")).toBe(true);
  });

  test("is not in the page where the system has a menu bar", async () => {
    const menu = named("menu");
    await open({ ...menu, around: { ...menu.around, menu_button: false } });
    expect(shown.queryByRole("button", { name: "Menu" })).toBeNull();
  });
});

describe("a question over the page", () => {
  const asked = (): Screen => ({ ...named("ids"), dialog: named("unsaved").dialog });

  test("has focus on the safe choice, keeps it inside, and gives it back", async () => {
    const fake = await open(named("ids"));
    const field = shown.getByLabelText("Application (client) ID");
    field.focus();
    fake.show(asked());
    const safe = await shown.findByRole("button", { name: "Go back" });
    await waitFor(() => expect(document.activeElement).toBe(safe));
    await userEvent.tab();
    expect(document.activeElement?.textContent).toContain("Quit");
    await userEvent.tab();
    expect(document.activeElement).toBe(safe);
    await userEvent.tab({ shift: true });
    expect(document.activeElement?.textContent).toContain("Quit");
    fake.show(named("ids"));
    await waitFor(() => expect(document.activeElement).toBe(field));
  });

  test("Escape is the safe choice", async () => {
    const fake = await open(asked());
    const dialog = shown.getByRole("dialog", { name: "The client secret is not saved yet" });
    dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
    expect(said(fake)).toEqual([press({ kind: "close-dialog" })]);
  });

  test("nothing under it can be done by key", async () => {
    const fake = await open({ ...asked(), footer: named("ids").footer });
    await userEvent.keyboard("{Control>}{Enter}3n,o{/Control}{Alt>}{ArrowLeft}{/Alt}{Control>}v{/Control}");
    expect(fake.answers).toEqual([]);
    await userEvent.keyboard("{Control>}={/Control}");
    expect(said(fake)).toEqual([press({ kind: "zoom-in" })]);
  });

  test("what is deleted is not what has focus", async () => {
    await open(named("clear-practice"));
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Keep"));
  });
});

describe("settings", () => {
  test("apply at once, each in its own way", async () => {
    const fake = await open(named("settings"));
    await userEvent.click(shown.getByRole("switch", { name: "Start in screen-share mode" }));
    await userEvent.selectOptions(shown.getByLabelText("Theme"), "Dark");
    await userEvent.type(shown.getByLabelText("Prepared by"), "!");
    await userEvent.tab();
    expect(said(fake)).toEqual([
      { kind: "set", value: { setting: "start-sharing", value: { kind: "on", value: false } } },
      { kind: "set", value: { setting: "theme", value: { kind: "option", value: "Dark" } } },
      { kind: "set", value: { setting: "prepared-by", value: { kind: "text", value: "Anna Berg, Berg IT!" } } },
    ]);
  });

  test("what the system lacks has no control that does nothing", async () => {
    await open(named("settings"));
    const row = document.querySelector("[data-setting=hide-from-capture]");
    expect(row?.textContent).toContain("Not available on Linux");
    expect(row?.querySelector("button, input, select")).toBeNull();
  });

  test("what could not be saved is said at its control", async () => {
    await open(named("settings"));
    const control = shown.getByRole("switch", { name: "Also hide organisation names" });
    const described = control.getAttribute("aria-describedby") ?? "";
    const words = described.split(" ").map((id) => document.getElementById(id)?.textContent).join(" ");
    expect(words).toContain("Could not be saved");
  });
});

describe("every key of the list", () => {
  const footer = { primary: button("Save the sheet", { kind: "save-sheet" }, "filled"), secondary: [button("Back", { kind: "back" })], position: null };
  const waiting = { primary: null, secondary: [button("Stop waiting", { kind: "stop" })], position: null };
  const KEYS: [string, string, Partial<Screen>, unknown][] = [
    ["{Control>}{Enter}{/Control}", "ids", {}, press({ kind: "continue" })],
    ["{Alt>}{ArrowLeft}{/Alt}", "settings", {}, press({ kind: "back" })],
    ["{Control>}1{/Control}", "ids", {}, press({ kind: "go-to", value: "app-registration" })],
    ["{Control>}{PageUp}{/Control}", "ids", {}, press({ kind: "go-to", value: "app-registration" })],
    ["{Control>}{PageDown}{/Control}", "ids", {}, press({ kind: "go-to", value: "redirect-uri" })],
    ["{Control>}o{/Control}", "ids", {}, press({ kind: "open-portal-page" })],
    ["{Control>}v{/Control}", "ids", {}, press({ kind: "paste" })],
    ["{Control>}{Shift>}c{/Shift}{/Control}", "hand-over", {}, { kind: "copy-next" }],
    ["{Control>}{Shift>}d{/Shift}{/Control}", "refused", {}, press({ kind: "copy-problem-block" })],
    ["{Control>}n{/Control}", "ids", {}, press({ kind: "new-set-up" })],
    ["{Control>}p{/Control}", "ids", { footer }, press({ kind: "save-sheet" })],
    ["{Control>}{Shift>}h{/Shift}{/Control}", "ids", {}, press({ kind: "switch-screen-share" })],
    ["{Control>}={/Control}", "ids", {}, press({ kind: "zoom-in" })],
    ["{Control>}-{/Control}", "ids", {}, press({ kind: "zoom-out" })],
    ["{Control>}0{/Control}", "ids", {}, press({ kind: "zoom-reset" })],
    ["{Control>},{/Control}", "ids", {}, press({ kind: "open-settings" })],
    ["{Control>}/{/Control}", "ids", {}, press({ kind: "show-shortcuts" })],
    ["{Control>}q{/Control}", "ids", {}, press({ kind: "quit" })],
    ["{Control>}w{/Control}", "ids", {}, press({ kind: "quit" })],
    ["{Meta>}[[{/Meta}", "settings", {}, press({ kind: "back" })],
  ];

  test.each(KEYS)("%s on %s", async (keys, name, part, answer) => {
    const fake = await open({ ...named(name), ...part });
    await userEvent.keyboard(keys);
    expect(said(fake)).toEqual([answer]);
  });

  test("Ctrl+F goes to the search field", async () => {
    await open(named("connections"));
    await userEvent.keyboard("{Control>}f{/Control}");
    expect(document.activeElement?.hasAttribute("data-search")).toBe(true);
  });

  test("Escape in a wait moves to the button that ends it, and presses nothing", async () => {
    const fake = await open({ ...named("sign-in"), footer: waiting });
    await userEvent.keyboard("{Escape}");
    expect(document.activeElement?.textContent).toContain("Stop waiting");
    expect(fake.answers).toEqual([]);
  });

  test("a step that cannot start yet says why not", async () => {
    const fake = await open(named("ids"));
    const gated = named("ids").rail?.groups.flatMap((group) => group.items).find((item) => item.mark === "gated");
    await userEvent.keyboard(`{Control>}${gated?.number}{/Control}`);
    expect(fake.answers).toEqual([]);
    expect((document.activeElement as HTMLElement).dataset.step).toBe(gated?.step);
  });

  test.each(["r", "p", "g", "s", "u", "j", "d", "t", "l", "e"])("a browser's Ctrl+%s does nothing", async (key) => {
    const fake = await open(named("ids"));
    const event = new KeyboardEvent("keydown", { key, ctrlKey: true, cancelable: true, bubbles: true });
    document.body.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(fake.answers).toEqual([]);
  });

  test.each(["F3", "F5", "F7", "F11", "F12"])("a browser's %s does nothing", async (key) => {
    await open(named("ids"));
    const event = new KeyboardEvent("keydown", { key, cancelable: true, bubbles: true });
    document.body.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  });

  test.each([
    ["a", { ctrlKey: true }],
    ["c", { ctrlKey: true }],
    ["z", { ctrlKey: true }],
    ["ArrowLeft", { ctrlKey: true }],
    ["Backspace", { ctrlKey: true }],
    ["@", { ctrlKey: true, altKey: true }],
    ["F4", { altKey: true }],
    ["x", {}],
  ])("%s is left to the field (%o)", async (key, held) => {
    await open(named("ids"));
    const event = new KeyboardEvent("keydown", { key, ...held, cancelable: true, bubbles: true });
    shown.getByLabelText("Application (client) ID").dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });
});
