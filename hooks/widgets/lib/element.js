/* What all explorers share: a trace that Python computed, a state that the address keeps, one voice.

   An explorer says in `fields()` what its state is made of (see address.js), and puts its view together in
   `build(live)`, where `this.show(action)` names what is done at once, after every change and after every answer to a
   question. `says()` is what a screen reader hears after a change. Controls (controls.js) call `this.set({key: value})`. */

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

  /* Also called when an element comes back or moves: whatever it was, it is built anew from its state. */
  connectedCallback() {
    this.undo = new AbortController();
    this.shown = [];
    this.name = this.id.replace(/^explorer-/, "");
    this.trace ??= this.taken();
    this.state ??= /** @type {any} */ (rnn.stateOf(new URLSearchParams(location.search).get(this.name), this.fields()));
    this.querySelector(":scope > .live")?.remove();
    const live = rnn.make("div", { class: "live" });
    this.build(live);
    this.prepend(live);
    this.classList.add("is-live");
    this.refresh();
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
    speak(this.says());
    const query = rnn.queryWith(location.search, this.name, rnn.textOf(/** @type {any} */ (this.state), this.fields()));
    history.replaceState(history.state, "", location.pathname + query + location.hash);
  }
}
rnn.Element = Explorer;

rnn.define = (tag, element) => {
  if (!customElements.get(tag)) customElements.define(tag, element);
};
