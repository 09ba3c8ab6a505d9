const assert = require("node:assert/strict");
const test = require("node:test");
const rnn = require("./load.js")("lib/plot.js");

test("labels keep their distance and stay above the floor", () => {
  assert.deepEqual(rnn.apart([10, 100, 12], 16, 200), [10, 100, 26]);
  assert.deepEqual(rnn.apart([190, 195, 200], 16, 200), [168, 184, 200]);
});

test("a path goes through its points", () => {
  assert.equal(
    rnn.path([
      [0, 1],
      [2.25, 3],
    ]),
    "M0.0 1.0L2.3 3.0",
  );
});
