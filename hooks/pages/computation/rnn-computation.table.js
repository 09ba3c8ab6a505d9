/* The same part of <rnn-computation> as a table, with every product. */

import { MEMORY, PARTS, SUM, TANH, WORD } from "./rnn-computation.parts.js";

/**
 * @import { Now, Weights } from "./rnn-computation.js"
 * @typedef {{ head: string[], rows: HTMLElement[][] }} Working
 */

/**
 * The part as a table: what is multiplied or added, unit by unit.
 * @type {(weights: Weights, now: Now) => HTMLElement[]}
 */
export const written = (trace, now) => {
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
