// Every page that leaves a project: light and dark, enlarged, narrow.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { SCREENS, accessible, browser, check, fail, folder, project, waardenscan } from "./harness.mjs";

const SHEETS = {
  vergelijking: ["compare", "--by", "kind", "--only", "beleidsplan,besparingsplan+kadernota"],
  jaren: ["compare", "--by", "year"],
  definities: ["definitions"],
  waardendocument: ["export", "--to", "waardendocument"],
  dilemmas: ["export", "--to", "dilemmas"],
  verantwoording: ["export", "--to", "verantwoording"],
  rapport: ["export", "--to", "html"],
};

export async function everySheetIsAccessible() {
  const path = project("bladen");
  for (const [name, command] of Object.entries(SHEETS)) {
    const sheet = join(folder, `${name}.html`);
    waardenscan(...command, "--project", path, "--out", sheet);
    for (const [screen, options] of Object.entries(SCREENS)) {
      const context = await browser.newContext({ ...options, bypassCSP: true });
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error") fail(`${name}: ${message.text()}`);
      });
      await page.goto(pathToFileURL(sheet).href);
      await accessible(page, `${screen} ${name}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(wide <= 0, `${screen} ${name}: ${wide} pixels wider than the screen`);
      await context.close();
    }
  }
}
