/* An explorer that reads one of several sentences, up to a place that its player moves.
   Trace: {sentences: [[sentence, …, what there is to show word by word], …]}; at first the sentence `first` is shown. */

/**
 * @template {rnn.Sentences} Trace
 * @template {rnn.Place} State
 * @extends {rnn.Element<Trace, State>}
 */
class Reader extends rnn.Element {
  /** @returns {number} which sentence is shown at first; those below zero are counted from the end */
  get first() {
    return 0;
  }

  /** @returns {number | undefined} how far it is read at first; undefined is all of it */
  get shownFirst() {
    return undefined;
  }

  /** @returns {rnn.Fields} */
  fields() {
    const slugs = this.trace.sentences.map(([sentence]) => rnn.slug(sentence));
    const initial = /** @type {string} */ (slugs.at(this.first));
    const last = Math.max(...this.trace.sentences.map((entry) => this.lastOf(entry.at(-1))));
    return { sentence: { values: slugs, initial }, place: rnn.upTo(last, this.shownFirst) };
  }

  /* The chosen sentence as it stands in the trace, and the last of its places. */
  get entry() {
    const found = this.trace.sentences.find(([sentence]) => rnn.slug(sentence) === this.state.sentence);
    return /** @type {Trace["sentences"][number]} */ (found);
  }

  get last() {
    return this.lastOf(this.entry.at(-1));
  }

  /** @param {unknown[]} words */
  lastOf(words) {
    return words.length;
  }

  refresh() {
    this.state.place = Math.min(this.state.place, this.last);
    super.refresh();
  }

  /** @type {rnn.Reader["controls"]} */
  controls(legend, label, pace) {
    /** @type {rnn.Option[]} */
    const options = this.trace.sentences.map(([sentence]) => [rnn.slug(sentence), sentence]);
    return [rnn.choice(this, "sentence", legend, options), rnn.player(this, label, pace)];
  }
}
rnn.Reader = Reader;
