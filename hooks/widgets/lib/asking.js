/* The question of an explorer: open at first, answered once the reader has brought about what it asks about.

   Its trace says in `asks` what may be guessed, which guess is right, the states in which the answer can be seen, and the
   answer: {guesses, right, seen: {key: [values …]}, answer}. The question itself stands in the page. */

/* What stands above the view: what is guessed, and in its place the answer. And the button that brings the answer about.
   `solved` and `guess` are of this visit, so no field of the address. */
rnn.asking = (explorer) => {
  const { guesses, right, todo, seen, answer } = explorer.trace.asks;
  const told = rnn.make("p", { class: "answered" });
  /** @type {(guessed?: string) => rnn.Child[]} */
  const verdict = (guessed) => {
    const words = !guessed ? "Answer." : guessed === right ? "✓ As you guessed." : `✗ Your guess was “${guessed}”.`;
    return [rnn.make("b", {}, words), ` ${answer}`];
  };
  const show = rnn.button(explorer, "Show me", () => {
    const wanted = Object.fromEntries(Object.entries(seen).map(([key, values]) => [key, values[0]]));
    explorer.set({ ...rnn.stateOf("", explorer.fields()), ...wanted }); // all else stands as at first
  });
  explorer.show((state) => {
    const isSeen = Object.entries(seen).every(([key, values]) => values.includes(state[key]));
    if (isSeen && !state.solved) explorer.news = answer;
    state.solved ||= isSeen;
    told.replaceChildren(...verdict(guesses[state.guess]));
    told.hidden = !state.solved;
    show.hidden = state.solved;
    explorer.classList.toggle("is-asking", !state.solved);
  });
  const options = guesses.map((/** @type {string} */ words, /** @type {number} */ k) => [String(k), words]);
  const guess = guesses.length ? [rnn.choice(explorer, "guess", "Your guess", options)] : [];
  const above = rnn.room(told, [undefined, ...guesses].map(verdict));
  above.append(rnn.make("div", { class: "guess" }, ...guess, rnn.make("p", {}, todo)));
  return { above, show };
};

/* A click on a link of the prose that names a state, "?explorer=state#explorer-…", sets it without leaving the page. */
addEventListener(
  "click",
  (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (
      /** @type {Element} */ (event.target).closest?.("a[href*='#explorer-']")
    );
    if (link?.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const explorer = /** @type {rnn.Element | null} */ (document.getElementById(link.hash.slice(1)));
    const text = new URLSearchParams(link.search).get(explorer?.name ?? "");
    if (!explorer || !text) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    explorer.set(rnn.stateOf(text, explorer.fields()));
    explorer.tabIndex = -1;
    explorer.focus({ preventScroll: true });
    explorer.scrollIntoView({ block: "nearest" });
  },
  { capture: true },
);
