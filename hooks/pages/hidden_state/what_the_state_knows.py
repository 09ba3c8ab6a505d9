"""Step 2: what the state knows, said by the guesses that are read from it."""

from drawing.table import Column, Table
from pages.answers import table, value
from pages.hidden_state.figures import THREE
from pages.shared.cat_sat import listed, next_word_chances, states

from rnn_docs import VOCABULARY

READ = ("the", "the cat")


@table
def next_word_guesses() -> Table:
    """After each word the state, and the chance of every word to come next."""
    units = [Column(f"unit {k + 1}", "", 2, state="h") for k in range(states(READ[0]).shape[1])]
    chances = [Column(f"chance of “{word}”", "", 2) for word in VOCABULARY]
    rows = [(f"“{read}”", *states(read)[-1], *next_word_chances(read)) for read in READ]
    caption = "The state so far, and the chances for the next word that are read from it"
    return Table(caption, (Column("after"), *units, *chances), rows, across=True)


@value
def state_after_cat() -> str:
    return listed(states(THREE)[1])
