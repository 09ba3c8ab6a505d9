"""What the explorer of step 3 may show: every product and every sum, for three orders of three words."""

from typing import Any

from drawing.explorer import rounded
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
    }


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
