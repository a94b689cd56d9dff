// The pages of a set-up as a person meets them, for looking at.

import type { Screen } from "../bridge/bindings";
import { ARMED, NOT_OPENED, SCENARIOS, practised } from "./screens-practice";
import { AROUND, CLEAR_PRACTICE, SETTINGS, SHORTCUTS, UNSAVED } from "./around";
import { CLIENT_SECRET, HAND_OVER, SAVE } from "./screens-late";
import { HOME, PLACES } from "./places";
import { CHECK } from "./check";
import { clouds } from "./clouds";
import { NETWORK } from "./network";
import { PANED } from "./panes";
import { OWNER } from "./owner";
import { PERMISSIONS } from "./permissions";
import { RECIPE_FILE } from "./recipe-file";
import { PROVIDER } from "./provider";
import { SCRIPT } from "./script";
import { differing } from "./manifest";
import { button, field, help, page, rail, stage, status, text } from "./parts";

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

const FIRST_RUN = page({
  name: { kind: "connections" },
  window_title: "Connections – Sendoff",
  header: HOME,
  heading: text("No connections yet"),
  lead: text(
    "Set up a mailbox so that an application such as TourTools can send mail from it. It takes about 25 minutes. You can stop at any time and carry on later.",
  ),
  blocks: [
    { kind: "paragraph", value: text("Secrets will be stored in GNOME Keyring.") },
  ],
  footer: {
    primary: button("New set-up", { kind: "new-set-up" }, "filled"),
    secondary: [button("Check an existing set-up", { kind: "check-set-up" }), button("Practise first", { kind: "practise" })],
    position: null,
  },
});

const MAILBOX = page({
  name: { kind: "mailbox-question" },
  header: HOME,
  window_title: "New set-up – Sendoff",
  heading: text("Which mailbox is it?"),
  blocks: [
    {
      kind: "field",
      value: field({
        anchor: "mailbox",
        id: { kind: "value", value: "mailbox" },
        label: text("Mailbox address"),
        hint: "The address the application will use",
        value: "office@harbour.example",
        width: "address",
        status: status("found", "Found – mail for {{harbour.example}} is handled by Microsoft 365"),
      }),
    },
    {
      kind: "field",
      value: field({
        anchor: "organisation",
        id: { kind: "value", value: "organisation" },
        label: text("Organisation"),
        hint: "As you want to see it in your list",
        value: "Harbour Travel",
        width: "name",
      }),
    },
  ],
  footer: {
    primary: button("Continue", { kind: "continue" }, "filled"),
    secondary: [button("Connections", { kind: "to-connections" })],
    position: "Question 1 of 3",
  },
});

const APPLICATION = page({
  name: { kind: "application-question" },
  header: HOME,
  heading: text("Which application will use it?"),
  blocks: [
    {
      kind: "choice",
      value: {
        id: { kind: "application" },
        anchor: "application",
        label: text("Application"),
        hint: null,
        options: [
          { id: "tourtools", label: text("TourTools"), hint: text("Tour operations") },
          { id: "shopctrl", label: text("ShopCtrl"), hint: text("Order management") },
          { id: "other", label: text("Another application"), hint: text("You will need its redirect address and permissions") },
        ],
        chosen: "tourtools",
        status: null,
        extra: null,
        fold: null,
      },
    },
  ],
  footer: {
    primary: button("Continue", { kind: "continue" }, "filled"),
    secondary: [button("Back", { kind: "back" })],
    position: "Question 2 of 3",
  },
});

const CARD = {
  kind: "portal-card" as const,
  value: {
    actions: [
      text("Open [[App registrations]] and choose [[TourTools mail]]."),
      text("On [[Overview]], select all under [[Essentials]] and copy."),
      text("Come back here and paste once."),
    ],
    open: button("Open this page in the portal", { kind: "open-portal-page" }),
    host: "entra.microsoft.com",
    checked: "Checked against the portal on 3 November 2026",
    looks_different: text("Search for [[App registrations]] in the field at the top of the portal."),
    opened: null,
    copy_link: null,
  },
};

const PASTE = { label: "Paste what you copied", hint: null, paste: button("Paste", { kind: "paste" }), status: null };
const GATED = { "sign-in": "gated", test: "gated", save: "gated", "hand-over": "gated" } as const;

