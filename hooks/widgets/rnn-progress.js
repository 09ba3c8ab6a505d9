/* <rnn-progress data-steps="[[question …], …]">: a row of steps, marked by what the reader has answered. */

class Progress extends HTMLElement {
  /** @type {AbortController} */
  undo;
  /** @type {string[][]} */
  steps;
  /** @type {HTMLElement[]} */
  items;
  /** @type {(string | null | undefined)[]} what each step of the map says until it is done */
  minutes;
  /** @type {string | null} what the header says of a step that is not done */
  words;
  /** @type {string | null} what the overview's button says to a new reader */
  first;
  isMap = false;

  connectedCallback() {
    this.undo = new AbortController();
    this.steps = JSON.parse(this.dataset.steps ?? "[]");
    this.items = [...this.querySelectorAll("li")];
    this.minutes ??= this.items.map((item) => item.querySelector("small")?.textContent);
    this.isMap = Boolean(this.querySelector(".map"));
    rnn.watch(this.undo.signal, () => this.mark());
    this.mark();
  }

  disconnectedCallback() {
    this.undo.abort();
  }

  mark() {
    const done = rnn.stepsDone(rnn.answers(), this.steps);
    if (this.isMap) this.markMap(done, next(done));
    else this.markHeader(done, here(this.items));
  }

  /** @type {(done: boolean[], here: number) => void} */
  markHeader(done, here) {
    for (const [k, item] of this.items.entries()) item.classList.toggle("done", done[k]);
    const words = /** @type {HTMLElement} */ (this.querySelector("span"));
    this.words ??= words.textContent;
    words.textContent = this.words + (done[here] ? ", done" : "");
  }

  /** @type {(done: boolean[], here: number) => void} */
  markMap(done, here) {
    for (const [k, item] of this.items.entries()) {
      item.classList.toggle("done", done[k]);
      item.classList.toggle("here", k === here);
      const words = /** @type {HTMLElement} */ (item.querySelector("small"));
      words.textContent = done[k] ? "done" : k === here ? "you are here" : (this.minutes[k] ?? "");
    }
    this.lead(here);
  }

  /** The overview's button leads to where the reader stands. @type {(here: number) => void} */
  lead(here) {
    /** @type {HTMLAnchorElement | null | undefined} */
    const button = this.closest("article")?.querySelector("a.start");
    const next = this.items[Math.max(here, 0)].querySelector("a");
    if (!button || !next) return;
    this.first ??= button.textContent;
    button.textContent = here < 0 ? this.first : `Continue with step ${here + 1}`;
    button.href = next.href;
  }
}

/** @type {(done: boolean[]) => number} the first open step behind the last one that is done, else the first open one */
const next = (done) => {
  const after = done.indexOf(false, done.lastIndexOf(true));
  return done.includes(true) ? (after < 0 ? done.indexOf(false) : after) : -1;
};

/** @type {(items: HTMLElement[]) => number} the step whose page this is */
const here = (items) => items.findIndex((item) => item.classList.contains("here"));

rnn.define("rnn-progress", Progress);
