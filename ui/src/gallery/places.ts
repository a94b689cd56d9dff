// The list of connections and the page of one, for looking at and for tests.

import type { ConnectionRow, Connections, ConnectionView, Health, Screen } from "../bridge/bindings";
import { button, page, text } from "./parts";

export const HOME = { organisation: null, application: null, provider: null, saved_at: null, saved: null };

const plain = (words: string) => (words === "" ? [] : [{ text: words, hit: false }]);

/** A row of the list: organisation, mailbox, health, its words, its second line, the next date. */
export function row(
  id: string,
  organisation: string,
  mailbox: string,
  health: Health,
  words: string,
  line: string | null,
  date: string | null,
): ConnectionRow {
  return {
    id,
    organisation: plain(organisation),
    mailbox: plain(mailbox),
    application: plain("TourTools"),
    health,
    health_words: words,
    health_line: line,
    next_date: date,
    step: health === "unfinished" ? "client-secret" : null,
    returned: false,
    open: button(`Open ${organisation}`, { kind: "open-connection", value: id }, "link"),
  };
}

const ROWS: ConnectionRow[] = [
  row("1", "Alder & Finch", "orders@alderfinch.example", "expired", "Expired", "Secret expired 20 days ago", "2 November 2026"),
  row("2", "Old Mill", "mill@oldmill.example", "renew-now", "Renew by 26 November 2026", "4 days left", "26 November 2026"),
  row("3", "Harbour Travel", "office@harbour.example", "renew-soon", "Renew by 12 December 2026", "20 days left", "12 December 2026"),
  row("4", "Brook Dental", "front@brookdental.example", "unfinished", "Unfinished", "Stopped at step 5, Client secret, 12 November 2026", null),
  row("5", "Zoë’s Café", "hello@zoe.example", "not-checked", "Not checked", "Seen to work 1 October 2026", "4 May 2027"),
  row("6", "Quayside Books", "shop@quayside.example", "healthy", "Healthy", "Seen to work 08:05", "4 May 2027"),
];

/** A list of these rows. */
export function list(part: Partial<Connections>): Connections {
  return {
    query: "",
    version: 0,
    filters: [
      { filter: "all", label: "All 6", chosen: true },
      { filter: "attention", label: "Attention 3", chosen: false },
      { filter: "unfinished", label: "Unfinished 1", chosen: false },
    ],
    columns: [
      { sort: "organisation", label: "Organisation and mailbox", order: null },
      { sort: "application", label: "Application", order: null },
      { sort: "need", label: "Health", order: "ascending" },
      { sort: "next-date", label: "Next date", order: null },
    ],
    rows: ROWS,
    from: 0,
    part: 120,
    total: 6,
    matching: 6,
    count: "6 connections",
    order: "most urgent first",
    nothing: null,
    clear: null,
    ...part,
  };
}

/** The page of the list. */
export function listed(part: Partial<Connections>, more: Partial<Screen> = {}): Screen {
  return page({
    name: { kind: "connections" },
    window_title: "Connections – Sendoff",
    header: HOME,
    heading: text("Connections"),
    lead: text("3 need attention. Next renewal: 26 November 2026, Old Mill."),
    blocks: [{ kind: "connections", value: list(part) }],
    footer: {
      primary: button("New set-up", { kind: "new-set-up" }, "filled"),
      secondary: [button("Practise first", { kind: "practise" })],
      position: null,
    },
    ...more,
  });
}

/** A long list, of which a part is there. */
export function long(from: number, matching = 10_000): Connections {
  const rows = Array.from({ length: Math.min(120, matching - from) }, (_, at) =>
    row(`${from + at}`, `Client ${from + at}`, `office@client-${from + at}.example`, "healthy", "Healthy", null, null),
  );
  return list({ rows, from, matching, total: matching, count: "10,000 connections" });
}

const VIEW: ConnectionView = {
  health: "renew-soon",
  health_words: "Renew by 12 December 2026",
  panel: text("The client secret expires in 20 days, on Saturday 12 December 2026. When it does, TourTools stops sending."),
  primary: button("Renew secret", { kind: "renew-secret" }, "filled"),
  facts: [
    {
      label: "Sign-in",
      value: text("{{office@harbour.example}} signed in"),
      caption: text("15 June 2026"),
      meter: null,
      action: button("Sign in and test again", { kind: "sign-in-again" }),
    },
    { label: "Test message", value: text("Accepted, and it arrived"), caption: text("15 June 2026"), meter: null, action: null },
    {
      label: "Client secret",
      value: text("Starts {{8xQ}}, in GNOME Keyring"),
      caption: text("Expires 12 December 2026"),
      meter: { used: 160, all: 180, words: "160 of 180 days used" },
      action: null,
    },
    {
      label: "Values",
      value: text("Hand-over sheet"),
      caption: null,
      meter: null,
      action: button("Open", { kind: "open-hand-over" }),
    },
    { label: "History", value: text("Saved 15 June 2026"), caption: null, meter: null, action: null },
  ],
};

const CONNECTION = page({
  name: { kind: "connection" },
  heading: text("Harbour Travel"),
  lead: text("{{office@harbour.example}} sends through TourTools"),
  blocks: [{ kind: "connection", value: VIEW }],
  footer: {
    primary: null,
    secondary: [
      button("Connections", { kind: "to-connections" }, "link"),
      button("Delete connection", { kind: "delete-connection" }),
    ],
    position: null,
  },
});

/** The pages of this file. */
export const PLACES = {
  connections: listed({}),
  "nothing-found": listed({
    query: "harbor",
    rows: [],
    matching: 0,
    count: "0 of 6 connections",
    nothing: text("Nothing matches ‘harbor’."),
    clear: button("Clear search", { kind: "clear-search" }, "link"),
  }),
  "list-not-opened": listed({}, {
    lead: [],
    blocks: [],
    problem: {
      kind: "folder-missing",
      title: text("The list of connections could not be opened"),
      why: text("Nothing was changed. The folder is not there."),
      steps: [],
      who: null,
      primary: button("Try again", { kind: "read-list-again" }, "filled"),
      secondary: [button("Open the folder", { kind: "open-folder" })],
      details: [{ label: "Time", value: "22 November 2026 10:58" }],
      again: null,
      look_up: null,
      others: [],
      copy_block: "The list of connections could not be opened",
    },
    footer: { primary: null, secondary: [], position: null },
  }),
  deleted: listed({}, {
    toast: {
      text: text("The connection for Harbour Travel was deleted."),
      action: button("Undo", { kind: "undo" }),
      close: null,
    },
  }),
  connection: CONNECTION,
  "delete-connection": {
    ...CONNECTION,
    dialog: {
      name: "delete-connection",
      blocks: [],
      title: text("Delete the connection for Harbour Travel?"),
      text: text("Its secret is removed from GNOME Keyring. The app registration at Microsoft 365 stays."),
      buttons: [button("Delete", { kind: "delete-for-good" }, "danger")],
      keep: button("Keep", { kind: "keep-connection" }),
    },
  },
} satisfies Record<string, Screen>;