const IDS = page({
  heading: text("Copy the IDs"),
  lead: text("Both are on the Overview page. They are not secret."),
  rail: rail("tenant", { ...GATED, "client-secret": "started" }, { "sign-in": "Needs step 5" }),
  blocks: [
    { ...CARD, value: { ...CARD.value, opened: "Opened 10:41", copy_link: button("Copy link", { kind: "copy-portal-link" }, "link"), open: button("Open again", { kind: "open-portal-page" }) } },
    { kind: "paste-box", value: { ...PASTE, status: status("looks-right", "Found 2 of 2") } },
    {
      kind: "field",
      value: field({
        anchor: "client_id",
        value: "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa",
        status: status("looks-right", "Looks right"),
      }),
    },
    {
      kind: "field",
      value: field({
        anchor: "tenant_id",
        id: { kind: "value", value: "tenant_id" },
        label: text("[[Directory (tenant) ID]]"),
        value: "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34",
        status: status("found", "Found: {{harbour.example}}", "Found at Microsoft, 10:42"),
      }),
    },
    help("[[Object ID]] stands between the two IDs that are needed and looks the same."),
  ],
  footer: {
    primary: button("Continue", { kind: "continue" }, "filled"),
    secondary: [button("Back", { kind: "back" })],
    position: "Step 2 of 10",
  },
});

const TWO_WRONG: Screen = {
  ...IDS,
  attempt: 1,
  summary: {
    title: "Two things to fix",
    links: [
      { anchor: "client_id", text: text("This ID has 35 characters; it should have 36") },
      { anchor: "tenant_id", text: text("Paste the [[Directory (tenant) ID]]") },
    ],
  },
  blocks: [
    CARD,
    { kind: "paste-box", value: PASTE },
    {
      kind: "field",
      value: field({
        anchor: "client_id",
        value: "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a",
        status: status("error", "This ID has 35 characters; it should have 36"),
      }),
    },
    {
      kind: "field",
      value: field({
        anchor: "tenant_id",
        id: { kind: "value", value: "tenant_id" },
        label: text("[[Directory (tenant) ID]]"),
        status: status("error", "Paste the [[Directory (tenant) ID]]"),
      }),
    },
  ],
};

const SIGN_IN = page({
  name: { kind: "step", value: "sign-in" },
  heading: text("Sign in and approve"),
  lead: text("Your browser opens at Microsoft. Sign in as {{office@harbour.example}} and choose [[Accept]]."),
  rail: rail("sign-in", { "sign-in": "started", test: "gated", save: "gated", "hand-over": "gated" }),
  blocks: [
    {
      kind: "live",
      value: {
        stages: [
          stage("open-browser", "done", "Browser opened", { at_words: "10:51:02" }),
          stage("await-answer", "working", "Waiting for you to finish in the browser", { since: ago(72) }),
          stage("receive-answer", "waiting", "Answer received"),
          stage("exchange", "waiting", "Exchanging it for access"),
          stage("identity", "waiting", "Checking who signed in"),
          stage("permissions", "waiting", "Checking permissions"),
        ],
        folded: null,
        hint: text("Take your time. Looking for the code on your phone is normal."),
        hint_at: ago(40),
      },
    },
    { kind: "paragraph", value: text("Nothing opened, or signed in to the wrong account? Use the link in a private window.") },
    {
      kind: "buttons",
      value: [button("Open again", { kind: "open-browser-again" }), button("Copy link", { kind: "copy-link" })],
    },
    {
      kind: "browser-box",
      value: {
        label: text("Does the browser show an error? Paste it here"),
        paste: button("Explain", { kind: "paste-from-browser" }),
        prominent_at: null,
        status: null,
      },
    },
  ],
  footer: { primary: null, secondary: [button("Stop waiting", { kind: "stop" })], position: "Step 7 of 10" },
});

