/* The reader's answers on this device, and nowhere else. Where the browser keeps nothing, they last as long as the
   page: no word of it, because nothing of the lesson depends on them. */

/* opened from a disk, all pages of the disk may share one storage: the key is ours alone */
const KEY = "rnn-lesson-answers";
const CHANGED = "rnn-answers";
/* what could not be stored */
let unkept = null;

const attempt = (action, otherwise) => {
  try {
    return action();
  } catch {
    return otherwise;
  }
};

rnn.answers = () => rnn.answersOf(unkept ?? attempt(() => localStorage.getItem(KEY), ""));

rnn.keep = (answers) => {
  const text = rnn.textOfAnswers(answers);
  unkept = attempt(() => (localStorage.setItem(KEY, text), null), text);
  dispatchEvent(new Event(CHANGED));
};

/* all that pages keep: every name begins so */
rnn.ours = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith("rnn-lesson-")), []);

rnn.forget = () => {
  unkept = attempt(() => rnn.ours().forEach((key) => localStorage.removeItem(key)) ?? null, "");
  dispatchEvent(new Event(CHANGED));
};

/* After every change: here, in another tab, or while this page was out of sight. */
rnn.watch = (signal, action) =>
  [CHANGED, "storage", "pageshow"].forEach((type) => addEventListener(type, action, { signal }));
