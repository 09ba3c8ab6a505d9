/* <rnn-gradient>: one factor a step, beside measured networks. Trace: hooks/pages/vanishing_gradient/explorer.py. */

const LOG = { low: -16, high: 9, ticks: [[5, "10⁵"], [0, "1"], [-5, "10⁻⁵"], [-10, "10⁻¹⁰"], [-15, "10⁻¹⁵"]] };

class Gradient extends rnn.Element {
  fields() {
    const { factors, shares, first } = this.trace;
    return {
      factor: { values: factors, initial: first[0] },
      steps: { values: shares[0].map((_, k) => k + 1), initial: first[1] },
      axis: { values: ["log", "linear"], initial: "log" },
      clipping: { values: ["off", "on"], initial: "off" },
    };
  }

  /* The shares of the chosen factor from 0 steps on, what arrives, and what clipping leaves of it. */
  now() {
    const { factors, shares, parts, limit } = this.trace;
    const { factor, steps, clipping } = this.state;
    const k = factors.indexOf(factor);
    const arrives = shares[k][steps - 1];
    const clipped = clipping === "on" && arrives > limit ? limit : null;
    return { ...this.state, line: [1, ...shares[k]], arrives, clipped, part: parts[k] && parts[k][steps - 1] };
  }

  build(live) {
    const { factors, shares } = this.trace;
    const [plot, result, table] = [rnn.make("div"), rnn.make("p", { class: "result" }), rnn.make("table", { class: "nums at" })];
    this.show(() => {
      plot.replaceChildren(rnn.layouts((width) => drawing(width, this.trace, this.now())));
      result.textContent = this.says();
      table.replaceChildren(...beside(this.trace, this.now()));
    });
    live.append(
      rnn.make("div", { class: "sliders" },
        rnn.slider(this, "factor", "Each step leaves", factors, ({ factor }) => rnn.number(factor, 2)),
        rnn.slider(this, "steps", "Steps back", shares[0].map((_, k) => k + 1), ({ steps }) => String(steps))),
      rnn.make("div", { class: "axes" },
        rnn.choice(this, "axis", "The axis is", [["log", "logarithmic"], ["linear", "linear"]]),
        rnn.toggle(this, "clipping", `clip at ${this.trace.limit}`)),
      result, plot, table,
    );
  }

  says() {
    const { factor, steps, arrives, clipped, clipping, part } = this.now();
    const factors = `${steps} ${steps === 1 ? "factor" : "factors"} of ${rnn.plain(factor)}`;
    const s = steps === 1 ? "s" : "";
    const left = part
      ? `${factors} leave${s} ${rnn.plain(arrives)} of the gradient: ${part < 2 ? share(arrives) : `one part in ${rnn.large(part)}`}.`
      : factor === 1 ? `${factors} leave${s} all of the gradient.` : `${factors} make${s} ${rnn.large(arrives)} out of 1.`;
    if (clipping === "off") return left;
    return `${left} ${clipped ? `Clipping shortens that to ${clipped}.` : `Clipping changes nothing: it acts above ${this.trace.limit}.`}`;
  }
}

const share = (value) => `${rnn.number(100 * value, 1)} in 100`;

/* Where things stand: x by steps, y by share (as a power of ten), on either axis. */
const scales = (width, { line, steps, axis, clipped }) => {
  const wide = width === 680;
  const [left, right, top, bottom] = wide ? [46, 540, 40, 330] : [46, 330, 40, 300];
  const highest = Math.max(...line.slice(0, steps + 1), clipped || 1);
  const at = axis === "log"
    ? (power) => (LOG.high - power) / (LOG.high - LOG.low)
    : (power) => 1 - 10 ** Math.min(power, 12) / highest;
  const ticks = axis === "log" ? LOG.ticks : [[Math.log10(highest), rnn.large(highest)], [-Infinity, "0"]];
  return { wide, left, right, top, bottom, ticks, x: (k) => left + (k / 50) * (right - left), y: (power) => top + at(power) * (bottom - top) };
};

