"""What the explorer of step 6 may show: the prices with one or both gates held by hand, and the LSTM beside them."""

from typing import Any

from held_gates import LEVELS, common, held, printed
from price_cells import GRU_BLOCKS, gru_numbers, lstm_step_numbers

from rnn_docs import PRICES, GRUParams, forward, price_gru_params, prices_as_sequence

NAMES = ("r", "z", "rest", "n", "h", "kept", "stored", "seen")
LSTM_NAMES = ("c", "h")
HANDS = (None, *LEVELS)  # a gate is free, or held at a level


def prices() -> dict[str, Any]:
    """Runs of steps of NAMES, `runs[z][r]`, each free first and then at every level; the LSTM's steps likewise."""
    runs = [[_run(_by_hand(z, r)) for r in HANDS] for z in HANDS]
    lstm = printed([lstm_step_numbers(t) for t in range(len(PRICES))], LSTM_NAMES)
    return common() | {"names": NAMES, "runs": runs, "lstm": lstm}


def _by_hand(z: float | None, r: float | None) -> GRUParams:
    params = price_gru_params()
    for gate, level in (("z", z), ("r", r)):
        if level is not None:
            params = held(params, GRU_BLOCKS.index(gate), level)
    return params


def _run(params: GRUParams) -> Any:
    trace = forward(params, prices_as_sequence())
    steps = [gru_numbers(trace, t) for t in range(len(PRICES))]
    return printed([n | {"rest": 1 - n["z"]} for n in steps], NAMES)
