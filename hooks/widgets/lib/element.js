/* What all explorers share: a trace that Python computed, a state that the address keeps, one voice.

   An explorer says in `fields()` what its state is made of (see address.js), and puts its view together in
   `build(live)`, where `this.show(action)` names what is done at once, after every change and after every answer to a
   question. `says()` is what a screen reader hears after a change. Controls (controls.js) call `this.set({key: value})`.
   If the trace asks something, asking.js lets the reader guess, and answers. */

/* milliseconds without another change */
const SPEAK_AFTER = 500;

/* One polite region for the page. It stands outside what instant navigation replaces. */
const speak = (/** @type {string} */ text) => {
  let voice = document.getElementById("rnn-voice");
  if (!voice) {
    voice = rnn.make("div", { id: "rnn-voice", class: "unseen", "aria-live": "polite" });
    document.body.append(voice);
  }
  voice.textContent = text;
};

/**
 * @template Trace
 * @template State
 */
class Explorer extends HTMLElement {
  /** @type {AbortController} */
  undo;
  /** @type {((state: State) => void)[]} */
  shown;
  /** @type {Trace} */
  trace;
  /** @type {State} */
  state;
  name = "";
  later = 0;
  /** What is said once, after the next change. */
  news = "";

  /* Also called when an element comes back or moves: whatever it was, it is built anew from its state. */
  connectedCallback() {
    this.undo = new AbortController();
    this.shown = [];
    this.name = this.id.replace(/^explorer-/, "");
    this.trace ??= this.taken();
    this.state ??= /** @type {any} */ (rnn.stateOf(new URLSearchParams(location.search).get(this.name), this.fields()));
    this.querySelector(":scope > .live")?.remove();
    const live = rnn.make("div", { class: "live" });
    const asking = /** @type {any} */ (this.trace).asks ? rnn.asking(this) : { above: "", show: "" };
    live.append(asking.above);
    this.build(live);
    live.append(rnn.make("div", { class: "foot" }, asking.show, ...this.foot()));
    const question = this.querySelector(":scope > .asked");
    if (question) question.after(live);
    else this.prepend(live);
    this.classList.add("is-live");
    this.refresh();
    this.news = "";
    rnn.watch(this.undo.signal, () => this.refresh());
  }

  /** @returns {rnn.Fields} */
  fields() {
    return {};
  }

  /** @param {HTMLElement} _live */
  build(_live) {}

  says() {
    return "";
  }

  /* Buttons that lead back to the beginning, and others to where the reader is. */
  foot() {
    const reset = rnn.button(this, "Start again", () =>
      this.set(/** @type {any} */ ({ ...rnn.stateOf("", this.fields()), solved: false, guess: undefined })),
    );
    const copy = rnn.button(this, "Copy link", async () => {
      await navigator.clipboard.writeText(new URL(`${this.address()}#${this.id}`, location.href).href);
      copy.textContent = "Copied";
    });
    this.show(() => {
      copy.textContent = "Copy link";
    });
    return navigator.clipboard ? [reset, copy] : [reset];
  }

  /* Of this page, with this explorer's state. */
  address() {
    const text = rnn.textOf(/** @type {any} */ (this.state), this.fields());
    return location.pathname + rnn.queryWith(location.search, this.name, text);
  }

  /** @returns {Trace} */
  taken() {
    return JSON.parse(this.dataset.trace ?? "{}");
  }

  disconnectedCallback() {
    this.undo.abort();
    clearTimeout(this.later);
  }

  /* Listen for as long as the element stands on the page. */
  /** @type {rnn.Element["on"]} */
  on(target, type, action) {
    target.addEventListener(type, /** @type {EventListener} */ (action), { signal: this.undo.signal });
  }

  /** @param {(state: State) => void} action */
  show(action) {
    this.shown.push(action);
  }

  refresh() {
    for (const action of this.shown) action(this.state);
    this.classList.toggle("is-moved", rnn.textOf(/** @type {any} */ (this.state), this.fields()) !== "");
  }

  /** @param {Partial<State>} changes */
  set(changes) {
    Object.assign(/** @type {any} */ (this.state), changes);
    this.refresh();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.settled(), SPEAK_AFTER);
  }

  /* With no change for a moment: say what is shown, and keep it in the address. */
  settled() {
    speak(`${this.says()} ${this.news}`.trim());
    this.news = "";
    history.replaceState(history.state, "", this.address() + location.hash);
  }
}
rnn.Element = Explorer;

rnn.define = (tag, element) => {
  if (!customElements.get(tag)) customElements.define(tag, element);
};
