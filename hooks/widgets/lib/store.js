/* The reader's answers on this device, and nowhere else. Where the browser keeps nothing, they last as long as the
   page: no word of it, because nothing of the lesson depends on them. */

/* opened from a disk, all pages of the disk may share one storage: the key is ours alone */
const KEY = "rnn-lesson-answers";
const CHANGED = "rnn-answers";
/** @type {string | null} what could not be stored */
let unkept = null;

/** @type {<Found>(action: () => Found, otherwise: Found) => Found} */
const attempt = (action, otherwise) => {
  try {
    return action();
  } catch {
    return otherwise;
  }
};

rnn.answers = () => rnn.answersOf(unkept ?? attempt(() => localStorage.getItem(KEY), null));

rnn.keep = (answers) => {
  const text = rnn.textOfAnswers(answers);
  unkept = attempt(() => {
    localStorage.setItem(KEY, text);
    return null;
  }, text);
  dispatchEvent(new Event(CHANGED));
};

/* all that pages keep: every name begins so */
rnn.ours = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith("rnn-lesson-")), []);

rnn.forget = () => {
  unkept = attempt(() => {
    for (const key of [KEY, ...rnn.ours()]) localStorage.removeItem(key);
    return null;
  }, "");
  dispatchEvent(new Event(CHANGED));
};

/* After every change: here, in another tab, or while this page was out of sight. */
rnn.watch = (signal, action) => {
  for (const type of [CHANGED, "storage", "pageshow"]) addEventListener(type, action, { signal });
};
