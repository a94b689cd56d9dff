// Check an existing set-up, for looking at and for tests.

import type { Block, Screen, Status, SummaryRow } from "../bridge/bindings";
import { finding, findings } from "./manifest";
import { button, page, status, text } from "./parts";
import { HOME } from "./places";

const row = (label: string, value: string | null): SummaryRow => ({
  label: text(label),
  value: value ?? "",
  evidence: value ? status("looks-right", "Read") : status("not-checked", "Not pasted"),
  change: null,
});

const paste = (said: Status | null): Block => ({
  kind: "paste-box",
  value: {
    label: "Paste what you have",
    hint: text(
      "The app registration's [[Manifest]], what stands in the application's own fields, or the error. One after the other, in any order.",
    ),
    paste: button("Paste", { kind: "paste-to-check" }),
    status: said,
  },
});

function checked(rows: SummaryRow[], ...blocks: Block[]): Screen {
  return page({
    name: { kind: "check-set-up" },
    window_title: "What is wrong here? – Sendoff",
    header: { ...HOME, organisation: "Check an existing set-up" },
    heading: text("What is wrong here?"),
    lead: text("Paste whatever there is; each is recognised by itself. Nothing is changed and nothing is kept."),
    blocks: [paste(null), { kind: "summary", value: rows }, ...blocks],
    footer: {
      primary: button("Continue as a set-up", { kind: "continue-as-set-up" }, "filled"),
      secondary: [button("Back", { kind: "back" })],
      position: null,
    },
  });
}

const NOT_APPROVED = text("A manifest does not show whether the permissions were approved, or whether the mailbox has a licence.");

/** The pages of a check: before anything is pasted, and with all three pasted. */
export const CHECK: Record<string, Screen> = {
  "check-first": checked([row("Manifest", null), row("The application's fields", null), row("Error", null)]),
  "check-refused": {
    ...checked([]),
    blocks: [
      paste(
        status(
          "error",
          "The end of the manifest is missing. Probably not all of it was selected. Click into the text under [[Manifest]], press Ctrl+A, copy, and paste again.",
        ),
      ),
      { kind: "summary", value: [row("Manifest", null), row("The application's fields", null), row("Error", null)] },
    ],
  },
  "check-fits": checked(
    [row("Manifest", "TourTools mail"), row("The application's fields", null), row("Error", null)],
    findings({
      tone: "looks-right",
      verdict: text("What was pasted is as TourTools needs it"),
      items: [],
      beyond: [text("The fields of TourTools were not looked at: they were not pasted."), text("No known error was pasted."), NOT_APPROVED],
    }),
  ),
  "check-found": {
    ...checked(
      [row("Manifest", "TourTools mail"), row("The application's fields", "6 fields"), row("Error", "AADSTS50011")],
      findings({
        verdict: text("3 things differ from what TourTools needs"),
        items: [
          finding("{{https://www.tourtools.com/auth/}} is not registered; it is needed under [[Web]].", null, ""),
          finding("In TourTools, [[Client Secret]] holds an ID; it must be the [[Value]] of the client secret, not the [[Secret ID]].", null, ""),
          finding(
            "In TourTools, [[Redirect URI]] is {{https://www.tourtools.com/auth}}; it must be {{https://www.tourtools.com/auth/}}.",
            null,
            "",
          ),
        ],
        beyond: [NOT_APPROVED],
      }),
      { kind: "section", value: text("To mend it") },
      {
        kind: "steps",
        value: [
          text("Add two redirect URIs under [[Web]] to [[TourTools mail]]: {{https://www.tourtools.com/auth/}} and {{http://localhost/mail-setup}}."),
          text("Correct these fields in TourTools: [[Client Secret]] and [[Redirect URI]]. In TourTools: [[Settings]], [[System Settings]], [[Email & Integrations]], tab [[Email]]."),
        ],
      },
      { kind: "paragraph", value: text("A note says all of this for whoever must mend it. It holds no secret.") },
      { kind: "buttons", value: [button("Copy the note", { kind: "copy-check-note" })] },
    ),
    problem: {
      kind: "redirect-unknown",
      title: text("A redirect URI is missing"),
      why: text("Microsoft only returns people to addresses that are registered, to the letter."),
      steps: [text("Open [[Authentication]] of the app registration."), text("Add {{http://localhost/mail-setup}} under [[Web]], exactly as written, and save.")],
      who: null,
      again: null,
      primary: null,
      secondary: [],
      details: [{ label: "Code", value: "AADSTS50011" }],
      look_up: null,
      others: [],
      copy_block: "",
    },
  },
};
