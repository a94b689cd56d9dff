// Contrast of each pair of tokens, computed (WCAG 2.2, 1.4.3 and 1.4.11), in the light and in the dark.

import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

const CSS = readFileSync("src/style/tokens.css", "utf8");
const [, LIGHT = "", DARK = ""] = CSS.split(/:root \{/);

/** Text needs 4.5 to 1; edges of controls and the focus ring 3 to 1. */
const TEXT: [string, string[]][] = [
  ["text", ["canvas", "surface", "sunken", "code", "accent-soft", "info-bg", "warn-bg", "bad-bg", "practice-bg"]],
  ["text-muted", ["canvas", "surface", "sunken"]],
  ["accent", ["canvas", "surface", "sunken", "accent-soft"]],
  ["accent-hover", ["canvas", "surface", "sunken"]],
  ["on-accent", ["accent", "accent-hover", "accent-press"]],
  ["ok", ["ok-bg", "canvas", "surface"]],
  ["warn", ["warn-bg", "canvas", "surface", "sunken"]],
  ["bad", ["bad-bg", "canvas", "surface", "sunken"]],
  ["info", ["info-bg", "canvas", "surface"]],
  ["practice", ["practice-bg", "surface"]],
  ["on-mask", ["mask"]],
];
const EDGES: [string, string[]][] = [
  ["border-control", ["canvas", "surface", "sunken"]],
  ["focus", ["canvas", "surface", "sunken", "practice-bg"]],
];

/** Ratios the specification states, to two digits. */
const STATED: [string, string, string, number][] = [
  ["light", "text", "surface", 17.11],
  ["light", "text-muted", "canvas", 6.88],
  ["light", "border-control", "sunken", 3.28],
  ["light", "on-accent", "accent", 7.69],
  ["light", "practice", "practice-bg", 7.53],
  ["dark", "text", "surface", 14.08],
  ["dark", "on-accent", "accent", 8.52],
  ["dark", "bad", "bad-bg", 7.73],
];

function colour(theme: string, name: string): string {
  const own = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1];
  if (!own) throw new Error(`no colour --${name}`);
  return own;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: string, front: string, back: string): number {
  const [light = 0, dark = 0] = [luminance(colour(theme, front)), luminance(colour(theme, back))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ["light", LIGHT],
  ["dark", DARK],
])("in the %s theme", (name, theme) => {
  const each = (pairs: [string, string[]][]) => pairs.flatMap(([front, backs]) => backs.map((back) => [front, back]));

  test.each(each(TEXT))("%s can be read on %s", (front, back) => {
    expect(contrast(theme, front as string, back as string)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(each(EDGES))("%s can be seen on %s", (front, back) => {
    expect(contrast(theme, front as string, back as string)).toBeGreaterThanOrEqual(3);
  });

  test.each(STATED.filter(([of]) => of === name))("%s: %s on %s is as stated", (_, front, back, stated) => {
    expect(contrast(theme, front, back)).toBeCloseTo(stated, 1);
  });
});

test("no component uses a raw colour", async () => {
  const sources = import.meta.glob("../**/*.svelte", { query: "?raw", import: "default", eager: true });
  expect(Object.keys(sources).length).toBeGreaterThan(30);
  for (const [path, source] of Object.entries(sources)) {
    const style = (source as string).split("<style>")[1] ?? "";
    expect(style, path).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i);
  }
});
