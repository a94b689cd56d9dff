// The permissions side by side after a sign-in, for looking at and for tests.

import type { Block, PermissionRow, Screen } from "../bridge/bindings";
import { button, help, page, rail, stage, text } from "./parts";

const fits = (name: string, needed = "Yes"): PermissionRow => ({
  name,
  needed,
  asked: "Yes",
  granted: "Yes",
  tone: "proved",
  finding: null,
  go: null,
});

const MISSING: PermissionRow = {
  ...fits("SMTP.Send"),
  granted: "No",
  tone: "error",
  finding: text(
    "Under [[API permissions]], choose [[Add a permission]], [[Microsoft Graph]], [[Delegated permissions]] and tick [[SMTP.Send]]. Is it listed there already? Then it still has to be approved.",
  ),
  go: button("Go to step 4, Permissions", { kind: "go-to", value: "permissions" }),
};

const TOO_MUCH: PermissionRow = {
  ...fits("Mail.ReadWrite", "No"),
  asked: "No",
  tone: "caution",
  finding: text(
    "ShopCtrl does not need it. It stops nothing; whoever looks after the app registration may want to remove it under [[API permissions]].",
  ),
};

const TOO_MANY = text(
  "ZappySys does not need these. They stop nothing; whoever looks after the app registration may want to remove them under [[API permissions]].",
);

const HARMLESS: PermissionRow = {
  ...fits("User.Read", "No"),
  asked: "No",
  tone: "looks-right",
  finding: text("Every new registration has it, and it does no harm."),
};

function table(tone: "error" | "caution" | "proved", verdict: string, rows: PermissionRow[], more: string | null = null): Block {
  return {
    kind: "permissions",
    value: {
      tone,
      verdict: text(verdict),
      permission: "Permission",
      needed: "Needed",
      asked: "Asked for",
      granted: "Granted",
      rows,
      more: more ? text(more) : null,
    },
  };
}

const folded: Block = {
  kind: "live",
  value: { stages: [], folded: text("Signed in as {{office@harbour.example}}, 3 permissions"), hint: null, hint_at: null },
};

const signedIn = (permissions: Block): Screen =>
  page({
    name: { kind: "step", value: "sign-in" },
    heading: text("Sign in and approve"),
    lead: text("It proves that IDs, redirect, permissions and secret fit together."),
    rail: rail("sign-in", { save: "gated", "hand-over": "gated" }),
    blocks: [folded, permissions, help()],
    footer: {
      primary: button("Continue", { kind: "continue" }, "filled"),
      secondary: [button("Back", { kind: "back" })],
      position: "Step 7 of 10",
    },
  });

const NEEDED = [fits("offline_access"), fits("SMTP.Send"), fits("IMAP.AccessAsUser.All")];

const failed: Block = {
  kind: "live",
  value: {
    stages: [
      stage("exchange", "done", "Access granted", { at_words: "10:52:11" }),
      stage("identity", "done", "Signed in as {{office@harbour.example}}", { at_words: "10:52:11" }),
      stage("permissions", "failed", "A permission is missing", { at_words: "10:52:11" }),
    ],
    folded: null,
    hint: null,
    hint_at: null,
  },
};

const REFUSED: Screen = {
  ...signedIn(folded),
  rail: rail("sign-in", { permissions: "problem", "sign-in": "problem", test: "gated", save: "gated", "hand-over": "gated" }),
  blocks: [
    failed,
    table("error", "Something that ShopCtrl needs was not granted", [fits("offline_access"), MISSING, fits("IMAP.AccessAsUser.All")]),
    help(),
  ],
  problem: {
    kind: "permission-missing",
    title: text("One permission is missing: SMTP.Send"),
    why: text("Signing in worked, but this was not granted. It was added as [[Application permissions]], or it was not approved."),
    steps: [text("Add it under [[Delegated permissions]].")],
    who: null,
    again: null,
    primary: button("Go to step 4, Permissions", { kind: "go-to", value: "permissions" }, "filled"),
    secondary: [button("Try signing in again", { kind: "retry" })],
    details: [],
    look_up: null,
    others: [],
    copy_block: "",
  },
  footer: { primary: null, secondary: [button("Back", { kind: "back" })], position: "Step 7 of 10" },
};

/** All as needed; more than that; a needed one missing; and so many that not all are shown. */
export const PERMISSIONS: Record<string, Screen> = {
  "permissions-fit": signedIn(table("proved", "All that ShopCtrl needs was granted, and no more", NEEDED)),
  "permissions-too-much": signedIn(
    table("caution", "All that ShopCtrl needs was granted, and more than that", [...NEEDED, HARMLESS, TOO_MUCH]),
  ),
  "permissions-missing": REFUSED,
  "permissions-many": signedIn(
    table(
      "caution",
      "All that ZappySys needs was granted, and more than that",
      [
        ...["Mail.Read", "Mail.Read.Shared", "Mail.ReadBasic", "Mail.ReadBasic.Shared", "User.ReadBasic.All"].map((name) => fits(name)),
        ...["Calendars.ReadWrite", "Contacts.ReadWrite", "Files.ReadWrite.All", "Sites.FullControl.All", "Directory.AccessAsUser.All"].map(
          (name, at) => ({ ...TOO_MUCH, name, finding: at === 4 ? TOO_MANY : null }),
        ),
      ],
      "38 more permissions were granted that ZappySys does not need.",
    ),
  ),
};
