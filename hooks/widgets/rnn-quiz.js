/* <rnn-quiz>: what the reader's answers come to, by objective. Trace: [{text, asked: [question …], again: [[step, address] …]} …]. */

/** @typedef {{ text: string, asked: string[], again: [step: string, address: string][] }} Part */

/** @extends {rnn.Element<Part[], { said?: string }>} */
class Quiz extends rnn.Element {
  get asked() {
    return this.trace.flatMap((part) => part.asked);
  }

  /** @param {HTMLElement} live */
  build(live) {
    const total = rnn.make("p", { class: "total" });
    const missed = rnn.make("p", { class: "missed" });
    const list = rnn.make("ul", { class: "parts" });
    const line = rnn.make("p", { class: "signed" }, "Name: ", rnn.make("span"), " Date: ", rnn.make("span"));
    const text = rnn.make("textarea", {
      class: "copied",
      rows: this.trace.length + 1,
      readonly: "",
      "aria-label": "Your result as text",
    });
    const buttons = rnn.make(
      "div",
      { class: "after" },
      rnn.button(this, "Copy", () => this.copy(text)),
      rnn.button(this, "Print", () => this.print()),
      rnn.button(this, "Start again, in another order", () => this.again()),
    );
    this.show(() => {
      const answers = rnn.answers();
      const whole = rnn.score(answers, this.asked);
      total.textContent = inWords(whole);
      total.classList.toggle("perfect", whole.right === whole.asked);
      this.sofar.textContent = `${whole.answered} of ${whole.asked} answered, ${whole.right} right at the first try`;
      this.sofar.hidden = !whole.answered || whole.answered === whole.asked;
      missed.replaceChildren(...links(this.missed(answers)));
      missed.hidden = !missed.childNodes.length;
      line.hidden = whole.answered < whole.asked;
      list.replaceChildren(
        ...this.trace.map((part) => rnn.make("li", {}, ...row(part, rnn.score(answers, part.asked)))),
      );
      buttons.hidden = list.hidden = !whole.answered;
      text.hidden = true;
    });
    live.append(rnn.make("h2", { id: "your-result" }, "Your result"), total, missed, list, line, buttons, text);
    this.closest(".quiz")?.append(this.sofar);
  }

  /* How far the reader is, in sight while the questions pass; it leaves with the quiz. */
  sofar = rnn.make("p", { class: "sofar" });

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sofar.remove();
  }

  /** The questions whose first choice was wrong: their number in the quiz and their id. @type {(answers: rnn.Answers) => [number, string][]} */
  missed(answers) {
    const all = this.asked.map((id, k) => /** @type {[number, string]} */ ([k + 1, id]));
    return all.filter(([, id]) => answers[id]?.tried.length && answers[id].tried[0] !== answers[id].right);
  }

  /* What is copied and what a reader can send: plain lines. */
  get text() {
    const answers = rnn.answers();
    const lines = this.trace.map((part) => {
      const score = rnn.score(answers, part.asked);
      const again = part.again.map(([step]) => step).join("; ");
      return `${part.text}: ${of(score)}${missed(score) ? ` (read again: ${again})` : ""}`;
    });
    return [`${document.title}. ${inWords(rnn.score(answers, this.asked))}`, ...lines].join("\n");
  }

  /** @param {HTMLTextAreaElement} text */
  async copy(text) {
    text.value = this.text;
    try {
      await navigator.clipboard.writeText(text.value);
      this.set({ said: "Copied." });
    } catch {
      this.set({ said: "Press Ctrl+C to copy the selected text." });
      text.hidden = false;
      text.select();
    }
  }

  /* The result alone goes on paper. */
  print() {
    document.documentElement.classList.add("result-only");
    print();
    document.documentElement.classList.remove("result-only");
  }

  again() {
    rnn.keep(rnn.again(rnn.answers(), this.asked));
    this.set({ said: "All questions are open again." });
    document.getElementById(`question-${this.asked[0]}`)?.querySelector("input")?.focus();
  }

  says() {
    return this.state.said ?? "";
  }
}

/** @type {(missed: [number, string][]) => rnn.Child[]} */
const links = (missed) =>
  missed.flatMap(([number, id], k) => [
    k ? ", " : "Look once more at ",
    rnn.make("a", { href: `#question-${id}` }, `question ${number}`),
  ]);

/** @type {(score: rnn.Score) => string} */
const of = ({ right, asked, answered }) => (answered ? `${right} of ${asked}` : "not yet");
/** @type {(score: rnn.Score) => boolean} */
const missed = ({ answered, right }) => answered > right;

/** @type {(score: rnn.Score) => string} */
const inWords = (score) => {
  if (!score.answered)
    return "Answer a question, and your score begins here. The first choice counts; nothing is sent anywhere.";
  const open = score.asked - score.answered;
  if (score.right === score.asked) return `${of(score)} right at the first try: nothing was forgotten on the way.`;
  return `${of(score)} right at the first try${open ? `, ${open} still open` : ""}.`;
};

/** An objective, its score, and where to read again what was missed. @type {(part: Part, score: rnn.Score) => Node[]} */
const row = (part, score) => {
  const links = part.again.map(([step, address]) => rnn.make("a", { href: address }, step));
  const again = links.flatMap((link, k) => (k ? [", ", link] : ["Read again: ", link]));
  const count = rnn.make("b", {}, of(score));
  return [rnn.make("span", {}, part.text), count, ...(missed(score) ? [rnn.make("small", {}, ...again)] : [])];
};

rnn.define("rnn-quiz", Quiz);
