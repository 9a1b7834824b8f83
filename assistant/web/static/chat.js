// Questions are asked without leaving the page: the answer streams into place, beside its sources.

import { announce } from "./planassistent.js";
import { events } from "./events.js";
import { copyText } from "./copying.js";

const LONGEST_SILENCE = 60_000; // milliseconds
const KEPT_QUESTION = "planassistent-question"; // of a login that ended as it was asked, for this window alone
const hasKeyboardOnScreen = matchMedia("(pointer: coarse)");

const chat = document.getElementById("samtale");
const thread = document.getElementById("traad");
const form = chat.querySelector("form.ask");
const box = form.elements.q;

let isBusy = false;
let isWaiting = false; // what stands in the box is to be asked once the answer before it is there
let unanswered = null; // the question whose answer did not come, and when it was asked first
let shownPath = location.pathname;

box.value ||= sessionStorage.getItem(KEPT_QUESTION) ?? "";
sessionStorage.removeItem(KEPT_QUESTION);

form.addEventListener("submit", (event) => {
  const question = box.value.trim();
  if (!/[\p{L}\p{N}]/u.test(question)) return; // the server says what is wrong with it
  event.preventDefault();
  if (isBusy) return wait();
  box.value = "";
  if (hasKeyboardOnScreen.matches) box.blur(); // it would cover the answer
  ask(question);
});

box.addEventListener("input", () => setWaiting(false)); // who writes on has not asked yet

chat.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-ask]");
  if (asked && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    if (isBusy) box.value = asked.dataset.ask;
    if (isBusy) wait();
    else ask(asked.dataset.ask);
  }
  const copied = event.target.closest("[data-copy]");
  if (copied) copyText(copied.dataset.copy, copied.dataset.copyHtml).then(() => announceOn(copied, copied.dataset.copied));
  const quoted = event.target.closest("[data-quote]");
  if (quoted) copyText(quoted.dataset.quote, quoted.dataset.quoteHtml).then(() => announceOn(quoted, quoted.dataset.copied));
});

// Back to another page than the one that is shown; a link within the page is no such thing.
window.addEventListener("popstate", () => {
  if (location.pathname !== shownPath) location.reload();
});

/** The answer before this question still grows: it is said, and the question is asked when that is done. */
function wait() {
  setWaiting(true);
  announce(form.dataset.waits);
}

function setWaiting(isNow) {
  isWaiting = isNow;
  form.querySelector("[data-waiting]").hidden = !isNow;
}

/** Puts a question in the thread with room for its answer, and asks it. */
function ask(question) {
  for (const gone of chat.querySelectorAll("[data-start], .stopped, .has-failed")) gone.remove();
  for (const last of thread.querySelectorAll(".is-last")) last.classList.remove("is-last");
  for (const mark of form.querySelectorAll("#klage")) mark.remove();
  box.removeAttribute("aria-invalid");
  chat.classList.add("in-conversation");
  const turn = copyOf("paa-vei");
  turn.classList.add("is-last");
  turn.querySelector(".asked").textContent = question;
  thread.append(turn);
  if (turn.previousElementSibling) turn.scrollIntoView({ block: "start" });
  else window.scrollTo(0, 0);
  stream(question, turn);
}

async function stream(question, turn) {
  isBusy = true;
  const body = new FormData(form);
  body.set("q", question);
  const isAgain = unanswered?.question === question;
  const since = isAgain ? unanswered.since : Date.now();
  // the answer may have been kept though it did not come: it is not to stand twice
  if (isAgain) body.set("igjen", Math.ceil((Date.now() - since) / 1000));
  const silence = new AbortController();
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), LONGEST_SILENCE);
  };
  heard();
  let isDone = false;
  let reason; // why there is no answer, where the server says it
  try {
    const headers = { Accept: "text/event-stream" };
    const response = await fetch(form.action, { method: "POST", body, headers, signal: silence.signal });
    if (response.status === 429 || response.status === 503) reason = await toldToWait(response);
    if (response.status === 401 || response.status === 403) {
      clearTimeout(timer);
      comeBack(question, response.status === 401);
      return;
    }
    for await (const [name, data] of events(response)) {
      heard();
      isDone = show[name]?.(turn, data) || false;
      if (isDone) break; // nothing comes after it
    }
  } catch {
    // told below, as a stream that ends too soon is
  }
  clearTimeout(timer);
  isBusy = false;
  unanswered = isDone ? null : { question, since };
  if (!isDone) fail(question, turn, reason);
  const isNext = isWaiting && !turn.classList.contains("has-failed") && !chat.querySelector(".stopped");
  setWaiting(false);
  if (isNext) form.requestSubmit();
}

