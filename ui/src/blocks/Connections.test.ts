// The list of connections, on the whole page.

import { render, screen as shown, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import App from "../App.svelte";
import type { Screen } from "../bridge/bindings";
import { Fake } from "../bridge/fake";
import { long, listed, PLACES, row } from "../gallery/places";
import { SCREENS } from "../gallery/screens";
import { button, text } from "../gallery/parts";

async function open(screen: Screen): Promise<Fake> {
  const fake = new Fake(screen);
  render(App, { bridge: fake });
  await shown.findByRole("heading", { level: 1 });
  return fake;
}

const said = (fake: Fake) => fake.answers.map((answer) => (answer.kind === "said" ? answer.value : answer));

test("it is a table that says how many rows it has and which these are", async () => {
  await open(listed(long(240)));
  const table = document.querySelector("table");
  expect(table?.getAttribute("aria-label")).toBe("Connections");
  expect(table?.getAttribute("aria-rowcount")).toBe("10001");
  const rows = [...(table?.querySelectorAll("tr:not(.room)") ?? [])];
  expect(rows[0]?.getAttribute("aria-rowindex")).toBe("1");
  expect(rows[1]?.getAttribute("aria-rowindex")).toBe("242");
  expect(rows).toHaveLength(121);
});

test("the head of a column sorts, and says which way it runs", async () => {
  const fake = await open(PLACES.connections);
  const health = shown.getByRole("columnheader", { name: "Health" });
  expect(health.getAttribute("aria-sort")).toBe("ascending");
  const organisation = shown.getByRole("columnheader", { name: "Organisation and mailbox" });
  expect(organisation.getAttribute("aria-sort")).toBeNull();
  await userEvent.click(within(organisation).getByRole("button"));
  expect(said(fake)).toEqual([{ kind: "sorted", value: "organisation" }]);
});

test("one filter is chosen; another is chosen by its name", async () => {
  const fake = await open(PLACES.connections);
  expect(shown.getByRole("radio", { name: "All 6" })).toHaveProperty("checked", true);
  await userEvent.click(shown.getByRole("radio", { name: "Attention 3" }));
  expect(said(fake)).toEqual([{ kind: "filtered", value: "attention" }]);
});

test("what is typed is searched for at once, and what was found is marked", async () => {
  const fake = await open(PLACES.connections);
  const search = shown.getByLabelText("Search organisation, mailbox or application");
  await userEvent.type(search, "zoe");
  await waitFor(() => expect(said(fake)).toContainEqual({ kind: "searched", value: { text: "zoe" } }));
  const found = row("5", "Zoë’s Café", "hello@zoe.example", "healthy", "Healthy", null, null);
  found.organisation = [{ text: "Zoë", hit: true }, { text: "’s Café", hit: false }];
  fake.show(listed({ query: "zoe", rows: [found], matching: 1, count: "1 of 6 connections" }));
  await waitFor(() => expect(document.querySelector("mark")?.textContent).toBe("Zoë"));
  expect(search).toHaveProperty("value", "zoe");
  expect(shown.getByText("1 of 6 connections · most urgent first").parentElement?.getAttribute("aria-live")).toBe("polite");
});

test("nothing found: it says so, and clearing empties the field", async () => {
  const fake = await open(PLACES["nothing-found"]);
  expect(shown.getByText("Nothing matches ‘harbor’.")).toBeTruthy();
  await userEvent.click(shown.getByRole("button", { name: "Clear search" }));
  expect(said(fake)).toEqual([{ kind: "press", value: { kind: "clear-search" } }]);
  fake.show(listed({ version: 1 }));
  await waitFor(() =>
    expect(shown.getByLabelText("Search organisation, mailbox or application")).toHaveProperty("value", ""),
  );
});

test("Enter opens a row, arrows go from row to row", async () => {
  const fake = await open(PLACES.connections);
  shown.getByRole("button", { name: "Open Alder & Finch" }).focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}{Enter}");
  expect(said(fake)).toEqual([{ kind: "press", value: { kind: "open-connection", value: "2" } }]);
});

test("a dialog has its harmless answer first; Escape gives it", async () => {
  const fake = await open(PLACES["delete-connection"]);
  const dialog = await shown.findByRole("dialog", { name: "Delete the connection for Harbour Travel?" });
  expect(document.activeElement?.id).toBe("dialog-keep");
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete" }));
  dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
  expect(said(fake)).toEqual([
    { kind: "press", value: { kind: "delete-for-good" } },
    { kind: "press", value: { kind: "keep-connection" } },
  ]);
});

test("what was deleted can be put back from any page it is said on", async () => {
  const fake = await open({ ...PLACES.connections });
  fake.show({ ...PLACES.connections, toast: { text: text("Gone."), action: button("Undo", { kind: "undo" }), close: null } });
  await userEvent.click(await shown.findByRole("button", { name: "Undo" }));
  expect(said(fake)).toEqual([{ kind: "press", value: { kind: "undo" } }]);
});

test("F1 opens the help with the step and goes there", async () => {
  await open(SCREENS["ids"] as Screen);
  const help = shown.getByText("Get help with this step").closest("details");
  expect(help?.open).toBe(false);
  await userEvent.keyboard("{F1}");
  expect(help?.open).toBe(true);
  expect(document.activeElement?.tagName).toBe("SUMMARY");
});

test("the strip shows the rows and nothing else, the marked one with the focus", async () => {
  const fake = await open(SCREENS["strip"] as Screen);
  expect(document.querySelector("header, nav, footer")).toBeNull();
  const next = document.querySelector<HTMLElement>(".next button");
  await waitFor(() => expect(document.activeElement).toBe(next));
  await userEvent.keyboard("{Enter}");
  expect(said(fake)).toEqual([{ kind: "copy", value: next?.dataset["row"] }]);
  await userEvent.click(shown.getByRole("button", { name: "Back to the whole page" }));
  expect(said(fake)[1]).toEqual({ kind: "press", value: { kind: "close-strip" } });
});

test("other causes are folded, ranked, and each leads to its step", async () => {
  const fake = await open(SCREENS["refused"] as Screen);
  await userEvent.click(shown.getByText("Other possible causes (2)"));
  await userEvent.click(shown.getByRole("button", { name: "Go to step 4, Permissions" }));
  expect(said(fake)).toEqual([{ kind: "press", value: { kind: "go-to", value: "permissions" } }]);
});
