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
  ["surface", ["bad"]],
  ["bad", ["bad-bg", "canvas", "surface", "sunken"]],
  ["info", ["info-bg", "canvas", "surface"]],
  ["practice", ["practice-bg", "surface"]],
  ["on-mask", ["mask"]],
];
const EDGES: [string, string[]][] = [
  ["border-control", ["canvas", "surface", "sunken"]],
  ["focus", ["canvas", "surface", "sunken", "practice-bg"]],
];

/** Every ratio that the specification states, to two digits: the floor of its pair. */
const STATED: Record<string, [front: string, back: string, floor: number][]> = {
  light: [
    ["text", "code", 14.74],
    ["border", "surface", 1.38],
    ["border-control", "surface", 3.91],
    ["border-control", "canvas", 3.59],
    ["border-control", "sunken", 3.28],
    ["text", "surface", 17.11],
    ["text", "canvas", 15.68],
    ["text", "sunken", 14.35],
    ["text-muted", "surface", 7.5],
    ["text-muted", "canvas", 6.88],
    ["text-muted", "sunken", 6.29],
    ["accent", "surface", 7.69],
    ["accent", "canvas", 7.05],
    ["on-accent", "accent", 7.69],
    ["on-accent", "accent-hover", 10.08],
    ["on-accent", "accent-press", 12.41],
    ["accent", "accent-soft", 6.41],
    ["text", "accent-soft", 14.26],
    ["focus", "surface", 6.65],
    ["focus", "canvas", 6.1],
    ["focus", "sunken", 5.58],
    ["ok", "ok-bg", 5.71],
    ["ok", "surface", 6.61],
    ["ok", "canvas", 6.06],
    ["warn", "warn-bg", 6.56],
    ["warn", "surface", 7.48],
    ["warn", "canvas", 6.86],
    ["bad", "bad-bg", 6.52],
    ["bad", "surface", 7.64],
    ["bad", "canvas", 7.0],
    ["info", "info-bg", 6.96],
    ["info", "surface", 8.14],
    ["info", "canvas", 7.46],
    ["practice", "practice-bg", 7.53],
    ["on-mask", "mask", 14.23],
  ],
  dark: [
    ["text", "code", 12.68],
    ["border", "surface", 1.37],
    ["border-control", "surface", 4.56],
    ["border-control", "canvas", 4.97],
    ["border-control", "sunken", 5.17],
    ["text", "surface", 14.08],
    ["text", "canvas", 15.36],
    ["text-muted", "surface", 7.97],
    ["text-muted", "canvas", 8.69],
    ["accent", "surface", 8.48],
    ["on-accent", "accent", 8.52],
    ["on-accent", "accent-hover", 10.21],
    ["on-accent", "accent-press", 11.83],
    ["accent", "accent-soft", 6.92],
    ["text", "accent-soft", 11.49],
    ["focus", "surface", 8.12],
    ["focus", "canvas", 8.86],
    ["ok", "ok-bg", 7.99],
    ["warn", "warn-bg", 8.48],
    ["bad", "bad-bg", 7.73],
    ["info", "info-bg", 8.34],
    ["practice", "practice-bg", 8.11],
    ["on-mask", "mask", 15.36],
  ],
};

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

  test.each(STATED[name] ?? [])("%s on %s keeps its floor of %s", (front, back, floor) => {
    expect(contrast(theme, front, back)).toBeGreaterThanOrEqual(floor - 0.005);
  });

  test("every colour is one of a pair", () => {
    const paired = new Set([...TEXT, ...EDGES].flatMap(([front, backs]) => [front, ...backs]));
    const all = [...theme.matchAll(/--([a-z-]+): #/g)].map(([, colour]) => colour);
    expect(all.length).toBeGreaterThan(25);
    expect(all.filter((one) => !paired.has(one ?? "") && one !== "border")).toEqual([]);
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
