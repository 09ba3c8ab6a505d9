/* <rnn-gates>: step through the prices with gates free or held by hand. Trace: hooks/pages/shared/held_gates.py; it brings the view
   too (hooks/pages/shared/{cell_drawing,gate_view}.py), whose parts say by name which number moves them. */

/* the height of a level of 1 */
const UNIT = 52;

class Gates extends rnn.Element {
  fields() {
    return { ...rnn.asked(this.trace.choices), place: rnn.upTo(this.last) };
  }

  get last() {
    return this.trace.last;
  }

  get run() {
    const [first, second] = this.trace.choices.map(([key]) => this.fields()[key].values.indexOf(this.state[key]));
    return this.trace.runs[first][second];
  }

  build(live) {
    const view = rnn.make("div");
    const told = rnn.make("p", { class: "told" });
    view.innerHTML = this.trace.view;
    this.show(({ place }) => {
      view.querySelectorAll("[data-name]").forEach((part) => this.move(part, place));
      view.querySelectorAll("[data-gate]").forEach((badge) => badge.classList.toggle("held", this.run.held.includes(badge.dataset.gate)));
      view.querySelectorAll("[data-step]").forEach((step) => step.classList.toggle("now", Number(step.dataset.step) === place));
      told.textContent = this.says();
    });
    live.append(...rnn.choices(this, this.trace.choices), rnn.player(this, "Step"), view, told);
  }

  /* A part shows its number at the present step or at its own, which may not have come yet. An outline shows what the
     number would be with all gates free, where that differs; the number of a bar stands above both. */
  move(part, place) {
    const { name, at = place } = part.dataset;
    const [now, free] = [this.run, this.trace.runs[0][0]].map(({ steps }) => steps[at][this.trace.names.indexOf(name)]);
    const isGhost = part.classList.contains("ghost");
    part.toggleAttribute("hidden", at > place || (isGhost && now === free));
    if (part.localName === "rect") level(part, isGhost ? free : now);
    else if (part.localName === "path") part.setAttribute("transform", `scale(1 ${now})`);
    else part.textContent = typeof now === "number" ? rnn.number(now) : now;
    if (part.localName === "text" && part.dataset.at) part.setAttribute("y", -UNIT * Math.max(now, free, 0) - 5);
  }

  says() {
    return this.run.told[this.state.place];
  }
}

const level = (rect, value) => {
  rect.setAttribute("y", -UNIT * Math.max(value, 0));
  rect.setAttribute("height", UNIT * Math.abs(value));
};

rnn.define("rnn-gates", Gates);
