// A day's work by the keyboard alone.

import { check, decisions, equal, press, project, serve, tabTo, visit, waardenscan } from "./harness.mjs";

const shown = (page) => page.getAttribute(".work", "data-nr");

/** The key of each decision, and what it is in the ledger. */
const KEYS = [["a", "accept"], ["r", "reject"], ["t", "doubt"], ["1", "reject"], ["2", "reject"], ["a", "accept"]];

export async function aWholeSessionByKeyboard() {
  const path = project("toetsenbord");
  const { address, stop } = await serve(path);
  const page = await visit(address, "Noor");
  await page.goto(new URL("/nakijken", address).href);
  const expected = [];
  for (let number = 0; number < 30; number += 1) {
    const before = await shown(page);
    const [key, kind] = KEYS[number % KEYS.length];
    await press(page, key);
    check(await shown(page) !== before, `after ${key} another suggestion is shown`);
    expected.push(kind);
  }
  equal(decisions(path).map((it) => it.kind), expected, "thirty decisions");
  check(decisions(path).every((it) => it.who === "Noor"), "all by Noor");
  equal(decisions(path)[3].reason, "lijkt er alleen op", "a reason by one key");

  // Undo shows what was undone.
  await press(page, "u");
  check(await page.getByText("Uw laatste besluit is teruggedraaid.").isVisible(), "undo says so");
  equal(decisions(path).at(-1).kind, "undo", "undone");

  // Previous and next.
  const here = await shown(page);
  await press(page, "ArrowLeft");
  check(await shown(page) !== here, "previous is another");
  await page.goBack();
  equal(await shown(page), here, "the browser's own way back");

  // A missed value: the words are typed, the value chosen, all by keys.
  const words = (await page.textContent("#passage")).trim().split(/\s+/).slice(0, 2).join(" ");
  await page.keyboard.press("v");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type(words);
  await press(page, "Enter");
  const added = decisions(path).at(-1);
  equal([added.kind, added.text.slice(0, words.length)], ["add", words], "a missed value");
  equal([added.start, added.end], [0, [...words].length], "where its words stand");

  // A note: a key within a field is a letter.
  await page.keyboard.press("n");
  await page.keyboard.type("navragen");
  await page.keyboard.press("Tab");
  await press(page, "Enter");
  equal(decisions(path).at(-1).note, "navragen", "a note");

  // Another value.
  await page.keyboard.press("w");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await press(page, "Enter");
  equal(decisions(path).at(-1).kind, "change", "another value");

  // Own words for a rejection.
  await page.keyboard.press("e");
  await page.keyboard.type("gaat over geld");
  await press(page, "Enter");
  equal(decisions(path).at(-1).reason, "gaat over geld", "a reason in own words");

  // Two values become one, from the menu on.
  const enter = () => press(page, "Enter");
  await tabTo(page, 'nav a[href="/waarden"]');
  await enter();
  const accepted = [...new Set(decisions(path).filter((it) => it.kind === "accept").map((it) => it.value))];
  const [value, into] = accepted;
  const name = JSON.parse(waardenscan("project", "workspace", path)).values.find((it) => it.id === into).name;
  await tabTo(page, `a[href="/waarden?waarde=${value}"]`);
  await enter();
  await tabTo(page, "select[name=met]");
  await page.keyboard.type(name);
  await tabTo(page, "button");
  await enter();
  const merged = decisions(path).at(-1);
  equal([merged.kind, merged.of, merged.into], ["merge_value", value, into], "two values merged");

  // What leaves: the waardendocument, saved and opened.
  await tabTo(page, 'nav a[href="/waarden"]');
  await enter();
  await tabTo(page, 'a[download][href$=".docx"]');
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  equal(file.suggestedFilename(), "waardendocument.docx", "the waardendocument is kept");
  const kept = `${path}.docx`;
  await file.saveAs(kept);
  const read = JSON.parse(waardenscan("text", kept, "--format", "json"));
  const said = read.blocks.map((it) => it.text).join("\n");
  check(said.includes(name), "the document has the value that took the other in");
  const evidence = decisions(path).find((it) => it.kind === "accept" && it.value === into).text;
  check(said.includes(evidence.slice(0, 40)), "and its evidence");
  waardenscan("project", "verify", path);
  await page.context().close();
  await stop();
}