const drawing = (width, { networks, limit }, now) => {
  const scale = scales(width, now);
  const { wide, left, right, top, bottom, x, y } = scale;
  const svg = rnn.draw("svg", { class: "fig", viewBox: `0 0 ${width} ${bottom + 44}`, "aria-hidden": "true" });
  const text = (px, py, words, more) => svg.append(rnn.draw("text", { x: px, y: py, "font-size": 13, ...more }, words));
  const stroke = (points, more) => svg.append(rnn.draw("path", { d: rnn.path(points), fill: "none", ...more }));
  const inside = ([, py]) => py > top - 22 && py < bottom + 12;
  const along = (powers) => powers.map((power, k) => [x(k), y(power)]).filter(inside);
  text(0, 14, "share of the gradient that arrives", { class: "grad", "font-weight": 600 });
  for (const [power, words] of scale.ticks) {
    stroke([[left, y(power)], [right, y(power)]], { class: "grid" });
    if (now.axis === "log") text(left - 7, y(power) + 4, words, { class: "ink2", "text-anchor": "end" });
    else text(0, y(power) - 6, words, { class: "ink2" });
  }
  for (const k of [0, 10, 20, 30, 40, 50]) text(x(k), bottom + 20, String(k), { class: "ink2", "text-anchor": "middle" });
  text(right, bottom + 39, "steps back from the end", { class: "ink2", "text-anchor": "end" });
  for (const { hue, shape, line, band } of networks) {
    const powers = (hundredths) => along(hundredths.map((value) => value / 100));
    if (band.length) stroke([...powers(band[1]), ...powers(band[0]).reverse()], { class: `band ${hue}` });
    stroke(powers(line), { class: `curve ${hue}`, "stroke-width": band.length ? 2.25 : 1.25, "stroke-dasharray": hue === "w" ? "5 3" : "none" });
    for (const k of [10, 20, 30, 40, 50]) svg.append(...[[x(k), y(line[k] / 100)]].filter(inside).flatMap((p) => mark(shape, hue, band.length, ...p)));
  }
  if (wide) named(text, networks, scale);
  toy(svg, text, stroke, scale, along, now, limit);
  return svg;
};

/* ● vanilla, ■ LSTM, ▲ GRU, nothing for a bound: filled for the main curves, as on the page. */
const SHAPES = { o: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", s: "M-3.5 -3.5h7v7h-7z", "^": "M0 -4.5L4.5 3.5H-4.5z" };
const mark = (shape, hue, main, x, y) =>
  shape ? [rnn.draw("path", { d: SHAPES[shape], transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, class: `mark k-${hue}${main ? "" : " hollow"}` })] : [];

/* The networks at their lines' ends; what leaves the plot is named at its edge. */
const named = (text, networks, { right, top, bottom, y }) => {
  const wanted = networks.map(({ line }) => Math.min(Math.max(y(line[50] / 100), top), bottom));
  const heights = rnn.apart(wanted, 16, bottom + 8);
  networks.forEach(({ name, hue, band }, k) =>
    text(right + 9, heights[k] + 4, name, { class: hue, "font-weight": band.length ? 600 : 400 }));
};

/* The chosen factor: its line so far, where it would go, and what arrives; clipped, it drops to the limit. */
const toy = (svg, text, stroke, { x, y, top, bottom }, along, { line, steps, arrives, clipped }, limit) => {
  const powers = line.map(Math.log10);
  stroke(along(powers), { class: "curve grad", "stroke-dasharray": "2 4" });
  stroke(along(powers.slice(0, steps + 1)), { class: "curve grad", "stroke-width": 3 });
  if (clipped) stroke([[x(steps), y(Math.log10(arrives))], [x(steps), y(Math.log10(limit))]], { class: "curve grad", "stroke-dasharray": "6 4" });
  const end = Math.min(Math.max(y(Math.log10(clipped || arrives)), top), bottom);
  svg.append(rnn.draw("circle", { cx: x(steps), cy: end, r: 5.5, class: "point" }));
  const early = steps < 26;
  text(x(steps) + (early ? 11 : -11), end + (clipped || end > bottom - 30 ? -11 : 19), rnn.plain(clipped || arrives),
    { class: "grad halo", "font-weight": 700, "text-anchor": early ? "start" : "end" });
};

const sample = (shape, hue, main) =>
  rnn.draw("svg", { class: "fig", viewBox: "-14 -7 28 14", "aria-hidden": "true" },
    rnn.draw("path", { d: "M-14 0H14", class: `curve ${hue}`, "stroke-width": main ? 2.5 : 1.25, "stroke-dasharray": hue === "w" ? "5 3" : "none" }),
    ...mark(shape, hue, main, 0, 0));

/* All of them in numbers at the chosen distance. */
const beside = ({ networks }, { steps, arrives, factor }) => {
  const row = (name, hue, shown, shape, main) =>
    rnn.make("tr", {}, rnn.make("th", { scope: "row" }, sample(shape, hue, main), rnn.make("span", { class: `k-${hue}` }, name)), rnn.make("td", {}, rnn.plain(shown, 2)));
  return [
    rnn.make("caption", {}, `What arrives ${steps} ${steps === 1 ? "step" : "steps"} back`),
    rnn.make("thead", {}, rnn.make("tr", {}, rnn.make("th", { scope: "col" }, "network"), rnn.make("th", { scope: "col" }, "share"))),
    rnn.make("tbody", {}, row(`factor ${rnn.plain(factor)}`, "grad", arrives, "", true),
      ...networks.map(({ name, hue, shown, shape, band }) => row(name, hue, shown[steps], shape, band.length)).reverse()),
  ];
};

rnn.define("rnn-gradient", Gradient);
