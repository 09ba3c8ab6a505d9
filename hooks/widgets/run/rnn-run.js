/* <rnn-run>: a block of code, with its output, that a reader can run. Here are only its buttons. What they do comes with
   the first click, and then Python; without this script, or in an old browser, the block is just what it shows. */

/* the rest lies beside this script */
const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
const address = new URL("python/run.js", src);
/** @type {Promise<inPage.Grow> | null} */
let rest = null;

/** @type {() => Promise<inPage.Grow>} */
const fetched = () =>
  new Promise((resolve, reject) => {
    const script = rnn.make("script", { src: address });
    script.onload = () => resolve(window.rnnRun(rnn));
    script.onerror = () => {
      rest = null;
      reject();
    };
    document.head.append(script);
  });

class Run extends HTMLElement {
  /** @type {HTMLElement} */
  bar;
  /** @type {HTMLElement} */
  status;
  /** @type {ReturnType<inPage.Grow>} */
  block;

  connectedCallback() {
    if (this.bar || !window.DecompressionStream) return;
    const { acts = "Run,Edit", task } = this.dataset;
    this.status = rnn.make("span", { role: "status" });
    this.bar = rnn.make("div", { class: "live run-bar" }, this.status);
    for (const act of acts.split(",")) {
      const button = rnn.make("button", {}, act);
      button.onclick = () => this.act(act);
      this.status.before(button);
    }
    this.append(this.bar);
    /** @type {HTMLElement} */ (this.parentElement).hidden = false;
    if (rnn.ours().includes(`rnn-lesson-${task}`)) this.act("Take");
  }

  /** @param {string} what */
  async act(what) {
    try {
      rest ??= fetched();
      const grown = await rest;
      /* only now: two clicks may have waited, and both mean the same block */
      this.block ??= grown(this);
    } catch {
      this.status.textContent = "Python cannot be fetched.";
      return;
    }
    await this.block[what]();
  }
}

rnn.define("rnn-run", Run);
