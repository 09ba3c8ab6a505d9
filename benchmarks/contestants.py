"""The same work for every contestant: rnn_docs, PyTorch, and the bare products and functions as the limit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from rnn_docs import GRUParams, LSTMParams, VanillaParams, backward, forward, init_cell
from rnn_docs.cells.parameters import CellParams
from rnn_docs.conversions import to_pytorch

KINDS: dict[str, type[CellParams]] = {"vanilla": VanillaParams, "LSTM": LSTMParams, "GRU": GRUParams}
TANHS = {"vanilla": 1, "LSTM": 2, "GRU": 1}  # of hidden_size rows each, at every step
SIGMOIDS = {"vanilla": 0, "LSTM": 3, "GRU": 2}


class Size(NamedTuple):
    """One point of the benchmark."""

    input_size: int
    hidden_size: int
    seq_len: int
    batch_size: int


class Work(NamedTuple):
    """Parameters and data of one point."""

    params: CellParams
    xs: np.ndarray
    dhs: np.ndarray


def work(kind: str, size: Size, dtype: Any) -> Work:
    """Draw the parameters, the inputs and the gradient that comes in."""
    rng = np.random.default_rng(1)
    params = init_cell(KINDS[kind], size.input_size, size.hidden_size, rng, dtype=dtype)
    xs, dhs = (
        rng.normal(size=(size.seq_len, rows, size.batch_size)).astype(dtype)
        for rows in (size.input_size, size.hidden_size)
    )
    return Work(params, xs, dhs)


def ours(task: Work) -> dict[str, Callable[[], object]]:
    """Both keep every intermediate that the way back needs."""

    def both() -> object:
        return backward(forward(task.params, task.xs), task.dhs)

    return {"ours forward": lambda: forward(task.params, task.xs).hs, "ours both": both}


def limit(kind: str, task: Work) -> dict[str, Callable[[], object]]:
    """What no clever loop can save: the recurrent products alone, and all products and functions of numpy."""
    params, steps = task.params, range(len(task.xs))
    h = task.dhs[0]
    gates = np.concatenate([h] * max(SIGMOIDS[kind], 1))

    def products() -> None:
        for _ in steps:
            params.W_hh @ h

    def products_and_functions() -> None:
        for t in steps:
            params.W_xh @ task.xs[t]
            params.W_hh @ h
            if SIGMOIDS[kind]:
                np.exp(gates)
            for _ in range(TANHS[kind]):
                np.tanh(h)

    return {"products": products, "products, tanh, exp": products_and_functions}


def pytorch(kind: str, task: Work, torch: Any) -> dict[str, Callable[[], object]]:
    """PyTorch as a user calls it, with and without recording what its way back needs."""
    torch.set_num_threads(1)
    class_ = {"vanilla": torch.nn.RNN, "LSTM": torch.nn.LSTM, "GRU": torch.nn.GRU}[kind]
    state = {name: torch.tensor(array) for name, array in to_pytorch(task.params).items()}
    module = class_(task.params.input_size, task.params.hidden_size, dtype=next(iter(state.values())).dtype)
    module.load_state_dict(state)
    xs, dhs = (torch.tensor(np.ascontiguousarray(a.transpose(0, 2, 1))) for a in (task.xs, task.dhs))
    leaf = xs.clone().requires_grad_(True)

    def no_grad() -> object:
        with torch.no_grad():
            return module(xs)[0]

    def both() -> None:
        module.zero_grad()
        leaf.grad = None
        module(leaf)[0].backward(dhs)

    return {"torch forward": no_grad, "torch recording": lambda: module(leaf)[0], "torch both": both}
