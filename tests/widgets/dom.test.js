const assert = require("node:assert/strict");
const test = require("node:test");
require("./page.js")();
const rnn = require("./load.js")("lib/dom.js", "lib/plot.js");

test("an element gets its attributes, but for those that are null, and its children in order", () => {
  const made = rnn.make("p", { class: "x", rows: 2, id: null }, "one", rnn.draw("svg"));
  assert.deepEqual(made.attributes, { class: "x", rows: "2" });
  assert.deepEqual(
    made.children.map((child) => child.localName ?? child),
    ["one", "svg"],
  );
});

test("letters become mathematical italics, the h too, and everything else stays", () => {
  assert.equal(rnn.italic("ahzAZ_1−"), "𝑎ℎ𝑧𝐴𝑍_1−");
});

test("a letter stands in its hue, with a subscript in italics, which the word init is not", () => {
  const below = (sub) => rnn.letter("h", sub, "h").children[1]?.words;
  assert.equal(rnn.letter("W", "xh", "w").attributes.class, "m k-w");
  assert.deepEqual([below("t"), below("init"), below("")], ["𝑡", "init", undefined]);
});

test("a drawing is made for both layouts, with the widths that Python wrote", () => {
  const widths = [];
  const both = rnn.layouts((width) => {
    widths.push(width);
    return rnn.draw("svg");
  });
  assert.deepEqual(widths, [rnn.WIDE, rnn.COMPACT]);
  assert.deepEqual(
    both.children.map(({ attributes }) => attributes.class),
    ["fw", "fn"],
  );
});

test("a part that keeps its room stands before copies of the longest texts, which nobody hears", () => {
  const part = rnn.make("p", { class: "told" });
  const bold = rnn.make("b", {}, "much ");
  bold.textContent = "much ";
  const room = rnn.room(part, [["a"], ["four"], [bold, "longer"], ["seven"], ["two"]]);
  const [first, ...copies] = room.children;
  assert.equal(first, part);
  assert.deepEqual(
    copies.map((copy) => copy.children.at(-1)),
    ["longer", "seven", "four"],
  );
  assert.deepEqual(copies[0].attributes, { class: "as-told", "aria-hidden": "true" });
});
