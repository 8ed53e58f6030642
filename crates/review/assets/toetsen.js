// Keys for what the page also does by its buttons and links. Everything works
// without this script; it takes no decision of its own.

const STORE = "waardenscan-toetsen";

/** The keys that this visitor chose, by action. */
function chosen() {
  try {
    const stored = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    return stored !== null && typeof stored === "object" ? stored : {};
  } catch {
    return {};
  }
}

const shown = (key) => ({ ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", " ": "spatie" })[key] ?? key.toUpperCase();

/** The usual keys by action, which the page brings: "klopt=a niet=r". */
const USUAL = Object.fromEntries(
  document.body.dataset.toetsen.split(" ").map((pair) => pair.split("=")),
);
let keys = { ...USUAL, ...chosen() };

function label() {
  for (const kbd of document.querySelectorAll("kbd[data-van]")) {
    const key = keys[kbd.dataset.van];
    if (key) kbd.textContent = shown(key);
  }
}

/** Opens the form of an action and puts the cursor in it. */
function open(panel, action) {
  panel.open = true;
  const field = panel.querySelector(`[data-eerst="${action}"]`) ?? panel.querySelector("button");
  field?.focus();
  panel.scrollIntoView({ block: "nearest" });
}

/** Does what an action does on this page, if it can be done here. */
function act(action) {
  switch (action) {
    case "hulp":
      location.href = "/toetsen";
      return true;
    case "overzicht":
      location.href = "/";
      return true;
    case "naar": {
      const field = document.querySelector("form.list select");
      field?.focus();
      return field !== null;
    }
  }
  const what = document.querySelector(`[data-toets="${action}"]`);
  if (what === null) return false;
  if (what.tagName === "SUMMARY") {
    if (action === "mis") take();
    open(what.parentElement, action);
  } else {
    once(what);
  }
  return true;
}

let busy = false;

/** Presses a button once: a second press of the key, while the next page is
 * on its way, would decide about what nobody has seen. */
function once(what) {
  if (busy) return;
  busy = true;
  setTimeout(() => { busy = false; }, 3000);
  what.click();
}
// A page that is shown again from memory can be used again.
addEventListener("pageshow", () => { busy = false; });

const isField = (element) => element instanceof HTMLElement
  && (element.matches("input:not([type=checkbox]), select, textarea") || element.isContentEditable);

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
  if (event.key === "Escape" && isField(event.target)) {
    event.target.blur();
    return;
  }
  if (isField(event.target)) return;
  const action = Object.keys(keys).find((one) => keys[one] === event.key);
  if (action !== undefined && act(action)) event.preventDefault();
});

// --- A missed value: the words that are selected in the passage. ---

const passage = document.getElementById("passage");

/** Counts code points, as the server does. */
const points = (text) => Array.from(text).length;

function take() {
  const selection = getSelection();
  const form = document.querySelector("#mis form");
  if (!passage || !form || selection.rangeCount === 0 || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!passage.contains(range.startContainer) || !passage.contains(range.endContainer)) return;
  const before = document.createRange();
  before.selectNodeContents(passage);
  before.setEnd(range.startContainer, range.startOffset);
  const text = range.toString();
  const start = points(before.toString()) + points(text) - points(text.trimStart());
  const words = text.trim();
  if (words === "") return;
  form.elements.woorden.value = words;
  form.elements.begin.value = start;
  form.elements.eind.value = start + points(words);
}
document.querySelector("#mis summary")?.addEventListener("click", take);

// --- A small or enlarged screen, which the filters would fill: what is to be
// judged in view, or what is said of the last decision above it. ---

const work = document.querySelector(".work");
if (work && matchMedia("(max-width: 48rem), (max-height: 32rem)").matches) {
  (document.querySelector(".message") ?? work).scrollIntoView();
}

// --- The page of a document: its first mark in view. ---

const frame = document.querySelector(".frame");
const first = frame?.querySelector("rect.own") ?? frame?.querySelector("rect");
if (first) {
  const [mark, window] = [first.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollTop += mark.top - window.top - frame.clientHeight / 3;
}

// --- The list: everything on the page at once, and how many are ticked. ---

const rows = document.querySelector("form.rows[data-kies]");
if (rows) {
  const boxes = [...rows.querySelectorAll('input[name="kies"]')];
  const all = rows.querySelector("[data-alle]");
  const count = rows.querySelector("[data-aantal]");
  const buttons = [...rows.querySelectorAll('button[name="oordeel"]')];
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    count.textContent = ` (${ticked})`;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    for (const button of buttons) button.disabled = ticked === 0;
  };
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  rows.addEventListener("change", tell);
  tell();
}

// --- The page of keys: another key for an action. ---

for (const part of document.querySelectorAll(".change")) part.hidden = false;
const told = document.getElementById("toets-melding");
for (const button of document.querySelectorAll("[data-wijzig]")) {
  button.addEventListener("click", () => {
    const action = button.dataset.wijzig;
    told.textContent = "Druk op de nieuwe toets, of op Esc.";
    const listen = (event) => {
      if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      removeEventListener("keydown", listen, true);
      if (event.key === "Escape" || event.key === "Tab" || event.key === "Enter") {
        told.textContent = "Er is niets gewijzigd.";
        return;
      }
      const taken = Object.keys(keys).find((one) => one !== action && keys[one] === event.key);
      if (taken !== undefined) {
        told.textContent = "Die toets doet al iets anders; er is niets gewijzigd.";
        return;
      }
      keys[action] = event.key;
      localStorage.setItem(STORE, JSON.stringify({ ...chosen(), [action]: event.key }));
      told.textContent = "Bewaard.";
      label();
    };
    addEventListener("keydown", listen, true);
  });
}
document.getElementById("toets-herstel")?.addEventListener("click", () => {
  localStorage.removeItem(STORE);
  keys = { ...USUAL };
  told.textContent = "Alle toetsen zijn weer zoals ze waren.";
  label();
});

label();
