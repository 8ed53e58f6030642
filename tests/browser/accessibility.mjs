// Every view: light and dark, enlarged, narrow.

import { SCREENS, accessible, check, project, serve, visit } from "./harness.mjs";

const VIEWS = [
  "/", "/nakijken", "/nakijken?beeld=pagina", "/nakijken?na=999999999", "/nakijken?wie=Niemand",
  "/lijst", "/lijst?besluit=klopt", "/toetsen", "/wie",
  "/waarden", "/waarden?waarde=vertrouwen", "/overeenstemming", "/steekproef", "/leren",
];

export async function everyViewIsAccessible() {
  const { address, stop } = await serve(project("toegankelijk"));
  for (const [name, options] of Object.entries(SCREENS)) {
    const page = await visit(address, "Noor", { ...options, bypassCSP: true });
    await page.goto(new URL("/nakijken", address).href);
    // So that there is a history to show.
    await Promise.all([page.waitForNavigation(), page.keyboard.press("r")]);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("u")]);
    for (const view of VIEWS) {
      await page.goto(new URL(view, address).href);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      await accessible(page, `${name} ${view}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(wide <= 0, `${name} ${view}: ${wide} pixels wider than the screen`);
    }
    await page.context().close();
  }
  await stop();
}

export async function theFocusIsVisible() {
  const { address, stop } = await serve(project("focus"));
  const page = await visit(address, "Noor");
  for (const view of ["/", "/nakijken", "/lijst", "/toetsen", "/waarden", "/waarden?waarde=vertrouwen", "/overeenstemming", "/steekproef", "/leren"]) {
    await page.goto(new URL(view, address).href);
    for (let number = 0; number < 40; number += 1) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const it = document.activeElement;
        if (it === document.body) return null;
        const style = getComputedStyle(it);
        const box = it.getBoundingClientRect();
        const covered = () => {
          // The bar at the foot of the window must not hide it.
          const bar = document.querySelector(".acts");
          if (!bar || bar.contains(it) || getComputedStyle(bar).position !== "sticky") return false;
          return box.top >= bar.getBoundingClientRect().top;
        };
        return { what: it.outerHTML.slice(0, 100), outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, covered: covered() };
      });
      if (seen === null) break;
      check(seen.outline, `${view}: no outline on ${seen.what}`);
      check(!seen.covered, `${view}: hidden behind the bar: ${seen.what}`);
    }
  }
  await page.context().close();
  await stop();
}
