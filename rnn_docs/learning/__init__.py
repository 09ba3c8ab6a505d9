"""Learning: the weights before the first step, the optimisers that change them, and the loop that calls them."""
