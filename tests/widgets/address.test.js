const assert = require("node:assert/strict");
const test = require("node:test");
const rnn = require("./load.js")("lib/address.js");

const fields = { words: { values: ["a-b", "c"], initial: "c" }, step: { values: [0, 1, 2.5], initial: 2.5 } };

test("a state comes back from what it was written as", () => {
  for (const state of [
    { words: "a-b", step: 0 },
    { words: "c", step: 1 },
    { words: "a-b", step: 2.5 },
  ])
    assert.deepEqual(rnn.stateOf(rnn.textOf(state, fields), fields), state);
});

test("the initial state needs no text", () => {
  assert.equal(rnn.textOf({ words: "c", step: 2.5 }, fields), "");
  assert.deepEqual(rnn.stateOf("", fields), { words: "c", step: 2.5 });
  assert.deepEqual(rnn.stateOf(null, fields), { words: "c", step: 2.5 });
});

test("what is unknown stays as it is at first", () => {
  assert.deepEqual(rnn.stateOf("zzz_1", fields), { words: "c", step: 1 });
  assert.deepEqual(rnn.stateOf("a-b_99_more", fields), { words: "a-b", step: 2.5 });
  assert.deepEqual(rnn.stateOf("<img>", fields), { words: "c", step: 2.5 });
});

test("one explorer's state leaves the others' in the query alone", () => {
  assert.equal(rnn.queryWith("?other=1_2", "mine", "a-b_0"), "?other=1_2&mine=a-b_0");
  assert.equal(rnn.queryWith("?other=1_2&mine=a-b_0", "mine", ""), "?other=1_2");
  assert.equal(rnn.queryWith("?mine=a", "mine", ""), "");
});

test("places are the numbers up to the last, which is where they begin unless another is named", () => {
  assert.deepEqual(rnn.upTo(2), { values: [0, 1, 2], initial: 2 });
  assert.deepEqual(rnn.upTo(2, 0), { values: [0, 1, 2], initial: 0 });
});
