// Where the marks stand on the picture of a page.

import { check, project, serve, visit } from "./harness.mjs";

export async function marksStandOnThePicture() {
  const { address, stop } = await serve(project("pagina"));
  for (const viewport of [{ width: 1400, height: 900 }, { width: 390, height: 800 }]) {
    const page = await visit(address, "Noor", { viewport });
    await page.goto(new URL("/nakijken?beeld=pagina&volgorde=sterk", address).href);
    let found = 0;
    for (let number = 0; number < 12; number += 1) {
      if (await page.locator(".sheet img").count() === 1) {
        await page.waitForFunction(() => document.querySelector(".sheet img").complete);
        const { picture, natural, marks } = await page.evaluate(() => {
          const box = (it) => it.getBoundingClientRect().toJSON();
          const image = document.querySelector(".sheet img");
          return {
            picture: box(image),
            natural: [image.naturalWidth, image.naturalHeight],
            marks: [...document.querySelectorAll(".sheet rect.own")].map((it) => [box(it), it.getAttribute("x"), it.closest("svg").viewBox.baseVal.width]),
          };
        });
        check(natural[0] > 500, "the picture is there");
        const ratio = (picture.width / picture.height) / (natural[0] / natural[1]);
        check(Math.abs(ratio - 1) < 0.005, `the picture is not stretched: ${ratio}`);
        for (const [mark, x, width] of marks) {
          found += 1;
          const inside = mark.left >= picture.left - 1 && mark.right <= picture.right + 1
            && mark.top >= picture.top - 1 && mark.bottom <= picture.bottom + 1;
          check(inside && mark.width > 2 && mark.height > 2, "a mark lies on the picture");
          // Within two points of where the document says.
          const points = (mark.left - picture.left) / picture.width * width;
          check(Math.abs(points - Number(x)) < 2, `a mark stands where its words do: ${points} and ${x}`);
        }
      }
      await page.keyboard.press("ArrowRight");
      await page.waitForLoadState("load");
    }
    check(found > 0, "some page has marks");
    await page.context().close();
  }
  await stop();
}
