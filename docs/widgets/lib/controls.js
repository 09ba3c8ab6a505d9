/* Native controls, bound to one key of an explorer's state. */

let controls = 0; // so that labels and radios find each other

/* Radio buttons in a row: `options` are [value, label]. */
rnn.choice = (explorer, key, legend, options) => {
  const name = `rnn-${++controls}`;
  const labels = options.map(([value, label]) => {
    const input = rnn.make("input", { type: "radio", name, value });
    explorer.on(input, "change", () => explorer.set({ [key]: value }));
    explorer.show((state) => (input.checked = state[key] === value));
    return rnn.make("label", {}, input, rnn.make("span", {}, label));
  });
  return rnn.make("fieldset", { class: "choice" }, rnn.make("legend", {}, legend), ...labels);
};

/* A range over the indices of `values`; `words` says in words where it stands. */
rnn.slider = (explorer, key, label, values, words) => {
  const id = `rnn-${++controls}`;
  const input = rnn.make("input", { type: "range", id, min: 0, max: values.length - 1, step: 1 });
  const output = rnn.make("output", { for: id });
  explorer.on(input, "input", () => explorer.set({ [key]: values[input.value] }));
  explorer.show((state) => {
    input.value = values.indexOf(state[key]);
    output.textContent = words(state);
    input.setAttribute("aria-valuetext", words(state));
  });
  return rnn.make("div", { class: "slider" }, rnn.make("label", { for: id }, label), input, output);
};

/* A checkbox for a state that is "on" or "off". */
rnn.toggle = (explorer, key, label) => {
  const input = rnn.make("input", { type: "checkbox" });
  explorer.on(input, "change", () => explorer.set({ [key]: input.checked ? "on" : "off" }));
  explorer.show((state) => (input.checked = state[key] === "on"));
  return rnn.make("label", { class: "toggle" }, input, rnn.make("span", {}, label));
};

rnn.button = (explorer, label, action, attributes = {}) => {
  const button = rnn.make("button", { type: "button", ...attributes }, label);
  explorer.on(button, "click", action);
  return button;
};

/* Play, pause, step and drag through 0 … last() of a key; `words` says in words where it stands. */
rnn.player = (explorer, key, label, last, words, pace = 1200) => {
  let timer = 0;
  const stop = () => (timer = clearInterval(timer) || 0);
  const go = (k) => explorer.set({ [key]: Math.min(Math.max(k, 0), last()) });
  const stopAt = (k) => (stop(), go(k));
  const play = rnn.button(explorer, "", () => {
    const k = explorer.state[key];
    if (timer) return stopAt(k);
    timer = setInterval(() => go(explorer.state[key] + 1), pace);
    go(k < last() ? k + 1 : 0);
  }, { class: "play" });
  const step = (by, sign, name) =>
    rnn.button(explorer, sign, () => stopAt(explorer.state[key] + by), { class: "once", "aria-label": name });
  const range = rnn.make("input", { type: "range", min: 0, step: 1, "aria-label": label });
  explorer.on(range, "input", () => stopAt(Number(range.value)));
  explorer.undo.signal.addEventListener("abort", stop);
  explorer.show((state) => {
    if (state[key] >= last()) stop();
    play.textContent = timer ? "❚❚ Pause" : "▶ Play";
    range.max = last();
    range.value = state[key];
    range.setAttribute("aria-valuetext", words(state));
  });
  return rnn.make("div", { class: "player" }, play, step(-1, "←", "One step back"), step(1, "→", "One step on"), range);
};