export async function selectedWordsAreAdded() {
  const path = project("selectie");
  const { address, stop } = await serve(path);
  const page = await visit(address, "Noor");
  await page.goto(new URL("/nakijken?volgorde=document", address).href);
  const words = await page.evaluate(() => {
    const passage = document.getElementById("passage");
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    let last = walker.nextNode();
    for (let node = last; node; node = walker.nextNode()) last = node;
    const range = document.createRange();
    // From the first letter of the first node to the last of the last.
    range.setStart(passage.firstChild.nodeType === 3 ? passage.firstChild : passage.firstChild.firstChild, 1);
    range.setEnd(last, last.length - 1);
    getSelection().addRange(range);
    return range.toString();
  });
  await page.keyboard.press("v");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await press(page, "Enter");
  const added = decisions(path).at(-1);
  const letters = [...added.text];
  equal(letters.slice(added.start, added.end).join(""), words.trim(), "the words that were selected");
  equal([added.start, added.end], [1, letters.length - 1], "in code points");
  await page.context().close();
  await stop();
}

export async function noDecisionIsLost() {
  const path = project("afgebroken");
  let { address, stop } = await serve(path);
  let page = await visit(address, "Noor");
  await page.goto(new URL("/nakijken", address).href);
  for (let number = 1; number <= 9; number += 1) {
    await press(page, "a");
    equal(decisions(path).length, number, "on the disk before the next is shown");
    if (number % 2 === 0) await page.reload();
    if (number % 3 === 0) {
      const next = await shown(page);
      await stop("SIGKILL");
      await page.context().close();
      ({ address, stop } = await serve(path));
      page = await visit(address, "Noor");
      await page.goto(new URL("/nakijken", address).href);
      equal(await shown(page), next, "goes on where it was");
      equal(decisions(path).length, number, "after the kill");
    }
  }
  await page.context().close();
  await stop();
}

export async function twoAnalystsAtOnce() {
  const path = project("samen");
  const { address, stop } = await serve(path);
  const [noor, bram] = [await visit(address, "Noor"), await visit(address, "Bram")];
  for (const page of [noor, bram]) await page.goto(new URL("/nakijken", address).href);
  await press(noor, "a");
  await press(bram, "r");
  check(await bram.getByText("Intussen is hierover al een besluit genomen").isVisible(), "Bram is told");
  equal(decisions(path).map((it) => it.who), ["Noor"], "and nothing is overwritten");
  await press(bram, "ArrowRight");
  await bram.goto(new URL("/nakijken?volgorde=grens", address).href);
  for (let number = 0; number < 5; number += 1) {
    await Promise.all([press(noor, "a"), press(bram, "t")]);
  }
  const taken = decisions(path);
  const of = (who) => taken.filter((it) => it.who === who).map((it) => it.kind).join(" ");
  equal([of("Noor"), of("Bram")], ["accept ".repeat(6).trim(), "doubt ".repeat(5).trim()], "both decide at once");
  await noor.context().close();
  await bram.context().close();
  await stop();
}

export async function keysCanBeChanged() {
  const path = project("toetsen");
  const { address, stop } = await serve(path);
  const page = await visit(address, "Noor");
  await page.goto(new URL("/toetsen", address).href);
  await page.click('[data-wijzig="klopt"]');
  await page.keyboard.press("k");
  await page.goto(new URL("/nakijken", address).href);
  equal(await page.textContent('.acts kbd[data-van="klopt"]'), "K", "the new key is shown");
  await page.keyboard.press("a");
  await press(page, "k");
  equal(decisions(path).map((it) => it.kind), ["accept"], "the new key works, the old one does not");
  await page.context().close();
  await stop();
}

export async function worksWithoutScript() {
  const path = project("zonder");
  const { address, stop } = await serve(path);
  const context = { javaScriptEnabled: false };
  const page = await visit(address, null, context);
  await page.goto(new URL("/nakijken", address).href);
  await page.fill('input[name="naam"]', "Noor");
  await page.click("button.main");
  for (const name of ["Klopt", "Klopt niet", "Twijfel"]) {
    await page.click(`.acts button:text-is("${name}"), .acts button:has-text("${name}")`);
  }
  await page.click(".acts button:has-text('Ongedaan')");
  equal(decisions(path).map((it) => it.kind).at(-1), "undo", "forms alone");
  await page.goto(new URL("/lijst", address).href);
  await page.check('input[name="kies"] >> nth=0');
  await page.click('.acts button:has-text("Twijfel")');
  check(await page.getByText("1 besluit opgeslagen.").isVisible(), "the list too");
  await page.context().close();
  await stop();
}
