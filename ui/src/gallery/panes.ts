// Hand-over pages with more than a list of fields: two panes of the application, and access as a file.

import type { Block, Screen } from "../bridge/bindings";
import { button, text } from "./parts";
import { HAND_OVER, row } from "./screens-late";

const CLIENT = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";

/** The fields of one pane of ShopCtrl. */
const pane = (group: string, at: number, first: [string, string][]) => {
  const named = (label: string) => ({ group, name: `Copy ${group}: ${label}`, copied_name: `Copied: ${group}: ${label}` });
  return [
    ...first.map(([label, value], index) => row(`${at}-${index}`, label, value, { ...named(label), next: at === 0 && index === 0 })),
    row(`${at}-ssl`, "Use SSL", "ticked", { ...named("Use SSL"), choose: true }),
    row(`${at}-client`, "Client ID", CLIENT, { ...named("Client ID"), caption: text("[[Application (client) ID]] in Microsoft 365. Under Auth Parameters") }),
    row(`${at}-secret`, "Client Secret", "••••••••••••   starts 8xQ", { ...named("Client Secret"), secret: true }),
  ];
};

const PANES: Block = {
  kind: "copy-rows",
  value: {
    rows: [
      ...pane("Sending email", 0, [["Mail address", "office@harbour.example"], ["SMTP Server", "smtp.office365.com"]]),
      ...pane("Receiving email", 1, [["Server", "outlook.office365.com"], ["Port", "993"]]),
    ],
    copy_next: true,
    copied: "Copied 0 of 8",
    strip: button("Keep on top as a strip", { kind: "open-strip" }),
  },
};

const FILE: Block[] = [
  { kind: "section", value: text("Access as a file") },
  { kind: "paragraph", value: text("Needed only where ZappySys cannot take access in its own fields: the path of the file then goes into [[Refresh Token File Path]].") },
  {
    kind: "paragraph",
    value: text(
      "Whoever reads this file can use the mailbox until its access is taken away. It is written for your account on this computer alone. Keep it off shared folders and out of mail, and delete it when ZappySys no longer needs it.",
    ),
  },
  { kind: "buttons", value: [button("Write the file", { kind: "write-token-file" })] },
];

const TABLE: Block[] = [
  {
    kind: "copy-rows",
    value: {
      rows: [
        row("id", "Email Server ID", "(given by SalesPad)", { group: "SMTP Setup", choose: true }),
        row("server", "Email Server Hostname or IP Address", "smtp.office365.com", { group: "SMTP Setup", next: true }),
        row("user", "SMTP User", "office@harbour.example", { group: "SMTP Setup" }),
        row("column", "Column Value", "sa", { group: "SMTP Setup", caption: text("The login of the SalesPad user.") }),
      ],
      copy_next: true,
      copied: "Copied 0 of 3",
      strip: button("Keep on top as a strip", { kind: "open-strip" }),
    },
  },
  { kind: "section", value: text("All of them as a table") },
  {
    kind: "paragraph",
    value: text("One line for each connection between Harbour Travel and SalesPad that is saved on this computer, with SalesPad's own columns. It holds no secret."),
  },
  {
    kind: "paragraph",
    value: text(
      "The file is for a spreadsheet. A value that begins with =, +, - or @ has an apostrophe before it there, or the spreadsheet would calculate with it; the apostrophe does not belong to the value. What is copied above is exact.",
    ),
  },
  { kind: "buttons", value: [button("Save the table", { kind: "save-table" })] },
];

/** The pages of this file. */
export const PANED: Record<string, Screen> = {
  panes: { ...HAND_OVER, heading: text("Values for ShopCtrl"), lead: text("Type or paste these in ShopCtrl, in this order."), blocks: [PANES] },
  "panes-strip": {
    ...HAND_OVER,
    blocks: [PANES],
    strip: { title: "ShopCtrl values", keys: "Ctrl+Shift+C copies the next value", close: button("Back to the page", { kind: "close-strip" }) },
  },
  table: { ...HAND_OVER, heading: text("Values for SalesPad"), lead: text("Type or paste these in SalesPad, in this order."), blocks: TABLE },
  "access-as-file": { ...HAND_OVER, heading: text("Values for ZappySys"), lead: text("Type or paste these in ZappySys, in this order."), blocks: [...HAND_OVER.blocks.slice(0, 1), ...FILE] },
};
