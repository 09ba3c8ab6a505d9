"""What the lesson measures, each protocol once: how a gradient fares on its way back, and what a memory holds."""

from rnn_docs.measure.bounds import jacobian_bound, slope_bound, step_jacobian
from rnn_docs.measure.distance import (
    GradientByDistance,
    Pass,
    gradient_by_distance,
    gradient_ratio,
    norms_by_distance,
    pass_from_the_end,
)
from rnn_docs.measure.fresh_cells import (
    FLOW_HIDDEN_SIZE,
    FLOW_INPUT_SIZE,
    FLOW_SEQ_LEN,
    flow_pass,
    fresh_cell,
    gradient_flow,
)
from rnn_docs.measure.memory import (
    DRAWS,
    KEY_SIZE,
    SHARPNESS,
    SYMBOLS,
    Recalled,
    numbers_kept_by_attention,
    numbers_kept_by_lstm,
    recalled,
)
from rnn_docs.measure.scans import (
    matrices_by_doubling,
    products_by_doubling,
    reaches,
    recurrence_by_doubling,
    recurrence_by_loop,
    rounds_by_doubling,
    states_by_newton,
)
from rnn_docs.measure.shared_weight import truncated_gradient, weight_gradient_terms
from rnn_docs.measure.sizes import geometric_mean, largest_singular_value, spectral_radius, with_spectral_radius

__all__ = [
    "DRAWS",
    "FLOW_HIDDEN_SIZE",
    "FLOW_INPUT_SIZE",
    "FLOW_SEQ_LEN",
    "KEY_SIZE",
    "SHARPNESS",
    "SYMBOLS",
    "GradientByDistance",
    "Pass",
    "Recalled",
    "flow_pass",
    "fresh_cell",
    "geometric_mean",
    "gradient_by_distance",
    "gradient_flow",
    "gradient_ratio",
    "jacobian_bound",
    "largest_singular_value",
    "matrices_by_doubling",
    "norms_by_distance",
    "numbers_kept_by_attention",
    "numbers_kept_by_lstm",
    "pass_from_the_end",
    "products_by_doubling",
    "reaches",
    "recalled",
    "recurrence_by_doubling",
    "recurrence_by_loop",
    "rounds_by_doubling",
    "slope_bound",
    "spectral_radius",
    "states_by_newton",
    "step_jacobian",
    "truncated_gradient",
    "weight_gradient_terms",
    "with_spectral_radius",
]
