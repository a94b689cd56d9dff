// What an owner asks, answered where it arises: before anything is begun, and in the help of a step.

import type { Block, Screen } from "../bridge/bindings";
import { HOME } from "./places";
import { button, help, page, rail, text } from "./parts";

const AM_I = "Am I an administrator?";
const WHO_IS = "Who is the administrator?";
const COST = "Does this cost anything?";
const NO_BUTTON = "What if the button is not there?";

const who = [
  WHO_IS,
  "Whoever set up Microsoft 365 for Harbour Travel and looks after its accounts: a colleague, or the firm that does your IT. The note for them says what they have to do.",
];
const cost = [
  COST,
  "We know of no charge for registering an app or approving one, and of no page of Microsoft's that promises it; whoever holds the contract can say. The mailbox that sends needs a licence.",
];

function answered(block: Block, label: string, title: string | null, answers: string[][], bare = false): Block {
  if (block.kind !== "help") return block;
  const said = answers.map(([question, answer]) => ({ question: text(question ?? ""), answer: text(answer ?? "") }));
  const notes = bare ? [] : block.value.notes;
  return { kind: "help", value: { ...block.value, label, answers_title: title, answers: said, notes } };
}

/** Before anything is begun, and at the first step in the portal. */
export const OWNER: Record<string, Screen> = {
  before: page({
    name: { kind: "before-you-begin" },
    header: HOME,
    window_title: "New set-up – Sendoff",
    heading: text("Before you begin"),
    lead: text("You are connecting {{office@harbour.example}} to TourTools through Microsoft 365."),
    blocks: [
      { kind: "section", value: text("Have these ready") },
      {
        kind: "list",
        value: [
          text("Someone who may register apps in the directory of Harbour Travel (Cloud Application Administrator or higher)"),
          text("The password and phone for {{office@harbour.example}}"),
        ],
      },
      { kind: "buttons", value: [button("Copy a note for the administrator", { kind: "copy-administrator-note" })] },
      answered(
        help(),
        "Questions that come up first",
        null,
        [
          [
            AM_I,
            "You do not have to know yet: the portal shows it. Where you may do a thing, the button is there; where you may not, it is missing or grey, nothing breaks, and the page here says whom to ask. In some organisations everybody may register an app; approving for everybody takes the role [[Cloud Application Administrator]] or higher.",
          ],
          who,
          cost,
        ],
        true,
      ),
    ],
    footer: { primary: button("Start", { kind: "continue" }, "filled"), secondary: [button("Back", { kind: "back" })], position: "Question 3 of 3" },
  }),
  "help-answers": page({
    name: { kind: "step", value: "app-registration" },
    heading: text("Register the application"),
    rail: rail("app-registration"),
    blocks: [
      answered(
        help("The [[Application (client) ID]] is not the [[Object ID]]."),
        "Get help with this step",
        "Questions that come up here",
        [
          [
            AM_I,
            "For this step you may not have to be. In some organisations everybody may register an app: if [[New registration]] opens, you may. Elsewhere it takes the role [[Application Developer]] or higher, as far as we know.",
          ],
          who,
          [
            NO_BUTTON,
            "If [[New registration]] is missing or grey, the organisation leaves registering to some: as far as we know it then takes the role [[Application Developer]] or higher. Copy the note for the administrator.",
          ],
          cost,
        ],
      ),
    ],
  }),
};
