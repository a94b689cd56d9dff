import { expect, test } from "vitest";

import type { Screen } from "../bridge/bindings";
import { page, stage, status, text } from "../gallery/parts";
import { SCREENS } from "../gallery/screens";
import { announcement } from "./announce";
import { firstWrong, target } from "./focus";
import { pasteTold } from "./pasted";

const live = (...stages: ReturnType<typeof stage>[]) =>
  page({ blocks: [{ kind: "live", value: { stages, folded: null, hint: null, hint_at: null } }] });
const paste = (words: string) =>
  page({
    blocks: [
      {
        kind: "paste-box",
        value: {
          label: "",
          hint: null,
          paste: { action: { kind: "paste" }, label: "Paste", tone: "outlined", enabled_at: null, wait_label: null },
          status: words ? status("looks-right", words) : null,
        },
      },
    ],
  });

test("each stage is said once as it begins and once as it ends, a failure not at all", () => {
  const begun = live(stage("connect", "working", "Connecting"), stage("find-mailbox", "waiting", "Mailbox found"));
  const done = live(stage("connect", "done", "Connected"), stage("find-mailbox", "working", "Looking for it"));
  const failed = live(stage("connect", "done", "Connected"), stage("find-mailbox", "failed", "Not found"));
  expect(announcement(live(), begun)).toBe("Connecting");
  expect(announcement(begun, done)).toBe("Connected. Looking for it");
  expect(announcement(done, done)).toBe("");
  expect(announcement(done, failed)).toBe("");
});

test("what a paste led to is said", () => {
  expect(announcement(paste(""), paste("Found 2 of 2"))).toBe("Found 2 of 2");
});

test("what a paste led to is brought into view, once and on its own page", () => {
  expect(pasteTold(paste(""), paste("Found 2 of 2"))).toBe("paste-box");
  expect(pasteTold(paste("Found 2 of 2"), paste("Found 2 of 2"))).toBeUndefined();
  expect(pasteTold(paste("Found 2 of 2"), paste(""))).toBeUndefined();
  expect(pasteTold(paste(""), { ...paste("Found 2 of 2"), page: 2 })).toBeUndefined();
});

test("another page is not announced: focus goes to its heading", () => {
  const next = { ...paste("Found 2 of 2"), page: 2 };
  expect(announcement(paste(""), next)).toBe("");
  expect(target(paste(""), next)).toBe("page-heading");
});

test("a refused Continue moves focus to the summary, or to the one field that is wrong", () => {
  const two = SCREENS["two-wrong"] as Screen;
  const before = { ...two, attempt: 0 };
  expect(target(before, two)).toBe("summary");
  expect(target(before, { ...two, summary: null })).toBe("client_id");
  expect(firstWrong(SCREENS["ids"] as Screen)).toBeUndefined();
  expect(target(two, two)).toBeUndefined();
});

test("an explained error takes focus when it comes, and keeps it no longer than that", () => {
  const refused = SCREENS["refused"] as Screen;
  const before = { ...refused, problem: null };
  expect(target(before, refused)).toBe("problem-title");
  expect(target(refused, { ...refused, lead: text("Later") })).toBeUndefined();
});
