/* The part of <rnn-computation> that is being computed, in the formula and as blocks of numbers. */

import { BIAS, MEMORY, SUM, TANH, WORD } from "./rnn-computation.parts.js";

/**
 * @import { Now, Weights } from "./rnn-computation.js"
 * @typedef {[words: string, kind: string]} Cell
 */

/** @type {(t: number) => HTMLElement} the letter of the state before step t */
const old = (t) => rnn.letter("h", t ? String(t - 1) : "init", "h");

/**
 * The formula with this step's numbers, the term being computed marked.
 * @type {(now: Now) => rnn.Child[]}
 */
export const terms = ({ t, part }) => {
  /** @type {(mine: number[], ...children: rnn.Child[]) => HTMLElement} */
  const term = (mine, ...children) =>
    rnn.make("span", { class: mine.includes(part) ? "term now" : "term" }, ...children);
  return [
    term([TANH], rnn.letter("h", String(t), "h"), " = tanh"),
    "(",
    term([WORD, SUM], rnn.letter("W", "xh", "w"), rnn.letter("x", String(t), "x")),
    " + ",
    term([MEMORY, SUM], rnn.letter("W", "hh", "w"), old(t)),
    " + ",
    term([BIAS, SUM], rnn.letter("b", "h", "w")),
    ")",
  ];
};

/**
 * A matrix or a column, row by row.
 * @type {(head: rnn.Child[], active: boolean, cells: Cell[][], className?: string) => HTMLElement}
 */
const block = (head, active, cells, className = "") =>
  rnn.make(
    "div",
    { class: `block ${active ? "now" : ""} ${className}` },
    rnn.make("div", { class: "head" }, ...head),
    ...cells.map((row) =>
      rnn.make("div", { class: "row" }, ...row.map(([words, kind]) => rnn.make("span", { class: kind }, words))),
    ),
  );
/** @type {(values: string[]) => Cell[][]} */
const column = (values) => values.map((value) => [[value, ""]]);
/** @type {(words: string) => HTMLElement} */
const sign = (words) => rnn.make("span", { class: "sign" }, words);

/** @type {(...children: rnn.Child[]) => HTMLElement} */
const group = (...children) => rnn.make("div", { class: "group" }, ...children);

/** @type {(weights: Weights, now: Now) => HTMLElement[]} */
export const drawn = ({ words, W_xh, W_hh, b_h, decimals: [few, many] }, { t, part, word, old: before, a, h }) => {
  /** @type {(values: number[], from: number) => string[]} */
  const known = (values, from) => values.map((value) => (part < from ? "" : rnn.number(value, many)));
  /** @type {(values: number[], from: number) => Cell[][]} */
  const states = (values, from) =>
    values.map((value, k) => [[known(values, from)[k], part < from ? "" : `heat ${rnn.heat(value)}`]]);
  /** @type {(matrix: number[][], kind: (k: number) => string) => Cell[][]} */
  const weights = (matrix, kind) => matrix.map((row) => row.map((value, k) => [rnn.number(value, few), kind(k)]));
  return [
    group(
      block(
        [rnn.letter("W", "xh", "w")],
        part === WORD,
        weights(W_xh, (k) => (words[k] === word ? "picked" : "zeroed")),
      ),
      block(
        [rnn.letter("x", String(t), "x")],
        part === WORD,
        words.map((w) => [[w === word ? "1" : "0", w === word ? "picked" : "zeroed"]]),
        "narrow",
      ),
    ),
    group(
      sign("+"),
      block(
        [rnn.letter("W", "hh", "w")],
        part === MEMORY,
        weights(W_hh, () => ""),
      ),
      block([old(t)], part === MEMORY, states(before, WORD), "state"),
    ),
    group(
      sign("+"),
      block([rnn.letter("b", "h", "w")], part === BIAS, column(b_h.map((value) => rnn.number(value, few)))),
      sign("="),
      block(["sum"], part === SUM, column(known(a, SUM)), "wide"),
      sign("tanh →"),
      block([rnn.letter("h", String(t), "h")], part === TANH, states(h, TANH), "state"),
    ),
  ];
};
