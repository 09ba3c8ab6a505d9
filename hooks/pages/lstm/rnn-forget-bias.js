/* <rnn-forget-bias>: how much of a gradient fifty steps leave. Trace: forget_bias.py beside it. */

/** @typedef {{ bias: string, drawn: string, told: string }} Bias */

/** @extends {rnn.Element<{ biases: Bias[], first: string }, { bias: string }>} */
class ForgetBias extends rnn.Element {
  fields() {
    const values = this.trace.biases.map(({ bias }) => bias);
    return { bias: { values, initial: this.trace.first } };
  }

  get now() {
    return /** @type {Bias} */ (this.trace.biases.find(({ bias }) => bias === this.state.bias));
  }

  /** @param {HTMLElement} live */
  build(live) {
    const run = rnn.make("div", { class: "run" });
    const told = rnn.make("p", { class: "told" });
    this.show(() => {
      run.innerHTML = this.now.drawn;
      told.textContent = this.says();
    });
    const slider = rnn.slider(this, "bias", "Forget bias", this.fields().bias.values, () => this.state.bias);
    live.append(
      rnn.make("div", { class: "sliders" }, slider),
      run,
      rnn.room(
        told,
        this.trace.biases.map(({ told: words }) => [words]),
      ),
    );
  }

  says() {
    return this.now.told;
  }
}

rnn.define("rnn-forget-bias", ForgetBias);
