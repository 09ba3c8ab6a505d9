/* One block on the page: what its buttons do, and what became of a run. */

const MB = 1e6;
/* milliseconds */
const WATCH = 500;
const BLOCKED = "Python could not start here. What is printed on the page is what it gives.";
const BUSY = "Another block runs: stop it first.";
/**
 * Without the line break that ends every block.
 * @type {(code?: Element | null) => string}
 */
const textOf = (code) => code?.textContent.replace(/\n$/, "") ?? "";
const time = (/** @type {number} */ seconds) => (seconds < 0.1 ? "less than 0.1 s" : `${seconds.toFixed(1)} s`);

/* biome-ignore lint/correctness/noUnusedVariables: all.js makes it */
class Block {
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
    this.shown = new Shown(element, this.box);
    this.kept = new Kept(this.task, this.original);
    const buttons = [...element.bar.querySelectorAll("button")];
    const button = (/** @type {string} */ act) => buttons.find(({ textContent }) => textContent === act);
    this.editButton = /** @type {HTMLButtonElement} */ (button("Edit"));
    /* what draws has one button for both, and what is no task has no other */
    this.runButton = button("Run") ?? buttons[0];
    this.checkButton = button("Check") ?? this.runButton;
    this.resetButton = rnn.make("button", { type: "button", hidden: "" }, "Reset");
    this.resetButton.onclick = () => this.reset();
    this.bar = rnn.make("progress", { "aria-label": "Python is fetched", hidden: "" });
    this.fetchedSoFar = rnn.make("span", { class: "run-fetched", "aria-hidden": "true" });
    this.status.before(this.resetButton, this.shown.swap, this.bar, this.fetchedSoFar);
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

  /* What the reader wrote the last time. */
  Take() {
    const { text, solved } = this.kept.entry;
    this.open(text);
    if (solved) this.say("✓ You have solved this.");
  }

  /** @param {string} text */
  open(text) {
    this.editor ??= new Editor(/** @type {HTMLElement} */ (codeIn(this.box)), text, {
      changed: (now) => this.task && this.kept.keep({ text: now }),
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
    this.shown.clear();
    this.say("As on the page again.");
    if (this.task) this.kept.drop();
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
    this.shown.clear();
    this.began(button);
    /** @type {inPage.Told} */
    const told = {
      fetched: (bytes, total) => this.fetching(bytes, total),
      starting: () => this.say("Starting Python …"),
      printed: (text) => this.shown.print(text),
      drawn: (html) => this.shown.draw(html),
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
      this.shown.print(error, "run-error");
      return ["error", "Python reports an error; it is shown below."];
    }
    if (verdict) {
      this.judge(right, verdict);
      return [right ? "right" : "wrong", ""];
    }
    if (this.shown.isSame) {
      this.shown.clear();
      return ["same", `Ran here in ${time(seconds)}: the same output.`];
    }
    return ["other", `Ran here in ${time(seconds)}.${this.shown.output ? "" : " It printed nothing."}`];
  }

  /**
   * What draws is solved by nothing, and praised by no word.
   * @param {boolean} right
   * @param {string} verdict
   */
  judge(right, verdict) {
    const draws = this.runButton === this.checkButton;
    this.shown.judge(right, right ? (draws ? "" : "✓ Right. ") : "✗ Not yet. ", verdict);
    this.kept.keep({ text: this.text, solved: this.kept.entry.solved || (right && !draws) });
  }
}
