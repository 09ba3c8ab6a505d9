"""Write torch_reference.npz: what PyTorch computes, so that the tests can compare without PyTorch.

Run it by hand where PyTorch is installed: python tests/rnn_docs/pytorch/make_torch_reference.py
Everything is float64 and in PyTorch's layout, batch in the middle; the test converts.
Inputs are numbers that float32 can hold, so that the same results serve for float32.
Two losses: the sum of weights * outputs, and half the square of the final hidden state.
"""

from pathlib import Path

import numpy as np
import torch

TARGET = Path(__file__).parent / "torch_reference.npz"
MODULES = {"vanilla": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}
# name: (input_size, hidden_size, seq_len, batch_size, scale of the inputs, lengths)
CASES = {
    "plain": (3, 4, 5, 2, 1.0, None),
    "single_step": (3, 4, 1, 2, 1.0, None),
    "hidden_one": (2, 1, 4, 3, 1.0, None),
    "zero_input": (3, 4, 5, 2, 0.0, None),
    "saturated": (3, 4, 5, 2, 1024.0, None),
    "long": (2, 3, 120, 1, 1.0, None),
    "padded": (3, 4, 6, 3, 1.0, (6, 4, 2)),
}


class Numbers:
    """Random numbers that float32 holds exactly, as float64."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def normal(self, size):
        return self.rng.normal(size=size).astype(np.float32).astype(np.float64)

    def uniform(self, low, high, size):
        return self.rng.uniform(low, high, size).astype(np.float32).astype(np.float64)

    def integers(self, low, high, size):
        return self.rng.integers(low, high, size)


def reference(kind, case, numbers):
    """All inputs and results of one module in one case, by name."""
    input_size, hidden_size, seq_len, batch_size, scale, lengths = CASES[case]
    module = MODULES[kind](input_size, hidden_size, dtype=torch.float64)
    for parameter in module.parameters():
        parameter.data = torch.tensor(numbers.uniform(-0.8, 0.8, tuple(parameter.shape)))
    xs = torch.tensor(scale * numbers.normal(size=(seq_len, batch_size, input_size)), requires_grad=True)
    states = [torch.tensor(numbers.normal(size=(1, batch_size, hidden_size)), requires_grad=True)]
    if kind == "lstm":
        states.append(torch.tensor(numbers.normal(size=(1, batch_size, hidden_size)), requires_grad=True))
    weights = torch.tensor(numbers.normal(size=(seq_len, batch_size, hidden_size)))
    found = {f"parameter {name}": value for name, value in module.named_parameters()}
    found |= {"xs": xs, "weights": weights, "h_init": states[0]}
    if kind == "lstm":
        found["c_init"] = states[1]

    hs, last = run(module, xs, states, lengths)
    last = last if kind == "lstm" else (last,)
    found |= {"hs": hs, "h_last": last[0]}
    if kind == "lstm":
        found["c_last"] = last[1]
    losses = {"all": (weights * hs).sum(), "last": (last[0] ** 2).sum() / 2}
    if kind == "lstm":
        losses["last"] = losses["last"] + last[1].sum()
    for name, loss in losses.items():
        wanted = {"xs": xs, "h_init": states[0], **dict(module.named_parameters())}
        if kind == "lstm":
            wanted["c_init"] = states[1]
        gradients = torch.autograd.grad(loss, list(wanted.values()), retain_graph=True)
        found |= {f"{name} d {wanted_name}": g for wanted_name, g in zip(wanted, gradients, strict=True)}
    return {name: value.detach().numpy() for name, value in found.items()} | total_dhs(module, kind, case, found)


def run(module, xs, states, lengths):
    state = tuple(states) if len(states) == 2 else states[0]
    if lengths is None:
        return module(xs, state)
    packed = torch.nn.utils.rnn.pack_padded_sequence(xs, torch.tensor(lengths))
    packed_hs, last = module(packed, state)
    return torch.nn.utils.rnn.pad_packed_sequence(packed_hs)[0], last


def total_dhs(module, kind, case, found):
    """dL/dh_t of the first loss: run one step at a time, so that every state is a tensor of its own."""
    if CASES[case][-1] is not None or CASES[case][2] > 10:
        return {}
    state = [found["h_init"]] + ([found["c_init"]] if kind == "lstm" else [])
    states, loss = [], 0.0
    for x, weight in zip(found["xs"], found["weights"], strict=True):
        state = module(x[None], tuple(state) if kind == "lstm" else state[0])[1]
        state = list(state) if kind == "lstm" else [state]
        states.append(state)
        loss = loss + (weight * state[0][0]).sum()
    totals = {"all dhs": torch.stack(torch.autograd.grad(loss, [s[0] for s in states], retain_graph=True))}
    if kind == "lstm":
        gradients = torch.autograd.grad(loss, [s[1] for s in states], allow_unused=True)
        totals["all dcs"] = torch.stack([torch.zeros_like(states[0][1]) if g is None else g for g in gradients])
    return {name: value[:, 0].detach().numpy() for name, value in totals.items()}


def layers_reference(numbers):
    """A bidirectional LSTM of two layers on padded sequences."""
    module = torch.nn.LSTM(3, 4, num_layers=2, bidirectional=True, dtype=torch.float64)
    for parameter in module.parameters():
        parameter.data = torch.tensor(numbers.uniform(-0.8, 0.8, tuple(parameter.shape)))
    xs = torch.tensor(numbers.normal(size=(6, 3, 3)), requires_grad=True)
    weights = torch.tensor(numbers.normal(size=(6, 3, 8)))
    packed = torch.nn.utils.rnn.pack_padded_sequence(xs, torch.tensor((6, 4, 2)))
    hs = torch.nn.utils.rnn.pad_packed_sequence(module(packed)[0])[0]
    wanted = {"xs": xs, **dict(module.named_parameters())}
    gradients = torch.autograd.grad((weights * hs).sum(), list(wanted.values()))
    found = {f"parameter {name}": value for name, value in module.named_parameters()}
    found |= {"xs": xs, "weights": weights, "hs": hs}
    found |= {f"all d {name}": gradient for name, gradient in zip(wanted, gradients, strict=True)}
    return {name: value.detach().numpy() for name, value in found.items()}


def optimiser_reference(numbers):
    """Five steps of each optimiser with given gradients, the parameters after every step."""
    start, gradients = numbers.normal(size=(2, 3)), numbers.normal(size=(5, 2, 3))
    found = {"start": start, "gradients": gradients}
    optimisers = {
        "sgd": lambda p: torch.optim.SGD([p], lr=0.1),
        "momentum": lambda p: torch.optim.SGD([p], lr=0.1, momentum=0.9),
        "adam": lambda p: torch.optim.Adam([p], lr=0.05, betas=(0.8, 0.95), eps=1e-3),
    }
    for name, make in optimisers.items():
        parameter = torch.nn.Parameter(torch.tensor(start))
        optimiser, path = make(parameter), []
        for gradient in gradients:
            parameter.grad = torch.tensor(gradient)
            optimiser.step()
            path.append(parameter.detach().numpy().copy())
        found[name] = np.stack(path)
    return found


def loss_reference(numbers):
    """The losses and their gradients, logits up to 2^13."""
    found = {}
    for name, scale in (("small", 1.0), ("large", 8192.0)):
        logits = torch.tensor(scale * numbers.uniform(-1, 1, size=(4, 5, 3)), requires_grad=True)
        classes = torch.tensor(numbers.integers(0, 5, size=(4, 3)))
        answers = torch.tensor(numbers.integers(0, 2, size=(4, 5, 3)).astype(float))
        losses = {
            "softmax": torch.nn.functional.cross_entropy(logits.transpose(1, 2).reshape(12, 5), classes.reshape(12)),
            "binary": torch.nn.functional.binary_cross_entropy_with_logits(logits, answers),
            "square": torch.nn.functional.mse_loss(logits, answers),
        }
        found |= {f"{name} logits": logits, f"{name} classes": classes, f"{name} answers": answers}
        for loss_name, loss in losses.items():
            found[f"{name} {loss_name}"] = loss
            found[f"{name} d {loss_name}"] = torch.autograd.grad(loss, logits, retain_graph=True)[0]
    return {name: value.detach().numpy() for name, value in found.items()}


def main():
    numbers = Numbers(7)
    everything = {}
    parts = {f"{kind} {case}": reference(kind, case, numbers) for kind in MODULES for case in CASES}
    parts |= {"layers": layers_reference(numbers)}
    parts |= {"optimisers": optimiser_reference(numbers), "losses": loss_reference(numbers)}
    for part, arrays in parts.items():
        everything |= {f"{part}|{name}": array for name, array in arrays.items()}
    np.savez_compressed(TARGET, **everything)
    print(f"{TARGET}: {len(everything)} arrays, {TARGET.stat().st_size} bytes, PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
