// Values on several panes of the application: each pane a list with its name, each button told apart.

import { render, screen as shown, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import App from "../App.svelte";
import type { Screen } from "../bridge/bindings";
import { Fake } from "../bridge/fake";
import { SCREENS } from "../gallery/screens";

async function open(name: string): Promise<Fake> {
  const fake = new Fake(SCREENS[name] as Screen);
  render(App, { bridge: fake });
  await shown.findAllByRole("list");
  return fake;
}

test("each pane is a list of its own, in the application's order", async () => {
  await open("panes");
  const panes = shown.getAllByRole("list", { name: /^(Sending|Receiving) email$/ });
  expect(panes.map((pane) => within(pane).getAllByRole("listitem").length)).toEqual([5, 5]);
  expect(panes[0]?.compareDocumentPosition(panes[1] as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(within(panes[1] as HTMLElement).getByText("993")).toBeTruthy();
});

test("fields of one name are told apart by their buttons", async () => {
  const fake = await open("panes");
  await userEvent.click(shown.getByRole("button", { name: "Copy Receiving email: Client ID" }));
  expect(fake.answers).toEqual([{ kind: "said", value: { kind: "copy", value: "1-client" } }]);
});

test("a field says by its whole name that it was copied", async () => {
  const fake = await open("panes");
  await userEvent.click(shown.getByRole("button", { name: "Copy Receiving email: Client ID" }));
  const screen = structuredClone(SCREENS.panes) as Screen;
  for (const block of screen.blocks) {
    if (block.kind === "copy-rows") block.value.rows.forEach((row) => (row.copied = row.id === "1-client"));
  }
  fake.show(screen);
  expect(await shown.findByRole("button", { name: "Copied: Receiving email: Client ID" })).toBeTruthy();
});

test("what is chosen there has nothing to copy", async () => {
  await open("panes");
  expect(shown.getAllByText("To choose")).toHaveLength(2);
  expect(shown.queryByRole("button", { name: /Use SSL/ })).toBeNull();
});

test("the strip names the panes too", async () => {
  await open("panes-strip");
  expect(shown.getAllByRole("list", { name: /^(Sending|Receiving) email$/ })).toHaveLength(2);
});

test("without panes there is one list, and no heading over it", async () => {
  await open("hand-over");
  const rows = document.querySelector("[data-block=copy-rows]");
  expect(rows?.querySelectorAll("ul")).toHaveLength(1);
  expect(rows?.querySelector("h2")).toBeNull();
});
