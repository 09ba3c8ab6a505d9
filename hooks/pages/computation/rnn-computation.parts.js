/* The parts of one step of <rnn-computation>, in the order of its computation. */

export const PARTS = ["the word’s share", "the memory’s share", "the bias", "the sum", "tanh"];
export const [WORD, MEMORY, BIAS, SUM, TANH] = PARTS.keys();
