"""Your turn on step 3: a word and a memory of the reader's own, worked out as the page works out its three words."""

import numpy as np
from in_page.tasks import Names, Task, lacking
from pages.computation.tables import from_the_parts

from rnn_docs import VOCABULARY, cat_sat_params, forward, one_hot

START = """
word = "cat"
h_prev = [0.9, 0.0, 0.0, -0.9]  # the memory that it meets
"""


def own_memory(names: Names) -> str:
    """A word of the vocabulary, and a state that tanh can leave."""
    if hint := lacking(names, "word", "h_prev"):
        return hint
    if names["word"] not in VOCABULARY:
        return f"word should be one of {', '.join(VOCABULARY)}, in quotation marks."
    h_prev, units = np.ravel(names["h_prev"]).astype(float), cat_sat_params().hidden_size
    if len(h_prev) != units:
        return f"h_prev needs {units} numbers, one for each unit; yours has {len(h_prev)}."
    return "" if abs(h_prev).max() <= 1 else "tanh leaves no number beyond one: keep the memory between −1 and 1."


def drawn(names: Names) -> str:
    """The step as a table."""
    h_prev = np.ravel(names["h_prev"]).astype(float)[:, None]
    trace = forward(cat_sat_params(), one_hot(names["word"])[None], h_init=h_prev)
    parts = (trace["wx"][0], trace["wh"][0], trace["a"][0], trace.hs[0])
    return from_the_parts(f"“{names['word']}” meets your memory", parts, "t", "h_{t-1}").html()


TASKS = {
    "your-memory": Task(
        own_memory,
        "Work out the first row yourself, and compare.",
        START,
        "Your turn: another memory for the same word. How much can the memory change its answer?",
        drawn,
    )
}