const REFUSED = page({
  name: { kind: "step", value: "test" },
  heading: text("Send a test message"),
  rail: rail("test", { test: "problem", save: "gated", "hand-over": "gated" }, { test: "Sending was refused" }),
  blocks: [
    {
      kind: "live",
      value: {
        stages: [
          stage("connect", "done", "Connected to {{graph.microsoft.com}} and secured", { took_ms: 214 }),
          stage("accept-access", "done", "Access accepted", { took_ms: 402 }),
          stage("find-mailbox", "failed", "Mailbox not found", { at_words: "10:58:31" }),
          stage("accept-message", "skipped", "Message accepted"),
        ],
        folded: null,
        hint: null,
        hint_at: null,
      },
    },
  ],
  problem: {
    kind: "mailbox-not-licensed",
    title: text("This mailbox has no licence"),
    why: text("Signing in worked, but {{office@harbour.example}} has no mailbox at Microsoft 365 that can send."),
    steps: [
      text("Open [[Active users]], choose the account, then [[Licenses and apps]]."),
      text("Tick a licence with Exchange Online, wait 15 minutes, and send again."),
    ],
    who: text("An administrator of Harbour Travel has to do this."),
    primary: button("Go to step 6, Mailbox", { kind: "go-to", value: "mailbox" }, "filled"),
    secondary: [button("Copy a note for the administrator", { kind: "copy-administrator-note" })],
    details: [
      { label: "Code", value: "MailboxNotEnabledForRESTAPI" },
      { label: "Time", value: "22 November 2026, 10:58:31" },
      { label: "Correlation", value: "2c1d6a0e-9d3f-4c55-8a51-0e8d1f3c7b20" },
      { label: "In Microsoft’s words", value: "The mailbox is either inactive, soft-deleted, or is hosted on-premise." },
    ],
    again: null,
    look_up: null,
    others: [
      {
        text: text("The mailbox is on a server of the organisation, not in Microsoft 365."),
        go: button("Go to step 4, Permissions", { kind: "go-to", value: "permissions" }),
      },
      { text: text("The licence was given moments ago. It can take an hour until the mailbox is ready."), go: null },
    ],
    copy_block: "This mailbox has no licence",
  },
  footer: { primary: null, secondary: [button("Send again", { kind: "retry" })], position: "Step 8 of 10" },
});

/** Every page of the gallery, by the name its picture gets. */
export const SCREENS: Record<string, Screen> = {
  "first-run": FIRST_RUN,
  ...PLACES,
  mailbox: MAILBOX,
  application: APPLICATION,
  ...clouds(MAILBOX, APPLICATION),
  ids: IDS,
  "two-wrong": TWO_WRONG,
  ...differing(IDS),
  ...CHECK,
  ...SCRIPT,
  ...RECIPE_FILE,
  ...NETWORK,
  ...PROVIDER,
  practice: practised(IDS),
  "practice-armed": practised(IDS, ARMED),
  "practice-first": SCENARIOS,
  "practice-not-opened": NOT_OPENED,
  "client-secret": CLIENT_SECRET,
  "sign-in": SIGN_IN,
  ...PERMISSIONS,
  ...OWNER,
  refused: REFUSED,
  save: SAVE,
  "hand-over": HAND_OVER,
  ...PANED,
  "file-written": {
    ...HAND_OVER,
    toast: {
      text: text("The reminder was saved as {{/home/anna/harbour-travel-tourtools.ics}}"),
      action: button("Show in folder", { kind: "show-file" }),
      close: button("Close", { kind: "dismiss" }, "link"),
    },
  },
  strip: {
    ...HAND_OVER,
    strip: {
      title: "TourTools values",
      keys: "Copy next: Ctrl+Shift+C",
      close: button("Back to the whole page", { kind: "close-strip" }),
    },
  },
  menu: { ...IDS, around: AROUND },
  settings: page({
    name: { kind: "settings" },
    window_title: "Settings – Sendoff",
    header: HOME,
    heading: text("Settings"),
    blocks: SETTINGS,
    around: AROUND,
    footer: { primary: null, secondary: [button("Back", { kind: "back" })], position: null },
  }),
  unsaved: { ...FIRST_RUN, dialog: UNSAVED, footer: { primary: null, secondary: [], position: null } },
  "clear-practice": { ...FIRST_RUN, dialog: CLEAR_PRACTICE },
  shortcuts: { ...FIRST_RUN, dialog: SHORTCUTS },
};
