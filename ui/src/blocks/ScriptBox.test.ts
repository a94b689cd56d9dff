// The page of a script: it is shown to the letter, read by key, and each thing wished for is sent.

import { render, screen as shown, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import App from "../App.svelte";
import type { Screen } from "../bridge/bindings";
import { Fake } from "../bridge/fake";
import { LINES } from "../gallery/script";
import { SCREENS } from "../gallery/screens";

async function open(name: string): Promise<Fake> {
  const fake = new Fake(SCREENS[name] as Screen);
  render(App, { bridge: fake });
  await shown.findByRole("heading", { level: 1 });
  return fake;
}

const said = (fake: Fake) => fake.answers.map((answer) => (answer.kind === "said" ? answer.value : answer));

test("the script is there to the letter, one line for each, and can be reached by key", async () => {
  await open("script-first");
  const script = shown.getByRole("region", { name: "The script" });
  expect(script.textContent).toBe(LINES);
  expect(script.querySelectorAll("span")).toHaveLength(LINES.trimEnd().split("\n").length);
  expect(script.tabIndex).toBe(0);
});

test("what a script holds stays text", async () => {
  const nasty = `echo '<img src=x onerror="window.hit=1">'\n`;
  const first = SCREENS["script-first"] as Screen;
  const blocks = first.blocks.map((block) => (block.kind === "script" ? { ...block, value: { ...block.value, text: nasty } } : block));
  render(App, { bridge: new Fake({ ...first, blocks }) });
  expect((await shown.findByRole("region", { name: "The script" })).textContent).toBe(nasty);
  expect(document.querySelector("img")).toBeNull();
});

test("first it is copied, then what it printed is brought back", async () => {
  const fake = await open("script-first");
  await userEvent.click(shown.getByRole("button", { name: "Copy the script" }));
  fake.show(SCREENS["script-copied"] as Screen);
  await userEvent.click(await shown.findByRole("button", { name: "Paste what it printed" }));
  expect(said(fake)).toEqual([
    { kind: "press", value: { kind: "by-script", value: "copy" } },
    { kind: "press", value: { kind: "paste" } },
  ]);
});

test("another wish is sent as it is made", async () => {
  const fake = await open("script-first");
  await userEvent.click(shown.getByRole("radio", { name: /PowerShell/ }));
  await userEvent.click(within(shown.getByRole("group", { name: /How long/ })).getByRole("radio", { name: "6 months" }));
  await userEvent.click(shown.getByRole("checkbox", { name: /An administrator runs it/ }));
  expect(said(fake)).toEqual([
    { kind: "chosen", value: { choice: { kind: "script-dialect" }, option: "graph-powershell" } },
    { kind: "chosen", value: { choice: { kind: "script-months" }, option: "6" } },
    { kind: "ticked", value: { tick: { kind: "script-approves" }, on: true } },
  ]);
});

test("where none can be written nothing is to be copied, and the way back is there", async () => {
  await open("script-none");
  expect(shown.queryByRole("region", { name: "The script" })).toBeNull();
  expect(shown.queryByRole("button", { name: /Copy the script|Paste/ })).toBeNull();
  expect(shown.getByRole("button", { name: "Back to the steps" })).toBeTruthy();
});
