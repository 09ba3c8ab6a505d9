/* An explorer that reads one of several sentences, up to a place that its player moves.
   Trace: {sentences: [[sentence, …, what there is to show word by word], …]}; at first the sentence `first` is shown. */

rnn.Reader = class extends rnn.Element {
  fields() {
    const slugs = this.trace.sentences.map(([sentence]) => rnn.slug(sentence));
    const last = Math.max(...this.trace.sentences.map((entry) => this.lastOf(entry.at(-1))));
    return { sentence: { values: slugs, initial: slugs.at(this.first ?? 0) }, place: rnn.upTo(last, this.shownFirst) };
  }

  /* The chosen sentence as it stands in the trace, and the last of its places. */
  get entry() {
    return this.trace.sentences.find(([sentence]) => rnn.slug(sentence) === this.state.sentence);
  }

  get last() {
    return this.lastOf(this.entry.at(-1));
  }

  lastOf(words) {
    return words.length;
  }

  refresh() {
    this.state.place = Math.min(this.state.place, this.last);
    super.refresh();
  }

  controls(legend, label, pace) {
    const options = this.trace.sentences.map(([sentence]) => [rnn.slug(sentence), sentence]);
    return [rnn.choice(this, "sentence", legend, options), rnn.player(this, label, pace)];
  }
};
