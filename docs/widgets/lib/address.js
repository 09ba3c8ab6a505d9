/* The state of an explorer in the page's address, so that a teacher can link to it: ?hidden-state=the-cat-sat_2

   `fields` says what a state is made of, in order: {key: {values: [allowed …], initial}}. */

rnn.initialState = (fields) =>
  Object.fromEntries(Object.entries(fields).map(([key, { initial }]) => [key, initial]));

/* Whatever is missing, unknown or mistyped stays as it is at first. */
rnn.stateOf = (text, fields) => {
  const state = rnn.initialState(fields);
  const parts = (text || "").split("_");
  Object.entries(fields).forEach(([key, { values }], k) => {
    const found = values.find((value) => String(value) === parts[k]);
    if (found !== undefined) state[key] = found;
  });
  return state;
};

/* An empty text for the state that an explorer has at first. */
rnn.textOf = (state, fields) => {
  const keys = Object.keys(fields);
  return keys.every((key) => state[key] === fields[key].initial) ? "" : keys.map((key) => state[key]).join("_");
};

/* The query with one explorer's state set, the others' untouched. */
rnn.queryWith = (query, name, text) => {
  const parameters = new URLSearchParams(query);
  if (text) parameters.set(name, text);
  else parameters.delete(name);
  const found = parameters.toString();
  return found ? `?${found}` : "";
};
