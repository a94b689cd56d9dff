import { render, screen as shown } from "@testing-library/svelte";
import { expect, test } from "vitest";

import App from "../App.svelte";
import type { Screen } from "../bridge/bindings";
import { Fake } from "../bridge/fake";
import { announcement } from "../frame/announce";
import { pasteAt } from "../frame/paste";
import { page } from "../gallery/parts";
import { findings, manifestBox } from "../gallery/manifest";
import { SCREENS } from "../gallery/screens";

const DIFFERS = SCREENS["manifest-differs"] as Screen;
const FIRST = SCREENS["manifest-first"] as Screen;

test("a paste goes where it is made: into the step, into the manifest's box, or there where nothing else takes one", () => {
  const box = document.createElement("div");
  box.dataset["paste"] = "paste-manifest";
  expect(pasteAt(box, FIRST)).toEqual({ kind: "paste-manifest" });
  expect(pasteAt(document.body, FIRST)).toEqual({ kind: "paste" });
  expect(pasteAt(document.body, page({ blocks: [manifestBox(null)] }))).toEqual({ kind: "paste-manifest" });
});

test("on the page of a check, everything that is pasted goes to the check", () => {
  expect(pasteAt(document.body, SCREENS["check-first"] as Screen)).toEqual({ kind: "paste-to-check" });
});

test("the verdict is said when it comes", () => {
  const bare = page({ blocks: [manifestBox(null)] });
  const told = page({ blocks: [manifestBox(null), findings({})] });
  expect(announcement(bare, told)).toBe("4 things differ from what TourTools needs");
  expect(announcement(told, told)).toBe("");
});

test("each difference has one button, which names the step", () => {
  const found = DIFFERS.blocks.flatMap((block) => (block.kind === "findings" ? block.value.items : []));
  expect(found.map((item) => item.go?.action)).toEqual([
    { kind: "go-to", value: "app-registration" },
    { kind: "go-to", value: "redirect-uri" },
    { kind: "go-to", value: "permissions" },
    { kind: "go-to", value: "client-secret" },
  ]);
});

test("on the page of a check, the error that was pasted is explained after what was recognised and before what differs", async () => {
  render(App, { bridge: new Fake(SCREENS["check-found"] as Screen) });
  const explained = (await shown.findByRole("heading", { name: "A redirect URI is missing" })).closest("section") as HTMLElement;
  const order = [...document.querySelectorAll("dl, [data-problem], section[aria-labelledby$=verdict]")];
  expect(order.indexOf(explained)).toBe(1);
  expect(order).toHaveLength(4);
});

test("a manifest that cannot be read is said at the box, and nothing is held against anything", async () => {
  render(App, { bridge: new Fake(SCREENS["check-refused"] as Screen) });
  expect(await shown.findByText(/The end of the manifest is missing/)).toBeTruthy();
  expect(document.querySelector("section[aria-labelledby$=verdict]")).toBeNull();
});
