/* What all explorers share: a trace that Python computed, a state that the address keeps, one voice.

   An explorer says in `fields()` what its state is made of (see address.js), and puts its view together in
   `build(live)`, where `this.show(action)` names what is done at once, after every change and after every answer to a
   question. `says()` is what a screen reader hears after a change. Controls (controls.js) call `this.set({key: value})`. */

/* milliseconds without another change */
const SPEAK_AFTER = 500;

/* One polite region for the page. It stands outside what instant navigation replaces. */
const speak = (text) => {
  let voice = document.getElementById("rnn-voice");
  if (!voice) {
    voice = rnn.make("div", { id: "rnn-voice", class: "unseen", "aria-live": "polite" });
    document.body.append(voice);
  }
  voice.textContent = text;
};

rnn.Element = class extends HTMLElement {
  /* Also called when an element comes back or moves: whatever it was, it is built anew from its state. */
  connectedCallback() {
    this.undo = new AbortController();
    this.shown = [];
    this.name = this.id.replace(/^explorer-/, "");
    this.trace ??= this.taken();
    this.state ??= rnn.stateOf(new URLSearchParams(location.search).get(this.name), this.fields());
    this.querySelector(":scope > .live")?.remove();
    const live = rnn.make("div", { class: "live" });
    this.build(live);
    this.prepend(live);
    this.classList.add("is-live");
    this.refresh();
    rnn.watch(this.undo.signal, () => this.refresh());
  }

  fields() {
    return {};
  }

  taken() {
    return JSON.parse(this.dataset.trace ?? "{}");
  }

  disconnectedCallback() {
    this.undo.abort();
    clearTimeout(this.later);
  }

  /* Listen for as long as the element stands on the page. */
  on(target, type, action) {
    target.addEventListener(type, action, { signal: this.undo.signal });
  }

  show(action) {
    this.shown.push(action);
  }

  refresh() {
    this.shown.forEach((action) => action(this.state));
  }

  set(changes) {
    Object.assign(this.state, changes);
    this.refresh();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.settled(), SPEAK_AFTER);
  }

  /* With no change for a moment: say what is shown, and keep it in the address. */
  settled() {
    speak(this.says());
    const query = rnn.queryWith(location.search, this.name, rnn.textOf(this.state, this.fields()));
    history.replaceState(history.state, "", location.pathname + query + location.hash);
  }
};

rnn.define = (tag, element) => customElements.get(tag) || customElements.define(tag, element);
