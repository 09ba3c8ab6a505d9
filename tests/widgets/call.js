/* Call functions of the library: [[name, argument …] …] on stdin, their answers on stdout. */

const { readFileSync } = require("node:fs");
const rnn = require("./load.js")("lib/dom.js", "lib/words.js");

const calls = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(calls.map(([name, ...given]) => rnn[name](...given))));
