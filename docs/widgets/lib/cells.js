/* What the explorers of LSTM and GRU share: the drawing of one step, the bars of all steps, gates held by hand.

   A tank's level is a state, a bow tie opens with its gate. Colours come from the class of a concept. */

const UNIT = 52; // height of a level of 1
const ZERO = 92; // where a tank's zero lies, and the pipe with it
const MOUTH = 10; // half the height of a bow tie that is wide open
const TANK = { width: 34, top: 27, height: 91 }; // room for levels from −0.5 to 1.25

const shape = (tag, key, kind, attributes) => rnn.draw(tag, { class: `k-${key} ${kind}`.trim(), ...attributes });

rnn.cell = {
  text: (x, y, words, key, anchor = "middle") => rnn.draw("text", { x, y, class: `k-${key}`, "text-anchor": anchor }, words),

  letter: (x, y, base, sub, key, anchor = "middle") =>
    rnn.draw("text", { x, y, class: `m k-${key}`, "text-anchor": anchor }, rnn.italic(base),
      rnn.draw("tspan", { dy: 4, class: "sub" }, sub)),

  /* A line; with `way`, a head at its end: 0 to the right, −90 upwards. */
  line: (d, key, width, end, way = 0) => rnn.draw("g", {},
    shape("path", key, "pipe", { d, "stroke-width": width }),
    ...(end ? [shape("path", key, "", { d: "M-9 -6L3 0L-9 6Z", transform: `translate(${end}) rotate(${way})` })] : [])),

  tank: (x, value, key, base, sub) => {
    const middle = x + TANK.width / 2;
    return rnn.draw("g", {},
      rnn.cell.letter(middle, 18, base, sub, key),
      shape("rect", key, "tank", { x, y: TANK.top, width: TANK.width, height: TANK.height, rx: 4 }),
      shape("rect", key, "", { x, width: TANK.width, y: ZERO - Math.max(value, 0) * UNIT, height: Math.abs(value) * UNIT }),
      shape("path", "w", "pipe", { d: `M${x} ${ZERO}h${TANK.width}` }),
      rnn.cell.text(middle, 134, rnn.number(value), key));
  },

  /* A gate's bow tie on a pipe that runs to the right or, `upright`, upwards: pale as far as it could open. */
  valve: (x, y, value, upright) => {
    const tie = (kind, mouth) => shape("path", "gate", kind, { d: `M-13 ${-mouth}V${mouth}L13 ${-mouth}V${mouth}Z` });
    const turned = `translate(${x} ${y}) rotate(${upright ? 90 : 0})`;
    return rnn.draw("g", { transform: turned }, tie("valve", MOUTH), tie("", MOUTH * value));
  },

  /* A gate's letter in its circle; held by hand, the circle is full. */
  badge: (x, y, letter, held) => rnn.draw("g", { class: held ? "badge held" : "badge" },
    shape("circle", "gate", "", { cx: x, cy: y, r: 14 }), rnn.cell.letter(x, y + 5, letter, "", "gate")),

  candidate: (x, y, letter, key) => rnn.draw("g", {},
    shape("rect", key, "candidate", { x: x - 19, y: y - 15, width: 38, height: 30, rx: 6 }),
    rnn.cell.letter(x, y + 6, letter, "", key)),

  box: (x, words) => rnn.draw("g", {},
    shape("rect", "w", "tank", { x: x - 19, y: ZERO - 12, width: 38, height: 24, rx: 6 }),
    rnn.cell.text(x, ZERO + 4, words, "w")),

  plus: (x) => rnn.draw("g", {},
    shape("circle", "w", "tank", { cx: x, cy: ZERO, r: 11 }), rnn.cell.text(x, ZERO + 5, "+", "w")),

  sheet: (height, ...parts) => rnn.draw("svg", { viewBox: `-2 0 344 ${height}`, class: "fig cell", "aria-hidden": "true" }, ...parts),
};

/* Bars of one quantity up to step `now`; outlines show the run it is compared with. */
rnn.bars = (title, key, values, others, now) => {
  const [zero, slot] = [96, 39];
  const svg = rnn.draw("svg", { viewBox: "0 0 156 142", class: "fig cell steps", "aria-hidden": "true" });
  svg.append(rnn.cell.text(0, 14, title, key, "start"));
  values.forEach((value, t) => {
    const middle = (t + 0.5) * slot;
    const text = (y, words, className) => rnn.draw("text", { x: middle, y, class: className, "text-anchor": "middle" }, words);
    const bar = (level, width, className) => rnn.draw("rect", {
      x: middle - width / 2, y: zero - Math.max(level, 0) * UNIT, width, height: Math.abs(level) * UNIT, class: className });
    svg.append(text(138, t ? String(t) : "t=0", t === now ? "now" : "ink2"));
    if (t > now) return;
    svg.append(bar(value, 26, `k-${key}`));
    if (others[t] !== value) svg.append(bar(others[t], 33, "ghost"));
    svg.append(text(zero - Math.max(value, others[t], 0) * UNIT - 5, rnn.number(value), `k-${key}`));
  });
  svg.append(rnn.draw("path", { d: `M0 ${zero}H156`, class: "axis" }));
  return svg;
};

/* An equation: letters over their numbers. A term is [base, sub, key, number, what follows the letter], a sign is a text. */
rnn.equation = (...terms) =>
  rnn.make("p", { class: "equation" }, ...terms.map((term) => {
    if (typeof term === "string") return rnn.make("span", {}, term);
    const [base, sub, key, value, after = ""] = term;
    const above = rnn.make("span", {}, rnn.letter(base, sub, key), after);
    return rnn.make("span", { class: `over k-${key}` }, above, rnn.make("b", {}, rnn.number(value)));
  }));

/* Radio buttons that fit into one row of a phone: a gate, or its level; a gate is free or held at a level. */
rnn.row = (explorer, key, legend, options) => {
  const fieldset = rnn.choice(explorer, key, legend, options);
  fieldset.classList.add("tight");
  return fieldset;
};
rnn.hand = (explorer, key, legend) => rnn.row(explorer, key, legend, [["free", "free"], ...explorer.trace.levels]);
rnn.hands = (trace) => ["free", ...trace.levels.map(([level]) => level)];

/* How much of something a gate lets through, in words. */
rnn.amount = (gate) => [[1, "all"], [0.9, "almost all"], [0.6, "most"], [0.4, "about half"], [0.1, "a little"], [0.01, "almost nothing"]]
  .find(([least]) => gate >= least)?.[1] ?? "nothing";
