/* <rnn-forget-bias>: how much of a gradient fifty steps leave. Trace: hooks/traces_lstm.py, forget_bias. */

const PLOT = { left: 46, right: 318, one: 46, decade: 15 }; // where the lines begin and end, where 1 lies
const DECADES = { 0: "1", 4: "10⁻⁴", 8: "10⁻⁸", 12: "10⁻¹²" };
const STATES = { c: -9, h: 18 }; // and where each letter stands by the end of its line: c leaves more than h

class ForgetBias extends rnn.Element {
  fields() {
    const values = this.trace.biases.map(({ bias }) => bias);
    return { bias: { values, initial: values[0] } };
  }

  now() {
    return this.trace.biases.find(({ bias }) => bias === this.state.bias);
  }

  build(live) {
    const run = rnn.make("div", { class: "run" });
    const told = rnn.make("p", { class: "told" });
    this.show(() => {
      run.replaceChildren(drawing(this.now(), this.trace.every), ...Object.keys(STATES).map((state) => left(state, this.now())));
      told.textContent = this.says();
    });
    live.append(rnn.slider(this, "bias", "Forget bias", this.fields().bias.values, () => this.state.bias), run, told);
  }

  says() {
    const { bias, gate, left } = this.now();
    return `With a forget bias of ${bias} the gate of an average unit starts at ${gate}. ` +
      `Fifty steps back arrives, along c, ${left.c[1]}; along h, ${left.h[1]}.`;
  }
}

const left = (state, { left }) =>
  rnn.make("p", { class: "arrives" }, rnn.make("b", { class: `k-${state}` }, left[state][0]), "left along ", rnn.letter(state, "", state));

/* What is left by distance, on an axis of decades. */
const drawing = ({ decades }, every) => {
  const { text, letter, line, sheet } = rnn.cell;
  const y = (decade) => PLOT.one - decade * PLOT.decade;
  const marks = Object.entries(DECADES).flatMap(([below, words]) => [
    rnn.draw("path", { d: `M${PLOT.left} ${y(-below)}H${PLOT.right}`, class: "axis" }),
    text(PLOT.left - 6, y(-below) + 4, words, "w", "end")]);
  const lines = Object.entries(STATES).flatMap(([state, beside]) => {
    const last = decades[state].length - 1;
    const points = decades[state].map((decade, k) => `${PLOT.left + (k * (PLOT.right - PLOT.left)) / last} ${y(decade)}`);
    return [line(`M${points.join("L")}`, state, 2.5), letter(PLOT.right + 12, y(decades[state][last]) + beside, state, "", state)];
  });
  const steps = (decades.c.length - 1) * every;
  return sheet(256, text(0, 14, "share of the gradient", "w", "start"), ...marks, ...lines,
    text(PLOT.left, 248, "0", "w"), text(PLOT.right, 248, `${steps} steps back`, "w", "end"));
};

rnn.define("rnn-forget-bias", ForgetBias);
