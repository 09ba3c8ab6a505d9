/* One block on the page: what its buttons do, and what became of a run. */

const MB = 1e6;
/* milliseconds */
const WATCH = 500;
/* what the names begin with under which a reader's code is kept on this device; forgotten with the answers */
const KEPT = "rnn-lesson-";
const codeIn = (box) => box?.querySelector(":scope > pre > code");
/* what a drawing says aloud, with its numbers: two that say the same show the same */
const aloud = (box) => box?.querySelector("figure svg[role=img]")?.getAttribute("aria-label") ?? "";
/* without the line break that ends every block */
const textOf = (code) => code?.textContent.replace(/\n$/, "") ?? "";
const time = (seconds) => (seconds < 0.1 ? "less than 0.1 s" : `${seconds.toFixed(1)} s`);

class Block {
  constructor(element) {
    this.element = element;
    this.status = element.status;
    this.box = element.querySelector(".language-python");
    this.original = textOf(codeIn(this.box));
    this.printed = element.querySelector(".language-text");
    this.expected = codeIn(this.printed)?.textContent ?? "";
    [this.runButton, this.editButton, this.checkButton] = ["Run", "Edit", "Check"].map((act) =>
      [...element.bar.children].find((button) => button.textContent === act),
    );
    /* what draws has one button for both */
    this.runButton ??= this.checkButton ??= element.bar.firstChild;
    this.resetButton = rnn.make("button", { type: "button", hidden: "" }, "Reset");
    this.resetButton.onclick = () => this.reset();
    this.drawn = aloud(element);
    this.bar = rnn.make("progress", { "aria-label": "Python is fetched", hidden: "" });
    this.fetchedSoFar = rnn.make("span", { class: "run-fetched", "aria-hidden": "true" });
    this.verdict = rnn.make("p", { class: "run-verdict", role: "status" });
    element.append(this.verdict);
    this.swap = rnn.make("button", { type: "button", hidden: "", "aria-pressed": "false" }, "As printed on the page");
    this.swap.onclick = () => this.showPrinted(this.printed.hidden);
    this.status.before(this.resetButton, this.swap, this.bar, this.fetchedSoFar);
  }

  get text() {
    return this.editor?.text ?? this.original;
  }

  get task() {
    return this.element.dataset.task ?? "";
  }

  /* The texts that this block continues, as they are now, edited or not. */
  get before() {
    const ids = (this.element.dataset.after ?? "").split(" ").filter(Boolean);
    return ids
      .map((id) => document.getElementById(id))
      .map((element) => element.block?.text ?? textOf(codeIn(element.querySelector(".language-python"))));
  }

  say(words) {
    this.status.textContent = words;
  }

  /* --- the editor --- */

  Edit() {
    this.open(this.text);
    this.editor.area.focus();
  }

  /* What the reader wrote the last time, kept on this device. */
  Take() {
    const { text, solved } = this.kept;
    this.open(text);
    if (solved) this.say("✓ You have solved this.");
  }

  /* {text, solved}; what is not ours counts as nothing */
  get kept() {
    try {
      const { text, solved } = JSON.parse(localStorage.getItem(KEPT + this.task));
      return { text: String(text), solved: solved === true };
    } catch {
      return { text: this.original, solved: false };
    }
  }

  drop() {
    try {
      localStorage.removeItem(KEPT + this.task);
    } catch {
      /* nothing was kept */
    }
  }

  keep(entry) {
    try {
      localStorage.setItem(KEPT + this.task, JSON.stringify({ ...this.kept, ...entry }));
    } catch {
      /* it lasts as long as the page */
    }
  }

  open(text) {
    this.editor ??= new Editor(codeIn(this.box), text, {
      changed: (now) => this.task && this.keep({ text: now }),
      run: () => (this.task ? this.Check() : this.Run()),
      leave: () => this.runButton.focus(),
    });
    this.editButton.hidden = true;
    this.resetButton.hidden = false;
  }

  reset() {
    this.editor.close();
    this.editor = null;
    this.editButton.hidden = false;
    this.resetButton.hidden = true;
    this.clear();
    this.say("As on the page again.");
    if (this.task) this.drop();
    this.editButton.focus();
  }

