// A recipe opened from a file, for looking at and for tests.

import type { Block, Screen, SummaryRow, Text } from "../bridge/bindings";
import { findings } from "./manifest";
import { button, page, text } from "./parts";
import { HOME } from "./places";

const section = (words: string): Block => ({ kind: "section", value: text(words) });
const list = (...items: string[]): Block => ({ kind: "list", value: items.map(text) });

const quoted = (...rows: [string, ...string[]][]): Block => ({
  kind: "quoted",
  value: {
    label: "The file says",
    rows: rows.map(([label, ...texts]): { label: Text; texts: Text[] } => ({ label: text(label), texts: texts.map(text) })),
  },
});

const row = (label: string, value: string): SummaryRow => ({ label: text(label), value, evidence: null, change: null });

const FILE: Block = {
  kind: "summary",
  value: [
    row("File", "harbour-desk.toml"),
    row("Fingerprint (SHA-256)", "3f1c09ab 77d20e41 5b8c6f00 91aa2c3d 0e7f4411 c8d95a26 b1036e7f 24d8c0f5"),
  ],
};

const CLOSELY: Block = findings({
  tone: "caution",
  verdict: text("Look closely at this"),
  items: [
    {
      tone: "caution",
      text: text(
        "After signing in to the application, the browser takes the answer to {{https://desk.example/oauth/done}}. The file chose this computer: whoever runs it is given access. Make sure that it is the application's own.",
      ),
      go: null,
    },
  ],
  beyond: [],
});

const REACH: Block[] = [
  section("Which computers it reaches"),
  list(
    "{{login.microsoftonline.com}}, where Microsoft 365 is. This host is part of Sendoff.",
    "{{graph.microsoft.com}}, where Microsoft 365 is. This host is part of Sendoff.",
    "After signing in to the application, the browser takes the answer to {{https://desk.example/oauth/done}}. The file chose this computer: whoever runs it is given access. Make sure that it is the application's own.",
    "Opens the portal page {{new-registration}} at {{entra.microsoft.com}} in your browser.",
    "No other computer. A recipe cannot add one, open other addresses or run anything.",
  ),
];

const ASKS: Block[] = [
  section("What it asks the organisation for"),
  list(
    "The application acts for whoever signs in.",
    "The permission [[Mail.Send]] of [[Microsoft Graph]], for whoever signs in. Whoever signs in may usually approve it.",
  ),
  quoted(["[[Mail.Send]]", "Send mail as you"]),
];

const STEPS: Block[] = [
  section("Its steps"),
  quoted(
    ["Before you begin", "Someone who may register apps in the directory of {{{organisation}}}", "The password and phone for {{{mailbox}}}"],
    [
      "Register",
      "Register the application",
      "Microsoft must know Harbour Desk before it lets it send.",
      "[[Entra ID]] [[App registrations]] [[New registration]]",
      "Choose [[New registration]] and paste name and address.",
    ],
  ),
];

const ABOUT: Block[] = [
  section("Whose it is"),
  quoted(
    ["Name", "Harbour Desk"],
    ["Purpose", "help desk"],
    ["Who wrote it", "Written from Harbour Desk's public page. Its vendor did not write or check it."],
    ["Made from", "Harbour Desk: send by Microsoft 365", "Dated 1 May 2026", "Compared with it on 21 November 2026"],
    ["Support", "help@harbour.example", "They answer on working days."],
  ),
];

const SHOWN = page({
  name: { kind: "recipe-file" },
  window_title: "A recipe from a file – Sendoff",
  header: { ...HOME, organisation: "New set-up" },
  heading: text("A recipe from a file"),
  lead: text(
    "Nothing of it is used until you accept it. Frames hold what the file says, in its own words; everything else is what Sendoff found in it.",
  ),
  notes: [
    {
      tone: "caution",
      text: text(
        "Anybody can write such a file. Sendoff has looked at its form, not whether it tells the truth. Accept it only if you know who sent it; they can tell you its fingerprint.",
      ),
    },
  ],
  blocks: [FILE, CLOSELY, ...ABOUT, ...REACH, ...ASKS, ...STEPS],
  footer: {
    primary: button("Accept this recipe", { kind: "recipe", value: "accept" }, "filled"),
    secondary: [button("Do not accept it", { kind: "recipe", value: "decline" })],
    position: null,
  },
});

const CHANGED: Block[] = [
  section("What is different"),
  list(
    "New: After signing in to the application, the browser takes the answer to {{https://desk.example/oauth/done}}. The file chose this computer: whoever runs it is given access. Make sure that it is the application's own.",
    "No longer: After signing in to the application, the browser takes the answer to {{https://{answer.host}/oauth/done}}. The computer in it is your own answer.",
  ),
];

/** The pages of a recipe from a file: shown, changed since it was accepted, about to be removed, and one that is none. */
export const RECIPE_FILE: Record<string, Screen> = {
  "recipe-file": SHOWN,
  "recipe-changed": { ...SHOWN, blocks: [FILE, ...CHANGED, CLOSELY, ...ABOUT, ...REACH] },
  "recipe-remove": {
    ...SHOWN,
    notes: [],
    dialog: {
      name: "remove-recipe",
      title: text("Remove the recipe Harbour Desk?"),
      text: text(
        "2 connections were made with it, and 1 unfinished set-up. They stay in the list, secrets stay in GNOME Keyring, and the application goes on working; Sendoff can no longer show their values, test them or renew them. Opening the same file again, unchanged, brings all of that back.",
      ),
      blocks: [],
      buttons: [button("Remove", { kind: "recipe", value: "remove-for-good" }, "danger")],
      keep: button("Keep", { kind: "recipe", value: "keep" }),
    },
  },
  "recipe-wrong": {
    ...SHOWN,
    name: { kind: "recipe-mistakes" },
    heading: text("This file cannot be opened as a recipe"),
    lead: text("Nothing of {{harbour-desk.toml}} was kept."),
    notes: [],
    blocks: [
      findings({
        verdict: text("2 things are wrong in {{harbour-desk.toml}}"),
        items: [
          {
            tone: "error",
            text: text(
              "Line 2, column 1, {{id}}: it can be taken for tourtools, a recipe of Sendoff itself: choose another ID",
            ),
            go: null,
          },
          { tone: "error", text: text("Line 31, column 12, {{step[2].title}}: it has 6 words; 5 are allowed"), go: null },
        ],
        beyond: [],
      }),
      section("What to do"),
      {
        kind: "steps",
        value: [
          text("Send this list to whoever wrote the file."),
          text("They can look at the file with [[sendoff recipes check]] and mend it."),
          text("Open the new file here."),
        ],
      },
    ],
    footer: {
      primary: button("Open another file...", { kind: "recipe", value: "open" }, "filled"),
      secondary: [button("Back", { kind: "back" })],
      position: null,
    },
  },
};
