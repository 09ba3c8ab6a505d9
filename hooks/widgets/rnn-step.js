/* <rnn-step data-asked="question question …">3</rnn-step>: the number of a step in the navigation, ticked when its
   questions are answered right. */

class Step extends HTMLElement {
  /** @type {AbortController} */
  undo;
  connectedCallback() {
    this.undo = new AbortController();
    this.dataset.number ??= this.textContent ?? ""; /* kept in a page that is saved with its tick */
    rnn.watch(this.undo.signal, () => this.mark());
    this.mark();
  }

  disconnectedCallback() {
    this.undo.abort();
  }

  mark() {
    const [done] = rnn.stepsDone(rnn.answers(), [(this.dataset.asked ?? "").split(" ").filter(Boolean)]);
    this.replaceChildren(
      done ? "✓" : (this.dataset.number ?? ""),
      ...(done ? [rnn.make("span", { class: "unseen" }, " done: ")] : []),
    );
  }
}

rnn.define("rnn-step", Step);
