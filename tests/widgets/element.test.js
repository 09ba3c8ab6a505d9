const assert = require("node:assert/strict");
const test = require("node:test");
const load = require("./load.js");
const newPage = require("./page.js");

const LIBRARY = [
  "lib/address.js",
  "lib/asking.js",
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
const explorer = (query = "", trace = {}) => {
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
  element.dataset.trace = JSON.stringify(trace);
  element.connectedCallback();
  return { page, rnn, element };
};

const ASKS = {
  guesses: ["two", "three"],
  right: "two",
  todo: "Then go there.",
  seen: { step: [2, 3], way: ["off"] },
  answer: "It is two.",
};

/* The same, with a question, whose answer is seen at two steps of one way; and what the reader finds below it. */
const asking = (query = "?steps=0_on") => {
  const made = explorer(query, { asks: ASKS });
  const live = made.element.children[0];
  const answer = live.all("p").find((part) => part.attributes.class === "answered");
  const [show, again, copy] = live.all("button");
  return { ...made, guesses: live.all("input"), answer, show, again, copy };
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

test("a question is open until the reader comes to where its answer is seen, and stays answered", () => {
  const { element, answer, show } = asking();
  assert.deepEqual([answer.hidden, show.hidden, element.classes.has("is-asking")], [true, false, true]);
  element.set({ step: 2 });
  assert.equal(answer.hidden, true);
  element.set({ way: "off" });
  assert.deepEqual([answer.hidden, show.hidden, element.classes.has("is-asking")], [false, true, false]);
  assert.equal(answer.words, "Answer. It is two.");
  element.set({ step: 0 });
  assert.equal(answer.hidden, false);
  element.disconnectedCallback();
});

test("the answer says whether the guess was right, and starting again forgets both", () => {
  const { element, guesses, answer, show, again } = asking();
  guesses[1].use("change");
  assert.equal(answer.hidden, true);
  show.use("click");
  assert.deepEqual([element.state.step, element.state.way], [2, "off"]);
  assert.equal(answer.words, "✗ Your guess was “three”. It is two.");
  guesses[0].use("change");
  assert.equal(answer.words, "✓ As you guessed. It is two.");
  again.use("click");
  assert.deepEqual([answer.hidden, element.state.step, guesses[0].checked], [true, 3, false]);
  element.disconnectedCallback();
});

test("the answer is said once, behind what is shown", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { page, show, element } = asking();
  show.use("click");
  t.mock.timers.tick(500);
  const [voice] = page.body.children;
  assert.equal(voice.textContent, "Step 2. It is two.");
  element.set({ step: 3 });
  t.mock.timers.tick(500);
  assert.equal(voice.textContent, "Step 3.");
});

test("one that is opened where its answer is seen is answered at once, without a word", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { page, answer, element } = asking("?steps=3_off");
  assert.equal(answer.hidden, false);
  element.set({ step: 2 });
  t.mock.timers.tick(500);
  assert.equal(page.body.children[0].textContent, "Step 2.");
});

test("the link that is copied names the state, and says so until something moves", async () => {
  const { page, copy, element } = asking("?other=7");
  element.set({ step: 1 });
  copy.use("click");
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(
    [page.copied, copy.textContent],
    ["http://lesson.localhost/step/?other=7&steps=1_on#explorer-steps", "Copied"],
  );
  element.set({ step: 2 });
  assert.equal(copy.textContent, "Copy link");
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
