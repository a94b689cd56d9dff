// Which rows of a long list are in view, and which part of it is to be asked for.

/** Rows in view, counted from 0, the last one not included. */
export interface Seen {
  first: number;
  end: number;
}

/** What is known of the part that is there. */
export interface Part {
  from: number;
  part: number;
  matching: number;
  rows: readonly unknown[];
}

/** How many rows beyond those in view are to be there already. */
const AHEAD = 24;

/** The rows in view, measured from where the rows that are there stand in the window. */
export function seen(body: HTMLElement, height: number, matching: number): Seen {
  const { top, height: tall } = body.getBoundingClientRect();
  const row = tall / Math.max(1, body.children.length);
  const from = Number(body.dataset["from"] ?? 0);
  const first = Math.floor(from - top / row);
  const end = Math.ceil(from + (height - top) / row);
  return { first: clamp(first, 0, matching), end: clamp(end, 0, matching) };
}

/** From which row on a part is to be asked for; nothing while what is in view, and some more, is there. */
export function partFor(seen: Seen, list: Part): number | undefined {
  const end = list.from + list.rows.length;
  const enough =
    (seen.first - AHEAD >= list.from || list.from === 0) && (seen.end + AHEAD <= end || end >= list.matching);
  if (enough && seen.first >= list.from && seen.end <= end) return undefined;
  const middle = Math.round((seen.first + seen.end) / 2);
  const from = clamp(middle - Math.round(list.part / 2), 0, Math.max(0, list.matching - list.part));
  return from === list.from ? undefined : from;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Number.isFinite(value) ? value : least));
}
