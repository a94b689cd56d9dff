// Whether the application's machine is reached, for looking at and for tests.

import type { Block, Screen } from "../bridge/bindings";
import { button, page, rail, stage, status, text } from "./parts";
import { row } from "./screens-late";

const COMMANDS: Block[] = [
  { kind: "section", value: text("From another computer") },
  { kind: "paragraph", value: text("Does the application run on another machine, or will people sign in elsewhere? Then type the line for that system there.") },
  {
    kind: "copy-rows",
    value: {
      rows: [443, 48_444].flatMap((port) => [
        row(`windows-${port}`, "Windows, in PowerShell", `Test-NetConnection gathr.example.com -Port ${port}`, { caption: text("Good is: TcpTestSucceeded : True") }),
        row(`others-${port}`, "macOS and Linux, in a terminal", `nc -vz gathr.example.com ${port}`, {
          caption: text('Good is an answer with "succeeded", "open" or "Connected"'),
        }),
      ]),
      copy_next: false,
      copied: null,
      strip: null,
    },
  },
];

function tick(reached: boolean): Block {
  return {
    kind: "tick",
    value: {
      id: { kind: "step", value: "network" },
      anchor: "tick-network",
      label: text("The Gathr machine can be reached, and the firewall lets port 48444 through"),
      on: reached,
      status: reached ? status("found", "Reached from this computer, 10:41") : null,
    },
  };
}

function network(blocks: Block[], reached: boolean, more: Partial<Screen> = {}): Screen {
  return page({
    name: { kind: "step", value: "network" },
    heading: text("Check the way to Gathr"),
    lead: text("After somebody signs in to Gathr, their browser must reach the Gathr machine from this computer."),
    rail: rail("mailbox"),
    blocks: [
      { kind: "section", value: text("From this computer") },
      { kind: "paragraph", value: text("It looks up the name and knocks at the port. Nothing else is said there, and no secret is sent.") },
      ...blocks,
      ...COMMANDS,
      tick(reached),
    ],
    ...more,
  });
}

const check = (label: string): Block => ({ kind: "buttons", value: [button(label, { kind: "check-network" })] });
const live = (stages: Parameters<typeof stage>[], folded: string | null = null): Block => ({
  kind: "live",
  value: { stages: stages.map((each) => stage(...each)), folded: folded === null ? null : text(folded), hint: null, hint_at: null },
});
const known: Parameters<typeof stage> = ["find-computer", "done", "The name {{gathr.example.com}} is known", { took_ms: 40 }];
const privacy: Parameters<typeof stage> = ["secure-port", "waiting", "See whether the connection is private"];

/** The pages of the check: before, while it is tried, reached, not reached. */
export const NETWORK: Record<string, Screen> = {
  "network-first": network([check("Check now")], false),
  "network-trying": network(
    [live([known, ["reach-port", "working", "Knocking at port 443", { since: new Date().toISOString() }], privacy])],
    false,
    { footer: { primary: null, secondary: [button("Stop", { kind: "stop" })], position: null } },
  ),
  "network-reached": network(
    [
      live([], "{{gathr.example.com}}, port 443: it takes connections, and they are private"),
      live([], "{{gathr.example.com}}, port 48444: it takes connections"),
      {
        kind: "paragraph",
        value: text("Reached from this computer, 10:41. That says nothing about other computers: those of other people, and the application's own, may go another way."),
      },
      check("Check again"),
    ],
    true,
  ),
  "network-closed": network([live([known, ["reach-port", "failed", "Port 443 takes no connection", { took_ms: 5000 }], privacy])], false, {
    problem: {
      kind: "port-silent",
      title: text("gathr.example.com does not answer at port 443"),
      why: text("The name is known, and then nothing came back. Most often a firewall on the way throws such connections away; the machine may also be off."),
      steps: [text("Ask whoever runs the network to let port 443 of gathr.example.com through from this computer."), text("See that the machine is running.")],
      who: null,
      primary: button("Check again", { kind: "retry" }, "filled"),
      secondary: [],
      details: [],
      look_up: null,
      others: [],
      copy_block: "",
      again: null,
    },
    footer: { primary: null, secondary: [button("Continue", { kind: "continue" }), button("Back", { kind: "back" })], position: null },
  }),
};
