// What is typed in a field, kept: sent as it is typed, never over what somebody else wrote, and held in the browser
// until the server has it.

import { merged } from "./merging.js";

const AFTER_TYPING = 700; // milliseconds
const AT_LEAST_EACH = 1500;
const TRIES = [500, 1000, 2000, 3000];
const LOOKS_EACH = 4000;

const same = (one, other) => Object.keys(one).every((part) => one[part] === other[part]);

/**
 * Saves the parts of a field. `field` has `address`, `store` (a key of the browser's own storage), `revision`, `parts`
 * (as the server has them); `read()` gives the parts as they are typed, `write(part, text)` puts one. What happens is
 * told by `tell(what, details)`: "saving", "saved", "waiting", "refused", "theirs", "conflict", "settled".
 */
export class Saving {
  constructor(field, { read, write, tell }) {
    Object.assign(this, { read, write, tell });
    this.address = field.address;
    this.store = field.store;
    this.revision = field.revision;
    this.base = { ...field.parts };
    this.conflicts = new Map();
    this.choices = new Map(); // of parts that both wrote, until they are saved
    this.unanswered = []; // what was sent, and may have come through all the same
    this.tries = 0;
    this.since = null;
    this.timer = null;
    this.isSending = false;
    this.isRefused = false;
  }

  /** Goes on looking whether somebody else wrote. */
  watch() {
    setInterval(() => this.look(), LOOKS_EACH);
    addEventListener("focus", () => this.look());
    addEventListener("online", () => this.send());
    addEventListener("pagehide", () => this.send({ isLast: true }));
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.send({ isLast: true }); });
  }

  /** Something was typed. */
  typed() {
    this.hold();
    this.since ??= performance.now();
    const left = Math.max(0, AT_LEAST_EACH - (performance.now() - this.since));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.min(AFTER_TYPING, left));
  }

  /** Whether there is anything that the server does not have. */
  get isUnsaved() {
    return this.conflicts.size > 0 || !same(this.base, this.read());
  }

  /** What was typed, with their words where both wrote and nothing was chosen yet. */
  #wanted() {
    const parts = this.read();
    for (const part of this.conflicts.keys()) parts[part] = this.base[part];
    return parts;
  }

  /** Sends what there is; of two at once the second waits for the first. */
  async send({ isLast = false } = {}) {
    clearTimeout(this.timer);
    const parts = this.#wanted();
    if (this.isSending || this.isRefused || same(parts, this.base)) return;
    this.isSending = true;
    this.since = null;
    this.tell("saving");
    this.unanswered.push(parts);
    let response = null;
    try {
      response = await fetch(this.address, {
        method: "PUT",
        headers: { "Content-Type": "application/json", "If-Match": `"${this.revision}"` },
        body: JSON.stringify({ parts }),
        keepalive: isLast,
      });
    } catch { /* nobody answers: said below */ }
    const body = response?.headers.get("Content-Type")?.includes("json") ? await response.json().catch(() => null) : null;
    this.isSending = false;
    this.#answered(response, body, parts);
  }

  #answered(response, body, parts) {
    if (response?.ok && body) this.#saved(body, parts);
    else if (response?.status === 412 && body?.current) this.#met(body.current);
    else if (response && [400, 404, 409, 413, 422].includes(response.status)) this.#refused(response.status);
    else this.#again(response?.status);
  }

  #saved(field, parts) {
    this.tries = 0;
    this.revision = field.revision;
    this.base = { ...this.base, ...parts };
    this.unanswered = [];
    this.choices.clear();
    this.hold();
    this.tell("saved", { at: field.changed_at, isAll: !this.isUnsaved });
    if (!same(this.#wanted(), this.base)) this.typed();
  }

  #refused(status) {
    this.isRefused = status !== 422 && status !== 413 && status !== 400;
    this.hold();
    this.tell("refused", { status });
  }

  #again(status) {
    const wait = TRIES[Math.min(this.tries++, TRIES.length - 1)];
    this.hold();
    this.tell("waiting", { status });
    this.timer = setTimeout(() => this.send(), wait);
  }

  /** Somebody else wrote: what both did is put together, and what cannot be, is asked. */
  #met(current) {
    const own = this.read();
    for (const [part, theirs] of Object.entries(current.parts)) {
      const isOurs = this.unanswered.some((parts) => parts[part] === theirs);
      if (theirs === own[part]) this.conflicts.delete(part);
      else if (this.conflicts.has(part)) this.conflicts.set(part, current);
      else if (theirs !== this.base[part] && !isOurs) this.#put(part, own[part], theirs, current);
    }
    this.base = { ...current.parts };
    this.revision = current.revision;
    this.unanswered = [];
    this.hold();
    this.tell(this.conflicts.size ? "conflict" : "theirs", { current, conflicts: this.conflicts });
    if (!same(this.#wanted(), this.base)) this.typed();
  }

  #put(part, own, theirs, current) {
    const choice = this.choices.get(part);
    const before = `${this.base[part]}\n\n`;
    if (own === this.base[part]) this.write(part, theirs);
    else if (choice === "both" && own.startsWith(before)) this.write(part, `${theirs}\n\n${own.slice(before.length)}`);
    else if (choice !== "own") {
      const both = merged(this.base[part], own, theirs);
      if (both === null) this.conflicts.set(part, current);
      else this.write(part, both);
    }
  }

  /** What stands of a part that both wrote. */
  choose(part, whose) {
    const theirs = this.conflicts.get(part)?.parts[part];
    if (theirs === undefined) return;
    if (whose === "theirs") this.write(part, theirs);
    if (whose === "both") this.write(part, `${theirs}\n\n${this.read()[part]}`);
    this.conflicts.delete(part);
    this.choices.set(part, whose);
    this.hold();
    this.tell("settled", { part });
    this.typed();
  }

  /** Looks whether somebody else wrote. */
  async look() {
    if (document.hidden || this.isSending || this.isRefused) return;
    const response = await fetch(this.address, { headers: { "If-None-Match": `"${this.revision}"` } }).catch(() => null);
    if (response?.status !== 200) return;
    const current = await response.json().catch(() => null);
    if (current && current.revision > this.revision && !this.isSending) this.#met(current);
  }

  /** Keeps in the browser what the server does not have. */
  hold() {
    try {
      if (this.isUnsaved) {
        const held = { parts: this.read(), base: this.base, revision: this.revision, unanswered: this.unanswered, at: new Date().toISOString() };
        localStorage.setItem(this.store, JSON.stringify(held));
      } else {
        localStorage.removeItem(this.store);
      }
    } catch { /* a browser that keeps nothing: the server has all but the last two seconds */ }
  }

  /** What was held when the page was left, and the server still does not have; it is held no longer. */
  left() {
    try {
      const held = JSON.parse(localStorage.getItem(this.store) ?? "null");
      localStorage.removeItem(this.store);
      return held?.parts && !same(this.base, { ...this.base, ...held.parts }) ? held : null;
    } catch {
      return null;
    }
  }

  /** Takes in what was held, as typed over what it was typed over: what others wrote since is met as ever. */
  take(held) {
    this.base = { ...this.base, ...held.base };
    this.revision = held.revision;
    this.unanswered = held.unanswered ?? [];
    for (const part of Object.keys(this.base)) this.write(part, held.parts[part] ?? this.base[part]);
    this.typed();
  }
}
