/* <rnn-computation>: one step of the cell, part by part, with every product. Trace: explorer.py beside it. */

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
 * @typedef {[words: string, kind: string]} Cell
 * @typedef {{ head: string[], rows: HTMLElement[][] }} Working
 */

const PARTS = ["the word’s share", "the memory’s share", "the bias", "the sum", "tanh"];
const [WORD, MEMORY, BIAS, SUM, TANH] = PARTS.keys();

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

/** @type {(t: number) => HTMLElement} the letter of the state before step t */
const old = (t) => rnn.letter("h", t ? String(t - 1) : "init", "h");

/**
 * The formula with this step's numbers, the term being computed marked.
 * @type {(now: Now) => rnn.Child[]}
 */
const terms = ({ t, part }) => {
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
const drawn = ({ words, W_xh, W_hh, b_h, decimals: [few, many] }, { t, part, word, old: before, a, h }) => {
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

/**
 * The same part as a table: what is multiplied or added, unit by unit.
 * @type {(weights: Weights, now: Now) => HTMLElement[]}
 */
const written = (trace, now) => {
  const { head, rows } =
    now.part === WORD ? products(trace, now) : now.part === MEMORY ? memory(trace, now) : sums(trace, now);
  const body = rows.map((row, unit) =>
    rnn.make("tr", { class: "row" }, rnn.make("th", { scope: "row" }, String(unit + 1)), ...row),
  );
  return [
    rnn.make("caption", {}, `t = ${now.t}, “${now.word}”: ${PARTS[now.part]}`),
    rnn.make(
      "thead",
      {},
      rnn.make("tr", {}, ...["unit", ...head].map((words) => rnn.make("th", { scope: "col" }, words))),
    ),
    rnn.make("tbody", {}, ...body),
  ];
};

/** @type {(words: string, kind?: string | null, above?: string | null) => HTMLElement} */
const td = (words, kind = null, above = null) =>
  rnn.make("td", { class: kind }, ...(above ? [rnn.make("small", {}, above)] : []), words);

/** @type {(weights: Weights, now: Now) => Working} */
const products = ({ words, W_xh, decimals: [few] }, { word, wx }) => ({
  head: [...words.map((w) => `${w} ×${w === word ? 1 : 0}`), "together"],
  rows: W_xh.map((row, unit) => [
    ...row.map((weight, k) =>
      td(`${rnn.number(weight, few)} · ${words[k] === word ? 1 : 0}`, words[k] === word ? null : "zeroed"),
    ),
    td(rnn.number(wx[unit], few), "total"),
  ]),
});

/** @type {(weights: Weights, now: Now) => Working} */
const memory = ({ W_hh, decimals: [few, many] }, { old: before, terms: all, wh }) => ({
  head: [...before.map((value) => `× ${rnn.number(value, many)}`), "together"],
  rows: W_hh.map((row, unit) => [
    ...row.map((weight, k) => td(rnn.number(all[unit][k], many), null, `${rnn.number(weight, few)} ×`)),
    td(rnn.number(wh[unit], many), "total"),
  ]),
});

/** @type {(weights: Weights, now: Now) => Working} */
const sums = ({ b_h, decimals: [few, many] }, { part, wx, wh, a, h }) => ({
  head: ["word", "memory", "bias", "sum", "tanh"],
  rows: wx.map((_, unit) => [
    td(rnn.number(wx[unit], few)),
    td(rnn.number(wh[unit], many)),
    td(rnn.number(b_h[unit], few)),
    td(part < SUM ? "" : rnn.number(a[unit], many), part === SUM ? "total" : null),
    td(part < TANH ? "" : rnn.number(h[unit], many), part < TANH ? null : `heat h ${rnn.heat(h[unit])}`),
  ]),
});

rnn.define("rnn-computation", Computation);
