"""From the state to an answer: the output layer, the losses that judge it, and symbols drawn from it."""
