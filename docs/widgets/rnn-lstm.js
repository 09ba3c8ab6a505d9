/* <rnn-lstm>: step through the prices, with one gate held by hand if you like. Trace: hooks/traces_lstm.py, prices. */

const GATES = { f: "forget gate", i: "input gate", o: "output gate" };

class LSTM extends rnn.Element {
  fields() {
    const last = this.trace.prices.length - 1;
    return {
      gate: { values: Object.keys(GATES), initial: "f" },
      level: { values: rnn.hands(this.trace), initial: "free" },
      step: { values: [...Array(last + 1).keys()], initial: last },
    };
  }

  /* All steps as chosen and as they are without a hand, {name: number}, and what is held. */
  now() {
    const { gate, level, step } = this.state;
    const position = this.trace.levels.findIndex(([name]) => name === level);
    const named = (run) => run.map((numbers) => Object.fromEntries(numbers.map((value, k) => [this.trace.names[k], value])));
    const free = named(this.trace.free);
    return { free, steps: position < 0 ? free : named(this.trace.held[gate][position]), step, held: position < 0 ? "" : gate };
  }

  build(live) {
    const run = rnn.make("div", { class: "run" });
    const equations = rnn.make("div", { class: "two" });
    const told = rnn.make("p", { class: "told" });
    this.show(() => {
      const now = this.now();
      const bars = (title, name) =>
        rnn.bars(title, name, now.steps.map((s) => s[name]), now.free.map((s) => s[name]), now.step);
      run.replaceChildren(drawing(now, this.trace.xs[now.step]), bars("cell", "c"), bars("hidden", "h"));
      equations.replaceChildren(...written(now));
      told.textContent = this.says();
    });
    live.append(
      rnn.row(this, "gate", "Hold one gate by hand", Object.keys(GATES).map((gate) => [gate, GATES[gate].split(" ")[0]])),
      rnn.hand(this, "level", "at, for all four prices"),
      rnn.player(this, "step", "Step", () => this.trace.prices.length - 1, () => `step ${this.state.step}`),
      run, equations, told,
    );
  }

  says() {
    const { free, steps, step, held } = this.now();
    const [n, without] = [steps[step], free[step]];
    const gate = (name) => `the ${GATES[name]}, ${name === held ? "held at " : ""}${rnn.number(n[name])},`;
    const usual = held ? ` Left free: cell ${rnn.number(without.c)}, hidden ${rnn.number(without.h)}.` : "";
    return `Step ${step}, price ${this.trace.prices[step]}: ${gate("f")} keeps ${rnn.amount(n.f)} of the old cell, ` +
      `${gate("i")} stores ${rnn.amount(n.i)} of the candidate, ${gate("o")} shows ${rnn.amount(n.o)} of tanh c. ` +
      `Cell ${rnn.number(n.c)}, hidden ${rnn.number(n.h)}.${usual}`;
  }
}

const at = (step) => [String(step), step ? String(step - 1) : "init"];
const before = (steps, step) => (step ? steps[step - 1].c : 0);

const written = ({ steps, step }) => {
  const [[t, last], n] = [at(step), steps[step]];
  return [
    rnn.equation(["c", t, "c", n.c], "=", ["f", t, "gate", n.f], "·", ["c", last, "c", before(steps, step)], "+",
      ["i", t, "gate", n.i], "·", ["g", t, "c", n.g]),
    rnn.equation(["h", t, "h", n.h], "=", ["o", t, "gate", n.o], "· tanh", ["c", t, "c", n.c]),
  ];
};

/* From the old tank through the forget gate to the new one, whose tanh leaves through the output gate. */
const drawing = ({ steps, step, held }, x) => {
  const { text, letter, line, tank, valve, badge, candidate, box, plus, sheet } = rnn.cell;
  const [[t, last], n] = [at(step), steps[step]];
  const gate = (name, x, y) => badge(x, y, name, name === held);
  return sheet(256,
    line("M34 92H152", "c", 5, "158 92"), line("M124 194V112", "c", 4, "124 107", -90),
    line("M197 92H270", "c", 4), line("M270 92H290", "h", 4, "297 92"), line("M124 244V228", "x", 3, "124 226", -90),
    line("M58 82V70M270 82V70M100 160H114", "gate", 2.25),
    tank(0, before(steps, step), "c", "c", last), tank(163, n.c, "c", "c", t), tank(303, n.h, "h", "h", t),
    valve(58, 92, n.f), valve(124, 160, n.i, true), valve(270, 92, n.o), plus(124), box(227, "tanh"),
    gate("f", 58, 56), gate("i", 86, 160), gate("o", 270, 56), candidate(124, 208, "g", "c"),
    text(58, 36, rnn.number(n.f), "gate"), text(140, 165, rnn.number(n.i), "gate", "start"), text(270, 36, rnn.number(n.o), "gate"),
    text(94, 81, rnn.number(n.kept), "c"), text(116, 136, rnn.number(n.stored), "c", "end"),
    text(150, 213, rnn.number(n.g), "c", "start"), text(227, 120, rnn.number(n.tanh_c), "c"),
    letter(136, 249, "x", t, "x", "start"), text(160, 248, rnn.number(x), "x", "start"));
};

rnn.define("rnn-lstm", LSTM);
