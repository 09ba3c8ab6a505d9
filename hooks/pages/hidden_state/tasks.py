"""Your turn on step 2: a sentence of the reader's own, drawn as the page draws its five words."""

from in_page.tasks import Names, Task, lacking
from pages.hidden_state.figures import FIVE, any_words

from rnn_docs import VOCABULARY

MOST = len(FIVE.split())  # words that the drawing has room for
START = """
sentence = "sat the cat"  # up to five words: the, cat, sat
"""


def own_sentence(names: Names) -> str:
    """A sentence that the network can read, and the drawing hold."""
    if hint := lacking(names, "sentence"):
        return hint
    if not isinstance(names["sentence"], str):
        return "A sentence is a text: put it into quotation marks."
    words = names["sentence"].split()
    if strange := [word for word in words if word not in VOCABULARY]:
        return f"The network has no column for “{strange[0]}”: its vocabulary is {', '.join(VOCABULARY)}."
    return "" if 0 < len(words) <= MOST else f"The drawing has room for one word to five; yours are {len(words)}."


TASKS = {
    "your-sentence": Task(
        own_sentence,
        "Here is your sentence. Swap two of its words: which states change?",
        START,
        "Your turn: a sentence of your own. Can you bring one unit close to zero?",
        lambda names: any_words(" ".join(names["sentence"].split())).html("your-sentence"),
    )
}
