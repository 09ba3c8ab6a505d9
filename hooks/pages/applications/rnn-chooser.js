/* <rnn-chooser>: three questions, and the network for every combination of answers. */

/**
 * @typedef {[network: string, why: string, goesIn: string, comesOut: string, whenever: boolean]} Rule
 * @typedef {object} Trace
 * @property {rnn.Choice[]} questions
 * @property {Rule[]} rules
 * @property {Record<string, number>} answers the place of a rule in `rules`, by the answers, joined as in_when_out
 * @property {Record<string, string>} drawings SVG by network
 */

const WHENEVER = "Everything is there from the start, so when the answer must come changes nothing.";

/** @extends {rnn.Element<Trace, Record<string, string>>} */
class Chooser extends rnn.Element {
  fields() {
    return rnn.asked(this.trace.questions, { in: "whole" });
  }

  get rule() {
    const chosen = this.trace.questions.map(([key]) => this.state[key]).join("_");
    return this.trace.rules[this.trace.answers[chosen]];
  }

  /** @param {HTMLElement} live */
  build(live) {
    const drawing = rnn.make("div", { class: "wiring" });
    const words = rnn.make("div", { class: "words" });
    const examples = rnn.make("div", { class: "examples" });
    this.show(() => {
      drawing.innerHTML = this.trace.drawings[this.rule[0]];
      words.replaceChildren(...advised(this.rule));
      examples.replaceChildren(...exemplified(this.rule));
    });
    const { questions, rules } = this.trace;
    const advice = rnn.make("div", { class: "advice" }, drawing, rnn.room(words, rules.map(advised)));
    const exampled = rnn.room(examples, rules.map(exemplified));
    live.append(rnn.make("div", { class: "advised" }, rnn.choices(this, questions), advice, exampled));
  }

  says() {
    const [network, why] = this.rule;
    return `${capital(network)}. ${why}`;
  }
}

/** @type {(rule: Rule) => HTMLElement[]} */
const advised = ([network, why]) => [rnn.make("p", { class: "network" }, capital(network)), rnn.make("p", {}, why)];

/** @type {(rule: Rule) => HTMLElement[]} */
const exemplified = ([, , goesIn, comesOut, whenever]) => [
  rnn.make("p", {}, `For example: ${goesIn} → ${comesOut}.`),
  ...(whenever ? [rnn.make("p", {}, WHENEVER)] : []),
];

/** @type {(words: string) => string} */
const capital = (words) => words[0].toUpperCase() + words.slice(1);

rnn.define("rnn-chooser", Chooser);
