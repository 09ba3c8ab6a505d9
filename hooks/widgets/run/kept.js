/* What a reader wrote for the tasks, {task: {text, solved}}: on this device and nowhere else, forgotten with the answers. */

const KEY = "rnn-lesson-code";
let kept = null;

const read = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
};

rnn.codeOf = (task) => {
  kept ??= read();
  return typeof kept[task]?.text === "string" ? kept[task] : undefined;
};

/* Without `entry` the task is forgotten. */
rnn.keepCode = (task, entry) => {
  kept = { ...(kept ?? read()), [task]: entry && { ...kept?.[task], ...entry } };
  if (!entry) delete kept[task];
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    /* it lasts as long as the page */
  }
};

const { forget, keeps } = rnn;
rnn.keeps = () => keeps() || Object.keys(kept ?? read()).length > 0;
rnn.forget = () => {
  kept = {};
  try {
    localStorage.removeItem(KEY);
  } catch {
    /* nothing was kept */
  }
  forget();
};
