"""What the explorers of step 5 may show: the prices with a gate held by hand, and what a forget bias leaves."""

from typing import Any

import numpy as np
from explorer import rounded
from gradient_flows import Setting, cell_norms, norms, short
from held_gates import LEVELS, common, held, printed
from kept_gradient import left_after
from letters import number
from price_cells import LSTM_BLOCKS, lstm_numbers

from rnn_docs import PRICES, LSTMParams, forward, geometric_mean, price_lstm_params, prices_as_sequence, sigmoid

NAMES = ("i", "f", "g", "o", "c", "tanh_c", "h", "kept", "stored")
GATES = ("f", "i", "o")
BIASES = tuple(half / 2 for half in range(9))
EVERY = 5  # steps from one point of a line to the next
LARGE = ((9, "billion"), (6, "million"))


def prices() -> dict[str, Any]:
    """The four prices with all gates free, and with each gate held at each level: runs of steps of NAMES."""
    params = price_lstm_params()
    by_hand = {gate: [_run(held(params, LSTM_BLOCKS.index(gate), level)) for level in LEVELS] for gate in GATES}
    return common() | {"names": NAMES, "free": _run(params), "held": by_hand}


def _run(params: LSTMParams) -> Any:
    trace = forward(params, prices_as_sequence())
    return printed([lstm_numbers(trace, t) for t in range(len(PRICES))], NAMES)


def forget_bias() -> dict[str, Any]:
    """For each bias of the forget gate: the gate at the start, and what is left along c and along h."""
    return {"every": EVERY, "biases": [_at_bias(bias) for bias in BIASES]}


def _at_bias(bias: float) -> dict[str, Any]:
    left = left_after("LSTM", bias)
    hs, cs = norms(Setting("LSTM", bias)), cell_norms(Setting("LSTM", bias))
    lines = {"c": cs / cs[:, :1], "h": hs}  # each as a share of what its own state has at the last step
    return {
        "bias": number(bias, 1),
        "gate": number(sigmoid(np.array(bias)), 2),
        "left": {"c": [short(left.cell), share(left.cell)], "h": [short(left.hidden), share(left.hidden)]},
        "decades": {
            name: rounded([np.log10(geometric_mean(line[:, k])) for k in range(0, line.shape[1], EVERY)], 2)
            for name, line in lines.items()
        },
    }


def share(left: float) -> str:
    """What is left of a gradient, as it is said.

    >>> share(1.8), share(0.13), share(7e-5), share(1.1e-11)
    ('1.8 times of it', 'one part in 7.7', 'one part in 14,000', 'one part in 91 billion')
    """
    if left >= 0.5:
        return f"{short(left)} times of it"
    parts = 1 / left
    for power, name in LARGE:
        if parts >= 10**power:
            return f"one part in {short(parts / 10**power)} {name}"
    return f"one part in {short(parts)}"
