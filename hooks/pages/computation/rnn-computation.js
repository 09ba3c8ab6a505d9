/* <rnn-computation>: one step of the cell, part by part, with every product. Trace: explorer.py beside it. */

import { drawn, terms } from "./rnn-computation.blocks.js";
import { BIAS, PARTS, WORD } from "./rnn-computation.parts.js";
import { written } from "./rnn-computation.table.js";

/**
 * @typedef {{ wx: number[], terms: number[][], wh: number[], a: number[], h: number[] }} Step by unit, as vanilla_step names them
 * @typedef {object} Weights
 * @property {string[]} words the vocabulary
 * @property {[few: number, many: number]} decimals of weights, and of what is computed
 * @property {number[][]} W_xh
 * @property {number[][]} W_hh
 * @property {number[]} b_h
 * @typedef {Weights & rnn.Sentences<[steps: Step[]]>} Trace
 * @typedef {ReturnType<Computation["now"]>} Now
 */

/** @extends {rnn.Reader<Trace, rnn.Place>} */
class Computation extends rnn.Reader {
  /* The second word, before its memory is added: that is asked. */
  get shownFirst() {
    return PARTS.length;
  }

  /** @param {Step[]} steps */
  lastOf(steps) {
    return steps.length * PARTS.length - 1;
  }

  /* The step and the part that are being computed; the old state is zero before the first word. */
  now() {
    const [sentence, steps] = this.entry;
    const t = Math.floor(this.state.place / PARTS.length);
    const old = t ? steps[t - 1].h : steps[0].h.map(() => 0);
    return { ...steps[t], t, part: this.state.place % PARTS.length, word: sentence.split(" ")[t], old };
  }

  /** @param {HTMLElement} live */
  build(live) {
    const formula = rnn.make("p", { class: "terms" });
    const blocks = rnn.make("div", { class: "blocks", "aria-hidden": "true" });
    const working = rnn.make("table", { class: "nums working" });
    this.show(() => {
      formula.replaceChildren(...terms(this.now()));
      blocks.replaceChildren(...drawn(this.trace, this.now()));
      working.replaceChildren(...written(this.trace, this.now()));
    });
    live.append(
      ...this.controls("The network reads", "Part of the computation", 1600),
      formula,
      blocks,
      rnn.make(
        "div",
        { class: "scroll", tabindex: 0, role: "region", "aria-label": "The numbers of this part" },
        working,
      ),
    );
  }

  says() {
    const { t, part, word, wx, wh, a, h } = this.now();
    const decimals = this.trace.decimals[part === WORD || part === BIAS ? 0 : 1];
    const units = [wx, wh, this.trace.b_h, a, h][part].map((value) => rnn.number(value, decimals));
    return `At t = ${t}, “${word}”, ${PARTS[part]}: ${units.join(", ")}.`;
  }
}

rnn.define("rnn-computation", Computation);
