/* What a reader has answered: {question: {round, tried, right, solved}}. Pure functions; store.js keeps it.

   `round` counts the retries, `tried` are the choices of this round in the order of trying, `right` is the right one,
   and `solved`, once true, stays. */

const VERSION = 1;
const ID = /^[a-z0-9-]{1,60}$/;
const CHOICES = 8;
const ROUNDS = 1000;

/** @type {(value: any, end: number) => boolean} */
const below = (value, end) => Number.isInteger(value) && value >= 0 && value < end;
/**
 * @param {any} entry
 * @returns {entry is rnn.Entry}
 */
const isEntry = (entry) => {
  const { round, tried, right, solved } = entry ?? {};
  return (
    below(round, ROUNDS) &&
    below(right, CHOICES) &&
    typeof solved === "boolean" &&
    Array.isArray(tried) &&
    tried.every((choice) => below(choice, CHOICES)) &&
    new Set(tried).size === tried.length
  );
};

/* From the text that was stored. What is not ours counts as nothing, whatever it is. */
rnn.answersOf = (text) => {
  try {
    const { version, answers } = JSON.parse(text ?? "");
    if (version !== VERSION) return {};
    return Object.fromEntries(Object.entries(answers).filter(([id, entry]) => ID.test(id) && isEntry(entry)));
  } catch {
    return {};
  }
};

rnn.textOfAnswers = (answers) => JSON.stringify({ version: VERSION, answers });

/* The entry of a question whose right choice is `right`; one of another version of the question counts as nothing. */
rnn.entryOf = (answers, id, right) =>
  answers[id]?.right === right ? answers[id] : { round: 0, tried: [], right, solved: false };

rnn.withChoice = (answers, id, right, choice) => {
  const entry = rnn.entryOf(answers, id, right);
  const tried = entry.tried.includes(choice) ? entry.tried : [...entry.tried, choice];
  return { ...answers, [id]: { ...entry, tried, solved: entry.solved || choice === right } };
};

/* A new round for these questions: nothing tried, another order. */
rnn.again = (answers, ids) => {
  const known = ids.filter((id) => answers[id]);
  const renewed = known.map((id) => [id, { ...answers[id], tried: [], round: (answers[id].round + 1) % ROUNDS }]);
  return { ...answers, ...Object.fromEntries(renewed) };
};

rnn.score = (answers, ids) => {
  const tried = ids.filter((id) => answers[id]?.tried.length);
  return {
    asked: ids.length,
    answered: tried.length,
    right: tried.filter((id) => answers[id].tried[0] === answers[id].right).length,
  };
};

/* For each step, by the questions that it asks: are all of them solved? */
rnn.stepsDone = (answers, steps) => steps.map((ids) => ids.length > 0 && ids.every((id) => answers[id]?.solved));

/* The order in which a question shows its choices: as written at first, and in each later round the seventh next of all
   orders, so that it is never the one before. */
rnn.order = (round, count) => {
  const left = [...Array(count).keys()];
  let rank = 7 * round;
  return [...left].map(() => {
    const k = rank % left.length;
    rank = (rank - k) / left.length;
    return left.splice(k, 1)[0];
  });
};
