/* <rnn-run>: a block of code, with its output, that a reader can run. Here are only its buttons. What they do comes with
   the first click, and then Python; without this script, or in an old browser, the block is just what it shows. */

/* the rest lies beside this script */
const address = new URL("python/run.js", document.currentScript.src);
let rest = null;

const fetched = () =>
  new Promise((resolve, reject) => {
    const script = rnn.make("script", { src: address });
    script.onload = () => resolve(window.rnnRun(rnn));
    script.onerror = () => reject((rest = null));
    document.head.append(script);
  });

class Run extends HTMLElement {
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
    this.parentElement.hidden = false;
    if (rnn.ours().includes(`rnn-lesson-${task}`)) this.act("Take");
  }

  async act(what) {
    try {
      this.block ??= (await (rest ??= fetched()))(this);
    } catch {
      return (this.status.textContent = "Python cannot be fetched.");
    }
    return this.block[what]();
  }
}

rnn.define("rnn-run", Run);
