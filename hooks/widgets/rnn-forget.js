/* <rnn-forget>: what is kept of the reader's answers, and a button that forgets it; and the keys that turn the pages. */

const RULE = "A step is done when its questions are answered right. Your answers stay in this browser.";

class Forget extends rnn.Element {
  build(live) {
    const note = rnn.make("p", { tabindex: -1 });
    const button = rnn.button(this, "Forget my progress", () => {
      rnn.forget();
      this.set({ forgotten: true });
      note.focus();
    });
    this.show(() => {
      const kept = Object.keys(rnn.answers()).length + rnn.ours().length > 0;
      note.textContent = !kept && this.state.forgotten ? "Forgotten." : RULE;
      button.hidden = !kept;
    });
    const key = (letter) => rnn.make("kbd", {}, letter);
    const keys = rnn.make("p", { class: "keys" }, key("n"), " next page, ", key("p"), " previous page, ", key("/"), " search");
    live.append(note, button, keys);
  }

  says() {
    return "Your progress is forgotten.";
  }
}

rnn.define("rnn-forget", Forget);
