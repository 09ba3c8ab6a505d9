"""The cells: a step of each, the same step backward, and the parameters that they share."""
