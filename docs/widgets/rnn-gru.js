/* <rnn-gru>: step through the prices with z and r free or held by hand, the LSTM beside. Trace: hooks/traces_gru.py. */

const GATES = { z: "update gate", r: "reset gate" };

class GRU extends rnn.Element {
  fields() {
    const last = this.trace.prices.length - 1;
    const values = rnn.hands(this.trace);
    return {
      z: { values, initial: "free" },
      r: { values, initial: "free" },
      step: { values: [...Array(last + 1).keys()], initial: last },
    };
  }

  /* All steps as chosen, {name: number}; h of all steps with both gates free; the LSTM's steps as [c, h]. */
  now() {
    const { names, runs, lstm } = this.trace;
    const [z, r] = ["z", "r"].map((gate) => this.fields()[gate].values.indexOf(this.state[gate]));
    const steps = runs[z][r].map((numbers) => Object.fromEntries(numbers.map((value, k) => [names[k], value])));
    const held = Object.keys(GATES).filter((gate) => this.state[gate] !== "free");
    return { steps, free: runs[0][0].map((numbers) => numbers[names.indexOf("h")]), lstm, step: this.state.step, held };
  }

  build(live) {
    const run = rnn.make("div", { class: "run" });
    const equation = rnn.make("div");
    const told = rnn.make("p", { class: "told" });
    this.show(() => {
      const now = this.now();
      const others = now.lstm.map(([, h]) => h);
      run.replaceChildren(
        drawing(now, this.trace.xs[now.step]),
        rnn.bars("GRU’s hidden", "h", now.steps.map((s) => s.h), now.free, now.step),
        rnn.bars("LSTM’s hidden", "h", others, others, now.step),
      );
      equation.replaceChildren(written(now));
      told.textContent = this.says();
    });
    live.append(
      rnn.hand(this, "z", "Hold the update gate z at"),
      rnn.hand(this, "r", "Hold the reset gate r at"),
      rnn.player(this, "step", "Step", () => this.trace.prices.length - 1, () => `step ${this.state.step}`),
      run, equation, told,
    );
  }

  says() {
    const { steps, free, lstm, step, held } = this.now();
    const n = steps[step];
    const gate = (name) => `the ${GATES[name]}, ${held.includes(name) ? "held at " : ""}${rnn.number(n[name])},`;
    const usual = held.length ? ` Left free, it would hold ${rnn.number(free[step])}.` : "";
    const [c, h] = lstm[step].map((value) => rnn.number(value));
    return `Step ${step}, price ${this.trace.prices[step]}: ${gate("z")} keeps ${rnn.amount(n.z)} of the old state, ` +
      `${gate("r")} lets the candidate see ${rnn.amount(n.r)} of it. The GRU holds and shows ${rnn.number(n.h)}.${usual} ` +
      `The LSTM holds ${c} and shows ${h}.`;
  }
}

const at = (step) => [String(step), step ? String(step - 1) : "init"];
const before = (steps, step) => (step ? steps[step - 1].h : 0);

const written = ({ steps, step }) => {
  const [[t, last], n] = [at(step), steps[step]];
  return rnn.equation(["h", t, "h", n.h], "=", ["z", t, "gate", n.z], "·", ["h", last, "h", before(steps, step)], "+",
    ["(1−z", t, "gate", n.rest, ")"], "·", ["n", t, "h", n.n]);
};

/* From the old tank through the update gate to the new one; below, through the reset gate to the candidate. */
const drawing = ({ steps, step, held }, x) => {
  const { text, letter, line, tank, valve, badge, candidate, plus, sheet } = rnn.cell;
  const [[t, last], n] = [at(step), steps[step]];
  const gate = (name, x, y) => badge(x, y, name, held.includes(name));
  return sheet(282,
    line("M34 92H258", "h", 5, "264 92"), line("M186 194V112", "h", 4, "186 107", -90),
    line("M46 92V208H158", "h", 2.25, "163 208"), line("M186 270V228", "x", 3, "186 226", -90),
    line("M104 146V102M118 160H176M92 220V228", "gate", 2.25),
    tank(0, before(steps, step), "h", "h", last), tank(269, n.h, "h", "h", t),
    valve(104, 92, n.z), valve(186, 160, n.rest, true), valve(92, 208, n.r), plus(186),
    gate("z", 104, 160), gate("r", 92, 242), candidate(186, 208, "n", "h"),
    text(84, 165, rnn.number(n.z), "gate", "end"), text(202, 165, rnn.number(n.rest), "gate", "start"),
    letter(148, 152, "1−z", "", "gate"), text(112, 247, rnn.number(n.r), "gate", "start"),
    text(146, 116, rnn.number(n.kept), "h"), text(194, 134, rnn.number(n.stored), "h", "start"),
    text(136, 200, rnn.number(n.seen), "h"), text(212, 213, rnn.number(n.n), "h", "start"),
    letter(198, 274, "x", t, "x", "start"), text(222, 273, rnn.number(x), "x", "start"));
};

rnn.define("rnn-gru", GRU);
