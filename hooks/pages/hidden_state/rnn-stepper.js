/* <rnn-stepper>: read a sentence word by word. */

/**
 * @typedef {rnn.Sentences<[states: number[][]]>} Trace the states after each word
 * @typedef {ReturnType<Stepper["now"]>} Now
 */

/* the drawing of one state as signed bars */
const BAR = { width: 250, row: 34, middle: 122, unit: 76 };

/** @extends {rnn.Reader<Trace, rnn.Place>} */
class Stepper extends rnn.Reader {
  get first() {
    return -1;
  }

  get shownFirst() {
    return 0;
  }

  /* The words of the chosen sentence, the state after each, and how many have been read. */
  now() {
    const [sentence, states] = this.entry;
    return { words: sentence.split(" "), states, read: this.state.place };
  }

  /* The same for every sentence, however many of its words have been read. */
  all() {
    return this.trace.sentences.flatMap(([sentence, states]) => {
      const words = sentence.split(" ");
      return [...words, ""].map((_, read) => ({ words, states, read }));
    });
  }

  /** @param {HTMLElement} live */
  build(live) {
    const table = rnn.make("table", { class: "chain" });
    const bars = rnn.make("div", { class: "bars" });
    const line = rnn.make("p", { class: "reading" });
    this.show(() => {
      const now = this.now();
      table.replaceChildren(rnn.make("caption", { class: "unseen" }, "The state after each word"), ...chain(now));
      bars.replaceChildren(drawing(now));
      line.replaceChildren(...spoken(now));
    });
    live.append(
      ...this.controls("The same network reads", "Words read"),
      rnn.make("div", { class: "beside" }, table, bars),
      rnn.room(line, this.all().map(spoken)),
    );
  }

  says() {
    const { words, states, read } = this.now();
    if (!read) return "Before the first word. All four units are zero.";
    const units = states[read - 1].map((value, k) => `unit ${k + 1} ${rnn.number(value)}`);
    return `After “${words.slice(0, read).join(" ")}”: ${units.join(", ")}.`;
  }
}

/** @type {(states: number[][]) => number[]} */
const zeros = (states) => states[0].map(() => 0);

/**
 * Columns are moments, rows are units; a moment that has not come is an empty frame.
 * @param {Now} now
 */
const chain = ({ words, states, read }) => {
  const columns = [zeros(states), ...states];
  const kind = (/** @type {number} */ k) => (k === read ? "now" : k < read ? "past" : "ahead");
  const heads = columns.map((_, k) =>
    rnn.make("th", { scope: "col" }, rnn.letter("h", k ? String(k - 1) : "init", "h")),
  );
  const cell = (/** @type {number} */ value, /** @type {number} */ k) =>
    k > read
      ? rnn.make("td", { class: "ahead" })
      : rnn.make("td", { class: `heat ${kind(k)} ${rnn.heat(value)}` }, rnn.number(value));
  const rows = states[0].map((_, unit) =>
    rnn.make(
      "tr",
      {},
      rnn.make("th", { scope: "row" }, rnn.make("span", {}, "unit "), String(unit + 1)),
      ...columns.map((c, k) => cell(c[unit], k)),
    ),
  );
  const said = ["", ...words].map((word, k) =>
    rnn.make("td", {}, ...(word ? [rnn.make("span", { class: `pill ${kind(k)}` }, word)] : [])),
  );
  return [
    rnn.make("thead", {}, rnn.make("tr", {}, rnn.make("td"), ...heads)),
    rnn.make("tbody", {}, ...rows),
    rnn.make("tfoot", {}, rnn.make("tr", {}, rnn.make("th", { scope: "row" }, rnn.make("span", {}, "word")), ...said)),
  ];
};

/**
 * The present state as bars from a zero line, the state before it as outlines.
 * @param {Now} now
 */
const drawing = ({ states, read }) => {
  const [present, before] = [states[read - 1] || zeros(states), read ? states[read - 2] || zeros(states) : null];
  const svg = rnn.draw("svg", {
    viewBox: `0 0 ${BAR.width} ${BAR.row * present.length + 26}`,
    class: "fig",
    "aria-hidden": "true",
  });
  /** @type {(x: number, y: number, words: string, more: rnn.Attributes) => SVGElement} */
  const text = (x, y, words, more) => rnn.draw("text", { x, y, "font-size": 13, ...more }, words);
  /** @type {(value: number, y: number, height: number, className: string) => SVGElement} */
  const bar = (value, y, height, className) =>
    rnn.draw("rect", {
      x: BAR.middle + Math.min(value, 0) * BAR.unit,
      width: Math.abs(value) * BAR.unit,
      y,
      height,
      class: className,
    });
  svg.append(text(0, 14, before ? "new state, old in outline" : "the state", { class: "ink2" }));
  present.forEach((value, k) => {
    const y = 26 + k * BAR.row;
    svg.append(text(0, y + 17, `unit ${k + 1}`, { class: "ink2" }), bar(value, y + 3, 19, "bar"));
    if (before) svg.append(bar(before[k], y, 25, "ghost"));
    svg.append(text(BAR.width, y + 17, rnn.number(value), { class: "value", "text-anchor": "end" }));
  });
  svg.append(rnn.draw("path", { d: `M${BAR.middle} 22V${26 + BAR.row * present.length}`, class: "axis" }));
  return svg;
};

/** @type {(now: Now) => rnn.Child[]} */
const spoken = ({ words, read }) => {
  if (!read) return ["Nothing has been read. The state is all zeros."];
  const word = rnn.make("b", { class: "k-x" }, words[read - 1]);
  return [
    "The cell reads ",
    word,
    " beside ",
    rnn.letter("h", read > 1 ? String(read - 2) : "init", "h"),
    " and writes ",
    rnn.letter("h", String(read - 1), "h"),
    `: it holds “${words.slice(0, read).join(" ")}”.`,
  ];
};

rnn.define("rnn-stepper", Stepper);
