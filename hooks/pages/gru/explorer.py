"""What the explorer of step 6 may show: the prices with one or both gates held by hand, and the LSTM beside them."""

from typing import Any

from drawing.printing import number
from pages.answers import explorer
from pages.gru.figures import GRU
from pages.shared.cell_drawing import live
from pages.shared.gate_view import Term, bars, equation
from pages.shared.held_gates import HANDS, amount, for_explorer, hand, held, opening, run
from pages.shared.price_cells import GRU_BLOCKS, Numbers, gru_numbers, lstm_step_numbers

from rnn_docs import PRICES, GRUParams, forward, price_gru_params, prices_as_sequence

NAMES = ("r", "z", "rest", "n", "h", "kept", "stored", "seen", "h_prev", "x", "lstm_c", "lstm_h")
GATES = {"z": "update", "r": "reset"}


@explorer("rnn-gates", "Hold the gates of the GRU by hand", "figure gru-prices")
def gru_prices() -> dict[str, Any]:
    """The four prices with both gates free or held at each level, `runs[z][r]`: runs of steps of NAMES."""
    choices = [hand(gate, f"Hold the {word} gate {gate} at") for gate, word in GATES.items()]
    return for_explorer(NAMES, choices, [[_run(z, r) for r in HANDS] for z in HANDS], _view())


def _run(z: float | None, r: float | None) -> Any:
    params, hold = price_gru_params(), ""
    for gate, level in (("z", z), ("r", r)):
        if level is not None:
            params, hold = held(params, GRU_BLOCKS.index(gate), level), hold + gate
    steps, free = _steps(params), _steps(price_gru_params())
    return run(steps, NAMES, hold, [_told(t, n, free[t], hold) for t, n in enumerate(steps)])


def _steps(params: GRUParams) -> list[Numbers]:
    passed = forward(params, prices_as_sequence())
    return [gru_numbers(passed, t) | _beside(t) for t in range(len(PRICES))]


def _beside(t: int) -> Numbers:
    """The states of the LSTM."""
    lstm = lstm_step_numbers(t)
    return {"lstm_c": lstm["c"], "lstm_h": lstm["h"]}


def _told(t: int, n: Numbers, free: Numbers, hold: str) -> str:
    z, r = (opening(name, n, hold, GATES[name]) for name in "zr")
    usual = f" Left free, it would hold {number(free['h'])}." if hold else ""
    return (
        f"Step {t}, price {PRICES[t]}: {z} keeps {amount(n['z'])} of the old state, {r} lets the candidate see "
        f"{amount(n['r'])} of it. The GRU holds and shows {number(n['h'])}.{usual} "
        f"The LSTM holds {number(n['lstm_c'])} and shows {number(n['lstm_h'])}."
    )


def _view() -> str:
    """The cell with gaps for its numbers, its state and the LSTM's at every step, and its equation."""
    hidden = equation((
        Term("h", "h", "h"), "=", Term("z", "gate", "z"), "·", Term("h", "h", "h_prev", before=True),
        "+", Term("(1−z", "gate", "rest", after=")"), "·", Term("n", "h", "n"),
    ))  # fmt: skip
    beside = bars("GRU’s hidden", "h", "h") + bars("LSTM’s hidden", "lstm_h", "h")
    return f'<div class="run">{live(GRU)}{beside}</div>{hidden}'
