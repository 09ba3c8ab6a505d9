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
    return for_explorer(NAMES, choices, runs, _view()) | {"asks": _keeps_everything()}


def _keeps_everything() -> dict[str, Any]:
    """What is left of the prices where the old state is kept whole: the update gate turns both valves."""
    end = _steps(held(keeper_gru_params(), GRU_BLOCKS.index("z"), 1.0))[-1]["h"]
    return asks(
        "Hold the update gate at 1, so that the unit keeps all of its old state. What does it hold at the end?",
        "Then hold the gate, and read to the last price.",
        f"It holds {number(end)}, as at the start. The update gate turns two valves: where all of the old state is "
        "kept, nothing of the candidate comes in.",
        {"gate": ["z"], "level": ["1"], "place": [len(PRICES) - 1]},
        ["the highest price", "the sum of all prices", "nothing at all"],
        "nothing at all" if end == 0 else "the highest price",
    )


def _run(gate: str, level: float | None) -> Any:
    free = _steps(keeper_gru_params())
    if level is None:
        return run(free, NAMES, "", [_told(t, n) for t, n in enumerate(free)])
    steps = _steps(held(keeper_gru_params(), GRU_BLOCKS.index(gate), level))
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
        f"Step {t}, price {PRICES[t]}: {z} keeps {amount(n['z'])} of the old state and lets in {amount(n['rest'])} of "
        f"the candidate; {r} finds nothing to scale. Hidden state {number(n['h'])}."
    )


def _view() -> str:
    """The cell with gaps for its numbers, its state and its candidate at every step, and its equation."""
    hidden = equation((
        Term("h", "h", "h"), "=", Term("z", "gate", "z"), "·", Term("h", "h", "h_prev", before=True),
        "+", Term("(1−z", "gate", "rest", after=")"), "·", Term("n", "h", "n"),
    ))  # fmt: skip
    beside = bars("hidden", "h", "h") + bars("candidate", "n", "h")
    return f'<div class="run">{live(GRU)}{beside}</div>{hidden}'
