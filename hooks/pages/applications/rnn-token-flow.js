/* <rnn-token-flow>: a trained network reads a review word by word. */

/**
 * @typedef {[word: string, answer: number, move: number, isLarge: boolean]} Word
 * @typedef {rnn.Sentences<[start: number, words: Word[]]>} Trace the answer before any word, and what each word does
 * @typedef {ReturnType<TokenFlow["now"]>} Now
 */

const BAR = { width: 44, height: 148, middle: 74, half: 54, thick: 18 };

/** @extends {rnn.Reader<Trace, rnn.Place>} */
class TokenFlow extends rnn.Reader {
  get first() {
    return 1;
  }

  get shownFirst() {
    return 0;
  }

  /* The chosen sentence's words, the answer before them, and how many have been read. */
  now() {
    const [, start, words] = this.entry;
    return { start, words, read: this.state.place };
  }

  /** @param {HTMLElement} live */
  build(live) {
    const table = rnn.make("table", { class: "flow" });
    const line = rnn.make("p", { class: "reading" });
    this.show(() => {
      table.replaceChildren(
        rnn.make("caption", {}, "The answer after each word: up is positive, down negative, on the line undecided"),
        ...rows(this.now()),
      );
      line.textContent = this.says();
    });
    live.append(
      ...this.controls("The network reads a review that it never saw", "Words read"),
      table,
      rnn.room(line, this.all()),
    );
  }

  /* All that may be told. */
  all() {
    return this.trace.sentences.flatMap(([, start, words]) =>
      [...words, 0].map((_, read) => [told({ start, words, read })]),
    );
  }

  says() {
    return told(this.now());
  }
}

/** @type {(now: Now) => string} */
const told = ({ start, words, read }) => {
  if (!read) return `Before the first word: ${rnn.number(start)}, undecided.`;
  const [word, answer, move] = words[read - 1];
  if (!move) return `“${word}” leaves the answer at ${rnn.number(answer)}.`;
  return `“${word}” moves the answer by ${signed(move)}, to ${rnn.number(answer)}.`;
};

/** @type {(move: number) => string} */
const signed = (move) => (move > 0 ? "+" : "") + rnn.number(move);

/**
 * One column a word: the answer as a bar up or down from undecided, the word, and how far it moved the answer.
 * @param {Now} now
 */
const rows = ({ words, read }) => {
  const kind = (/** @type {number} */ k) => (k === read - 1 ? "now" : k < read ? "past" : "ahead");
  /** @type {(name: string, cell: (word: Word, k: number) => rnn.Child[], head?: rnn.Child) => HTMLElement} */
  const row = (name, cell, head = name) =>
    rnn.make(
      "tr",
      { class: name },
      rnn.make("th", { scope: "row" }, head),
      ...words.map((word, k) => rnn.make("td", { class: kind(k) }, ...cell(word, k))),
    );
  const scale = rnn.make(
    "span",
    { class: "scale" },
    rnn.make("span", {}, "positive"),
    rnn.make("span", {}, "undecided"),
    rnn.make("span", {}, "negative"),
  );
  return [
    row("answer", ([, answer], k) => (k < read ? [bar(answer)] : []), scale),
    row("cell", () => [rnn.make("span")]),
    row("word", ([word, , , large], k) => [
      rnn.make("span", { class: `pill ${kind(k)}${large && k < read ? " large" : ""}` }, word),
    ]),
    row("move", ([, , move, large], k) => (k < read ? [rnn.make(large ? "b" : "span", {}, signed(move))] : [])),
  ];
};

/** @param {number} answer */
const bar = (answer) => {
  const length = (answer - 0.5) * 2 * BAR.half;
  const left = BAR.width / 2;
  const svg = rnn.draw("svg", { viewBox: `0 0 ${BAR.width} ${BAR.height}`, class: "fig" });
  svg.append(
    rnn.draw("rect", {
      x: left - BAR.thick / 2,
      width: BAR.thick,
      y: BAR.middle - Math.max(length, 0),
      height: Math.max(Math.abs(length), 1),
      rx: 1,
    }),
    rnn.draw(
      "text",
      {
        x: left,
        y: BAR.middle - length + (length < 0 ? 16 : -6),
        "font-size": 13,
        "text-anchor": "middle",
        class: "value",
      },
      rnn.number(answer),
    ),
  );
  return svg;
};

rnn.define("rnn-token-flow", TokenFlow);
