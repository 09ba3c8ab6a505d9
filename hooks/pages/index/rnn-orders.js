/* <rnn-orders>: the start page's three words, one place earlier at every press. Trace: hooks/pages/index/explorer.py. */

/**
 * @typedef {object} Trace
 * @property {[order: string, states: number[][]][]} orders
 * @property {string[]} told what the last state is like
 * @property {string} counted how often each word stands there
 */

/** @extends {rnn.Element<Trace, { order: number }>} */
class Orders extends rnn.Element {
  fields() {
    return { order: rnn.upTo(this.trace.orders.length - 1, 0) };
  }

  /** @param {HTMLElement} live */
  build(live) {
    const words = this.trace.orders[0][0].split(" ");
    const row = rnn.make("div", { class: "reading" });
    const places = words.map((_, place) => {
      const pill = rnn.button(this, "", () => this.earlier(place), { class: "pill" });
      const strip = rnn.make("div", { class: "strip", "aria-hidden": "true" });
      row.append(rnn.make("div", {}, pill, strip));
      return { pill, strip };
    });
    const last = rnn.make("div", { class: "strip last" });
    row.append(last);
    const counted = rnn.make("p", {}, "Word count: ", rnn.make("b", {}, "the same"), ` (${this.trace.counted}).`);
    const told = rnn.make("p");
    this.show(({ order }) => {
      const [shown, states] = this.trace.orders[order];
      for (const [place, word] of shown.split(" ").entries()) {
        places[place].pill.textContent = word;
        places[place].pill.setAttribute(
          "aria-label",
          `${word}, ${place ? "move it one place earlier" : "move it to the end"}`,
        );
        fill(places[place].strip, states[place], false);
      }
      fill(last, /** @type {number[]} */ (states.at(-1)), true);
      told.replaceChildren("Memory: ", rnn.make("b", {}, this.trace.told[order]), ".");
    });
    live.append(rnn.make("p", { class: "invited" }, "Press a word: it moves one place earlier."), row, counted, told);
  }

  /** The first word goes to the end. @param {number} place */
  earlier(place) {
    const words = this.trace.orders[this.state.order][0].split(" ");
    const [moved] = words.splice(place, 1);
    words.splice(place ? place - 1 : words.length, 0, moved);
    this.set({ order: this.trace.orders.findIndex(([order]) => order === words.join(" ")) });
  }

  says() {
    const [order, states] = this.trace.orders[this.state.order];
    const numbers = /** @type {number[]} */ (states.at(-1)).map((value) => rnn.number(value)).join(", ");
    return `${order}. Memory: ${numbers}: ${this.trace.told[this.state.order]}.`;
  }
}

/** @type {(strip: HTMLElement, state: number[], withNumbers: boolean) => void} */
const fill = (strip, state, withNumbers) => {
  const cells = state.map((value) =>
    withNumbers
      ? rnn.make("span", { class: `heat ${rnn.heat(value)}` }, rnn.number(value))
      : rnn.make("span", { class: `heat bare ${rnn.heat(value)}` }),
  );
  strip.replaceChildren(...cells);
};

rnn.define("rnn-orders", Orders);