  /* --- a run --- */

  Run() {
    return this.ran("", this.runButton);
  }

  Check() {
    return this.ran(this.task, this.checkButton);
  }

  Show() {
    return this.Check();
  }

  /* The button that was pressed becomes the one that stops. */
  async ran(task, button) {
    if (this.running) return kernel.stop();
    if (kernel.busy) return this.say("Another block runs: stop it first.");
    this.clear();
    this.began(button);
    const told = {
      fetched: (bytes, total) => this.fetching(bytes, total),
      starting: () => this.say("Starting Python …"),
      printed: (text) => this.print(text),
      drawn: (html) => this.draw(html),
    };
    const result = await kernel.run({ before: this.before, code: this.text, task }, told);
    this.ended(result);
    return result;
  }

  began(button) {
    /* with the page gone, what runs for it ends */
    const watch = setInterval(() => this.element.isConnected || kernel.stop(), WATCH);
    this.running = { button, label: button.textContent, watch };
    button.textContent = "Stop";
    this.element.dataset.state = "running";
    this.say(kernel.ready ? "Running …" : "Fetching Python, once …");
  }

  fetching(bytes, total) {
    Object.assign(this.bar, { hidden: bytes >= total, max: total, value: bytes });
    /* beside the words that are read aloud: a screen reader asks the bar how far it is */
    this.fetchedSoFar.textContent = bytes < total ? `${(bytes / MB).toFixed(1)} of ${(total / MB).toFixed(1)} MB` : "";
  }

  ended(result) {
    clearInterval(this.running.watch);
    this.running.button.textContent = this.running.label;
    this.running = null;
    this.bar.hidden = true;
    this.fetchedSoFar.textContent = "";
    this.result = result;
    const [state, words] = this.became(result);
    this.element.dataset.state = state;
    this.say(words);
  }

  /* In one word and in a sentence: what became of a run. */
  became({ stopped, broken, error, verdict, right, seconds }) {
    if (stopped) return ["stopped", "Stopped."];
    if (broken !== undefined) return ["broken", BLOCKED];
    if (error) {
      this.print(error, "run-error");
      return ["error", "Python reports an error; it is shown below."];
    }
    if (verdict) {
      this.judge(right, verdict);
      return [right ? "right" : "wrong", ""];
    }
    const output = this.yours?.textContent ?? "";
    if (output === this.expected && aloud(this.drawings) === this.drawn) {
      this.clear();
      return ["same", `Ran here in ${time(seconds)}: the same output.`];
    }
    return ["other", `Ran here in ${time(seconds)}.${output ? "" : " It printed nothing."}`];
  }

  /* --- what a run shows --- */

  /* The reader's own output takes the place of the page's, which stays one click away. */
  print(text, kind = "") {
    if (!this.yours) {
      this.yours = rnn.make("code", { tabindex: "0", role: "region", "aria-label": "What your run printed" });
      this.shown = rnn.make("div", { class: "language-text highlight run-yours" }, rnn.make("pre", {}, this.yours));
      this.box.after(this.shown);
      this.showPrinted(false);
    }
    this.yours.append(kind ? rnn.make("span", { class: kind }, text) : text);
  }

  showPrinted(visible) {
    if (!this.printed) return;
    this.printed.hidden = !visible;
    if (this.shown) this.shown.hidden = visible;
    this.swap.hidden = !this.shown;
    this.swap.setAttribute("aria-pressed", String(visible));
  }

  draw(html) {
    this.drawings ??= this.element.appendChild(rnn.make("div", { class: "run-drawn" }));
    this.drawings.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  }

  judge(right, verdict) {
    const shows = this.runButton === this.checkButton;
    const word = rnn.make("b", {}, right ? (shows ? "" : "✓ Right. ") : "✗ Not yet. ");
    this.verdict.className = `run-verdict ${right ? "good" : "bad"}`;
    this.verdict.append(word, verdict);
    this.keep({ text: this.text, solved: this.kept.solved || (right && !shows) });
  }

  clear() {
    [this.shown, this.drawings].forEach((node) => node?.remove());
    [this.shown, this.yours, this.drawings] = [];
    this.verdict.replaceChildren();
    this.showPrinted(true);
  }
}
