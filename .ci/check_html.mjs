// Law: every page is valid, accessible, whole at every width, and asks nothing of the network.
//
// usage: VALIDATORS_NODE=… BROWSER=… node check_html.mjs FOLDER

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const tools = createRequire(join(process.env.VALIDATORS_NODE, "package.json"));
const { HtmlValidate } = tools("html-validate");
const { chromium } = tools("playwright-core");
const axe = readFileSync(tools.resolve("axe-core/axe.min.js"), "utf8");

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2]);
const markup = new HtmlValidate(JSON.parse(readFileSync(join(here, "htmlvalidate.json"), "utf8")));
// 320 px is where WCAG asks for reflow; 360 a telephone; 1280 a desk.
const views = [
  { width: 1280, scheme: "light", axe: true },
  { width: 1280, scheme: "dark", axe: true },
  { width: 360, scheme: "light", axe: true },
  { width: 360, scheme: "dark", axe: true },
  { width: 768, scheme: "light" },
  { width: 320, scheme: "light" },
  { width: 320, scheme: "light", spaced: true },
];
const SPACED =
  "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }" +
  " p { margin-bottom: 2em !important }";

/** Problems of the markup. */
function invalid(text, path) {
  const report = markup.validateStringSync(text, path);
  return report.results.flatMap((result) =>
    result.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`),
  );
}

/** Links to files and places that are not there, or that leave the folder. */
function deadLinks(text, path) {
  const found = [];
  for (const [, link] of text.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)) {
    const [file, place] = link.replaceAll("&amp;", "&").split("#");
    if (/^[a-z]+:/i.test(file)) continue;
    const target = file ? join(dirname(path), decodeURIComponent(file)) : path;
    if (!existsSync(target)) found.push(`link to ${link}: no such file`);
    else if (place && target.endsWith(".html")) {
      const there = target === path ? text : readFileSync(target, "utf8");
      if (!there.includes(` id="${place}"`)) found.push(`link to ${link}: no such place`);
    }
  }
  return found;
}

/** What a browser finds at one width in one theme. */
async function seen(browser, path, view) {
  const found = [];
  const page = await browser.newPage({
    viewport: { width: view.width, height: 900 },
    colorScheme: view.scheme,
    javaScriptEnabled: true,
  });
  const url = pathToFileURL(path).href;
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) found.push(`asks for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found.push(`console: ${message.text()}`);
  });
  await page.goto(url);
  await page.evaluate(() => document.querySelectorAll("details").forEach((box) => (box.open = true)));
  await page.evaluate(() => document.fonts.ready);
  if (view.spaced) {
    // Set from outside the page's own policy, as a reader's own style would be.
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, SPACED);
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) found.push(`${over} px wider than the screen`);
  if (view.axe) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      // eslint-disable-next-line no-undef
      axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
      }),
    );
    for (const { id, help, nodes } of violations) {
      const where = nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ");
      found.push(`axe ${id}: ${help} (${nodes.length}: ${where})`);
    }
  }
  await page.close();
  const name = `${view.width} px ${view.scheme}${view.spaced ? " spaced" : ""}`;
  return [...new Set(found)].map((problem) => `${name}: ${problem}`);
}

const files = readdirSync(folder, { recursive: true })
  .map((name) => join(folder, name))
  .filter((path) => path.endsWith(".html"))
  .sort();
const browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox"] });
let failed = 0;
for (const path of files) {
  const text = readFileSync(path, "utf8");
  const found = [...invalid(text, path), ...deadLinks(text, path)];
  for (const view of views) found.push(...(await seen(browser, path, view)));
  if (found.length > 0) failed += 1;
  for (const problem of found.slice(0, 20)) console.log(`${relative(folder, path)}: ${problem}`);
  if (found.length > 20) console.log(`${relative(folder, path)}: and ${found.length - 20} more`);
}
await browser.close();
console.log(`HTML: ${files.length - failed} passed, ${failed} failed (${views.length} views each)`);
if (files.length === 0) console.log("HTML: there is nothing to check");
process.exit(failed > 0 || files.length === 0 ? 1 : 0);
