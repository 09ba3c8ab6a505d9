const assert = require("node:assert/strict");
const test = require("node:test");
const rnn = require("./load.js")("lib/words.js");

test("numbers have a true minus, never a minus zero, and commas", () => {
  assert.equal(rnn.number(-0.55), "−0.55");
  assert.equal(rnn.number(-0.001), "0.00");
  assert.equal(rnn.number(0.7, 1), "0.7");
  assert.equal(rnn.number(65536, 0), "65,536");
  assert.equal(rnn.number(-1234567.891, 2), "−1,234,567.89");
});

test("the heat class is the one that Python gives", () => {
  assert.deepEqual([0.62, -0.07, 0, -0.004, 1].map(rnn.heat), ["p62", "n7", "p0", "p0", "p100"]);
});

test("words are listed as a sentence lists them", () => {
  assert.deepEqual([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(rnn.listed), ["", "a", "a and b", "a, b and c"]);
});

test("a slug can stand in an address", () => {
  assert.equal(rnn.slug("The cat sat."), "the-cat-sat.");
  assert.equal(rnn.slug("½ of it!"), "of-it");
});
