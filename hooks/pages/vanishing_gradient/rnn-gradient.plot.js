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
  const { right, top, bottom, last, x, y } = scale;
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
    const { x: px, y: py, anchor } = besideAxis(scale, power, words);
    text(px, py, words, { class: "ink2", "text-anchor": anchor });
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
  const curves = networks.flatMap(({ line, band }) => [line, ...band]).map((line) => along(line.map((v) => v / 100)));
  const crowd = [along(now.line.map(Math.log10)), ...curves].flatMap(between);
  crowd.push(...scale.ticks.flatMap(([power]) => gridLine(scale, power)));
  crowd.push(...scale.ticks.flatMap(([power, words]) => axisWords(scale, power, words)));
  crowd.push(...named(text, networks, scale, crowd));
  toy(svg, text, stroke, scale, along, crowd, now);
  return svg;
};

/* Where a word of the axis stands: before its line, or, if it is too long for that, below it. */
/** @type {(scale: Scale, power: number, words: string) => { x: number, y: number, anchor: string }} */
const besideAxis = ({ left, y }, power, words) =>
  extent(words) < left - 7
    ? { x: left - 7, y: y(power) + 4, anchor: "end" }
    : { x: left + 5, y: y(power) + 15, anchor: "start" };

/* The words of the axis that stand in the plot, as points. */
/** @type {(scale: Scale, power: number, words: string) => rnn.Point[]} */
const axisWords = (scale, power, words) => {
  const { x, y, anchor } = besideAxis(scale, power, words);
  return upon(anchor === "end" ? x - extent(words) : x, y, words);
};

/* A line of the grid, as points that are farther apart: words would rather touch it than a curve. */
/** @type {(scale: Scale, power: number) => rnn.Point[]} */
const gridLine = ({ left, right, y }, power) =>
  [...Array(Math.ceil((right - left) / 20)).keys()].map((k) => [left + 20 * k, y(power)]);

/* How wide words are, at most. */
const extent = (/** @type {string} */ words) => 7.4 * words.length;

/* Words as two rows of points. */
/** @type {(x: number, y: number, words: string) => rnn.Point[]} */
const upon = (x, y, words) =>
  [...Array(Math.ceil(extent(words) / 8) + 1).keys()].flatMap((k) =>
    [4, 10].map((up) => /** @type {rnn.Point} */ ([x + 8 * k, y - up])),
  );

/* A line as points that are close to each other, however steep it is. */
/** @type {(points: rnn.Point[]) => rnn.Point[]} */
const between = (points) =>
  points.flatMap(([x, y], k) => {
    const [nextX, nextY] = points[k + 1] ?? [x, y];
    const count = Math.ceil(Math.abs(nextY - y) / 4) + 1;
    return [...Array(count).keys()].map((n) => [x + (n / count) * (nextX - x), y + (n / count) * (nextY - y)]);
  });

/** @type {(hue: string, x: number, y: number) => SVGElement} the mark of every tenth step, as on the page */
export const mark = (hue, x, y) => rnn.draw("circle", { cx: x, cy: y, r: 4, class: `mark k-${hue}` });

/**
 * The networks at their lines' ends, on a phone where there is air along them; what leaves the plot is named at its edge.
 * Returns where the names stand in the plot.
 * @type {(text: Text, networks: Network[], scale: Scale, crowd: rnn.Point[]) => rnn.Point[]}
 */
const named = (text, networks, { wide: isWide, left, right, top, bottom, last, x, y }, crowd) => {
  const at = (/** @type {Network} */ { line }, /** @type {number} */ k) =>
    Math.min(Math.max(y(line[k] / 100), top), bottom);
  const heights = rnn.apart(
    networks.map((network) => at(network, last)),
    16,
    bottom + 8,
  );
  return networks.flatMap((network, n) => {
    const { name, hue } = network;
    /** @type {rnn.Point[]} */
    const along = [...Array(last).keys()].flatMap((back) => {
      const [end, height] = [x(last - back) - extent(name), at(network, last - back)];
      return [18, 26, -9, -17, 36].map((down) => /** @type {rnn.Point} */ ([end, height + down]));
    });
    const edges = /** @type {[number, number, number]} */ ([left, right, bottom - 2]);
    const [px, py] = isWide ? [right + 9, heights[n] + 4] : rnn.free(name, along, crowd, edges);
    text(px, py, name, { class: `${hue} halo`, "font-weight": 600 });
    return upon(px, py, name);
  });
};

/**
 * The chosen factor: its line so far, where it would go, and what arrives; off the scale, an arrow points to it.
 * @type {(svg: SVGElement, text: Text, stroke: Stroke, scale: Scale, along: Along, crowd: rnn.Point[], now: Now) => void}
 */
const toy = (svg, text, stroke, { x, y, left, right, top, bottom }, along, crowd, { line, steps, arrives }) => {
  const powers = line.map(Math.log10);
  stroke(along(powers), { class: "curve grad", "stroke-dasharray": "2 4" });
  stroke(along(powers.slice(0, steps + 1)), { class: "curve grad", "stroke-width": 3 });
  const at = x(steps);
  const wanted = y(Math.log10(arrives));
  const end = Math.min(Math.max(wanted, top), bottom);
  const beyond = Math.abs(wanted - end) < 0.5 ? 0 : Math.sign(wanted - end);
  svg.append(
    beyond
      ? rnn.draw("path", { d: `M${at} ${end + 9 * beyond}L${at - 7} ${end - 4 * beyond}H${at + 7}Z`, class: "point" })
      : rnn.draw("circle", { cx: at, cy: end, r: 5.5, class: "point" }),
  );
  const words = rnn.plain(arrives);
  const after = at + 11;
  const before = Math.max(at - 11 - extent(words), left + 2);
  const middle = Math.min(Math.max(at - extent(words) / 2, left + 2), right - extent(words));
  const heights = [...Array(14).keys()].flatMap((k) => [19 + 4 * k, -11 - 4 * k]);
  /** @type {rnn.Point[]} nearest first */
  const places = heights.flatMap((down) =>
    [after, before, ...(Math.abs(down) > 20 ? [middle] : [])].map((px) => /** @type {rnn.Point} */ ([px, end + down])),
  );
  for (let px = before - 20; px > left + 2; px -= 20) places.push([px, end - 11], [px, end - 26]);
  for (let px = after + 20; px < right; px += 20) places.push([px, end + 19]);
  const free = places.filter(([, py]) => py > top - 4);
  const [px, py] = rnn.free(words, free, crowd, [left + 2, right, bottom - 2]);
  text(px, py, words, { class: "grad halo", "font-weight": 700 });
};
