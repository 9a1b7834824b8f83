// The page of a field: saved as it is typed, with what is put in by a click. The page works without it.

import { moved } from "./merging.js";
import { timeOfDay, told } from "./moments.js";
import { announce } from "./planassistent.js";
import { Saving } from "./saving.js";

const form = document.getElementById("felt");
const said = form.dataset;
const status = document.getElementById("lagret");
const unsaved = document.getElementById("ulagret");
const inputs = new Map([...form.querySelectorAll(".part [name]:not(button)")].map((input) => [input.name, input]));
const shown = new Map([...inputs.keys()].map((part) => [part, form.elements[`sett.${part}`].value]));
const text = (name, values = {}) => Object.entries(values).reduce((whole, [key, value]) => whole.replace(`{${key}}`, value), said[name]);
const who = (field) => ({ name: field.by_name || said.textNameless, time: timeOfDay(field.changed_at) });

let last = inputs.get("description") ?? inputs.get("text") ?? [...inputs.values()][0];

// Saving

const tells = {
  saving: () => say(said.textSaving),
  saved: ({ at, isAll }) => { if (isAll) say(text("textSaved", { time: timeOfDay(at) })); readAgain(); },
  waiting: ({ status: code }) => say(code === 401 || code === 403 ? said.textOut : said.textWaiting, "warning"),
  refused: ({ status: code }) => say({ 409: said.textClosed, 404: said.textGone }[code] ?? said.textLong, "danger"),
  theirs: ({ current }) => { if (!current.mine) say(text("textUpdated", who(current))); readAgain(); },
  conflict: ({ current, conflicts }) => { showConflicts(conflicts); say(said.textConflict, "warning"); readAgain(); },
  settled: ({ part }) => { conflictOf(part).hidden = true; inputs.get(part).focus(); },
};

const saving = new Saving(
  { address: said.field, store: `planassistent-utkast:${said.draft}:${said.key}`, revision: Number(said.revision), parts: Object.fromEntries(shown) },
  {
    read: () => Object.fromEntries([...inputs].map(([part, input]) => [part, input.value])),
    write: (part, value) => put(inputs.get(part), value),
    tell: (what, details) => tells[what]?.(details),
  },
);

function say(words, color = "") {
  if (status.textContent === words) return;
  status.textContent = words;
  status.dataset.color = color;
}

/** Puts a text in, the place of the cursor kept among its words. */
function put(input, value) {
  const before = input.value;
  const places = input === document.activeElement && input.selectionStart !== null ? [input.selectionStart, input.selectionEnd] : null;
  input.value = value;
  if (places) input.setSelectionRange(...places.map((place) => moved(place, before, value)));
  grow(input);
}

for (const input of inputs.values()) {
  input.addEventListener("input", () => { grow(input); saving.typed(); });
  input.addEventListener("focus", () => { last = input; chooseTarget(input.name); });
  grow(input);
}

function grow(input) {
  if (input.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}

// The two texts of a part that both wrote

const conflictOf = (part) => document.getElementById(`konflikt-${part}`);

function showConflicts(conflicts) {
  for (const [part, current] of conflicts) {
    const box = conflictOf(part);
    box.querySelector(".theirs-by").textContent = text("textTheirs", who(current));
    box.querySelector(".theirs").textContent = current.parts[part];
    box.hidden = false;
  }
}

// What was typed and not saved before the page was left

const left = saving.left();
if (left) {
  unsaved.querySelector("time").textContent = told(left.at);
  const texts = Object.entries(left.parts).filter(([part, value]) => value !== shown.get(part) && value.trim());
  unsaved.querySelector(".unsaved-text").replaceChildren(...texts.map(([, value]) => Object.assign(document.createElement("blockquote"), { textContent: value })));
  unsaved.hidden = false;
}

// Buttons: what they do without a new page

form.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { keep, choose, mend, to, quote, propose: isProposing, takeIn: isTaking } = button.dataset;
  if (keep) { unsaved.hidden = true; if (keep === "own") saving.take(left); inputs.values().next().value.focus(); return; }
  const acts = { choose: () => saving.choose(button.closest(".part").dataset.part, choose), mend: () => mendIt(button), quote: () => putIn(button), propose: () => propose(button), takeIn };
  const act = choose ? acts.choose : mend ? acts.mend : quote !== undefined ? acts.quote : isProposing !== undefined ? acts.propose : isTaking !== undefined ? acts.takeIn : null;
  if (act) { event.preventDefault(); await act(); return; }
  if (button.id === "lagre") { event.preventDefault(); await saving.send(); if (!saving.isUnsaved) say(text("textSaved", { time: timeOfDay(new Date()) })); return; }
  if (to && !saving.isUnsaved) { event.preventDefault(); location.href = to; }
});

