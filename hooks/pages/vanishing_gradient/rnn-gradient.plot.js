/* The plot of <rnn-gradient>: the measured networks, and the chosen factor's way through them. */

/**
 * @import { Network, Now, Trace } from "./rnn-gradient.js"
 * @typedef {[power: number, words: string]} Tick
 * @typedef {ReturnType<typeof scales>} Scale
 * @typedef {(x: number, y: number, words: string, more: rnn.Attributes) => void} Text
 * @typedef {(points: rnn.Point[], more: rnn.Attributes) => void} Stroke
 * @typedef {(powers: number[]) => rnn.Point[]} Along
 */

/** @type {{ low: number, high: number, ticks: Tick[] }} */
const LOG = {
  low: -16,
  high: 9,
  ticks: [
    [5, "10⁵"],
    [0, "1"],
    [-5, "10⁻⁵"],
    [-10, "10⁻¹⁰"],
    [-15, "10⁻¹⁵"],
  ],
};

/* Where things stand: x by steps, y by share (as a power of ten), on either axis. */
const scales = (/** @type {number} */ width, /** @type {Now} */ { line, steps, axis }) => {
  const wide = width === rnn.WIDE;
  const [left, right, top, bottom] = wide ? [46, 540, 34, 256] : [46, 330, 40, 300];
  const highest = Math.max(...line.slice(0, steps + 1));
  /** @type {Tick[]} */
  const ends = [
    [Math.log10(highest), rnn.large(highest)],
    [-Infinity, "0"],
  ];
  const logarithmic = (/** @type {number} */ power) => (LOG.high - power) / (LOG.high - LOG.low);
  const linear = (/** @type {number} */ power) => 1 - 10 ** Math.min(power, 12) / highest;
  const [at, ticks] = axis === "log" ? [logarithmic, LOG.ticks] : [linear, ends];
  const last = line.length - 1;
  const x = (/** @type {number} */ k) => left + (k / last) * (right - left);
  const y = (/** @type {number} */ power) => top + at(power) * (bottom - top);
  return { wide, left, right, top, bottom, ticks, last, x, y };
};

/** @type {(width: number, trace: Trace, now: Now) => SVGElement} */
export const drawing = (width, { networks }, now) => {
  const scale = scales(width, now);
  const { left, right, top, bottom, last, x, y } = scale;
  const tens = [...Array(Math.floor(last / 10) + 1).keys()].map((k) => 10 * k);
  const svg = rnn.draw("svg", { class: "fig", viewBox: `0 0 ${width} ${bottom + 44}`, "aria-hidden": "true" });
  /** @type {Text} */
  const text = (px, py, words, more) => svg.append(rnn.draw("text", { x: px, y: py, "font-size": 13, ...more }, words));
  /** @type {Stroke} */
  const stroke = (points, more) => svg.append(rnn.draw("path", { d: rnn.path(points), fill: "none", ...more }));
  const isInside = (/** @type {rnn.Point} */ [, py]) => py > top - 22 && py < bottom + 12;
  const at = (/** @type {number} */ k, /** @type {number} */ power) => /** @type {rnn.Point} */ ([x(k), y(power)]);
  /** @type {Along} */
  const along = (powers) => powers.map((power, k) => at(k, power)).filter(isInside);
  text(0, 14, "share of the gradient that arrives", { class: "grad", "font-weight": 600 });
  for (const [power, words] of scale.ticks) {
    stroke([at(0, power), at(last, power)], { class: "grid" });
    if (now.axis === "log") text(left - 7, y(power) + 4, words, { class: "ink2", "text-anchor": "end" });
    else text(0, y(power) - 6, words, { class: "ink2" });
  }
  for (const k of tens) text(x(k), bottom + 20, String(k), { class: "ink2", "text-anchor": "middle" });
  text(right, bottom + 39, "steps back from the end", { class: "ink2", "text-anchor": "end" });
  for (const { hue, line, band } of networks) {
    const powers = (/** @type {number[]} */ hundredths) => along(hundredths.map((value) => value / 100));
    stroke([...powers(band[1]), ...powers(band[0]).reverse()], { class: `band ${hue}` });
    stroke(powers(line), { class: `curve ${hue}`, "stroke-width": 2.25 });
    const marked = tens
      .slice(1)
      .map((k) => at(k, line[k] / 100))
      .filter(isInside);
    svg.append(...marked.map(([px, py]) => mark(hue, px, py)));
  }
  named(text, networks, scale);
  toy(svg, text, stroke, scale, along, networks, now);
  return svg;
};

/** @type {(hue: string, x: number, y: number) => SVGElement} the mark of every tenth step, as on the page */
export const mark = (hue, x, y) => rnn.draw("circle", { cx: x, cy: y, r: 4, class: `mark k-${hue}` });

/**
 * The networks at their lines' ends, on a phone above them; what leaves the plot is named at its edge.
 * @type {(text: Text, networks: Network[], scale: Scale) => void}
 */
const named = (text, networks, { wide, right, top, bottom, last, y }) => {
  const wanted = networks.map(({ line }) => Math.min(Math.max(y(line[last] / 100), top), bottom));
  const heights = rnn.apart(wanted, 16, bottom + 8);
  const [x, down, anchor] = wide ? [right + 9, 4, "start"] : [right, -12, "end"];
  for (const [k, { name, hue }] of networks.entries())
    text(x, heights[k] + down, name, { class: `${hue} halo`, "font-weight": 600, "text-anchor": anchor });
};

/**
 * The chosen factor: its line so far, where it would go, and what arrives; off the scale, an arrow points to it.
 * @type {(svg: SVGElement, text: Text, stroke: Stroke, scale: Scale, along: Along, networks: Network[], now: Now) => void}
 */
const toy = (
  svg,
  text,
  stroke,
  { x, y, left, right, top, bottom, ticks },
  along,
  networks,
  { line, steps, arrives, axis },
) => {
  const powers = line.map(Math.log10);
  stroke(along(powers), { class: "curve grad", "stroke-dasharray": "2 4" });
  stroke(along(powers.slice(0, steps + 1)), { class: "curve grad", "stroke-width": 3 });
  const at = x(steps);
  const wanted = y(Math.log10(arrives));
  const end = Math.min(Math.max(wanted, top), bottom);
  const beyond = Math.sign(wanted - end);
  svg.append(
    beyond
      ? rnn.draw("path", { d: `M${at} ${end + 9 * beyond}L${at - 7} ${end - 4 * beyond}H${at + 7}Z`, class: "point" })
      : rnn.draw("circle", { cx: at, cy: end, r: 5.5, class: "point" }),
  );
  const words = rnn.plain(arrives);
  const before = Math.max(at - 11 - 7 * words.length, left - 4); // not upon the words of the axis
  /** @type {rnn.Point[]} */
  const places = [
    [at + 11, end + 19],
    [before, end + 19],
    [at + 11, end - 11],
    [before, end - 11],
    [before, end + 40],
    [at - 5, end - 24],
  ];
  /** @type {(power: number) => rnn.Point[]} words at the axis; where it is linear, they stand on the grid */
  const axisWords = (power) => [4, 14, 24, 34].map((px) => [px, y(power) - (axis === "log" ? 0 : 10)]);
  const crowd = [
    ...along(powers),
    ...networks.flatMap(({ line }) => along(line.map((value) => value / 100))),
    ...ticks.flatMap(([power]) => axisWords(power)),
  ];
  const [px, py] = rnn.free(words, places, crowd, [left - 4, right, bottom - 2]);
  text(px, py, words, { class: "grad halo", "font-weight": 700 });
};
