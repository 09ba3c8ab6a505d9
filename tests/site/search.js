/* node search.js WORKER < {"index": …, "queries": [words …]}: the addresses that the site's own search worker finds for
   each query, in their order. */

const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");

/** @type {(event: {data: any}) => Promise<void>} */
let ask = async () => {};
/** @type {any} */
let answer = null;
Object.assign(globalThis, {
  self: globalThis,
  addEventListener: (/** @type {string} */ _, /** @type {typeof ask} */ listener) => {
    ask = listener;
  },
  postMessage: (/** @type {any} */ message) => {
    answer = message;
  },
});
runInThisContext(readFileSync(process.argv[2], "utf8"));

const [SETUP, QUERY] = [0, 2];
(async () => {
  const { index, queries } = JSON.parse(readFileSync(0, "utf8"));
  await ask({ data: { type: SETUP, data: { ...index, options: { suggest: false } } } });
  /** @type {string[][]} */
  const found = [];
  for (const words of queries) {
    await ask({ data: { type: QUERY, data: words } });
    found.push(answer.data.items.map((/** @type {{location: string}[]} */ [first]) => first.location));
  }
  console.log(JSON.stringify(found));
})();