/** A post sends what is seen now, and at which revision. */
function asSeen() {
  form.elements.revisjon.value = saving.revision;
  for (const part of inputs.keys()) form.elements[`sett.${part}`].value = saving.base[part];
}

form.addEventListener("submit", asSeen);

/** Has a text proposed from the chosen passages, and shows it where it can be read before it is taken. */
async function propose(button) {
  await saving.send();
  asSeen();
  announce(said.textProposing);
  button.setAttribute("aria-busy", "true");
  const response = await fetch(button.formAction, { method: "POST", body: new FormData(form, button) }).catch(() => null);
  button.removeAttribute("aria-busy");
  const page = response ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  const made = page?.getElementById("tekstforslag");
  if (!made) { say(response ? said.textNotTaken : said.textWaiting, "danger"); return; }
  document.getElementById("tekstforslag").replaceWith(made);
  (document.getElementById("forslaget") ?? made).focus();
}

/** Puts the proposal below what stands in the parts that it is for. */
function takeIn() {
  for (const proposed of form.querySelectorAll("[data-proposed]")) {
    const input = inputs.get(proposed.dataset.proposed);
    const end = input.value.trimEnd().length;
    replace(input, `${end ? "\n\n" : ""}${proposed.value.trim()}`, end, input.value.length);
  }
  document.getElementById("tekstforslag").replaceChildren();
  announce(said.textPutIn);
}

/** Changes a sentence where it stands as it was read; places are counted in whole characters. */
function mendIt({ dataset: { mend, start, was, better } }) {
  const input = inputs.get(mend);
  const letters = [...input.value];
  const from = letters.slice(0, Number(start)).join("").length;
  if (!input.value.startsWith(was, from)) return;
  replace(input, better, from, from + was.length);
}

/** Writes as if it was typed, so that the browser can undo it. */
function replace(input, words, start, end) {
  input.focus();
  input.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, words)) {
    input.setRangeText(words, start, end, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Takes words of a passage as a source, and puts them in where one was writing. */
async function putIn({ dataset: { passage, quote, how } }) {
  const response = await fetch(said.sources, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ passage_id: passage, quote }),
  }).catch(() => null);
  if (!response?.ok) { say(said.textNotTaken, "danger"); return; }
  const source = await response.json();
  const words = how === "sitat" ? `«${source.quote.split(/\s+/).join(" ").trim()}» [${source.number}]` : `[${source.number}]`;
  const at = last.selectionEnd ?? last.value.length;
  const before = last.value.slice(0, at);
  replace(last, `${before && !/\s$/.test(before) ? " " : ""}${words}`, at, at);
  announce(said.textPutIn);
}

function chooseTarget(part) {
  const target = form.elements.inn_i;
  if (target && [...target.options].some((option) => option.value === part)) target.value = part;
}

// How the sentences are read, once they are saved

let asked = 0;

async function readAgain() {
  const mine = ++asked;
  const response = await fetch(said.read).catch(() => null);
  if (!response?.ok || mine !== asked) return;
  const parts = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const reading of parts.querySelectorAll(".reading")) {
    const old = document.getElementById(reading.id);
    if (!old || old.innerHTML === reading.innerHTML || old.contains(document.activeElement)) continue;
    const isOpen = old.querySelector("details")?.open;
    old.replaceWith(reading);
    if (isOpen && reading.querySelector("details")) reading.querySelector("details").open = true;
  }
}

saving.watch();
