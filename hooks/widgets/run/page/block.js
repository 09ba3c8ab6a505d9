/* One block on the page: what its buttons do, and what became of a run. */

const MB = 1e6;
/* milliseconds */
const WATCH = 500;
/* what the names begin with under which a reader's code is kept on this device; forgotten with the answers */
const KEPT = "rnn-lesson-";
const BLOCKED = "Python could not start here. What is printed on the page is what it gives.";
const BUSY = "Another block runs: stop it first.";
/** @type {(box: Element | null) => HTMLElement | null | undefined} */
const codeIn = (box) => box?.querySelector(":scope > pre > code");
/**
 * What a drawing says aloud, with its numbers: two that say the same show the same.
 * @type {(box?: Element) => string}
 */
const aloud = (box) => box?.querySelector("figure svg[role=img]")?.getAttribute("aria-label") ?? "";
/**
 * Without the line break that ends every block.
 * @type {(code?: Element | null) => string}
 */
const textOf = (code) => code?.textContent.replace(/\n$/, "") ?? "";
const time = (/** @type {number} */ seconds) => (seconds < 0.1 ? "less than 0.1 s" : `${seconds.toFixed(1)} s`);

/* biome-ignore lint/correctness/noUnusedVariables: all.js makes it */
class Block {
  /* what a run shows, while there is any of it */
  /** @type {HTMLElement | undefined} */
  yours;
  /** @type {HTMLElement | undefined} */
  shown;
  /** @type {HTMLElement | undefined} */
  drawings;
  /** @type {Editor | undefined} */
  editor;
  /** @type {{ button: HTMLButtonElement, label: string | null, watch: number } | undefined} */
  running;

  /** @param {inPage.RunElement} element */
  constructor(element) {
    this.element = element;
    this.status = element.status;
    this.box = /** @type {HTMLElement} */ (element.querySelector(".language-python"));
    this.original = textOf(codeIn(this.box));
    this.printed = /** @type {HTMLElement | null} */ (element.querySelector(".language-text"));
    this.expected = codeIn(this.printed)?.textContent ?? "";
    const buttons = [...element.bar.querySelectorAll("button")];
    const button = (/** @type {string} */ act) => buttons.find(({ textContent }) => textContent === act);
    this.editButton = /** @type {HTMLButtonElement} */ (button("Edit"));
    /* what draws has one button for both, and what is no task has no other */
    this.runButton = button("Run") ?? buttons[0];
    this.checkButton = button("Check") ?? this.runButton;
    this.resetButton = rnn.make("button", { type: "button", hidden: "" }, "Reset");
    this.resetButton.onclick = () => this.reset();
    this.drawn = aloud(element);
    this.bar = rnn.make("progress", { "aria-label": "Python is fetched", hidden: "" });
    this.fetchedSoFar = rnn.make("span", { class: "run-fetched", "aria-hidden": "true" });
    this.verdict = rnn.make("p", { class: "run-verdict", role: "status" });
    element.append(this.verdict);
    this.swap = rnn.make("button", { type: "button", hidden: "", "aria-pressed": "false" }, "As printed on the page");
    this.swap.onclick = () => this.showPrinted(Boolean(this.printed?.hidden));
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
      .map((id) => /** @type {inPage.RunElement} */ (document.getElementById(id)))
      .map((element) => element.block?.text ?? textOf(codeIn(element.querySelector(".language-python"))));
  }

  /** @param {string} words */
  say(words) {
    this.status.textContent = words;
  }

  /* --- the editor --- */

