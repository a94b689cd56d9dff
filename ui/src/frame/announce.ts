// What the one polite region says when a screen changes: stages as they begin and end, and what a paste led to.
// Failures of a live operation are left out; focus moves to their explanation instead.

import type { Block, Screen, Status, Text } from "../bridge/bindings";

/** The characters of a text. */
export function line(text: Text): string {
  return text.map((run) => run.text).join("");
}

/** What is to be said now that `after` is shown in place of `before`. Nothing when another page came: focus moves. */
export function announcement(before: Screen | undefined, after: Screen): string {
  if (before?.page !== after.page || before.attempt !== after.attempt) return "";
  const known = sayings(before);
  return [...sayings(after)].filter(([name, text]) => known.get(name) !== text && text !== "").map(([, text]) => text).join(". ");
}

function sayings(screen: Screen): Map<string, string> {
  const states = (screen.banner?.states ?? []).map((state, at): [string, string] => [`banner ${at}`, line(state.text)]);
  return new Map([...states, ...screen.blocks.flatMap((block, at) => ofBlock(block, `${block.kind} ${at}`))]);
}

function ofBlock(block: Block, name: string): [string, string][] {
  switch (block.kind) {
    case "live": {
      const stages = block.value.stages.filter((stage) => stage.state === "working" || stage.state === "done");
      const said = stages.map((stage): [string, string] => [`${name} ${stage.stage}`, line(stage.text)]);
      return block.value.folded ? [[`${name} folded`, line(block.value.folded)]] : said;
    }
    case "findings":
      return [[name, line(block.value.verdict)]];
    case "paste-box":
    case "field":
    case "secret-field":
    case "choice":
    case "day-field":
    case "tick":
    case "browser-box":
      return ofStatus(block.value.status, name);
    case "copy-rows":
      return [
        ...(block.value.copied ? [[name, block.value.copied] as [string, string]] : []),
        ...block.value.rows.flatMap((row) => ofStatus(row.status, `${name} ${row.id}`)),
      ];
    case "settings":
      return block.value.flatMap((row) => ofStatus(row.status, `${name} ${row.id}`));
    case "exact-match":
      return block.value.rows.flatMap((row) => ofStatus(row.status, `${name} ${row.row}`));
    default:
      return [];
  }
}

function ofStatus(status: Status | null, name: string): [string, string][] {
  return status && status.tone !== "busy" ? [[name, line(status.text)]] : [];
}
