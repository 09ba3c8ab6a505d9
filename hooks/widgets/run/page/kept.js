/* What a reader wrote into an exercise, kept on this device; forgotten with the answers. Where the browser keeps nothing,
   it lasts as long as the page. */

/* what the names begin with under which it is kept */
const KEPT = "rnn-lesson-";

/* biome-ignore lint/correctness/noUnusedVariables: block.js has one for each task */
class Kept {
  /**
   * `original` is what a reader who wrote nothing finds.
   * @param {string} task
   * @param {string} original
   */
  constructor(task, original) {
    this.name = KEPT + task;
    this.original = original;
  }

  /* {text, solved}; what is not ours counts as nothing */
  get entry() {
    try {
      const { text, solved } = JSON.parse(localStorage.getItem(this.name) ?? "");
      return { text: String(text), solved: solved === true };
    } catch {
      return { text: this.original, solved: false };
    }
  }

  /** @param {Partial<Kept["entry"]>} changed */
  keep(changed) {
    try {
      localStorage.setItem(this.name, JSON.stringify({ ...this.entry, ...changed }));
    } catch {
      /* it lasts as long as the page */
    }
  }

  drop() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      /* nothing was kept */
    }
  }
}
