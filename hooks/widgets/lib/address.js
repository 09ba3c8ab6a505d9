/* The state of an explorer in the page's address, so that a teacher can link to it: ?hidden-state=the-cat-sat_2

   `fields` says what a state is made of, in order: {key: {values: [allowed …], initial}}. */

/* The numbers from 0 to `last`, as a field: at first the last one. */
rnn.upTo = (last, initial = last) => ({ values: [...Array(last + 1).keys()], initial });

/* Whatever is missing, unknown or mistyped stays as it is at first. */
rnn.stateOf = (text, fields) => {
  const parts = (text || "").split("_");
  return Object.fromEntries(
    Object.entries(fields).map(([key, { values, initial }], k) => [
      key,
      values.find((value) => String(value) === parts[k]) ?? initial,
    ]),
  );
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
