/* <rnn-forget>: what is kept of the reader's answers, and a button that forgets it. */

const RULE = "A step is done when its questions are answered right. Your answers stay in this browser.";

/** @extends {rnn.Element<{}, { forgotten?: boolean }>} */
class Forget extends rnn.Element {
  /** @param {HTMLElement} live */
  build(live) {
    const note = rnn.make("p", { tabindex: -1 });
    const button = rnn.button(this, "Forget my progress", () => {
      rnn.forget();
      this.set({ forgotten: true });
      note.focus();
    });
    this.show(({ forgotten }) => {
      const kept = Object.keys(rnn.answers()).length + rnn.ours().length > 0;
      note.textContent = !kept && forgotten ? "Forgotten." : RULE;
      button.hidden = !kept;
    });
    live.append(note, button);
  }

  says() {
    return "Your progress is forgotten.";
  }
}

rnn.define("rnn-forget", Forget);
