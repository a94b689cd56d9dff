// What the window's page weighs, packed as a server would send it: everything in `dist` but the fonts, with a ceiling.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** 90 kB: the page is a thin face and stays one. */
const CEILING = 90_000;
const FONT = /\.woff2?$/;

const files = readdirSync("dist", { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const packed = files.map((entry) => {
  const path = join(entry.parentPath, entry.name);
  return { path, font: FONT.test(entry.name), bytes: gzipSync(readFileSync(path), { level: 9 }).length };
});
const sum = (some) => some.reduce((all, file) => all + file.bytes, 0);
const [page, fonts] = [sum(packed.filter((file) => !file.font)), sum(packed.filter((file) => file.font))];
console.log(`The page weighs ${(page / 1000).toFixed(1)} kB packed, of at most ${CEILING / 1000}; its fonts ${(fonts / 1000).toFixed(1)} kB.`);
if (page === 0 || page > CEILING) {
  for (const file of packed) console.error(`${(file.bytes / 1000).toFixed(1).padStart(8)} kB  ${file.path}`);
  process.exit(1);
}
