/* <rnn-gates>: step through the prices with gates free or held by hand. Trace: held_gates.py beside it. It
   brings the view too (cell_drawing.py, gate_view.py), whose parts say by name which number moves them. */

/**
 * @typedef {{ held: string, steps: Value[][], told: string[] }} Run the gates held, each step's values, its words
 * @typedef {number | string} Value a number, or the subscript of a step
 * @typedef {object} Trace
 * @property {string[]} names what each value of a step is called
 * @property {rnn.Choice[]} choices a third one, of an LSTM, lights a part of the cell
 * @property {Run[][]} runs by the first choice and the second
 * @property {number} last
 * @property {number} level how high a level of 1 is drawn
 * @property {string} view
 */

/* how much height the digits of a bar take, and the air around them */
const DIGITS = 18;

/** @extends {rnn.Element<Trace, { place: number, light: string } & Record<string, rnn.Value>>} */
class Gates extends rnn.Element {
  /** @returns {rnn.Fields} */
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

  /** @param {HTMLElement} live */
  build(live) {
    const view = rnn.make("div");
    const told = rnn.make("p", { class: "told" });
    view.innerHTML = this.trace.view;
    this.show(({ place, light }) => {
      for (const part of all(view, "[data-name]")) this.move(part, place);
      for (const badge of all(view, "[data-gate]"))
        badge.classList.toggle("held", this.run.held.includes(badge.dataset.gate ?? ""));
      view.dataset.light = String(light);
      for (const step of all(view, "[data-step]")) step.classList.toggle("now", Number(step.dataset.step) === place);
      told.textContent = this.says();
    });
    const all_told = this.trace.runs.flat().flatMap((run) => run.told.map((words) => [words]));
    live.append(rnn.choices(this, this.trace.choices), rnn.player(this, "Step"), view, rnn.room(told, all_told));
  }

  /* A part shows its number at the present step or at its own, which may not have come yet. An outline shows what the
     number would be with all gates free, where that differs. */
  /** @type {(part: SVGElement, place: number) => void} */
  move(part, place) {
    const at = Number(part.dataset.at ?? place);
    const which = this.trace.names.indexOf(part.dataset.name ?? "");
    const [now, free] = [this.run, this.trace.runs[0][0]].map(({ steps }) => steps[at][which]);
    const isGhost = part.classList.contains("ghost");
    part.toggleAttribute("hidden", at > place || (isGhost && now === free));
    if (part.localName === "rect") this.level(part, Number(isGhost ? free : now));
    else if (part.localName === "path") part.setAttribute("transform", `scale(1 ${now})`);
    else part.textContent = typeof now === "number" ? rnn.number(now) : now;
    if (part.localName === "text" && part.dataset.at)
      part.setAttribute("y", String(-this.over(Math.max(Number(now), 0), Number(free)) - 5));
  }

  /* How high the number of a bar stands: upon it, or upon its outline too, if that would run through the number. */
  /** @type {(now: number, free: number) => number} */
  over(now, free) {
    const [bar, outline] = [this.trace.level * now, this.trace.level * free];
    return outline > bar && outline < bar + DIGITS ? outline : bar;
  }

  /** @type {(rect: SVGElement, value: number) => void} */
  level(rect, value) {
    rect.setAttribute("y", String(-this.trace.level * Math.max(value, 0)));
    rect.setAttribute("height", String(this.trace.level * Math.abs(value)));
  }

  says() {
    return this.run.told[this.state.place];
  }
}

/** @type {(within: HTMLElement, selector: string) => NodeListOf<SVGElement>} */
const all = (within, selector) => within.querySelectorAll(selector);

rnn.define("rnn-gates", Gates);
