// Where the marks stand on the picture of a page: against its ink.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, equal, folder, project, serve, visit, waardenscan } from "./harness.mjs";

/** How far a mark reaches beyond its letters, in points, on purpose. */
const MARGIN = 1;
/** How far it may be off. */
const WITHIN = 2;

/** Measures in the page: the marks, and the ink of the picture about them. All
 * in points of the page of the document. */
function measure() {
  const image = document.querySelector(".sheet img");
  const svg = document.querySelector(".sheet svg");
  const picture = image.getBoundingClientRect();
  const wide = svg.viewBox.baseVal.width;
  const points = (rect) => {
    const box = rect.getBoundingClientRect();
    const scale = wide / picture.width;
    return {
      left: (box.left - picture.left) * scale, right: (box.right - picture.left) * scale,
      top: (box.top - picture.top) * scale, bottom: (box.bottom - picture.top) * scale,
    };
  };
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const dots = image.naturalWidth / wide;
  const around = [...document.querySelectorAll(".sheet rect.around")].map(points);
  /** The box of what differs from the ground within an area. */
  const ink = ({ left, top, right, bottom }) => {
    const [x, y] = [Math.max(0, Math.floor(left * dots)), Math.max(0, Math.floor(top * dots))];
    const [w, h] = [Math.ceil((right - left) * dots), Math.ceil((bottom - top) * dots)];
    const { data } = context.getImageData(x, y, w, h);
    const grey = (at) => data[4 * at + 1];
    const counts = new Map();
    for (let at = 0; at < w * h; at += 1) counts.set(grey(at), (counts.get(grey(at)) ?? 0) + 1);
    const [ground] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
    const found = { left: w, top: h, right: -1, bottom: -1 };
    for (let row = 0; row < h; row += 1) {
      for (let column = 0; column < w; column += 1) {
        if (Math.abs(grey(row * w + column) - ground) > 64) {
          found.left = Math.min(found.left, column);
          found.right = Math.max(found.right, column + 1);
          found.top = Math.min(found.top, row);
          found.bottom = Math.max(found.bottom, row + 1);
        }
      }
    }
    if (found.right < 0) return null;
    return { left: (x + found.left) / dots, right: (x + found.right) / dots, top: (y + found.top) / dots, bottom: (y + found.bottom) / dots };
  };
  const marks = [...document.querySelectorAll(".sheet rect.own")].map((rect) => {
    const mark = points(rect);
    const line = around.find((it) => Math.min(it.bottom, mark.bottom) - Math.max(it.top, mark.top) > 0.5 * (mark.bottom - mark.top));
    return { mark, own: ink(mark), line: line && ink({ ...mark, left: line.left, right: line.right }) };
  });
  return {
    page: image.src, marks,
    stretched: (picture.width / picture.height) / (image.naturalWidth / image.naturalHeight),
    outside: marks.filter(({ mark }) => mark.left < -1 || mark.top < -1 || mark.right > wide + 1).length,
  };
}

export async function marksStandOnTheInk() {
  const { address, stop } = await serve(project("pagina"));
  const screens = [
    { viewport: { width: 1400, height: 900 } },
    { viewport: { width: 390, height: 800 } },
    // Zoomed in, twice.
    { viewport: { width: 700, height: 450 }, deviceScaleFactor: 2 },
  ];
  for (const screen of screens) {
    const page = await visit(address, "Noor", screen);
    // Suggestions of several documents.
    await page.goto(new URL("/nakijken?beeld=pagina&volgorde=sterk", address).href);
    const pages = new Set();
    let found = 0;
    for (let number = 0; number < 24; number += 1) {
      if (await page.locator(".sheet img").count() === 1) {
        await page.waitForFunction(() => document.querySelector(".sheet img").complete && document.querySelector(".sheet img").naturalWidth > 500);
        const measured = await page.evaluate(measure);
        pages.add(await page.textContent(".place b"));
        check(Math.abs(measured.stretched - 1) < 0.005, `the picture is not stretched: ${measured.stretched}`);
        check(measured.outside === 0, "marks lie on the picture");
        for (const { mark, own, line } of measured.marks) {
          found += 1;
          const what = `${measured.page} ${JSON.stringify({ mark, own, line })}`;
          check(own !== null && line !== null && line !== undefined, `a mark stands on ink: ${what}`);
          if (own === null || !line) continue;
          const off = {
            left: own.left - mark.left, right: mark.right - own.right,
            top: line.top - mark.top, bottom: mark.bottom - line.bottom,
          };
          for (const [side, points] of Object.entries(off)) {
            // Ink that reaches the edge itself is cut off by the mark.
            check(points > 0.1 && points < WITHIN + MARGIN, `within two points, ${side} ${points}: ${what}`);
          }
        }
      }
      await page.keyboard.press("ArrowRight");
      await page.waitForLoadState("load");
    }
    check(found >= 10 && pages.size >= 3, `marks on several documents: ${found} on ${pages.size}`);
    await page.context().close();
  }
  await stop();
}

/** A PDF of one page with words to find, whose drawing never ends: each form
 * draws the next eight times, fourteen deep. */
function endless() {
  const form = (resources, content) => `<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << ${resources} >> /Length ${content.length} >>\nstream\n${content}\nendstream`;
  const content = "BT /F1 12 Tf 72 700 Td (Wij gaan uit van vertrouwen in onze inwoners en bieden maatwerk.) Tj ET\n/X Do";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ...Array.from({ length: 13 }, (_, deep) => form(`/XObject << /X ${7 + deep} 0 R >>`, "/X Do ".repeat(8))),
    form("", "0 0 1 rg 10 10 500 800 re f"),
  ];
  let file = "%PDF-1.7\n";
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = file.length;
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  return `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
}

export async function aHostilePageTakesNothingDown() {
  const archive = join(folder, "eindeloos");
  mkdirSync(archive);
  writeFileSync(join(archive, "eindeloos.pdf"), endless());
  const path = join(folder, "eindeloos.sqlite");
  waardenscan("scan", archive, "--ocr", "off", "--project", path, "--format", "json");
  const { address, stop } = await serve(path);
  const page = await visit(address, "Noor");
  for (let time = 0; time < 2; time += 1) {
    await page.goto(new URL("/nakijken?beeld=pagina", address).href);
    check(await page.getByText("Bij het tekenen van dit bestand ging het mis").isVisible(), "the page says why there is no picture");
    check((await page.textContent("#passage")).includes("vertrouwen"), "and has the text");
  }
  await page.keyboard.press("p");
  await page.waitForURL((url) => !url.searchParams.has("beeld"));
  equal(await page.locator(".alert").count(), 0, "all else goes on");
  await page.context().close();
  await stop();
}
