// Do it by script, for looking at and for tests.

import type { Block, Screen } from "../bridge/bindings";
import { button, help, page, rail, status, text } from "./parts";

/** A script with a line that is longer than the page is wide. */
export const LINES = [
  "#!/usr/bin/env bash",
  "# Makes the app registration TourTools mail for TourTools, from the recipe in Sendoff: what the steps in the portal make by hand.",
  "set -u",
  "",
  "stop() {",
  '  echo "$1" >&2',
  "  exit 1",
  "}",
  `app_id="$(az ad app create --display-name 'TourTools mail' --sign-in-audience AzureADMyOrg --web-redirect-uris 'https://www.tourtools.com/auth/' 'http://localhost/mail-setup' --query appId --output tsv)" || stop 'Microsoft did not register the application.'`,
  "",
].join("\n");

const WISHES: Block[] = [
  {
    kind: "list",
    value: [
      text("It makes one app registration, {{TourTools mail}}, for TourTools, with its redirect URIs."),
      text("It asks for 4 permissions. They are the ones the recipe names."),
      text("It sets [[Expose an API]], because TourTools asks for it."),
      text("It makes a client secret that lasts 24 months, and shows it once."),
      text("It prints one block to bring back here. It changes nothing that is there already."),
    ],
  },
  {
    kind: "choice",
    value: {
      id: { kind: "script-dialect" },
      anchor: "script-dialect",
      label: text("What runs it?"),
      hint: null,
      options: [
        { id: "azure-cli", label: text("Azure CLI"), hint: text("In Cloud Shell, in the browser, which asks for an Azure subscription. Or in a terminal with Azure CLI.") },
        { id: "graph-powershell", label: text("Microsoft Graph PowerShell"), hint: text("On a computer with PowerShell and the module [[Microsoft.Graph]].") },
      ],
      chosen: "azure-cli",
      status: null,
      extra: null,
      fold: null,
    },
  },
  {
    kind: "choice",
    value: {
      id: { kind: "script-months" },
      anchor: "script-months",
      label: text("How long may the client secret last?"),
      hint: text("The organisation may allow less; then Microsoft refuses it and the script says so."),
      options: [3, 6, 12, 18, 24].map((months) => ({ id: `${months}`, label: text(`${months} months`), hint: null })),
      chosen: "24",
      status: null,
      extra: null,
      fold: null,
    },
  },
  {
    kind: "tick",
    value: { id: { kind: "script-approves" }, anchor: "script-approves", label: text("An administrator runs it: approve the permissions as well"), on: false, status: null },
  },
];

const save = button("Save as a file", { kind: "by-script", value: "save" });
const shell = button("Open Cloud Shell", { kind: "by-script", value: "open-shell" });
const again = button("Copy the script again", { kind: "by-script", value: "copy" });

/** What follows once the script is there: how it is run, the script, and where its block goes. */
function written(taken: boolean, said: string | null): Block[] {
  return [
    { kind: "section", value: text("Run it") },
    {
      kind: "steps",
      value: [
        text("Read the script. No secret is in it."),
        text("Copy it, open Cloud Shell, choose [[Bash]], paste it there and press Enter."),
        text("Copy the block it prints in the end, from the first line of equals signs to the last."),
      ],
    },
    { kind: "script", value: { label: "The script", text: LINES, buttons: taken ? [again, save, shell] : [save, shell] } },
    { kind: "section", value: text("Bring back what it printed") },
    {
      kind: "paste-box",
      value: { label: "Paste the block", hint: null, paste: button("Paste", { kind: "paste" }), status: said === null ? null : status("caution", said) },
    },
  ];
}

function script(blocks: Block[], primary: Screen["footer"]["primary"]): Screen {
  return page({
    name: { kind: "script" },
    heading: text("Do it by script"),
    lead: text("For people who prefer commands. Sendoff writes the script and does not run it: you read it and run it where you are signed in to Microsoft 365."),
    rail: rail("app-registration", { "sign-in": "gated", test: "gated", save: "gated", "hand-over": "gated" }),
    notes: [{ tone: "info", text: text("How far this was tried: with a stand-in for Azure CLI, whose commands and options were compared with Azure CLI itself; not yet at Microsoft.") }],
    blocks: [...WISHES, ...blocks, help()],
    footer: { primary, secondary: [button("Back to the steps", { kind: "by-script", value: "close" })], position: "Step 1 of 10" },
  });
}

const copy = button("Copy the script", { kind: "by-script", value: "copy" }, "filled");
const bring = button("Paste what it printed", { kind: "paste" }, "filled");

/** The pages of a script: to copy, copied, brought back in part, not saved, none to be written. */
export const SCRIPT: Record<string, Screen> = {
  "script-first": script(written(false, null), copy),
  "script-copied": script(written(true, null), bring),
  "script-in-part": script(
    written(true, "Found: [[Application (client) ID]], [[Directory (tenant) ID]]. Not in what you pasted: [[Value]], [[Expires]]. Copy the whole block and paste it again."),
    bring,
  ),
  "script-not-saved": {
    ...script(written(true, null), null),
    problem: {
      kind: "folder-read-only",
      title: text("This folder cannot be written"),
      why: text("The file may be read but not changed."),
      steps: [text("Change the rights of the folder, then try again.")],
      who: null,
      primary: button("Choose another folder", { kind: "retry" }, "filled"),
      secondary: [],
      details: [],
      look_up: null,
      others: [],
      copy_block: "",
      again: null,
    },
  },
  "script-none": script(
    [{ kind: "paragraph", value: text("For TourTools no script can be written: the ID of one of its permissions is in no public source. Go back to the steps.") }],
    null,
  ),
};
