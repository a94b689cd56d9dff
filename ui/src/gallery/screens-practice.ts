// Practice: the banner with its menu, the scenarios, and practice that does not open.

import type { Banner, BannerState, FaultGroup, PracticeFault, Screen } from "../bridge/bindings";
import { button, page, text } from "./parts";

const GROUPS: [string, [PracticeFault, string][]][] = [
  [
    "While pasting",
    [
      ["paste-secret-id", "Paste the Secret ID"],
      ["paste-object-id", "Paste the Object ID"],
      ["secret-delay", "New client secret not known yet"],
    ],
  ],
  [
    "In the browser",
    [
      ["redirect-missing", "Redirect URI missing"],
      ["approval-needed", "Administrator must approve"],
    ],
  ],
  [
    "After returning",
    [
      ["secret-wrong", "Wrong client secret"],
      ["clock-wrong", "Clock of this computer wrong"],
    ],
  ],
  ["While sending", [["graph-send-as-denied", "May not send as the mailbox"]]],
  ["While keeping", [["keychain-locked", "Keychain locked"]]],
];

/** The banner of the practice office, with one thing armed or nothing. */
export function banner(armed?: PracticeFault, states: BannerState[] = []): Banner {
  const groups = GROUPS.map(
    ([label, items]): FaultGroup => ({
      label,
      items: items.map(([fault, words]) => ({
        button: button(words, fault === armed ? { kind: "disarm" } : { kind: "arm", value: fault }, "link"),
        on: fault === armed,
      })),
    }),
  );
  return {
    tone: "practice",
    text: text("Practice. Nothing here reaches Microsoft or Google."),
    states,
    menu: {
      label: "Make something go wrong",
      first: [
        button("Surprise me", { kind: "surprise-me" }),
        button("Pretend it is 30 days later", { kind: "move-time" }),
      ],
      groups,
    },
    actions: [button("Leave", { kind: "leave-practice" })],
  };
}

/** A page of a set-up, practised. */
export function practised(screen: Screen, over: Banner = banner()): Screen {
  return {
    ...screen,
    practice: true,
    window_title: `Practice: ${screen.window_title}`,
    header: { ...screen.header, organisation: "Practice Tours" },
    banner: over,
  };
}

/** One thing armed, and time moved. */
export const ARMED = banner("redirect-missing", [
  { text: text("Armed: redirect URI missing"), action: button("Take back", { kind: "disarm" }) },
  { text: text("It is 21 December 2026 here, 30 days ahead."), action: null },
]);

const HOME = { organisation: null, application: null, provider: null, saved_at: null, saved: null };

export const SCENARIOS: Screen = {
  ...page({
    name: { kind: "connections" },
    heading: text("Choose what to practise"),
    lead: text(
      "A made-up organisation lives on this computer, with a portal, sign-in pages and a mailbox of its own. Do everything as you would for real; nothing here can break.",
    ),
    blocks: [
      {
        kind: "scenarios",
        value: [
          {
            title: text("TourTools and Microsoft 365"),
            about: text("A whole set-up from the first question to the sheet, with everything going well. About 25 minutes."),
            start: button("Start this set-up", { kind: "begin", value: "tourtools" }, "filled"),
          },
          {
            title: text("A bad day"),
            about: text("The same set-up, and three things go wrong in a row. Each comes when the one before is mended."),
            start: button("Start a bad day", { kind: "begin", value: "bad-day" }),
          },
        ],
      },
      { kind: "paragraph", value: text("Practice keeps secrets in memory only, until this program ends.") },
    ],
    footer: { primary: null, secondary: [button("New set-up", { kind: "new-set-up" })], position: null },
  }),
  practice: true,
  header: HOME,
  window_title: "Practice: Choose what to practise – Sendoff",
  banner: banner(),
};

/** The office does not start: said where practice was asked for. */
export const NOT_OPENED: Screen = page({
  name: { kind: "connections" },
  window_title: "No connections yet – Sendoff",
  header: HOME,
  heading: text("No connections yet"),
  lead: text("Set up a mailbox so that an application such as TourTools can send mail from it."),
  blocks: [{ kind: "paragraph", value: text("Secrets will be stored in GNOME Keyring.") }],
  problem: {
    kind: "practice-folder",
    title: text("Practice could not be opened"),
    why: text("{{/home/anna/.local/share/sendoff/practice}}, where it keeps what you practised, cannot be read or written."),
    steps: [text("See whether the folder may be written and the disk has space, then try again.")],
    who: null,
    primary: null,
    secondary: [button("Try again", { kind: "practise" })],
    details: [{ label: "In our words", value: "permission denied" }],
    again: null,
    look_up: null,
    others: [],
    copy_block: "Practice could not be opened",
  },
  footer: { primary: button("New set-up", { kind: "new-set-up" }, "filled"), secondary: [], position: null },
});
