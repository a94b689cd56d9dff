// Short ways to write the parts of a screen, for the gallery and the tests.

import type {
  Action,
  Block,
  Button,
  ButtonTone,
  Field,
  Mark,
  Rail,
  Screen,
  StageState,
  StageView,
  Stage,
  Status,
  StatusTone,
  StepId,
  Text,
} from "../bridge/bindings";

/** Runs from one string: `[[label]]` is a portal's, `{{value}}` a value. */
export function text(source: string): Text {
  return source
    .split(/(\[\[.*?\]\]|\{\{.*?\}\})/)
    .filter((part) => part !== "")
    .map((part) => {
      if (part.startsWith("[[")) return { kind: "portal", text: part.slice(2, -2) };
      if (part.startsWith("{{")) return { kind: "value", text: part.slice(2, -2) };
      return { kind: "plain", text: part };
    });
}

/** A button. */
export function button(label: string, action: Action, tone: ButtonTone = "outlined"): Button {
  return { label, action, tone, enabled_at: null, wait_label: null };
}

/** A status line. */
export function status(tone: StatusTone, words: string, tip: string | null = null): Status {
  return { tone, text: text(words), tip, action: null };
}

/** A field of a set-up. */
export function field(part: Partial<Field> & Pick<Field, "anchor">): Field {
  return {
    id: { kind: "value", value: "client_id" },
    label: text("[[Application (client) ID]]"),
    hint: null,
    value: "",
    version: 0,
    masked: false,
    status: null,
    width: "id",
    ...part,
  };
}

/** A stage of a live operation. */
export function stage(name: Stage, state: StageState, words: string, more: Partial<StageView> = {}): StageView {
  return { stage: name, state, text: text(words), since: null, at: null, at_words: null, took_ms: null, ...more };
}

const STEPS: [string, [StepId, string][]][] = [
  [
    "Prepare",
    [
      ["app-registration", "Register"],
      ["tenant", "IDs"],
      ["redirect-uri", "Redirects"],
      ["permissions", "Permissions"],
      ["client-secret", "Client secret"],
      ["mailbox", "Mailbox"],
    ],
  ],
  [
    "Prove",
    [
      ["sign-in", "Sign in"],
      ["test", "Test message"],
    ],
  ],
  [
    "Finish",
    [
      ["save", "Save"],
      ["hand-over", "Hand over"],
    ],
  ],
];

/** The rail of TourTools at one step; what comes before it is done unless `marks` says otherwise. */
export function rail(current: StepId, marks: Partial<Record<StepId, Mark>> = {}, reasons: Partial<Record<StepId, string>> = {}): Rail {
  let number = 0;
  let before = true;
  const groups = STEPS.map(([label, items]) => ({
    label,
    items: items.map(([step, name]) => {
      number += 1;
      if (step === current) before = false;
      const mark: Mark = marks[step] ?? (before ? "done" : "todo");
      const reason = reasons[step];
      return {
        step,
        number,
        label: name,
        mark,
        reason: reason ? text(reason) : null,
        current: step === current,
        opens: true,
        name: `Step ${number}, ${name}, ${mark}`,
      };
    }),
  }));
  const items = groups.flatMap((group) => group.items);
  const here = items.find((item) => item.current);
  return { groups, folded: `Step ${here?.number} of ${items.length}: ${here?.label}` };
}

/** Help with a step. */
export function help(...traps: string[]): Block {
  return {
    kind: "help",
    value: {
      label: "Get help with this step",
      answers_title: "Questions that come up here",
      answers: [],
      traps_title: "Easy to get wrong",
      traps: traps.map(text),
      notes: [
        {
          text: text("Somebody else administers Harbour Travel? This note says what they have to do."),
          copy: button("Copy a note for the administrator", { kind: "copy-administrator-note" }),
        },
        {
          text: text("Somebody helps you from elsewhere? This note says how far you are. It holds no secret, no ID and no address."),
          copy: button("Copy a note for support", { kind: "copy-support-note" }),
        },
      ],
    },
  };
}

/** A page of the set-up for Harbour Travel. */
export function page(part: Partial<Screen> & { blocks: Block[] }): Screen {
  const heading = part.heading ?? text("Copy the IDs");
  return {
    page: 1,
    attempt: 0,
    name: { kind: "step", value: "tenant" },
    window_title: `${heading.map((run) => run.text).join("")} – Harbour Travel – Sendoff`,
    practice: false,
    clock_ahead: 0,
    screen_share: false,
    header: {
      organisation: "Harbour Travel",
      application: "TourTools",
      provider: "Microsoft 365",
      saved_at: null,
      saved: "Saved 10:42",
    },
    banner: null,
    rail: null,
    heading,
    lead: [],
    notes: [],
    summary: null,
    problem: null,
    dialog: null,
    toast: null,
    strip: null,
    around: { share_asked: false, menu_button: true, menu: [] },
    footer: { primary: button("Continue", { kind: "continue" }, "filled"), secondary: [button("Back", { kind: "back" })], position: null },
    ...part,
  };
}
