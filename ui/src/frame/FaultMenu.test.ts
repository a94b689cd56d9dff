// The practice banner: always there, its menu by mouse and by keys, what is armed, and the clock that goes with it.

import { render, screen as shown, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, test } from "vitest";

import App from "../App.svelte";
import type { Screen } from "../bridge/bindings";
import { Fake } from "../bridge/fake";
import { button } from "../gallery/parts";
import { SCREENS } from "../gallery/screens";
import { ARMED, banner } from "../gallery/screens-practice";

async function open(screen: Screen): Promise<Fake> {
  const fake = new Fake(screen);
  render(App, { bridge: fake });
  await shown.findByRole("heading", { level: 1 });
  return fake;
}

const named = (name: string) => SCREENS[name] as Screen;
const opener = () => shown.getByRole("button", { name: "Make something go wrong" });
const presses = (fake: Fake) =>
  fake.answers.map((answer) => (answer.kind === "said" && answer.value.kind === "press" ? answer.value.value : answer));

describe("the practice banner", () => {
  test("says where we are, and offers no way to be rid of it but leaving", async () => {
    const fake = await open(named("practice"));
    const region = shown.getByRole("region", { name: /Nothing here reaches Microsoft or Google/ });
    const names = within(region).getAllByRole("button").map((one) => one.textContent.trim());
    expect(names).toEqual(["Make something go wrong", "Leave"]);
    await userEvent.click(within(region).getByRole("button", { name: "Leave" }));
    expect(presses(fake)).toEqual([{ kind: "leave-practice" }]);
  });

  test("says what is armed, takes it back, and tells it to those who do not see it", async () => {
    const fake = await open(named("practice"));
    fake.show({ ...named("practice"), banner: ARMED });
    expect(await shown.findAllByText(/Armed: redirect URI missing/)).toHaveLength(2);
    expect(shown.getAllByRole("status").map((one) => one.textContent).join(" ")).toContain("Armed: redirect URI missing");
    await userEvent.click(shown.getByRole("button", { name: "Take back" }));
    expect(presses(fake)).toEqual([{ kind: "disarm" }]);
  });
});

describe("its menu", () => {
  test("opens with everything in groups, arms what is chosen, and gives focus back", async () => {
    const fake = await open(named("practice"));
    expect(opener().getAttribute("aria-expanded")).toBe("false");
    await userEvent.click(opener());
    const groups = within(shown.getByRole("menu")).getAllByRole("group").map((group) => group.getAttribute("aria-labelledby") ?? "");
    expect(groups.map((id) => document.getElementById(id)?.textContent)).toEqual([
      "While pasting",
      "In the browser",
      "After returning",
      "While sending",
      "While keeping",
    ]);
    const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map((each) => each.id)).toEqual([]);
    await userEvent.click(shown.getByRole("menuitemcheckbox", { name: "Redirect URI missing" }));
    expect(presses(fake)).toEqual([{ kind: "arm", value: "redirect-missing" }]);
    expect(shown.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(opener());
  });

  test("is walked by keys alone", async () => {
    const fake = await open(named("practice"));
    opener().focus();
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Surprise me"));
    await userEvent.keyboard("{ArrowUp}");
    expect(document.activeElement?.textContent).toContain("Keychain locked");
    await userEvent.keyboard("{Home}{ArrowDown}");
    expect(document.activeElement?.textContent).toContain("Pretend it is 30 days later");
    await userEvent.keyboard("w");
    expect(document.activeElement?.textContent).toContain("Wrong client secret");
    await userEvent.keyboard("{Escape}");
    expect(shown.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(opener());
    await userEvent.keyboard("{ArrowUp}{Enter}");
    await waitFor(() => expect(presses(fake)).toEqual([{ kind: "arm", value: "keychain-locked" }]));
  });

  test("closes when something else is pressed, and by Tab", async () => {
    await open(named("practice"));
    await userEvent.click(opener());
    await userEvent.click(shown.getByRole("heading", { level: 1 }));
    expect(shown.queryByRole("menu")).toBeNull();
    await userEvent.click(opener());
    await userEvent.tab();
    expect(shown.queryByRole("menu")).toBeNull();
    expect(document.activeElement?.textContent).toContain("Leave");
  });

  test("shows what is armed, and takes it back from there", async () => {
    const fake = await open({ ...named("practice"), banner: banner("secret-wrong") });
    await userEvent.click(opener());
    const armed = shown.getAllByRole("menuitemcheckbox", { checked: true });
    expect(armed.map((one) => one.textContent.trim())).toEqual(["Wrong client secret"]);
    await userEvent.click(armed[0] as HTMLElement);
    expect(presses(fake)).toEqual([{ kind: "disarm" }]);
  });
});

test("a wait is counted by the clock of practice, not by the computer's", async () => {
  const month = 30 * 24 * 60 * 60;
  const later = new Date(Date.now() + (month - 5) * 1000).toISOString();
  const again = { ...button("Send again", { kind: "send-test" }), enabled_at: later, wait_label: "Send again in {seconds} s" };
  const screen = { ...named("practice"), footer: { primary: null, secondary: [again], position: null } };
  const fake = await open({ ...screen, clock_ahead: month });
  await userEvent.click(shown.getByRole("button", { name: "Send again" }));
  expect(presses(fake)).toEqual([{ kind: "send-test" }]);
  fake.show({ ...screen, clock_ahead: 0 });
  await shown.findByRole("button", { name: /Send again in \d+ s/ });
});

test("the scenario with the filled button begins by the key for it", async () => {
  const fake = await open(named("practice-first"));
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(presses(fake)).toEqual([{ kind: "begin", value: "tourtools" }]);
});
