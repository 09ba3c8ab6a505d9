/* <rnn-progress data-steps="[[question …], …]">: a row of steps, marked by what the reader has answered. */

class Progress extends HTMLElement {
  connectedCallback() {
    this.undo = new AbortController();
    this.steps = JSON.parse(this.dataset.steps);
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
    if (this.isMap) this.markMap(done, done.includes(true) ? done.indexOf(false) : -1);
    else this.markHeader(done, this.items.findIndex((item) => item.classList.contains("here")));
  }

  markHeader(done, here) {
    this.items.forEach((item, k) => item.classList.toggle("done", done[k]));
    const words = this.querySelector("span");
    this.words ??= words.textContent;
    words.textContent = this.words + (done[here] ? ", done" : "");
  }

  markMap(done, here) {
    this.items.forEach((item, k) => {
      item.classList.toggle("done", done[k]);
      item.classList.toggle("here", k === here);
      const words = item.querySelector("small");
      words.textContent = done[k] ? "done" : k === here ? "you are here" : this.minutes[k];
    });
    this.lead(here);
  }

  /* The overview's button leads to where the reader stands. */
  lead(here) {
    const button = this.closest("article")?.querySelector("a.start");
    if (!button) return;
    const first = this.items[0].querySelector("a");
    const next = here < 0 ? first : this.items[here].querySelector("a");
    this.first ??= button.textContent;
    button.textContent = here < 0 ? this.first : `Continue with step ${here + 1}`;
    button.href = next.href;
  }
}

rnn.define("rnn-progress", Progress);
