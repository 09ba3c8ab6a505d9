/* <rnn-gradient>: one factor a step, beside a measured network. Trace: explorer.py beside it. */

import { drawing, mark } from "./rnn-gradient.plot.js";

/**
 * @typedef {object} Network
 * @property {string} name
 * @property {string} hue
 * @property {number[]} line by steps back, hundredths of powers of ten
 * @property {[low: number[], high: number[]]} band likewise
 * @property {number[]} shown the share by steps back, as printed
 * @typedef {object} Trace
 * @property {number[]} factors
 * @property {[factor: number, steps: number]} first
 * @property {number[][]} shares by factor, by steps
 * @property {number[][]} parts one part in how many, for the factors below 1
 * @property {Network[]} networks
 * @typedef {{ factor: number, steps: number, axis: string }} State
 * @typedef {ReturnType<Gradient["now"]>} Now
 */

/** @extends {rnn.Element<Trace, State>} */
class Gradient extends rnn.Element {
  /** @returns {rnn.Fields} */
  fields() {
    const { factors, shares, first } = this.trace;
    return {
      factor: { values: factors, initial: first[0] },
      steps: { values: shares[0].map((_, k) => k + 1), initial: first[1] },
      axis: { values: ["log", "linear"], initial: "log" },
    };
  }

  /* The shares of the chosen factor from 0 steps on, and what arrives. */
  now() {
    const { factors, shares, parts } = this.trace;
    const { factor, steps } = this.state;
    const k = factors.indexOf(factor);
    return { ...this.state, line: [1, ...shares[k]], arrives: shares[k][steps - 1], part: parts[k]?.[steps - 1] };
  }

  /** @param {HTMLElement} live */
  build(live) {
    const { factors, shares } = this.trace;
    const [plot, result, table] = [
      rnn.make("div"),
      rnn.make("p", { class: "result" }),
      rnn.make("table", { class: "nums at" }),
    ];
    this.show(() => {
      plot.replaceChildren(rnn.layouts((width) => drawing(width, this.trace, this.now())));
      result.textContent = this.says();
      table.replaceChildren(...beside(this.trace, this.now()));
    });
    live.append(
      rnn.make(
        "div",
        { class: "sliders" },
        rnn.slider(this, "factor", "Each step leaves", factors, ({ factor }) => rnn.number(factor, 2)),
        rnn.slider(
          this,
          "steps",
          "Steps back",
          shares[0].map((_, k) => k + 1),
          ({ steps }) => String(steps),
        ),
      ),
      rnn.make(
        "div",
        { class: "axes" },
        rnn.choice(this, "axis", "The axis is", [
          ["log", "logarithmic"],
          ["linear", "linear"],
        ]),
      ),
      rnn.room(result, this.all()),
      plot,
      table,
    );
  }

  /* All that may be told. */
  all() {
    const { factors, shares, parts } = this.trace;
    return factors.flatMap((factor, k) =>
      shares[k].map((arrives, place) => [told({ factor, steps: place + 1, arrives, part: parts[k]?.[place] })]),
    );
  }

  says() {
    return told(this.now());
  }
}

/** @type {(now: Pick<Now, "factor" | "steps" | "arrives" | "part">) => string} */
const told = ({ factor, steps, arrives, part }) => {
  const factors = `${steps} ${steps === 1 ? "factor" : "factors"} of ${rnn.plain(factor)}`;
  const s = steps === 1 ? "s" : "";
  if (part)
    return `${factors} leave${s} ${rnn.plain(arrives)} of the gradient: ${part < 2 ? share(arrives) : `one part in ${rnn.large(part)}`}.`;
  return factor === 1
    ? `${factors} leave${s} all of the gradient.`
    : `${factors} make${s} ${rnn.large(arrives)} out of 1.`;
};

/** @type {(value: number) => string} */
const share = (value) => `${rnn.number(100 * value, 1)} in 100`;

/** @type {(hue: string, marked?: boolean) => SVGElement} a piece of a curve, for the table */
const sample = (hue, marked = false) =>
  rnn.draw(
    "svg",
    { class: "fig", viewBox: "-14 -7 28 14", "aria-hidden": "true" },
    rnn.draw("path", { d: "M-14 0H14", class: `curve ${hue}`, "stroke-width": 2.5 }),
    ...(marked ? [mark(hue, 0, 0)] : []),
  );

/**
 * All of them in numbers at the chosen distance.
 * @type {(trace: Trace, now: Now) => HTMLElement[]}
 */
const beside = ({ networks }, { steps, arrives, factor }) => {
  /** @type {(name: string, hue: string, shown: number, marked?: boolean) => HTMLElement} */
  const row = (name, hue, shown, marked) =>
    rnn.make(
      "tr",
      {},
      rnn.make("th", { scope: "row" }, sample(hue, marked), rnn.make("span", { class: `k-${hue}` }, name)),
      rnn.make("td", {}, rnn.plain(shown, 2)),
    );
  return [
    rnn.make("caption", {}, `What arrives ${steps} ${steps === 1 ? "step" : "steps"} back`),
    rnn.make(
      "thead",
      {},
      rnn.make("tr", {}, rnn.make("th", { scope: "col" }, "network"), rnn.make("th", { scope: "col" }, "share")),
    ),
    rnn.make(
      "tbody",
      {},
      row(`factor ${rnn.plain(factor)}`, "grad", arrives),
      ...networks.map(({ name, hue, shown }) => row(name, hue, shown[steps], true)),
    ),
  ];
};

rnn.define("rnn-gradient", Gradient);