  Edit() {
    this.open(this.text).area.focus();
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
      const { text, solved } = JSON.parse(localStorage.getItem(KEPT + this.task) ?? "");
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

  /** @param {Partial<Block["kept"]>} entry */
  keep(entry) {
    try {
      localStorage.setItem(KEPT + this.task, JSON.stringify({ ...this.kept, ...entry }));
    } catch {
      /* it lasts as long as the page */
    }
  }

  /** @param {string} text */
  open(text) {
    this.editor ??= new Editor(/** @type {HTMLElement} */ (codeIn(this.box)), text, {
      changed: (now) => this.task && this.keep({ text: now }),
      run: () => (this.task ? this.Check() : this.Run()),
      leave: () => this.runButton.focus(),
    });
    this.editButton.hidden = true;
    this.resetButton.hidden = false;
    return this.editor;
  }

  reset() {
    this.editor?.close();
    this.editor = undefined;
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

  /**
   * The button that was pressed becomes the one that stops.
   * @param {string} task
   * @param {HTMLButtonElement} button
   */
  async ran(task, button) {
    if (this.running) return kernel.stop();
    if (kernel.busy) return this.say(BUSY);
    this.clear();
    this.began(button);
    /** @type {inPage.Told} */
    const told = {
      fetched: (bytes, total) => this.fetching(bytes, total),
      starting: () => this.say("Starting Python …"),
      printed: (text) => this.print(text),
      drawn: (html) => this.draw(html),
    };
    this.ended(await kernel.run({ before: this.before, code: this.text, task }, told));
  }

  /** @param {HTMLButtonElement} button */
  began(button) {
    /* with the page gone, what runs for it ends */
    const watch = setInterval(() => this.element.isConnected || kernel.stop(), WATCH);
    this.running = { button, label: button.textContent, watch };
    button.textContent = "Stop";
    this.element.dataset.state = "running";
    this.say(kernel.ready ? "Running …" : "Fetching Python, once …");
  }

  /** @type {inPage.Told["fetched"]} */
  fetching(bytes, total) {
    Object.assign(this.bar, { hidden: bytes >= total, max: total, value: bytes });
    /* beside the words that are read aloud: a screen reader asks the bar how far it is */
    this.fetchedSoFar.textContent = bytes < total ? `${(bytes / MB).toFixed(1)} of ${(total / MB).toFixed(1)} MB` : "";
  }

  /** @param {inPage.Result} result */
  ended(result) {
    const { button, label, watch } = /** @type {NonNullable<Block["running"]>} */ (this.running);
    clearInterval(watch);
    button.textContent = label;
    this.running = undefined;
    this.bar.hidden = true;
    this.fetchedSoFar.textContent = "";
    const [state, words] = this.became(result);
    this.element.dataset.state = state;
    this.say(words);
  }

  /**
   * In one word and in a sentence: what became of a run.
   * @type {(result: inPage.Result) => [string, string]}
   */
  became({ stopped, broken, error, verdict, right = false, seconds = 0 }) {
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

  /**
   * The reader's own output takes the place of the page's, which stays one click away.
   * @param {string} text
   */
  print(text, kind = "") {
    if (!this.yours) {
      this.yours = rnn.make("code", { tabindex: "0", role: "region", "aria-label": "What your run printed" });
      this.shown = rnn.make("div", { class: "language-text highlight run-yours" }, rnn.make("pre", {}, this.yours));
      this.box.after(this.shown);
      this.showPrinted(false);
    }
    this.yours.append(kind ? rnn.make("span", { class: kind }, text) : text);
  }

  /** @param {boolean} visible */
  showPrinted(visible) {
    if (!this.printed) return;
    this.printed.hidden = !visible;
    if (this.shown) this.shown.hidden = visible;
    this.swap.hidden = !this.shown;
    this.swap.setAttribute("aria-pressed", String(visible));
  }

  /** @param {string} html */
  draw(html) {
    this.drawings ??= this.element.appendChild(rnn.make("div", { class: "run-drawn" }));
    this.drawings.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  }

  /**
   * @param {boolean} right
   * @param {string} verdict
   */
  judge(right, verdict) {
    const shows = this.runButton === this.checkButton;
    const word = rnn.make("b", {}, right ? (shows ? "" : "✓ Right. ") : "✗ Not yet. ");
    this.verdict.className = `run-verdict ${right ? "good" : "bad"}`;
    this.verdict.append(word, verdict);
    this.keep({ text: this.text, solved: this.kept.solved || (right && !shows) });
  }

  clear() {
    this.shown?.remove();
    this.drawings?.remove();
    this.shown = this.yours = this.drawings = undefined;
    this.verdict.replaceChildren();
    this.showPrinted(true);
  }
}
