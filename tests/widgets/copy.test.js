const test = require("node:test");
const assert = require("node:assert");

globalThis.document = { addEventListener() {} };
const rnn = require("./load.js")("lib/copy.js");

const formula = (alttext, textContent = "") => ({ getAttribute: () => alttext, textContent });

test("a formula is its source between dollar signs, and bare where it is alone", () => {
  assert.equal(rnn.texOf(formula("h_t")), "$h_t$");
  assert.equal(rnn.texOf(formula("h_t"), true), "h_t");
});

test("a formula without a source is its letters", () => {
  assert.equal(rnn.texOf(formula(null, "ht")), "$ht$");
});

test("a number is one that a program reads, and other signs stay", () => {
  assert.equal(rnn.readable("−0.62\t3\u00a0·\u00a010⁻¹⁴\t1.5 · 10²⁰"), "-0.62\t3e-14\t1.5e20");
  assert.equal(rnn.readable("h − 1, 4 · 3 and −x"), "h − 1, 4 · 3 and −x");
});
