"""What the explorer of step 6 may show: the prices with the gates free, and with each gate held by hand."""

from typing import Any

from drawing.explorer import asks
from drawing.printing import number
from pages.answers import explorer
from pages.gru.figures import GRU
from pages.shared.cell_drawing import live
from pages.shared.gate_view import Term, bars, equation
from pages.shared.held_gates import HANDS, amount, for_explorer, hand, held, opening, run
from pages.shared.record_keepers import GRU_BLOCKS, Numbers, gru_numbers

from rnn_docs import PRICES, GRUParams, forward, keeper_gru_params, prices_as_sequence

NAMES = ("r", "z", "rest", "n", "h", "kept", "stored", "seen", "h_prev", "x")
GATES = {"z": "update", "r": "reset"}


@explorer("rnn-gates", "Hold a gate of the GRU by hand", "figure gru-prices")
def gru_prices() -> dict[str, Any]:
    """The four prices with each gate free or held at each level, `runs[gate][level]`: runs of steps of NAMES."""
    choices = [["gate", "Hold one gate by hand", list(GATES.items())], hand("level", "at")]
    runs = [[_run(gate, level) for level in HANDS] for gate in GATES]
    return for_explorer(NAMES, choices, runs, _view()) | {"asks": _replaces_all()}


def _replaces_all() -> dict[str, Any]:
    """What becomes of the record where the update gate is held at zero."""
    free, replaces = (_steps(params) for params in (keeper_gru_params(), _held("z", 0.0)))
    right = f"what {PRICES[2]} alone gives"
    return asks(
        f"What does the unit hold after {PRICES[2]}, the lower price, if the update gate is held at 0?",
        "Then hold the update gate at 0, and go to t = 2.",
        f"Everything is replaced by the candidate: {number(replaces[2]['h'])} in place of the record, "
        f"{number(free[2]['h'])}. Held at 1, the gate keeps the zero that the unit began with. And the reset gate "
        "changes nothing, wherever you hold it.",
        {"gate": ["z"], "level": ["0"], "place": [2]},
        [f"the record of {PRICES[1]}", right, "something in between"],
        right,
    )


def _held(gate: str, level: float) -> GRUParams:
    return held(keeper_gru_params(), GRU_BLOCKS.index(gate), level)


def _run(gate: str, level: float | None) -> Any:
    free = _steps(keeper_gru_params())
    if level is None:
        return run(free, NAMES, "", [_told(t, n) for t, n in enumerate(free)])
    steps = _steps(_held(gate, level))
    told = [
        f"{_told(t, n, gate)} Left free: {number(f['h'])}." for t, (n, f) in enumerate(zip(steps, free, strict=True))
    ]
    return run(steps, NAMES, gate, told)


def _steps(params: GRUParams) -> list[Numbers]:
    passed = forward(params, prices_as_sequence())
    return [gru_numbers(passed, t) for t in range(len(PRICES))]


def _told(t: int, n: Numbers, hold: str = "") -> str:
    z, r = (opening(name, n, hold, GATES[name]) for name in "zr")
    return (
        f"t = {t}, price {PRICES[t]}: {z} keeps {amount(n['z'])} of the old state and lets in {amount(n['rest'])} of "
        f"the candidate; {r} finds nothing to scale. Hidden state {number(n['h'])}."
    )


def _view() -> str:
    """The cell with gaps for its numbers, its state and its candidate at every step, and its equation."""
    hidden = equation((
        Term("h", "h", "h"), "=", Term("z", "gate", "z"), "·", Term("h", "h", "h_prev", before=True),
        "+", Term("(1−z", "gate", "rest", after=")"), "·", Term("n", "h", "n"),
    ))  # fmt: skip
    beside = bars("hidden", "h", "h") + bars("candidate", "n", "h")
    return f'<div class="run">{live(GRU)}{beside}<div>{hidden}</div></div>'
