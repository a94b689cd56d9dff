// A manifest held against what the application needs, for looking at and for tests.

import type { Block, Finding, Findings, Screen, Status, StepId } from "../bridge/bindings";
import { button, rail, status, text } from "./parts";

const NOT_SHOWN = text(
  "A manifest does not show whether the permissions were approved, whether the mailbox has a licence, or what was typed into TourTools.",
);

/** Where a manifest is pasted. */
export function manifestBox(said: Status | null): Block {
  return {
    kind: "paste-box",
    value: {
      label: "Check everything at once",
      hint: text(
        "Open [[Manifest]] of the app registration in the portal, select all, and copy. The answer to [[az ad app show]] is read as well.",
      ),
      paste: button(said ? "Paste it again" : "Paste the manifest", { kind: "paste-manifest" }),
      status: said,
    },
  };
}

/** One difference, and the step it leads to. */
export function finding(words: string, step: StepId | null, label: string, tone: Finding["tone"] = "error"): Finding {
  return { tone, text: text(words), go: step ? button(label, { kind: "go-to", value: step }) : null };
}

/** What was found. */
export function findings(part: Partial<Findings>): Block {
  return {
    kind: "findings",
    value: {
      tone: "error",
      verdict: text("4 things differ from what TourTools needs"),
      items: [
        finding("[[Multitenant]] is chosen under [[Supported account types]]; it must be [[Single tenant]].", "app-registration", "Go to step 1, Register"),
        finding(
          "{{https://www.tourtools.com/auth}} is registered, and {{https://www.tourtools.com/auth/}} is needed under [[Web]]. They differ in the slash at the end.",
          "redirect-uri",
          "Go to step 3, Redirects",
        ),
        finding("{{Mail.Read}} is listed under [[Application permissions]]; TourTools does not need it.", "permissions", "Go to step 4, Permissions", "caution"),
        finding("The client secret that starts 8xQ ended on 2 November 2026; a new one is needed.", "client-secret", "Go to step 5, Client secret"),
      ],
      more: null,
      beyond: [NOT_SHOWN],
      ...part,
    },
  };
}

const before = (page: Screen, ...blocks: Block[]): Screen => ({
  ...page,
  blocks: [...page.blocks.slice(0, -1), ...blocks, ...page.blocks.slice(-1)],
});

/** The pages of a set-up with a manifest: none yet, one that differs, one that fits, one that is none. */
export function differing(ids: Screen): Record<string, Screen> {
  const read = status("looks-right", "Found: [[Application (client) ID]]. [[Expires]] belongs to step 5, Client secret, and is kept there");
  const wrong = { "redirect-uri": "problem", "client-secret": "problem", "app-registration": "problem" } as const;
  const fits = findings({ tone: "looks-right", verdict: text("All that a manifest shows is as TourTools needs it"), items: [] });
  return {
    "manifest-first": before(ids, manifestBox(null)),
    "manifest-differs": { ...before(ids, manifestBox(read), findings({})), rail: rail("tenant", wrong) },
    "manifest-fits": before(ids, manifestBox(read), fits),
    "manifest-cut": before(
      ids,
      manifestBox(
        status(
          "error",
          "The end of the manifest is missing. The text stops at line 48, before its brackets are closed. Probably not all of it was selected. Click into the text under [[Manifest]], press Ctrl+A, copy, and paste again.",
        ),
      ),
    ),
  };
}
