// The later pages of a set-up, for looking at.

import type { CopyRow } from "../bridge/bindings";
import { button, page, rail, status, text } from "./parts";

const DOTS = "••••••••••••";

/** The step of the client secret, with one pasted. */
export const CLIENT_SECRET = page({
  name: { kind: "step", value: "client-secret" },
  heading: text("Make a client secret"),
  lead: text("It works like a password for TourTools. Microsoft shows it once."),
  rail: rail("client-secret", { "client-secret": "started", "sign-in": "gated", test: "gated", save: "gated", "hand-over": "gated" }),
  notes: [
    {
      tone: "caution",
      text: text("If you share your screen, pause before you choose [[Add]]. The portal shows the [[Value]] in plain text."),
    },
  ],
  blocks: [
    {
      kind: "portal-card",
      value: {
        actions: [
          text("Open [[Certificates & secrets]], choose [[New client secret]]."),
          text("[[Description]]: {{TourTools mail}}. Choose a period under [[Expires]], then [[Add]]."),
          text("Copy the [[Value]] at once, not the [[Secret ID]]."),
        ],
        open: button("Open this page in the portal", { kind: "open-portal-page" }),
        host: "entra.microsoft.com",
        checked: "Checked against the portal on 3 November 2026",
        looks_different: null,
        opened: null,
        copy_link: null,
      },
    },
    {
      kind: "secret-field",
      value: {
        id: "client_secret",
        anchor: "client_secret",
        label: text("[[Value]]"),
        hint: null,
        held: { length: 40, first_three: "8xQ" },
        paste: button("Paste", { kind: "paste" }),
        clear: button("Clear", { kind: "clear-secret" }),
        status: status("looks-right", "Looks right – 40 characters, starts {{8xQ}}"),
      },
    },
    {
      kind: "choice",
      value: {
        id: { kind: "period" },
        anchor: "period",
        label: text("What did you choose under [[Expires]]?"),
        hint: null,
        options: ["90", "180", "365", "545", "730"]
          .map((days) => ({ id: days, label: text(`${days} days`), hint: null }))
          .concat({ id: "other", label: text("Another date"), hint: null }),
        chosen: "other",
        status: null,
        extra: text("Expires Friday 21 May 2027, 180 days from today."),
        fold: null,
      },
    },
    { kind: "day-field", value: { anchor: "day", label: text("Expires on"), day: "2027-05-21", status: null } },
  ],
  footer: {
    primary: button("Continue", { kind: "continue" }, "filled"),
    secondary: [button("Back", { kind: "back" })],
    position: "Step 5 of 10",
  },
});

const PROVED = status("proved", "Proved");
const change = (step: "tenant" | "client-secret" | "mailbox") => button("Change", { kind: "change", value: step }, "link");

/** Check and save. */
export const SAVE = page({
  name: { kind: "step", value: "save" },
  heading: text("Check and save"),
  lead: text("Everything below was used in the test at 10:58."),
  rail: rail("save", { "hand-over": "gated" }),
  blocks: [
    {
      kind: "summary",
      value: [
        { label: text("Organisation"), value: "Harbour Travel", evidence: null, change: change("mailbox") },
        { label: text("Mailbox"), value: "office@harbour.example", evidence: PROVED, change: change("mailbox") },
        {
          label: text("[[Application (client) ID]]"),
          value: "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa",
          evidence: PROVED,
          change: change("tenant"),
        },
        {
          label: text("[[Directory (tenant) ID]]"),
          value: "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34",
          evidence: PROVED,
          change: change("tenant"),
        },
        { label: text("Client secret"), value: DOTS, evidence: PROVED, change: change("client-secret") },
        { label: text("Secret expires"), value: "21 May 2027, in 180 days", evidence: null, change: change("client-secret") },
      ],
    },
    { kind: "paragraph", value: text("Secrets go to GNOME Keyring on this computer.") },
  ],
  footer: {
    primary: button("Save connection", { kind: "save" }, "filled"),
    secondary: [button("Back", { kind: "back" })],
    position: "Step 9 of 10",
  },
});

/** A row to copy. */
export const row = (id: string, label: string, value: string, more: Partial<CopyRow> = {}): CopyRow => ({
  id,
  group: null,
  label,
  value,
  secret: false,
  caption: null,
  copied: false,
  name: `Copy ${label}`,
  copied_name: `Copied: ${label}`,
  next: false,
  other_way: false,
  clears_at: null,
  status: null,
  choose: false,
  ...more,
});

/** The hand-over. */
export const HAND_OVER = page({
  name: { kind: "step", value: "hand-over" },
  heading: text("Values for TourTools"),
  lead: text("Type or paste these in TourTools: System settings, Email."),
  rail: rail("hand-over"),
  blocks: [
    {
      kind: "copy-rows",
      value: {
        rows: [
          row("clientId", "clientId", "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa", {
            copied: true,
            caption: text("[[Application (client) ID]] in Microsoft Entra"),
          }),
          row("clientSecret", "clientSecret", `${DOTS}   starts 8xQ`, { secret: true, next: true }),
          row(
            "accessTokenURL",
            "accessTokenURL",
            "https://login.microsoftonline.com/b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34/oauth2/v2.0/token",
          ),
          row("sender", "Sender address", "office@harbour.example"),
        ],
        copy_next: true,
        copied: "Copied 1 of 4",
        strip: button("Keep on top as a strip", { kind: "open-strip" }),
      },
    },
    { kind: "section", value: text("Check what you typed") },
    {
      kind: "exact-match",
      value: {
        label: text("Copy the field from TourTools and paste it here; every character is compared."),
        rows: [
          {
            row: "accessTokenURL",
            label: "accessTokenURL",
            status: status("error", "Not the same"),
            runs: [
              { mark: "same", expected: "https://login.microsoftonline.com/", found: "https://login.microsoftonline.com/" },
              { mark: "different", expected: "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34", found: "common" },
              { mark: "same", expected: "/oauth2/v2.0/token", found: "/oauth2/v2.0/token" },
              { mark: "extra", expected: "", found: " " },
            ],
            differences: [text("{{common}} stands where {{b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34}} belongs"), text("One blank too many at the end")],
          },
        ],
      },
    },
    { kind: "section", value: text("Afterwards in TourTools") },
    {
      kind: "tick",
      value: {
        id: { kind: "afterwards", value: 0 },
        anchor: "afterwards-0",
        label: text("I have chosen [[Save]] under System settings, Email"),
        on: true,
        status: status("not-checked", "Not checked"),
      },
    },
    {
      kind: "transcript",
      value: {
        plain: [text("We asked Microsoft for the mailbox. It answered."), text("We sent the message. Microsoft accepted it.")],
        raw: ["C: POST /v1.0/me/sendMail", "S: 202 Accepted"],
        copy: button("Copy transcript", { kind: "copy-transcript" }),
      },
    },
  ],
  footer: {
    primary: button("Save the sheet", { kind: "save-sheet" }, "filled"),
    secondary: [button("Done", { kind: "done" })],
    position: "Step 10 of 10",
  },
});
