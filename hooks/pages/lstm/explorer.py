"""What the explorer of step 5 may show: the prices with all gates free, and with each gate held by hand."""

from typing import Any

from drawing.printing import number
from pages.answers import explorer
from pages.shared import gate_view as view
from pages.shared.held_gates import HANDS, amount, hand, held, opening, run, trace
from pages.shared.price_cells import LSTM_BLOCKS, Numbers, lstm_numbers

from rnn_docs import PRICES, LSTMParams, forward, price_lstm_params, prices_as_sequence

NAMES = ("i", "f", "g", "o", "c", "tanh_c", "h", "kept", "stored", "c_prev", "x")
GATES = {"f": "forget", "i": "input", "o": "output"}


@explorer("rnn-gates", "Hold a gate of the LSTM by hand", "figure lstm-prices")
def lstm_prices() -> dict[str, Any]:
    """The four prices with each gate free or held at each level, `runs[gate][level]`: runs of steps of NAMES."""
    choices = [["gate", "Hold one gate by hand", list(GATES.items())], hand("level", "at, for all four prices")]
    return trace(NAMES, choices, [[_run(gate, level) for level in HANDS] for gate in GATES], _view())


def _run(gate: str, level: float | None) -> Any:
    free = _steps(price_lstm_params())
    if level is None:
        return run(free, NAMES, "", [_told(t, n) for t, n in enumerate(free)])
    steps = _steps(held(price_lstm_params(), LSTM_BLOCKS.index(gate), level))
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
        f"Step {t}, price {PRICES[t]}: {f} keeps {amount(n['f'])} of the old cell, {i} stores {amount(n['i'])} of the "
        f"candidate, {o} shows {amount(n['o'])} of tanh c. {_states(n).capitalize()}."
    )


def _view() -> str:
    """From the old tank through the forget gate to the new one, whose tanh leaves through the output gate."""
    drawn = view.sheet(
        256,
        view.line("M34 92H152", "c", 5, "158 92"),
        view.line("M124 194V112", "c", 4, "124 107", -90),
        view.line("M197 92H270", "c", 4),
        view.line("M270 92H290", "h", 4, "297 92"),
        view.line("M124 244V228", "x", 3, "124 226", -90),
        view.line("M58 82V70M270 82V70M100 160H114", "gate", 2.25),
        view.tank(0, "c_prev", "c", "c", "last"), view.tank(163, "c", "c", "c", "t"),
        view.tank(303, "h", "h", "h", "t"),
        view.valve(58, 92, "f"), view.valve(124, 160, "i", upright=True), view.valve(270, 92, "o"),
        view.plus(124), view.box(227, "tanh"), view.candidate(124, 208, "g", "c"),
        view.badge(58, 56, "f"), view.badge(86, 160, "i"), view.badge(270, 56, "o"),
        view.shown(58, 36, "f", "gate"), view.shown(140, 165, "i", "gate", "start"), view.shown(270, 36, "o", "gate"),
        view.shown(94, 81, "kept", "c"), view.shown(116, 136, "stored", "c", "end"),
        view.shown(150, 213, "g", "c", "start"), view.shown(227, 120, "tanh_c", "c"),
        view.letter(136, 249, "x", "t", "x", "start"), view.shown(160, 248, "x", "x", "start"),
    )  # fmt: skip
    beside = view.bars("cell", "c", "c", len(PRICES)) + view.bars("hidden", "h", "h", len(PRICES))
    cell = view.equation(
        ("c", "t", "c", "c"), "=", ("f", "t", "gate", "f"), "·", ("c", "last", "c", "c_prev"), "+",
        ("i", "t", "gate", "i"), "·", ("g", "t", "c", "g"),
    )  # fmt: skip
    hidden = view.equation(("h", "t", "h", "h"), "=", ("o", "t", "gate", "o"), "· tanh", ("c", "t", "c", "c"))
    return f'<div class="run">{drawn}{beside}</div><div class="two">{cell}{hidden}</div>'
