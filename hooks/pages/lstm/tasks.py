"""Your turn on step 5: prices and gates of the reader's own, tabled as the page's four prices are."""

from dataclasses import replace

import numpy as np
from in_page.tasks import Names, Task, lacking
from pages.lstm.tables import quantities
from pages.shared.price_tables import at_prices
from pages.shared.record_keepers import LSTM_BLOCKS

from rnn_docs import forward, keeper_lstm_params, scale_min_max

MOST = 6  # columns that fit
BIASES = {"f": "b_f", "i": "b_i", "o": "b_o"}
START = """
prices = [100, 105, 103, 110]
b_i = -1.0  # input gate: adds
b_f = 1.0  # forget gate: keeps; −20 shuts a gate, 20 opens it
b_o = 4.0  # output gate: shows
"""


def own_prices(names: Names) -> str:
    """Some prices that differ, and a number for each gate."""
    if hint := lacking(names, "prices", *BIASES.values()):
        return hint
    prices = np.ravel(names["prices"]).astype(float)
    if not 2 <= len(prices) <= MOST:
        return f"The table has room for two to {MOST} prices; yours are {len(prices)}."
    if prices.min() == prices.max():
        return "All your prices are equal, so they cannot be scaled from zero to one."
    numbers = all(isinstance(names[bias], int | float) for bias in BIASES.values())
    return "" if numbers else "A gate's bias is one number, such as 4.0."


def drawn(names: Names) -> str:
    """All gates and states at these prices, as a table."""
    prices = np.ravel(names["prices"]).astype(float)
    cell, scaled = keeper_lstm_params(), scale_min_max(prices)
    b_h = cell.b_h.copy()
    for gate, bias in BIASES.items():
        b_h[LSTM_BLOCKS.index(gate)] = names[bias]
    trace = forward(replace(cell, b_h=b_h), scaled[:, None, None])
    return at_prices(
        "Your prices through the record keeper", quantities(trace), prices.tolist(), scaled.tolist(), download=False
    ).html()


TASKS = {
    "your-prices": Task(
        own_prices,
        "Now open the forget gate for good, predict the cell, and compare.",
        START,
        "Your turn: your own prices, your own gates. With which prices does the cell lose part of the record?",
        drawn,
    )
}
