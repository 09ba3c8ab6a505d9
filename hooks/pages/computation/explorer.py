"""What the explorer of step 3 may show: every product and every sum, for three orders of three words."""

from typing import Any

import numpy as np
from drawing.explorer import asks, rounded
from drawing.printing import number
from pages.answers import explorer
from pages.computation.tables import DECIMALS, WEIGHT_DECIMALS
from pages.shared import cat_sat

from rnn_docs import VOCABULARY, cat_sat_params


@explorer("rnn-computation", "Compute every step, part by part", "figure step-as-matrices")
def computation() -> dict[str, Any]:
    """The weights once, and for every sentence the parts of each step, named as in `rnn_docs.vanilla_step`."""
    params = cat_sat_params()
    return {
        "words": list(VOCABULARY),
        "decimals": [WEIGHT_DECIMALS, DECIMALS],
        "W_xh": rounded(params.W_xh, WEIGHT_DECIMALS),
        "W_hh": rounded(params.W_hh, WEIGHT_DECIMALS),
        "b_h": rounded(params.b_h[:, 0], WEIGHT_DECIMALS),
        "sentences": [[sentence, _steps(sentence)] for sentence in cat_sat.ORDERS],
        "asks": _first_unit(),
    }


def _first_unit() -> dict[str, Any]:
    """What the first unit holds after the second word; the wrong guesses leave out the memory, or tanh."""
    trace = cat_sat.trace(cat_sat.THE_CAT_SAT)
    wx, wh, a, h = (float(trace[name][1, 0, 0]) for name in ("wx", "wh", "a", "h"))
    few, (memory, total, right, forgetful) = (
        number(wx, WEIGHT_DECIMALS),
        (number(v, DECIMALS) for v in (wh, a, h, np.tanh(wx))),
    )
    return asks(
        "What does unit 1 hold after “cat”? Work it out with a pencil and a calculator.",
        "Then step on to tanh.",
        f"The word gives {few} and the memory {memory}. Their sum, with a bias of zero, is {total}; tanh bends it to "
        f"{right}. Without the memory it would be {forgetful}.",
        {"place": [9], "sentence": [cat_sat.THE_CAT_SAT.replace(" ", "-")]},
        [forgetful, total, right],
        right,
    )


def _steps(sentence: str) -> list[dict[str, Any]]:
    """For each word: W_xh x, the terms of W_hh h_prev and their sums, all together, and the new state."""
    trace = cat_sat.trace(sentence)
    W_hh = trace.params.W_hh
    return [
        {
            "wx": rounded(trace["wx"][t, :, 0], WEIGHT_DECIMALS),
            "terms": rounded(W_hh * trace.state_before(t)[0].T, DECIMALS),
            "wh": rounded(trace["wh"][t, :, 0], DECIMALS),
            "a": rounded(trace["a"][t, :, 0], DECIMALS),
            "h": rounded(trace.hs[t, :, 0], DECIMALS),
        }
        for t in range(len(trace))
    ]
