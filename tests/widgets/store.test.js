const assert = require("node:assert/strict");
const test = require("node:test");
const load = require("./load.js");
const page = require("./page.js");

const ANSWERS = { why: { round: 0, tried: [2], right: 2, solved: true } };

/* A browser's storage, in a map. */
const storage = (kept = new Map()) => ({
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, text) => kept.set(key, text),
  removeItem: (key) => kept.delete(key),
});
const refusing = new Proxy(
  {},
  {
    get() {
      throw new DOMException("no", "SecurityError");
    },
  },
);

/* The store of a newly opened page. */
const opened = (localStorage) => {
  page();
  globalThis.localStorage = localStorage;
  return load("lib/progress.js", "lib/store.js");
};

test("what was answered is there when the page is opened again, until it is forgotten", () => {
  const kept = new Map();
  opened(storage(kept)).keep(ANSWERS);
  const rnn = opened(storage(kept));
  assert.deepEqual(rnn.answers(), ANSWERS);
  rnn.forget();
  assert.deepEqual([rnn.answers(), kept.size], [{}, 0]);
});

for (const [name, without] of Object.entries({ null: null, refusing, missing: undefined }))
  test(`with a storage that is ${name}, answers last as long as the page`, () => {
    const rnn = opened(without);
    assert.deepEqual(rnn.answers(), {});
    rnn.keep(ANSWERS);
    assert.deepEqual(rnn.answers(), ANSWERS);
    rnn.forget();
    assert.deepEqual([rnn.answers(), opened(without).answers()], [{}, {}]);
  });

test("every change is told to those who watch, and to nobody who has left", () => {
  const rnn = opened(storage());
  const leaving = new AbortController();
  let told = 0;
  rnn.watch(leaving.signal, () => told++);
  rnn.keep(ANSWERS);
  dispatchEvent(new Event("storage"));
  dispatchEvent(new Event("pageshow"));
  rnn.forget();
  assert.equal(told, 4);
  leaving.abort();
  rnn.keep(ANSWERS);
  assert.equal(told, 4);
});
