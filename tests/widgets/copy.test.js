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
