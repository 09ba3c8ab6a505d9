"""Every figure of the site by the name that a page calls it with."""

from __future__ import annotations

from collections.abc import Callable

import vignettes
from figure import Figure
from figures_after_rnns import scan
from figures_bptt import gradient_roads
from figures_characters import moby_samples
from figures_gradient_flow import gradient_by_distance
from figures_gru import gru_cell, gru_cell_step
from figures_lstm import lstm_cell, lstm_cell_step
from figures_lstm_gradient import lstm_gradient
from figures_order import bag_or_state, three_orders
from figures_prices import gru_prices, lstm_prices
from figures_real_prices import real_prices
from figures_recall import who_remembers
from figures_sentiment import great_or_not, order_decides, token_flow
from figures_shapes import encoder_decoder, four_shapes
from figures_step import step_as_matrices
from figures_sunspots import sunspots_ahead
from figures_tanh import tanh_squash
from figures_time import five_words, unrolled
from figures_translation import lost_with_length
from figures_vanishing_gradient import clipping, decay, recent_steps

__all__ = ["FIGURES", "VIGNETTES", "Figure"]

FIGURES: dict[str, Callable[[], Figure]] = {
    "three-orders": three_orders,
    "bag-or-state": bag_or_state,
    "unrolled": unrolled,
    "five-words": five_words,
    "step-as-matrices": step_as_matrices,
    "tanh-squash": tanh_squash,
    "lstm-cell": lstm_cell,
    "lstm-cell-step": lstm_cell_step,
    "lstm-prices": lstm_prices,
    "lstm-gradient": lstm_gradient,
    "real-prices": real_prices,
    "gru-cell": gru_cell,
    "gru-cell-step": gru_cell_step,
    "gru-prices": gru_prices,
    "four-shapes": four_shapes,
    "encoder-decoder": encoder_decoder,
    "lost-with-length": lost_with_length,
    "moby-samples": moby_samples,
    "sunspots-ahead": sunspots_ahead,
    "who-remembers": who_remembers,
    "token-flow": token_flow,
    "order-decides": order_decides,
    "great-or-not": great_or_not,
    "toy-decay": decay,
    "gradient-by-distance": gradient_by_distance,
    "recent-steps": recent_steps,
    "clipping": clipping,
    "bptt-roads": gradient_roads,
    "scan": scan,
}

VIGNETTES: dict[str, Callable[[], str]] = {
    "memory": vignettes.memory,
    "fading-gradient": vignettes.fading_gradient,
    "valve": vignettes.valve,
    "shapes": vignettes.shapes,
}
