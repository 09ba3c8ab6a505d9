const assert = require("node:assert/strict");
const test = require("node:test");
require("./page.js")();
const rnn = require("./load.js")("lib/dom.js", "lib/controls.js");

const SIZES = [
  "size",
  "How large?",
  [
    ["s", "small"],
    ["l", "large"],
  ],
];
const GATES = ["gate", "Which?", [["f", "forget"]]];

/* What controls ask of an explorer. */
const explorer = (state, last = 3) => ({
  state,
  last,
  shown: [],
  undo: new AbortController(),
  show(action) {
    this.shown.push(action);
    action(this.state);
  },
  set(changes) {
    Object.assign(this.state, changes);
    for (const action of this.shown) action(this.state);
  },
  on: (target, type, action) => target.addEventListener(type, action),
});

test("choices make the fields of a state, at first the first option or the one that is named", () => {
  assert.deepEqual(rnn.asked([SIZES, GATES], { size: "l" }), {
    size: { values: ["s", "l"], initial: "l" },
    gate: { values: ["f"], initial: "f" },
  });
});

test("radio buttons of one group share a name, show the state and set it", () => {
  const mine = explorer({ size: "l", gate: "f" });
  const [sizes, gates] = rnn.choices(mine, [SIZES, GATES]).all("fieldset");
  const [small, large] = sizes.all("input");
  assert.equal(small.attributes.name, large.attributes.name);
  assert.notEqual(small.attributes.name, gates.all("input")[0].attributes.name);
  assert.deepEqual([small.checked, large.checked], [false, true]);
  small.use("change");
  assert.deepEqual([mine.state.size, small.checked, large.checked], ["s", true, false]);
  assert.equal(sizes.words, "How large?smalllarge");
});

test("a slider runs over values, and says in words where it stands", () => {
  const mine = explorer({ factor: 0.5 });
  const made = rnn.slider(mine, "factor", "Each step leaves", [0.25, 0.5, 1], ({ factor }) => `${factor} of it`);
  const [[input], [output], [label]] = ["input", "output", "label"].map((tag) => made.all(tag));
  assert.deepEqual([input.attributes.max, input.value, output.textContent], ["2", "1", "0.5 of it"]);
  assert.equal(label.attributes.for, input.id);
  input.value = "2";
  input.use("input");
  assert.deepEqual([mine.state.factor, input.attributes["aria-valuetext"]], [1, "1 of it"]);
});

test("a player steps and drags, and stays between the first place and the last", () => {
  const mine = explorer({ place: 0 });
  const player = rnn.player(mine, "Step");
  const [, back, on] = player.all("button");
  const [range] = player.all("input");
  back.use("click");
  assert.equal(mine.state.place, 0);
  for (let k = 0; k < 5; k++) on.use("click");
  assert.deepEqual([mine.state.place, String(range.value), range.max], [3, "3", "3"]);
  range.value = "1";
  range.use("input");
  assert.equal(mine.state.place, 1);
});

test("a player plays to the end, begins again from there, and stops when it is told to or leaves the page", (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const mine = explorer({ place: 2 });
  const [play] = rnn.player(mine, "Step", 100).all("button");
  play.use("click");
  assert.deepEqual([mine.state.place, play.textContent], [3, "▶ Play"]);
  play.use("click");
  assert.deepEqual([mine.state.place, play.textContent], [0, "❚❚ Pause"]);
  t.mock.timers.tick(200);
  assert.equal(mine.state.place, 2);
  play.use("click");
  t.mock.timers.tick(1000);
  assert.deepEqual([mine.state.place, play.textContent], [2, "▶ Play"]);
  mine.set({ place: 0 });
  play.use("click");
  mine.undo.abort();
  t.mock.timers.tick(1000);
  assert.equal(mine.state.place, 1);
});
