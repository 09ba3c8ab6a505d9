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

test("a slug can stand in an address", () => {
  assert.equal(rnn.slug("The cat sat."), "the-cat-sat.");
  assert.equal(rnn.slug("½ of it!"), "of-it");
});

test("numbers of any size have the digits that they have, or as many as are asked for", () => {
  const shown = [27000, 9.3, 0.13, 0.00391, 3e-14, 1.53e-5].map((value) => rnn.plain(value).replaceAll("\u00a0", " "));
  assert.deepEqual(shown, ["27,000", "9.3", "0.13", "0.00391", "3 · 10⁻¹⁴", "1.53 · 10⁻⁵"]);
  assert.deepEqual(
    [0.3, 1, 11, 0.014].map((value) => rnn.plain(value, 2)),
    ["0.30", "1.0", "11", "0.014"],
  );
});

test("large numbers are words as far as there are words", () => {
  const shown = [65536, 4.29e6, 1.07e9, 2.5e13, 3e20].map((value) => rnn.large(value).replaceAll("\u00a0", " "));
  assert.deepEqual(shown, ["65,536", "4.29 million", "1.07 billion", "25 trillion", "3 · 10²⁰"]);
});
