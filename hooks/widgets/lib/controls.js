/* Native controls, bound to one key of an explorer's state. */

/* so that labels and radios find each other */
let controls = 0;

/* Radio buttons in a row: `options` are [value, label]. */
rnn.choice = (explorer, key, legend, options) => {
  const name = `rnn-${++controls}`;
  const labels = options.map(([value, label]) => {
    const input = rnn.make("input", { type: "radio", name, value });
    explorer.on(input, "change", () => explorer.set({ [key]: value }));
    explorer.show((state) => {
      input.checked = state[key] === value;
    });
    return rnn.make("label", {}, input, rnn.make("span", { "data-words": label }, label));
  });
  return rnn.make("fieldset", { class: "choice" }, rnn.make("legend", {}, legend), ...labels);
};

/* Radio buttons for each of [key, legend, options], and the fields of a state that they make: at first the first option
   or what `initial` says. */
rnn.choices = (explorer, choices) =>
  rnn.make("div", { class: "choices" }, ...choices.map((choice) => rnn.choice(explorer, ...choice)));

rnn.asked = (choices, initial = {}) =>
  Object.fromEntries(
    choices.map(([key, , options]) => [
      key,
      { values: options.map(([value]) => value), initial: initial[key] ?? options[0][0] },
    ]),
  );

/* A range over the indices of `values`; `words` says in words where it stands. */
rnn.slider = (explorer, key, label, values, words) => {
  const id = `rnn-${++controls}`;
  const input = rnn.make("input", { type: "range", id, min: 0, max: values.length - 1, step: 1 });
  const output = rnn.make("output", { for: id });
  explorer.on(input, "input", () => explorer.set({ [key]: values[Number(input.value)] }));
  explorer.show((state) => {
    input.value = String(values.indexOf(state[key]));
    output.textContent = words(state);
    input.setAttribute("aria-valuetext", words(state));
  });
  return rnn.make("div", { class: "slider" }, rnn.make("label", { for: id }, label), input, output);
};

rnn.button = (explorer, label, action, attributes = {}) => {
  const button = rnn.make("button", { type: "button", ...attributes }, label);
  explorer.on(button, "click", action);
  return button;
};

/* Play, pause, step and drag through the places 0 … `explorer.last`. */
rnn.player = (explorer, label, pace = 1200) => {
  let timer = 0;
  const stop = () => {
    clearInterval(timer);
    timer = 0;
  };
  const go = (/** @type {number} */ place) => explorer.set({ place: Math.min(Math.max(place, 0), explorer.last) });
  const on = (/** @type {number} */ by) => go(explorer.state.place + by);
  const pause = (/** @type {number} */ place) => {
    stop();
    go(place);
  };
  const start = () => {
    timer = setInterval(on, pace, 1);
    on(explorer.state.place < explorer.last ? 1 : -explorer.last);
  };
  const play = rnn.button(explorer, "", () => (timer ? pause(explorer.state.place) : start()), { class: "play" });
  /** @type {(by: number, sign: string, name: string) => HTMLElement} */
  const step = (by, sign, name) =>
    rnn.button(explorer, sign, () => pause(explorer.state.place + by), { class: "once", "aria-label": name });
  const range = rnn.make("input", { type: "range", min: 0, step: 1, "aria-label": label });
  explorer.on(range, "input", () => pause(Number(range.value)));
  explorer.undo.signal.addEventListener("abort", stop);
  explorer.show(({ place }) => {
    if (place >= explorer.last) stop();
    play.textContent = timer ? "❚❚ Pause" : "▶ Play";
    range.max = String(explorer.last);
    range.value = place;
  });
  return rnn.make("div", { class: "player" }, play, step(-1, "←", "One step back"), step(1, "→", "One step on"), range);
};
