import { render, screen as shown, within } from "@testing-library/svelte";
import { expect, test } from "vitest";

import App from "../App.svelte";
import { Fake } from "../bridge/fake";
import type { Screen } from "../bridge/bindings";
import { SCREENS } from "../gallery/screens";

async function tableOf(name: string) {
  render(App, { bridge: new Fake(SCREENS[name] as Screen) });
  return within(await shown.findByRole("table"));
}

test("needed, asked for and granted stand side by side, each cell under its head", async () => {
  const table = await tableOf("permissions-missing");
  const heads = table.getAllByRole("columnheader").map((head) => head.textContent);
  expect(heads).toEqual(["Permission", "Needed", "Asked for", "Granted"]);
  const row = table.getByRole("rowheader", { name: "SMTP.Send" }).closest("tr") as HTMLElement;
  expect(within(row).getAllByRole("cell").map((cell) => cell.textContent?.trim())).toEqual(["Yes", "Yes", "No"]);
});

test("what is missing names its tick box and leads to its step; what fits says nothing more", async () => {
  const table = await tableOf("permissions-missing");
  const go = table.getAllByRole("button");
  expect(go).toHaveLength(1);
  expect(go[0]?.textContent).toContain("Go to step 4, Permissions");
  expect(table.getAllByRole("row")).toHaveLength(5);
});

test("what is too much is told, and leads nowhere", async () => {
  const table = await tableOf("permissions-too-much");
  expect(table.queryByRole("button")).toBeNull();
  expect(table.getByText(/does not need it/)).toBeTruthy();
});

test("the table is named by its verdict", async () => {
  await tableOf("permissions-fit");
  expect(shown.getByRole("table", { name: "All that ShopCtrl needs was granted, and no more" })).toBeTruthy();
});
