// Several analysts, and what they make of the values, by the keyboard alone.

import { check, decisions, equal, press, project, serve, tabTo, visit, waardenscan } from "./harness.mjs";

const enter = (page) => press(page, "Enter");

export async function valuesAreWrittenAndMergedByKeyboard() {
  const path = project("waarden");
  const { address, stop } = await serve(path);
  const page = await visit(address, "Noor");
  await page.goto(new URL("/nakijken", address).href);
  for (let number = 0; number < 12; number += 1) await press(page, "a");
  const accepted = new Set(decisions(path).map((it) => it.value));
  check(accepted.size > 1, "several values have evidence");
  const [value, into] = accepted;
  const names = JSON.parse(waardenscan("project", "workspace", path)).values;
  const name = names.find((it) => it.id === into).name;

  await page.goto(new URL(`/waarden?waarde=${value}`, address).href);
  await tabTo(page, "textarea[name=inwoner]");
  await page.keyboard.type("U hoort binnen een week van ons.");
  await tabTo(page, "form.texts button");
  await enter(page);
  check(await page.getByText("Bewaard.").isVisible(), "texts are kept");
  equal(decisions(path).at(-1).words, "U hoort binnen een week van ons.", "in the ledger");

  await tabTo(page, "select[name=met]");
  await page.keyboard.type(name);
  await tabTo(page, "button");
  await enter(page);
  const merged = decisions(path).at(-1);
  equal([merged.kind, merged.of, merged.into], ["merge_value", value, into], "merged");
  const workspace = JSON.parse(waardenscan("project", "workspace", path));
  check(!workspace.values.some((it) => it.id === value), "one value is left");
  equal(workspace.values.find((it) => it.id === into).taken_in, [value], "it took the other in");

  await tabTo(page, "form.inline button");
  await enter(page);
  equal(decisions(path).at(-1).kind, "undo", "and back again");

  await page.goto(new URL("/waarden", address).href);
  await tabTo(page, "a[download]");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  equal(file.suggestedFilename(), "waardendocument.docx", "the waardendocument is kept");
  equal(await file.failure(), null, "and is whole");
  waardenscan("project", "verify", path);
  await page.context().close();
  await stop();
}

export async function twoJudgeWithoutSeeingEachOther() {
  const path = project("blind");
  const { address, stop } = await serve(path);
  const [noor, bram] = [await visit(address, "Noor"), await visit(address, "Bram")];
  await noor.goto(new URL("/overeenstemming", address).href);
  await tabTo(noor, "textarea[name=namen]");
  await noor.keyboard.type("Noor\nBram");
  await noor.keyboard.press("Tab");
  await noor.keyboard.type("100");
  await noor.keyboard.press("Tab");
  await enter(noor);
  equal(decisions(path).at(-1).percent, 100, "all is dealt out");

  for (const page of [noor, bram]) await page.goto(new URL("/overeenstemming", address).href);
  const first = await noor.getAttribute(".links a", "href");
  for (const page of [noor, bram]) await page.goto(new URL(first, address).href);
  await noor.keyboard.press("e");
  await noor.keyboard.type("te vaag");
  await enter(noor);
  await bram.reload();
  check(!(await bram.content()).includes("te vaag"), "Bram does not see what Noor said");
  await press(bram, "a");
  await bram.goto(new URL("/overeenstemming", address).href);
  check((await bram.content()).includes("te vaag"), "both see both");
  await tabTo(bram, "article.differ button.yes");
  await enter(bram);
  equal(decisions(path).slice(-3).map((it) => [it.who, it.kind]), [["Noor", "reject"], ["Bram", "accept"], ["Bram", "accept"]], "settled");
  for (const page of [noor, bram]) await page.context().close();
  await stop();
}

export async function theSampleIsReadByKeyboard() {
  const path = project("steekproef");
  const { address, stop } = await serve(path);
  const page = await visit(address, "Noor");
  await page.goto(new URL("/steekproef", address).href);
  for (let number = 1; number <= 3; number += 1) {
    await press(page, "0");
    equal(decisions(path).length, number, "one is read");
  }
  await press(page, "u");
  equal(decisions(path).map((it) => it.kind), ["audit", "audit", "audit", "undo"], "undone");
  await tabTo(page, "input[name=draagt]");
  await page.keyboard.press("Space");
  await tabTo(page, "button[value=draagt]");
  await enter(page);
  equal(decisions(path).at(-1).carries.length, 1, "a value was missed");
  await page.context().close();
  await stop();
}
