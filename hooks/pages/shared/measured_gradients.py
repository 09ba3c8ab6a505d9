"""Step 4's measurements, read for pages and drawings: gradients by distance, seed by seed."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, cast

import numpy as np
from drawing.printing import number
from numpy.typing import NDArray

from rnn_docs import GRUParams, LSTMParams, VanillaParams
from rnn_docs.measure import (
    FLOW_SEQ_LEN,
    GradientByDistance,
    flow_pass,
    geometric_mean,
    gradient_flow,
    jacobian_bound,
    slope_bound,
    weight_gradient_terms,
)

__all__ = ["FLOW_SEQ_LEN"]  # for those that read the measurements

SEEDS = range(5)
KINDS = {"vanilla": VanillaParams, "LSTM": LSTMParams, "GRU": GRUParams}
NBSP = "\N{NO-BREAK SPACE}"
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
Norms = NDArray[np.floating[Any]]  # (seeds, FLOW_SEQ_LEN + 1): entry k is k steps back


class Setting(NamedTuple):
    """What is varied: the kind of cell, its keep bias or its radius (None: as drawn), the size of the inputs, W_hh."""

    kind: str
    keep_bias: float = 0.0
    radius: float | None = None
    input_scale: float = 1.0
    start: str = "uniform"
    gain: float = 1.0


PLAIN = Setting("vanilla")
LSTM_KEEPS, LSTM_BLANK, GRU_KEEPS = Setting("LSTM", 3.0), Setting("LSTM"), Setting("GRU", 3.0)


@cache
def _flows(setting: Setting) -> list[GradientByDistance]:
    return [gradient_flow(KINDS[setting.kind], seed, *setting[1:]) for seed in SEEDS]


def norms(setting: Setting) -> Norms:
    """|dL/dh| by distance, as a share of |dL/dh_T|, one row a seed."""
    return np.stack([flow.dh for flow in _flows(setting)])


def cell_norms(setting: Setting) -> Norms:
    """|dL/dc| by distance, in total, as a share of |dL/dh_T|, one row a seed. Of an LSTM only."""
    return _of_cell(setting, [flow.dc for flow in _flows(setting)])


def belt_norms(setting: Setting) -> Norms:
    """What of the gradient at the last cell state arrives along the cell alone, as a share of |dL/dh_T|.

    It is multiplied by the forget gates and by nothing else; the total of `cell_norms` has all detours too. At distance
    0 the two are equal. One row a seed, of an LSTM only.
    """
    return _of_cell(setting, [flow.belt for flow in _flows(setting)])


def _of_cell(setting: Setting, rows: list[Norms | None]) -> Norms:
    found = [row for row in rows if row is not None]
    if not found:
        raise ValueError(f"a {setting.kind} cell has no cell state")
    return np.stack(found)


def typical(rows: Norms, distance: int = FLOW_SEQ_LEN) -> float:
    """The geometric mean over the seeds, some steps back."""
    return geometric_mean(rows[:, distance])


@cache
def _plain_runs() -> list[tuple[VanillaParams, Norms, Norms]]:
    """For each seed of PLAIN: the cell, its bound by distance, and its terms' sizes by distance."""
    runs = []
    for seed in SEEDS:
        trace, gradients = flow_pass(VanillaParams, seed)
        sizes = np.linalg.norm(weight_gradient_terms(trace, gradients), axis=(1, 2))[::-1]
        params = cast(VanillaParams, trace.params)
        runs.append((params, jacobian_bound(params, trace.hs), sizes))
    return runs


def plain_cells() -> list[VanillaParams]:
    """The plain cells as drawn, one a seed."""
    return [params for params, _, _ in _plain_runs()]


def slope_bounds() -> Norms:
    """σ_max(W_hh)^k of the plain cells, one row a seed."""
    return np.array([[slope_bound(params, k) for k in range(FLOW_SEQ_LEN + 1)] for params in plain_cells()])


def jacobian_bounds() -> Norms:
    """The product of the Jacobians' norms along the way back, one row a seed."""
    return np.stack([bound for _, bound, _ in _plain_runs()])


def term_shares() -> Norms:
    """How much each step contributes to dL/dW_hh when the loss stands at the end: (FLOW_SEQ_LEN,), sums to 1.

    Entry k is k steps back: the norm of its term as a share of all norms, averaged over the seeds.
    """
    shares: Norms = np.mean([sizes / sizes.sum() for _, _, sizes in _plain_runs()], axis=0)
    return shares


def two_digits(value: float) -> str:
    """A number of any size in two digits or fewer: 27,000, 9.3, 0.13, 3 · 10⁻¹⁴ (which no line break parts).

    >>> two_digits(27123.0), two_digits(9.31), two_digits(0.1301), two_digits(3.4e-14).replace(NBSP, " ")
    ('27,000', '9.3', '0.13', '3 · 10⁻¹⁴')
    """
    if value < 0.001:
        mantissa, exponent = f"{value:.0e}".split("e")
        return f"{mantissa}{NBSP}·{NBSP}10{str(int(exponent)).translate(SUPERSCRIPTS)}"
    rounded = float(f"{value:.2g}")
    decimals = max(0, 1 - int(np.floor(np.log10(rounded))))
    return number(rounded, decimals)


def two_digits_latex(value: float) -> str:
    """The same as a formula in a sentence.

    >>> two_digits_latex(3.4e-14), two_digits_latex(0.1301)
    ('$3 \\\\cdot 10^{-14}$', '0.13')
    """
    if value >= 0.001:
        return two_digits(value)
    mantissa, exponent = f"{value:.0e}".split("e")
    return rf"${mantissa} \cdot 10^{{{int(exponent)}}}$"
