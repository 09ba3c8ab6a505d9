"""What the explorer of step 6 may show: the prices with one or both gates held by hand, and the LSTM beside them."""

from typing import Any

from drawing.printing import number
from pages.answers import explorer
from pages.shared import gate_view as view
from pages.shared.held_gates import HANDS, amount, hand, held, opening, run, trace
from pages.shared.price_cells import GRU_BLOCKS, Numbers, gru_numbers, lstm_step_numbers

from rnn_docs import PRICES, GRUParams, forward, price_gru_params, prices_as_sequence

NAMES = ("r", "z", "rest", "n", "h", "kept", "stored", "seen", "h_prev", "x", "lstm_c", "lstm_h")
GATES = {"z": "update", "r": "reset"}


@explorer("rnn-gates", "Hold the gates of the GRU by hand", "figure gru-prices")
def gru_prices() -> dict[str, Any]:
    """The four prices with both gates free or held at each level, `runs[z][r]`: runs of steps of NAMES."""
    choices = [hand(gate, f"Hold the {word} gate {gate} at") for gate, word in GATES.items()]
    return trace(NAMES, choices, [[_run(z, r) for r in HANDS] for z in HANDS], _view())


def _run(z: float | None, r: float | None) -> Any:
    params, hold = price_gru_params(), ""
    for gate, level in (("z", z), ("r", r)):
        if level is not None:
            params, hold = held(params, GRU_BLOCKS.index(gate), level), hold + gate
    steps, free = _steps(params), _steps(price_gru_params())
    return run(steps, NAMES, hold, [_told(t, n, free[t], hold) for t, n in enumerate(steps)])


def _steps(params: GRUParams) -> list[Numbers]:
    passed = forward(params, prices_as_sequence())
    return [gru_numbers(passed, t) | _beside(t, passed["z"][t].item()) for t in range(len(PRICES))]


def _beside(t: int, z: float) -> Numbers:
    """What the candidate gets, and the states of the LSTM."""
    lstm = lstm_step_numbers(t)
    return {"rest": 1 - z, "lstm_c": lstm["c"], "lstm_h": lstm["h"]}


def _told(t: int, n: Numbers, free: Numbers, hold: str) -> str:
    z, r = (opening(name, n, hold, GATES[name]) for name in "zr")
    usual = f" Left free, it would hold {number(free['h'])}." if hold else ""
    return (
        f"Step {t}, price {PRICES[t]}: {z} keeps {amount(n['z'])} of the old state, {r} lets the candidate see "
        f"{amount(n['r'])} of it. The GRU holds and shows {number(n['h'])}.{usual} "
        f"The LSTM holds {number(n['lstm_c'])} and shows {number(n['lstm_h'])}."
    )


def _view() -> str:
    """From the old tank through the update gate to the new one; below, through the reset gate to the candidate."""
    drawn = view.sheet(
        282,
        view.line("M34 92H258", "h", 5, "264 92"),
        view.line("M186 194V112", "h", 4, "186 107", -90),
        view.line("M46 92V208H158", "h", 2.25, "163 208"),
        view.line("M186 270V228", "x", 3, "186 226", -90),
        view.line("M104 146V102M118 160H176M92 220V228", "gate", 2.25),
        view.tank(0, "h_prev", "h", "h", "last"), view.tank(269, "h", "h", "h", "t"),
        view.valve(104, 92, "z"), view.valve(186, 160, "rest", upright=True), view.valve(92, 208, "r"), view.plus(186),
        view.badge(104, 160, "z"), view.badge(92, 242, "r"), view.candidate(186, 208, "n", "h"),
        view.shown(84, 165, "z", "gate", "end"), view.shown(202, 165, "rest", "gate", "start"),
        view.letter(148, 152, "1−z", "", "gate"), view.shown(112, 247, "r", "gate", "start"),
        view.shown(146, 116, "kept", "h"), view.shown(194, 134, "stored", "h", "start"),
        view.shown(136, 200, "seen", "h"), view.shown(212, 213, "n", "h", "start"),
        view.letter(198, 274, "x", "t", "x", "start"), view.shown(222, 273, "x", "x", "start"),
    )  # fmt: skip
    beside = "".join(
        view.bars(f"{net}’s hidden", name, "h", len(PRICES)) for net, name in (("GRU", "h"), ("LSTM", "lstm_h"))
    )
    equation = view.equation(
        ("h", "t", "h", "h"), "=", ("z", "t", "gate", "z"), "·", ("h", "last", "h", "h_prev"), "+",
        ("(1−z", "t", "gate", "rest", ")"), "·", ("n", "t", "h", "n"),
    )  # fmt: skip
    return f'<div class="run">{drawn}{beside}</div>{equation}'
