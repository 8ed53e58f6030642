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

export async function onASmallScreenTheSuggestionIsInView() {
  const { address, stop } = await serve(project("klein"));
  for (const name of ["enlarged", "narrow"]) {
    const page = await visit(address, "Noor", SCREENS[name]);
    await page.goto(new URL("/nakijken", address).href);
    const top = (what) => page.evaluate((what) => document.querySelector(what).getBoundingClientRect().top, what);
    const inView = async (what, when) => {
      const place = await top(what);
      check(Math.abs(place) < 60, `${name}, ${when}: ${what} is ${place} pixels below the top`);
    };
    await inView(".work", "at first");
    const height = await page.evaluate(() => innerHeight);
    check(await top("#passage") < height * 0.8, `${name}: the value and its passage on one screen`);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("a")]);
    await inView(".work", "after a decision");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("u")]);
    await inView(".message", "after an undo");
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
