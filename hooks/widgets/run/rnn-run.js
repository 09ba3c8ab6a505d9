/* <rnn-run>: a block of code, with its output, that a reader can run. Only the buttons are here. What they do, and Python
   itself, comes with the first click; without this script the block is just what it shows. */

/* this script's own address: the rest lies beside it */
const home = document.currentScript.src;
const able = [window.Worker, window.WebAssembly, window.DecompressionStream].every(Boolean);
const FAILED = "Python could not be fetched. What is printed on the page is what it gives.";
let rest = null;

const fetched = () => (rest ??= new Promise((resolve, reject) => {
  document.head.append(rnn.make("link", { rel: "stylesheet", href: new URL("python/run.css", home) }));
  const script = rnn.make("script", { src: new URL("python/run.js", home) });
  script.onload = () => resolve(window.rnnRun(rnn, home));
  script.onerror = () => reject(rest = null);
  document.head.append(script);
}));

class Run extends HTMLElement {
  connectedCallback() {
    if (!able || this.bar) return;
    const { task, shows, all } = this.dataset;
    const acts = all ? { run: "Run all cells" } : shows ? { check: "Show", edit: "Edit" } : { run: "Run", edit: "Edit", ...(task && { check: "Check" }) };
    this.status = rnn.make("span", { class: "run-status", role: "status" });
    this.bar = rnn.make("div", { class: "live run-bar" });
    this.bar.append(...Object.entries(acts).map(([act, label]) => {
      const button = rnn.make("button", { type: "button" }, label);
      button.onclick = () => this.act(act);
      return (this[`${act}Button`] = button);
    }), this.status);
    this.append(this.bar);
    this.parentElement.hidden = false;
    if (rnn.codeOf(task)) this.act("take");
  }

  async act(what) {
    try {
      this.block ??= (await fetched())(this);
    } catch {
      return (this.status.textContent = FAILED);
    }
    return this.block[what]();
  }

  disconnectedCallback() {
    this.block?.leave();
  }
}

rnn.define("rnn-run", Run);
