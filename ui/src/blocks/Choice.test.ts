// One of several, and a question that hardly anybody needs to answer.

import { render, screen as shown } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import App from "../App.svelte";
import { Fake } from "../bridge/fake";
import { SCREENS } from "../gallery/screens";

async function open(name: string): Promise<Fake> {
  const screen = SCREENS[name];
  if (!screen) throw new Error(`no screen ${name}`);
  const fake = new Fake(screen);
  render(App, { bridge: fake });
  await shown.findByRole("heading", { level: 1 });
  return fake;
}

const fold = () => shown.getByText(/^Microsoft cloud: /).closest("details");

test("a question that hardly anybody needs is one line until it is opened", async () => {
  const fake = await open("cloud-folded");
  expect(fold()?.open).toBe(false);
  await userEvent.click(shown.getByText("Microsoft cloud: Worldwide"));
  await userEvent.click(shown.getByRole("radio", { name: /China/ }));
  const said = fake.answers.map((answer) => (answer.kind === "said" ? answer.value : answer));
  expect(said).toContainEqual({
    kind: "chosen",
    value: { choice: { kind: "question", value: "cloud" }, option: "china" },
  });
});

test("it stands open where its answer may not be right, with the way out", async () => {
  const fake = await open("cloud-doubted");
  expect(fold()?.open).toBe(true);
  await userEvent.click(shown.getByRole("button", { name: "Set up in that cloud" }));
  expect(fake.answers).toContainEqual({ kind: "said", value: { kind: "press", value: { kind: "switch-cloud" } } });
});
