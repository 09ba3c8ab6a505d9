const assert = require("node:assert/strict");
const test = require("node:test");
const load = require("./load.js");
const newPage = require("./page.js");

const LIBRARY = [
  "lib/address.js",
  "lib/controls.js",
  "lib/dom.js",
  "lib/element.js",
  "lib/progress.js",
  "lib/reader.js",
];
const SENTENCES = [
  ["the cat", [1, 2]],
  ["A dog ran", [3, 4, 5]],
];

/* An explorer on a page at this query, whose steps are shown as they come. */
const explorer = (query = "") => {
  const page = newPage(query);
  const rnn = load(...LIBRARY, "lib/store.js", "lib/words.js");
  class Steps extends rnn.Element {
    fields() {
      return { step: rnn.upTo(3), way: { values: ["on", "off"], initial: "on" } };
    }

    build() {
      this.seen = [];
      this.show(({ step }) => this.seen.push(step));
    }

    says() {
      return `Step ${this.state.step}.`;
    }
  }
  const element = new Steps();
  element.id = "explorer-steps";
  element.connectedCallback();
  return { page, rnn, element };
};

/* A reader of sentences, likewise. */
const reader = (query = "", more = {}) => {
  const page = newPage(query);
  const rnn = load(...LIBRARY, "lib/store.js", "lib/words.js");
  class Words extends rnn.Reader {
    build(live) {
      live.append(...this.controls("The network reads", "Words", 100));
    }
  }
  for (const [name, get] of Object.entries(more)) Object.defineProperty(Words.prototype, name, { get });
  const element = new Words();
  element.id = "explorer-words";
  element.dataset.trace = JSON.stringify({ sentences: SENTENCES });
  element.connectedCallback();
  return { page, rnn, element };
};

test("an explorer begins as the address says, and what is not in it as it is at first", () => {
  assert.deepEqual(explorer("?steps=1_off").element.state, { step: 1, way: "off" });
  assert.deepEqual(explorer("?other=1_off").element.state, { step: 3, way: "on" });
});

test("a change is shown at once, then said and kept in the address when nothing follows", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { page, element } = explorer("?other=7");
  element.set({ step: 0 });
  element.set({ step: 2 });
  assert.deepEqual(element.seen, [3, 0, 2]);
  t.mock.timers.tick(499);
  assert.equal(page.address, null);
  t.mock.timers.tick(1);
  assert.deepEqual([page.address, page.state], ["/step/?other=7&steps=2_on#there", "as it was"]);
  assert.deepEqual(
    page.body.children.map((voice) => [voice.attributes["aria-live"], voice.textContent]),
    [["polite", "Step 2."]],
  );
  element.set({ step: 3 });
  t.mock.timers.tick(500);
  assert.deepEqual([page.address, page.body.children.length], ["/step/?other=7#there", 1]);
});

test("an explorer that left the page says nothing more and hears nothing", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { page, element } = explorer();
  let heard = 0;
  element.on(element, "click", () => heard++);
  element.set({ step: 0 });
  element.use("click");
  element.disconnectedCallback();
  element.use("click");
  dispatchEvent(new Event("storage"));
  t.mock.timers.tick(1000);
  assert.deepEqual([heard, page.address, element.seen], [1, null, [3, 0]]);
});

test("one that comes back is built anew from its state", () => {
  const { element } = explorer();
  element.set({ step: 1 });
  element.disconnectedCallback();
  element.connectedCallback();
  assert.deepEqual([element.state.step, element.seen], [1, [1]]);
  element.disconnectedCallback();
});

test("an element is defined once", () => {
  const { page, rnn } = explorer();
  rnn.define("rnn-a", 1);
  rnn.define("rnn-a", 2);
  assert.equal(page.defined.get("rnn-a"), 1);
});

test("a reader begins with the first sentence, all of it read, unless it says otherwise", () => {
  assert.deepEqual(reader().element.state, { sentence: "the-cat", place: 2 });
  assert.deepEqual(reader("", { first: () => -1, shownFirst: () => 1 }).element.state, {
    sentence: "a-dog-ran",
    place: 1,
  });
  assert.deepEqual(reader("?words=a-dog-ran_3").element.entry, SENTENCES[1]);
});

test("a place beyond the end of a shorter sentence is its end", () => {
  const { element } = reader("?words=a-dog-ran_3");
  assert.equal(element.last, 3);
  const [first] = element.children[0].all("input");
  first.use("change");
  assert.deepEqual([element.state, element.last], [{ sentence: "the-cat", place: 2 }, 2]);
  element.disconnectedCallback();
});
