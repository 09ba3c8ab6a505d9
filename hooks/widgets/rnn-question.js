/* <rnn-question data-question="id">: a question that answers at once, made of its static choices and reasons. */

/** @typedef {{ id: string, right: number, choices: Choice[] }} Asked */
/** @typedef {{ text: Element, why: Element }} Choice */

/** @type {(item: Element) => Node[]} what is written in a list's item, out of its paragraphs */
const children = (item) => [...item.children].flatMap((part) => (part.tagName === "P" ? [...part.childNodes] : [part]));

/** @extends {rnn.Element<Asked, { chosen?: number }>} */
class Question extends rnn.Element {
  /* The choices and, with their block out of the page, the reasons: nothing is given away before it is chosen. A
     template keeps the block, because a page that was saved begins anew from what it holds. */
  taken() {
    const choices = [...this.querySelectorAll(":scope > .choices > li")];
    const kept = this.querySelector(":scope > template") ?? rnn.make("template");
    const { content } = /** @type {HTMLTemplateElement} */ (kept);
    content.append(...this.querySelectorAll(":scope > details"));
    this.append(kept);
    const reasons = [...content.querySelectorAll("li")].map(
      (reason) => /** @type {Element} */ (reason.cloneNode(true)),
    );
    /* each begins with its letter and verdict */
    for (const reason of reasons) reason.firstElementChild?.remove();
    return {
      id: this.dataset.question ?? "",
      right: reasons.findIndex((reason) => reason.className === "good"),
      choices: choices.map((choice, k) => ({ text: /** @type {Element} */ (choice.cloneNode(true)), why: reasons[k] })),
    };
  }

  get entry() {
    return rnn.entryOf(rnn.answers(), this.trace.id, this.trace.right);
  }

  /** @param {HTMLElement} live */
  build(live) {
    const { id, right, choices } = this.trace;
    const options = choices.map((choice, k) => this.option(choice, k));
    const legend = rnn.make("legend", { class: "unseen" }, "Your answer");
    const set = rnn.make("fieldset", { class: "options" }, legend, ...options.map((option) => option.box));
    const inputs = () => [...set.querySelectorAll("input")];
    const again = rnn.button(this, "Try again, in another order", () => {
      rnn.keep(rnn.again(rnn.answers(), [id]));
      inputs()[0].focus();
    });
    const done = rnn.make("p", { class: "done" }, "✓ That makes this step done.");
    const hint = rnn.make("p", { class: "hint" }, "With the keyboard: arrows move, the space bar answers.");
    this.on(set, "keydown", (event) => moved(event, inputs()));
    let ordered = 0; /* the round whose order is shown: at first as written */
    this.show(() => {
      const { round, tried, solved } = this.entry;
      for (const [k, option] of options.entries()) option.show(tried, k === right);
      if (round !== ordered) set.append(...rnn.order(round, choices.length).map((k) => options[k].box));
      ordered = round;
      again.hidden = this.inQuiz || !tried.length;
      done.hidden = this.inQuiz || !solved;
    });
    live.append(set, hint, rnn.make("div", { class: "after" }, again, done));
  }

  get inQuiz() {
    return Boolean(this.closest(".quiz"));
  }

  /**
   * One choice as a box: a radio button with its words and, once tried, the verdict and the reason.
   * @param {Choice} choice
   * @param {number} k
   */
  option({ text, why }, k) {
    const name = `question-${this.trace.id}`;
    const input = rnn.make("input", { type: "radio", name, value: k, "aria-describedby": `${name}-why-${k}` });
    const verdict = rnn.make("span", { class: "verdict" });
    const words = rnn.make("span", { class: "words" }, ...children(/** @type {Element} */ (text.cloneNode(true))));
    const reason = rnn.make(
      "div",
      { class: "why", id: `${name}-why-${k}` },
      .../** @type {Element} */ (why.cloneNode(true)).childNodes,
    );
    const box = rnn.make("div", {}, rnn.make("label", {}, input, words, verdict), reason);
    this.on(input, "change", () => this.choose(k));
    return {
      box,
      show: (/** @type {number[]} */ tried, /** @type {boolean} */ isRight) => {
        const isTried = tried.includes(k);
        input.checked = isTried && (this.state.chosen ?? tried[tried.length - 1]) === k;
        box.className = isTried ? `option ${isRight ? "good" : "bad"}` : "option";
        verdict.textContent = isTried ? judged(tried, k, isRight) : "";
        reason.hidden = !isTried;
      },
    };
  }

  /** @param {number} chosen */
  choose(chosen) {
    const { id, right } = this.trace;
    this.state.chosen = chosen;
    rnn.keep(rnn.withChoice(rnn.answers(), id, right, chosen));
    this.set({ chosen });
  }

  says() {
    const { right, choices } = this.trace;
    const { chosen = right } = this.state;
    return `${chosen === right ? "Right." : "Not quite."} ${choices[chosen].why.textContent}`;
  }
}

/** @type {(tried: number[], k: number, isRight: boolean) => string} */
const judged = (tried, k, isRight) =>
  isRight ? "✓ Right" : k === tried[0] && tried.length > 1 ? "✗ Your first try" : "✗ Not quite";

/** @type {Record<string, number>} */
const MOVES = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * Arrows move between the choices without answering, which native radio buttons would do on the way.
 * @type {(event: KeyboardEvent, inputs: HTMLInputElement[]) => void}
 */
const moved = (event, inputs) => {
  const by = MOVES[event.key];
  const at = inputs.indexOf(/** @type {HTMLInputElement} */ (event.target));
  if (event.key === "Enter" && at >= 0) inputs[at].click();
  if (!by || at < 0) return;
  event.preventDefault();
  inputs[(at + by + inputs.length) % inputs.length].focus();
};

rnn.define("rnn-question", Question);
