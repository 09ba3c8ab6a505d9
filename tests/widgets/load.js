/* Load widgets as the joined script does: each in a block, all around one `rnn`, which begins with what Python wrote. */

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

module.exports = (...files) => {
  const rnn = { WIDE: 6, COMPACT: 3, UPRIGHT: ["init"] };
  for (const file of files) {
    const source = readFileSync(join(__dirname, "..", "..", "hooks", "widgets", file), "utf-8");
    new Function("rnn", `"use strict";${source}`)(rnn);
  }
  return rnn;
};
