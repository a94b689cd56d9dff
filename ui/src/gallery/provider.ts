// A provider that the set-up names itself: before, while it is asked, found, with a strange computer, not found.

import type { Block, Note, Screen, Status } from "../bridge/bindings";
import { button, field, page, rail, stage, status, text } from "./parts";

const asked = (question: string, label: string, hint: string, value: string, wrong: Status | null = null): Block => ({
  kind: "field",
  value: field({ id: { kind: "answer", value: question }, anchor: `answer-${question}`, label: text(label), hint, value, width: "address", status: wrong }),
});

function names(issuer: string, wrong: Status | null = null): Block[] {
  return [
    asked("issuer", "Where does the provider sign people in?", "Its page for developers calls it Issuer. For example: https://login.mail.example", issuer, wrong),
    asked("smtp-server", "Which server sends mail?", "With the port behind it, unless that is 587. For example: smtp.mail.example:465", "smtp.mail.example:465"),
    asked("imap-server", "Which server gives mail by IMAP?", "With the port behind it, unless that is 993. For example: imap.mail.example", "imap.mail.example"),
    asked(
      "permissions",
      "Which permissions does the provider have for it?",
      "The provider's own names, from its page for developers, with blanks between them. For example: smtp imap pop offline_access",
      "smtp imap offline_access",
    ),
  ];
}

const live = (stages: Parameters<typeof stage>[], folded: string | null = null): Block => ({
  kind: "live",
  value: { stages: stages.map((each) => stage(...each)), folded: folded === null ? null : text(folded), hint: null, hint_at: null },
});

const where = (token: string): Block[] => [
  live([], "{{login.mail.example}} says what it is; its mail servers take connections. Looked up 10:41"),
  { kind: "section", value: text("Where it leads") },
  {
    kind: "paragraph",
    value: text(
      "That is what {{login.mail.example}} says of itself. The secret and the access go to these computers, and to no other. Each must show a certificate with its own name.",
    ),
  },
  {
    kind: "list",
    value: [
      ...(token === "login.mail.example"
        ? [text("{{login.mail.example}}: people sign in there, in the browser, and it is sent the client secret")]
        : [text("{{login.mail.example}}: people sign in there, in the browser"), text(`{{${token}}}: it is sent the client secret`)]),
      text("{{smtp.mail.example}}, port {{465}}: mail is sent there, with the access"),
      text("{{imap.mail.example}}, port {{993}}: mail is read there by IMAP, with the access"),
    ],
  },
  {
    kind: "tick",
    value: { id: { kind: "step", value: "provider" }, anchor: "tick", label: text("These are the computers of my mail provider"), on: false, status: null },
  },
];

const STRANGE: Note = {
  tone: "caution",
  text: text("{{tokens.elsewhere.example.net}} is named quite differently from {{login.mail.example}}. Find it on the provider's own pages before you tick the box."),
};

function provider(blocks: Block[], more: Partial<Screen> = {}): Screen {
  return page({
    name: { kind: "step", value: "provider" },
    heading: text("Confirm the mail provider"),
    lead: text("The client secret goes to whoever is named here, so you see where it leads before anything is sent."),
    rail: rail("app-registration"),
    blocks,
    ...more,
  });
}

const ISSUER = "https://login.mail.example/realm";
const again = button("Look up again", { kind: "find-provider" });

/** The pages of a provider that the set-up names itself. */
export const PROVIDER: Record<string, Screen> = {
  "provider-first": provider(names(ISSUER), {
    footer: { primary: button("Look up the provider", { kind: "find-provider" }, "filled"), secondary: [], position: "Step 1 of 11" },
  }),
  "provider-asking": provider(
    [
      ...names(ISSUER),
      live([["find-provider", "done", "{{login.mail.example}} says what it is", { took_ms: 210 }]]),
      live([["find-server", "working", "Looking for the mail server", { since: new Date().toISOString() }]]),
      live([["find-server", "waiting", "Find the mail server"]]),
    ],
    { footer: { primary: null, secondary: [button("Stop", { kind: "stop" })], position: "Step 1 of 11" } },
  ),
  "provider-found": provider([...names(ISSUER), ...where("login.mail.example")], {
    footer: { primary: button("Continue", { kind: "continue" }, "filled"), secondary: [again], position: "Step 1 of 11" },
  }),
  "provider-strange": provider([...names(ISSUER), ...where("tokens.elsewhere.example.net")], {
    notes: [STRANGE],
    footer: { primary: button("Continue", { kind: "continue" }, "filled"), secondary: [again], position: "Step 1 of 11" },
  }),
  "provider-wrong": provider(
    names(
      "http://login.mail.example",
      status(
        "error",
        "This is not the address of a provider. It begins with https:// and names a computer on the internet, such as https://login.mail.example. Copy it from the provider's page for developers, where it is called [[Issuer]].",
      ),
    ),
    { footer: { primary: button("Look up the provider", { kind: "find-provider" }, "filled"), secondary: [], position: "Step 1 of 11" } },
  ),
  "provider-not-found": provider([...names(ISSUER), live([["find-provider", "failed", "What {{login.mail.example}} says of itself cannot be used", { took_ms: 180 }]])], {
    problem: {
      kind: "provider-not-found",
      title: text("{{login.mail.example}} does not say what it is"),
      why: text("A provider publishes where people sign in under its own address. There was nothing of that kind there."),
      steps: [
        text("Compare the address letter by letter with the provider's page for developers, where it is called [[Issuer]]. What stands after the name of the computer counts, too."),
        text('If the provider has no such address, it cannot be set up here. Ask its support for "OpenID Connect Discovery".'),
      ],
      who: null,
      primary: button("Look up again", { kind: "find-provider" }, "filled"),
      secondary: [],
      details: [],
      look_up: null,
      others: [],
      copy_block: "",
      again: null,
    },
    footer: { primary: null, secondary: [], position: "Step 1 of 11" },
  }),
};
