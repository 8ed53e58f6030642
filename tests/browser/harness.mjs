// Starts the page on a fresh project and a browser on it, and keeps count.

import { execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [program, modules, samples] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const folder = mkdtempSync(join(tmpdir(), "waardenscan-browser-"));
const scanned = join(folder, "gescand.sqlite");

/** Runs the command and returns what it printed. */
export function waardenscan(...args) {
  return execFileSync(program, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
}

/** Scans the samples once; each test gets a copy. */
function scan() {
  try {
    waardenscan("scan", samples, "--ocr", "off", "--project", scanned, "--format", "json");
  } catch (error) {
    // One of the samples cannot be read, on purpose.
    if (error.status !== 1) throw error;
  }
}

export function project(name) {
  const path = join(folder, `${name}.sqlite`);
  // The log of another project of that name would be taken for its own.
  if (existsSync(path)) throw new Error(`two tests use the project ${name}`);
  copyFileSync(scanned, path);
  return path;
}

/** The decisions in a project, in their order. */
export function decisions(path) {
  const lines = waardenscan("project", "decisions", path).trim().split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}

const servers = new Set();
process.on("exit", () => {
  for (const server of servers) server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a project under review; returns its address and a way to end it. */
export async function serve(path, ...args) {
  const server = spawn(program, ["review", "--project", path, "--no-open", ...args], { cwd: folder });
  servers.add(server);
  const address = await new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (data) => {
      said += data;
      const found = /http:\/\/\S+\?sleutel=\S+\n/.exec(said);
      if (found) resolve(found[0].trim());
    });
    server.once("exit", (code) => reject(new Error(`the page ended with ${code}: ${said}`)));
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const stop = async (signal = "SIGINT") => {
    server.kill(signal);
    await ended;
    servers.delete(server);
  };
  return { address, stop };
}

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
  args: ["--disable-gpu"],
});

/** Opens the page as somebody; whatever the page complains of is a failure. */
export async function visit(address, name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => fail(`script of the page: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) fail(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (new URL(request.url()).hostname !== "127.0.0.1") fail(`asked elsewhere: ${request.url()}`);
  });
  await page.goto(address);
  if (name) {
    await page.goto(new URL("/wie", address).href);
    // A browser gives a field the focus some time after the page has loaded;
    // letters typed before that go nowhere.
    await page.waitForFunction(() => document.activeElement?.matches("input[name=naam]"));
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/");
    equal((await page.textContent(".who")).split(" · ")[0].trim(), name, "the name that was typed");
  }
  return page;
}

/** Presses a key and waits for the page that follows. */
export async function press(page, key) {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press(key)]);
}

/** Goes on with Tab until something has the focus. */
export async function tabTo(page, selector) {
  for (let number = 0; number < 200; number += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((it) => document.activeElement?.matches(it), selector)) return;
  }
  check(false, `Tab reaches ${selector}`);
}

/** Screens on which every page is looked at. */
export const SCREENS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  // Twice as large on a screen of 1280 pixels.
  enlarged: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  narrow: { viewport: { width: 320, height: 640 } },
};

/** Runs the accessibility checks of axe on what a page shows. */
export async function accessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  for (const { id, nodes } of violations) {
    fail(`${what}: ${id} on ${nodes.length}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary?.slice(0, 200)}`);
  }
}

const failures = [];
export function fail(message) {
  failures.push(message);
  console.error(`FAILED ${message}`);
}
export function check(holds, message) {
  if (!holds) fail(message);
}
export function equal(found, expected, message) {
  check(JSON.stringify(found) === JSON.stringify(expected), `${message}: ${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
}

/** Runs tests one after the other and ends the process. */
export async function run(tests) {
  let code = 1;
  try {
    scan();
    for (const test of tests) {
      console.log(`browser: ${test.name}`);
      try {
        await test();
      } catch (error) {
        fail(`${test.name}: ${error.stack}`);
      }
    }
    code = failures.length === 0 ? 0 : 1;
    console.log(`browser: ${tests.length} tests, ${failures.length} failures`);
  } finally {
    await browser.close();
  }
  process.exit(code);
}
