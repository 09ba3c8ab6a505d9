const assert = require("node:assert/strict");
const test = require("node:test");
const rnn = require("./load.js")("lib/progress.js");

const wrongThenRight = rnn.withChoice(rnn.withChoice({}, "why", 2, 0), "why", 2, 2);

test("what was answered comes back from its text", () => {
  assert.deepEqual(wrongThenRight, { why: { round: 0, tried: [0, 2], right: 2, solved: true } });
  assert.deepEqual(rnn.answersOf(rnn.textOfAnswers(wrongThenRight)), wrongThenRight);
});

test("what is not ours counts as nothing", () => {
  const entries = [
    1,
    null,
    [],
    { round: 0 },
    { round: -1, tried: [], right: 0, solved: true },
    { round: 0, tried: [9], right: 0, solved: true },
    { round: 0, tried: [1, 1], right: 0, solved: true },
    { round: 0, tried: "01", right: 0, solved: true },
    { round: 0.5, tried: [], right: 0, solved: true },
    { round: 0, tried: [], right: 0, solved: "yes" },
    { round: 1e9, tried: [], right: 0, solved: true },
  ];
  for (const entry of entries)
    assert.deepEqual(rnn.answersOf(JSON.stringify({ version: 1, answers: { why: entry } })), {});
  for (const text of [null, "", "null", "3", "[]", "{", "{}", '{"version":1}', '{"version":1,"answers":7}', "<p>"])
    assert.deepEqual(rnn.answersOf(text), {});
  assert.deepEqual(rnn.answersOf(JSON.stringify({ version: 2, answers: wrongThenRight })), {});
  assert.deepEqual(rnn.answersOf(JSON.stringify({ version: 1, answers: { "<b>": wrongThenRight.why } })), {});
});

test("one bad entry does not cost the others", () => {
  assert.deepEqual(
    rnn.answersOf(JSON.stringify({ version: 1, answers: { ...wrongThenRight, how: 3 } })),
    wrongThenRight,
  );
});

test("an answer to another version of a question counts as nothing", () => {
  assert.deepEqual(rnn.entryOf(wrongThenRight, "why", 1), { round: 0, tried: [], right: 1, solved: false });
});

test("a new round forgets what was tried, and not that it was solved", () => {
  const renewed = rnn.again(wrongThenRight, ["why", "never-asked"]);
  assert.deepEqual(renewed, { why: { round: 1, tried: [], right: 2, solved: true } });
  assert.deepEqual(rnn.withChoice(renewed, "why", 2, 1).why.solved, true);
});

test("only the first choice scores", () => {
  const answers = rnn.withChoice(rnn.withChoice(wrongThenRight, "how", 1, 1), "how", 1, 0);
  assert.deepEqual(rnn.score(answers, ["why", "how", "when"]), { asked: 3, answered: 2, right: 1 });
});

test("looking at an earlier choice again does not make another one the first", () => {
  assert.deepEqual(rnn.withChoice(wrongThenRight, "why", 2, 0), wrongThenRight);
});

test("a step is done when all of its questions are solved", () => {
  const half = rnn.withChoice(wrongThenRight, "how", 1, 0);
  assert.deepEqual(rnn.stepsDone(half, [["why"], ["why", "how"], [], ["when"]]), [true, false, false, false]);
});

test("the order is as written at first, then another one in every round, and the same whenever it is asked", () => {
  for (const count of [2, 3, 4, 5]) {
    const written = [...Array(count).keys()];
    assert.deepEqual(rnn.order(0, count), written);
    for (let round = 1; round < 999; round++) {
      const order = rnn.order(round, count);
      assert.deepEqual([...order].sort(), written);
      assert.deepEqual(rnn.order(round, count), order);
      assert.notDeepEqual(rnn.order(round - 1, count), order);
    }
  }
});

test("every choice comes to stand everywhere", () => {
  const orders = [...Array(24).keys()].map((round) => rnn.order(round, 4).join());
  assert.equal(new Set(orders).size, 24);
});
