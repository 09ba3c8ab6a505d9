"""The GRU cell, with its reset gate after or before the matrix product: one step forward, one step backward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from rnn_docs.cells.activations import logistic as sigmoid
from rnn_docs.cells.parameters import CellParams, protect
from rnn_docs.cells.steps import checked_step, checked_step_backward
from rnn_docs.checks import Array, check_array, check_number
from rnn_docs.records import record


@record
@dataclass(frozen=True, eq=False, repr=False)
class GRUParams(CellParams):
    """The parameters of a GRU cell: three blocks of rows, in the order r, z, n, as in PyTorch.

    Attributes:
        W_xh: from the input to the three blocks, (3 · hidden_size, input_size).
        W_hh: from the previous hidden state to the three blocks, (3 · hidden_size, hidden_size).
        b_h: bias, a column (3 · hidden_size, 1).
        b_hn: a second bias of the candidate, inside the reset gate, (hidden_size, 1). PyTorch and Keras have
            one; here it is left out unless weights with it are brought in. Only for reset="after".
        reset: "after" resets W_hn h_prev (PyTorch, Keras), "before" resets h_prev (Cho et al.).

    Raises:
        TypeError: an array that is not float32 or float64, or arrays of different dtypes.
        ValueError: a shape that does not fit the others, a value that is not finite, or an unknown reset.

    Examples:
        >>> import numpy as np
        >>> params = GRUParams(
        ...     W_xh=np.zeros((12, 3)), W_hh=np.zeros((12, 4)), b_h=np.zeros((12, 1))
        ... )
        >>> params.hidden_size, params.input_size, params.reset
        (4, 3, 'after')
    """

    b_hn: Array | None = None
    reset: str = "after"
    blocks: ClassVar[int] = 3
    sums: ClassVar[tuple[str, ...]] = ("da", "dwh")

    def __post_init__(self) -> None:
        super().__post_init__()
        known = isinstance(self.reset, str) and self.reset in ("after", "before")
        check_number("reset", repr(self.reset), "'after' or 'before'", known)
        if self.b_hn is not None:
            check_array("b_hn", self.b_hn, (self.hidden_size, 1), self.dtype)
            check_number("b_hn", "an array", "None with reset='before'", self.reset == "after")
            protect(self, "b_hn")


@record
class GRUStep(NamedTuple):
    """Everything one step computes; where two blocks share an array, the rows of r stand above those of z.

    Attributes:
        wx_b: W_xh x + b_h, what the input brings, and the bias, (3 · hidden_size, batch_size).
        wh_rz: what the state brings to both gates, (2 · hidden_size, batch_size).
        a_rz: the gates' sums before the sigmoid, likewise.
        a_n: the candidate's sum before tanh, (hidden_size, batch_size), as is all that follows.
        h_prev: what the step started from.
        r: reset gate: how much of the old state the candidate may see.
        z: update gate: how much of the old state to keep.
        rh: r ⊙ h_prev, what the candidate sees where the reset comes before the product; otherwise None.
        wh_n: what the state brings to the candidate: W_hn h_prev, or W_hn (r ⊙ h_prev).
        n: candidate, not a gate.
        h: the new hidden state.
    """

    wx_b: Array
    wh_rz: Array
    a_rz: Array
    a_n: Array
    h_prev: Array
    r: Array
    z: Array
    rh: Array | None
    wh_n: Array
    n: Array
    h: Array

    @property
    def wh(self) -> Array:
        """What the state brings to all three blocks, (3 · hidden_size, batch_size)."""
        return np.concatenate([self.wh_rz, self.wh_n])

    @property
    def a(self) -> Array:
        """The sums before the non-linearities, (3 · hidden_size, batch_size)."""
        return np.concatenate([self.a_rz, self.a_n])

    @property
    def state(self) -> tuple[Array]:
        """What the next step needs."""
        return (self.h,)

    def kept(self) -> GRUStep:
        """What the step backward needs: without the sums, which are large."""
        return GRUStep(None, None, None, None, *self[4:])  # type: ignore[arg-type]


@record
class GRUStepGradient(NamedTuple):
    """What one step backward computes; dh and dh_prev are (hidden_size, batch_size).

    Attributes:
        da: dL/da, before the non-linearities, (3 · hidden_size, batch_size).
        dwh: dL/d(what the hidden state brings), likewise.
        dh: dL/dh, the total that came in.
        dh_prev: dL/dh_prev, handed to the step before.
    """

    da: Array
    dwh: Array
    dh: Array
    dh_prev: Array

    @property
    def dstate_prev(self) -> tuple[Array]:
        """What the step before needs."""
        return (self.dh_prev,)


@checked_step(GRUParams)
def gru_step(
    params: GRUParams,
    x: Array,
    h_prev: Array,
    wx_b: Array | None = None,
) -> GRUStep:
    """Compute h = (1 - z) ⊙ n + z ⊙ h_prev, one step of a GRU.

    `params.reset` says what the reset gate scales.

    Args:
        params: the weights and the biases.
        x: the input of this step, (input_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).
        wx_b: W_xh x + b_h, where the loop has computed it for all steps at once.

    Raises:
        TypeError: not a float array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.

    Source:
        Cho et al. (2014), arXiv 1406.1078, equations 5 to 8; reset="after" as in PyTorch's torch.nn.GRU.

    Examples:
        >>> import numpy as np
        >>> blank = GRUParams(
        ...     W_xh=np.zeros((3, 1)), W_hh=np.zeros((3, 1)), b_h=np.zeros((3, 1))
        ... )
        >>> step = gru_step(blank, np.array([[1.0]]), h_prev=np.array([[0.8]]))
        >>> step.z, step.h
        (array([[0.5]]), array([[0.4]]))
    """
    if wx_b is None:  # the loop computes it for all steps at once
        wx_b = params.W_xh @ x + params.b_h  # (3 · hidden_size, batch_size)
    gates = 2 * len(h_prev)  # the rows of r and z; those of n follow
    if params.reset == "after":
        wh = params.W_hh @ h_prev  # (3 · hidden_size, batch_size)
        wh_rz, wh_n = wh[:gates], wh[gates:]
        if params.b_hn is not None:
            wh_n = wh_n + params.b_hn
    else:
        wh_rz = params.W_hh[:gates] @ h_prev  # (2 · hidden_size, batch_size)
    a_rz = wx_b[:gates] + wh_rz
    r, z = sigmoid(a_rz).reshape(2, *h_prev.shape)  # each (hidden_size, batch_size)
    if params.reset == "after":
        rh, a_n = None, wx_b[gates:] + r * wh_n
    else:
        rh = r * h_prev
        wh_n = params.W_hh[gates:] @ rh
        a_n = wx_b[gates:] + wh_n
    n = np.tanh(a_n)
    h = (1 - z) * n + z * h_prev
    return GRUStep(wx_b, wh_rz, a_rz, a_n, h_prev, r, z, rh, wh_n, n, h)


@checked_step_backward(GRUParams, GRUStep)
def gru_step_backward(params: GRUParams, step: GRUStep, dh: Array) -> GRUStepGradient:
    """Carry dL/dh through one step: the lines of `gru_step` in reverse order.

    Args:
        params: the parameters used forward.
        step: what `gru_step` returned.
        dh: the total dL/dh of this step, (hidden_size, batch_size).

    Raises:
        TypeError: no such step, not a float array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> blank = GRUParams(
        ...     W_xh=np.zeros((3, 1)), W_hh=np.zeros((3, 1)), b_h=np.zeros((3, 1))
        ... )
        >>> step = gru_step(blank, np.array([[1.0]]), h_prev=np.array([[0.8]]))
        >>> gru_step_backward(blank, step, dh=np.array([[1.0]])).dh_prev
        array([[0.5]])
    """
    h_prev, r, z, n, gates = step.h_prev, step.r, step.z, step.n, 2 * len(dh)
    # From h = (1 - z) ⊙ n + z ⊙ h_prev:
    dn, dz, dh_prev = (1 - z) * dh, (h_prev - n) * dh, z * dh
    da_n = (1 - n**2) * dn  # from tanh
    if params.reset == "after":
        dr, dwh_n = step.wh_n * da_n, r * da_n  # from a_n = … + r ⊙ wh_n
    else:
        drh = params.W_hh[gates:].T @ da_n  # from a_n = … + W_hn (r ⊙ h_prev)
        dr, dwh_n, dh_prev = h_prev * drh, da_n, dh_prev + r * drh
    da_r, da_z = r * (1 - r) * dr, z * (1 - z) * dz  # from σ
    da, dwh = np.concatenate([da_r, da_z, da_n]), np.concatenate([da_r, da_z, dwh_n])
    # The rows of W_hh that h_prev has met.
    met = slice(None) if params.reset == "after" else slice(gates)
    dh_prev = dh_prev + params.W_hh[met].T @ dwh[met]  # from wh = W_hh h_prev
    return GRUStepGradient(da, dwh, dh, dh_prev)
