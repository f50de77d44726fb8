// Holds the built pages to what they may cost and may contain: `npm run budgets`, after a build.
//   first-load scripts of each page, packed        at most 165 kB
//   style attributes, and styles in the pages      none
//   colours and pixels outside tokens.css          none
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { isAsked, valuesIn } from "./values.mjs";

const OUT = new URL("../out/", import.meta.url);
const SOURCE = new URL("../src/", import.meta.url);
const MOST_BYTES = 165 * 1024;
const SCRIPT = /<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g;
const wrong = [];
const packed = new Map();

async function bytesOf(script) {
  if (!packed.has(script)) {
    const body = await readFile(new URL(`.${script}`, OUT));
    packed.set(script, gzipSync(body, { level: 9 }).length);
  }
  return packed.get(script);
}

const pages = (await readdir(OUT, { recursive: true })).filter((name) => name.endsWith(".html"));
if (pages.length === 0) wrong.push("There are no pages: build them first.");
for (const name of pages.sort()) {
  const page = await readFile(new URL(name, OUT), "utf8");
  const scripts = new Set();
  for (const [tag, address] of page.matchAll(SCRIPT))
    if (!/\bnomodule\b/i.test(tag)) scripts.add(address);
  let bytes = 0;
  for (const script of scripts) bytes += await bytesOf(script);
  console.log(`${(bytes / 1024).toFixed(1).padStart(7)} kB  ${name}`);
  if (bytes > MOST_BYTES) wrong.push(`${name} loads ${(bytes / 1024).toFixed(1)} kB of scripts.`);
  const markup = page.replace(/<script\b[\s\S]*?<\/script>/g, "");
  const styled = markup.match(/<[^>]*\sstyle="[^"]*"[^>]*>|<style\b/);
  if (styled) wrong.push(`${name} styles by itself: ${styled[0].slice(0, 90)}`);
  const painted = markup.match(/\s(?:fill|stroke|stop-color|color)="(#|rgb|hsl|oklch)[^"]*"/);
  if (painted) wrong.push(`${name} has a colour of its own: ${painted[0].trim()}`);
}
for (const name of await readdir(SOURCE, { recursive: true })) {
  if (!isAsked(name)) continue;
  const source = await readFile(new URL(name, SOURCE), "utf8");
  wrong.push(...valuesIn(name, source).map((line) => `${name}: ${line}`));
}

for (const what of wrong) console.error(what);
process.exit(wrong.length > 0 ? 1 : 0);
