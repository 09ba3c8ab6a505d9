"""What the explorer of step 5 may show: the prices with all gates free, and with each gate held by hand."""

from typing import Any

from drawing.explorer import asks
from drawing.printing import number
from pages.answers import explorer
from pages.lstm.figures import LSTM, PARTS
from pages.shared.cell_drawing import live
from pages.shared.gate_view import Term, bars, equation
from pages.shared.held_gates import HANDS, amount, for_explorer, hand, held, opening, run
from pages.shared.record_keepers import LSTM_BLOCKS, Numbers, lstm_numbers

from rnn_docs import PRICES, LSTMParams, forward, keeper_lstm_params, prices_as_sequence

NAMES = ("i", "f", "g", "o", "c", "tanh_c", "h", "kept", "stored", "c_prev", "h_prev", "x")
GATES = {"f": "forget", "i": "input", "o": "output"}
LIGHT = ["light", "Light up", [["all", "the whole cell"], *([part, part] for part in PARTS)]]


@explorer("rnn-gates", "Hold a gate of the LSTM by hand", "figure lstm-prices")
def lstm_prices() -> dict[str, Any]:
    """The four prices with each gate free or held at each level, `runs[gate][level]`: runs of steps of NAMES."""
    choices = [["gate", "Hold one gate by hand", list(GATES.items())], hand("level", "at"), LIGHT]
    runs = [[_run(gate, level) for level in HANDS] for gate in GATES]
    return for_explorer(NAMES, choices, runs, _view()) | {"asks": _never_forgets()}


def _never_forgets() -> dict[str, Any]:
    """What becomes of the record where the forget gate is held at one."""
    free, keeps, drops = (_steps(params) for params in (keeper_lstm_params(), _held("f", 1.0), _held("f", 0.0)))
    last, right = len(PRICES) - 1, "more than the record"
    return asks(
        f"What does the cell hold after the last price, {PRICES[last]}, if the forget gate is held at 1?",
        "Then hold the forget gate at 1.",
        f"Nothing is ever dropped, so each record is added on top of the one before: {number(keeps[last]['c'])} in "
        f"place of {number(free[last]['c'])}. Held at 0, the record is lost as soon as a lower price comes: "
        f"after {PRICES[2]} the cell holds {number(drops[2]['c'])}.",
        {"gate": ["f"], "level": ["1"], "place": [last]},
        ["the record, as before", right, "nothing"],
        right,
    )


def _held(gate: str, level: float) -> LSTMParams:
    return held(keeper_lstm_params(), LSTM_BLOCKS.index(gate), level)


def _run(gate: str, level: float | None) -> Any:
    free = _steps(keeper_lstm_params())
    if level is None:
        return run(free, NAMES, "", [_told(t, n) for t, n in enumerate(free)])
    steps = _steps(_held(gate, level))
    told = [f"{_told(t, n, gate)} Left free: {_states(f)}." for t, (n, f) in enumerate(zip(steps, free, strict=True))]
    return run(steps, NAMES, gate, told)


def _steps(params: LSTMParams) -> list[Numbers]:
    passed = forward(params, prices_as_sequence())
    return [lstm_numbers(passed, t) for t in range(len(PRICES))]


def _states(n: Numbers) -> str:
    return f"cell {number(n['c'])}, hidden {number(n['h'])}"


def _told(t: int, n: Numbers, hold: str = "") -> str:
    f, i, o = (opening(name, n, hold, GATES[name]) for name in "fio")
    return (
        f"t = {t}, price {PRICES[t]}: {f} keeps {amount(n['f'])} of the old cell, {i} adds {amount(n['i'])} of the "
        f"candidate, {o} shows {amount(n['o'])} of tanh c. {_states(n).capitalize()}."
    )


def _view() -> str:
    """The cell with gaps for its numbers; beside it its two states at every step, above its two equations."""
    cell = equation((
        Term("c", "c", "c"), "=", Term("f", "gate", "f"), "·", Term("c", "c", "c_prev", before=True),
        "+", Term("i", "gate", "i"), "·", Term("g", "c", "g"),
    ))  # fmt: skip
    hidden = equation((Term("h", "h", "h"), "=", Term("o", "gate", "o"), "· tanh", Term("c", "c", "c")))
    beside = bars("cell", "c", "c") + bars("hidden", "h", "h")
    return f'<div class="run">{live(LSTM)}{beside}<div>{cell}{hidden}</div></div>'