/** The login has ended, or the page is of another: the question waits in the box of the page that is opened anew. */
function comeBack(question, isLoggedOut) {
  sessionStorage.setItem(KEPT_QUESTION, question);
  const login = chat.dataset.login; // the path of the application stands before it
  if (!isLoggedOut || !login) return location.reload();
  const here = location.pathname.slice(login.length - "/logg-inn".length);
  location.assign(`${login}?tilbake=${encodeURIComponent(here)}`);
}

/** What each event does to the turn; those that end it return true. */
const show = {
  status(turn, { text }) {
    turn.querySelector(".status").textContent = text;
    announce(text);
  },
  token(turn, { html, language }) {
    const told = turn.querySelector(".answer-text");
    told.lang = language;
    keepingFocus(turn, () => {
      told.innerHTML = html;
      return turn;
    });
  },
  citation(turn, { html }) {
    turn.classList.add("has-sources");
    turn.querySelector(".sources > .aside")?.remove();
    turn.querySelector(".sources > ol").insertAdjacentHTML("beforeend", html);
  },
  stopped(turn, { html, question, said }) {
    replaceTurn(turn, html);
    box.value ||= question; // unless the next is being written
    focusBox();
    announce(said);
    return true;
  },
  done(turn, { html, menu, conversation, after, path, title, said }) {
    replaceTurn(turn, html);
    keep("samtale", conversation);
    keep("etter", after);
    const place = document.getElementById("samtalemeny");
    if (menu && !place.querySelector("[open]")) place.innerHTML = menu;
    if (path && location.pathname !== path) moveTo(path);
    if (title) document.title = title;
    announce(said);
    return true;
  },
};

/** Back to the box, where that brings up no keyboard over what was told. */
function focusBox() {
  if (!hasKeyboardOnScreen.matches) box.focus();
}

function replaceTurn(turn, html) {
  const made = document.createRange().createContextualFragment(html).firstElementChild;
  made.classList.add("is-last");
  keepingFocus(turn, () => {
    turn.replaceWith(made);
    return made;
  });
  window.htmx?.process(made);
}

/** Who has come to a marker or a source while the answer grows stays there when it is told anew. */
function keepingFocus(turn, tellAnew) {
  const focused = turn.contains(document.activeElement) ? document.activeElement : null;
  const same = focused?.id ? `#${CSS.escape(focused.id)}` : `a[href="${CSS.escape(focused?.getAttribute("href") ?? "")}"]`;
  const place = focused ? [...turn.querySelectorAll(same)].indexOf(focused) : -1;
  const told = tellAnew();
  if (focused && !focused.isConnected) told.querySelectorAll(same)[place]?.focus({ preventScroll: true });
}

/** What the server says to who is to come again in a while; a proxy that says so says nothing that could be shown. */
async function toldToWait(response) {
  return response.headers.get("Content-Type")?.startsWith("text/plain") ? response.text() : undefined;
}

function fail(question, turn, reason) {
  turn.classList.add("has-failed");
  const told = copyOf("brutt");
  if (reason) {
    told.dataset.announce = reason;
    told.querySelector("[data-reason]").textContent = reason;
  }
  told.querySelector("[data-retry]").addEventListener("click", () => {
    ask(question);
    focusBox();
  });
  turn.append(told);
  announce(told.dataset.announce);
}

/** The conversation has an address of its own: the links that lead back to this page lead to it. */
function moveTo(path) {
  history.pushState(null, "", path);
  shownPath = path;
  for (const link of document.querySelectorAll(".site-languages a")) link.search = `?lang=${link.hreflang}`;
  for (const link of document.querySelectorAll(".site-languages a")) link.pathname = path;
  document.querySelector(".site-scope form")?.setAttribute("action", path);
}

function keep(name, value) {
  let field = form.elements[name];
  if (!field) {
    field = document.createElement("input");
    Object.assign(field, { type: "hidden", name });
    form.append(field);
  }
  field.value = value;
}

function announceOn(button, text) {
  button.textContent = text;
  announce(text);
}

function copyOf(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}
