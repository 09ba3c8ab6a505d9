const assert = require("node:assert/strict");
const test = require("node:test");
const rnn = require("./load.js")("lib/plot.js");

test("labels keep their distance and stay above the floor", () => {
  assert.deepEqual(rnn.apart([10, 100, 12], 16, 200), [10, 100, 26]);
  assert.deepEqual(rnn.apart([190, 195, 200], 16, 200), [168, 184, 200]);
});

test("a label stands where it touches fewest points, and between the edges", () => {
  const [right, left, far] = [
    [20, 30],
    [0, 60],
    [190, 30],
  ];
  const edges = [0, 200, 100];
  assert.deepEqual(rnn.free("1.5", [right, left], [], edges), right);
  assert.deepEqual(rnn.free("1.5", [right, left], [[25, 25]], edges), left);
  assert.deepEqual(rnn.free("1.5", [right, far], [[25, 25]], edges), right);
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
