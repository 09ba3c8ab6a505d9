"""The cheat sheet: its equations are run, and its tables recounted."""

import re
from pathlib import Path

import numpy as np
import pytest
from pages.cheat_sheet import tables

from rnn_docs import (
    GRUParams,
    LSTMParams,
    VanillaParams,
    backward,
    binary_cross_entropy,
    forward,
    init_cell,
    init_readout,
    mean_square,
    readout,
    readout_backward,
    sigmoid,
    softmax,
    softmax_cross_entropy,
)
from rnn_docs.learning.optimisers import clip_by_norm
from rnn_docs.measure import largest_singular_value, step_jacobian

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "cheat-sheet.md").read_text("utf-8")
INPUT, HIDDEN, BATCH, STEPS = 3, 4, 2, 5
SAID_AS = {  # equations of the steps that the sheet has in another form
    r"h_t = \mathrm{cell}(x_t,\; h_{t-1})": r"h_t &= \tanh(a_t)",
    r"h_t = \tanh(W_{xh}\, x_t + W_{hh}\, h_{t-1} + b_h)": r"a_t &= W_{xh}\, x_t + W_{hh}\, h_{t-1} + b_h",
    r"\frac{\partial c_t}{\partial c_{t-1}} = \operatorname{diag}(f_t) + \cdots": (
        r"\partial c_t / \partial c_{t-1}$ is $f_t$ on the diagonal, plus"
    ),
    r"\kgrad{\delta_{t-1}} = W_{hh}^{\top}\; \mathrm{diag}(1 - h_t^2)\; \kgrad{\delta_t}": (
        r"\mathrm{d}\kgrad{L}/\mathrm{d}a_t &= (1 - h_t^2) \odot \mathrm{d}\kgrad{L}/\mathrm{d}h_t"
    ),
    r"\frac{\mathrm{d}\kgrad{L}}{\mathrm{d}W_{hh}} = \sum_t \frac{\mathrm{d}\kgrad{L}}{\mathrm{d}a_t}\; h_{t-1}^{\top}": (
        r"\mathrm{d}\kgrad{L}/\mathrm{d}W_{hh} &= \textstyle\sum_t \mathrm{d}\kgrad{L}/\mathrm{d}a_t\; h_{t-1}^{\top}"
    ),
}


def section(title: str) -> str:
    """A section's equations, as lines of LaTeX without layout."""
    text = PAGE.split(f"## {title}\n")[1].split("</section>")[0]
    formulas = re.findall(r"\$\$(.+?)\$\$", text, re.S)
    lines = [line for formula in formulas for line in formula.split(r"\\")]
    return "\n".join(re.sub(r"\\(begin|end)\{aligned\}|[&\n]", " ", line).strip() for line in lines)


def python(tex: str) -> str:
    """An equation of the sheet as a line of Python: the same letters, the same order."""
    for pattern, code in (
        (r"\\textstyle\\sum_t ", "total:"),
        (r"\\mathrm\{d\}\\kgrad\{L\}/\\mathrm\{d\}(\w)_\{?(\w+)\}?(\+1\})?", r"d\1_\2"),
        (r"W_\{(\w+)\}\^\{\\top\}\\,", r"W_\1.T @"),
        (r"W_\{(\w+)\}\\,", r"W_\1 @"),
        (r"\\; (\w)_(\w|\{t-1\})\^\{\\top\}", r" @ \1_\2.T"),
        (r"(\w)_\{t-1\}", r"\1_prev"),
        (r"\\odot", "*"),
        (r"\\sigma\(", "sigmoid("),
        (r"\\tanh\(", "tanh("),
        (r"h_t\^2", "h_t**2"),
        (r"_\{(\w+)\}", r"_\1"),
    ):
        tex = re.sub(pattern, code, tex)
    assert "\\" not in tex, tex
    return tex


def run(title: str, **names) -> dict[str, np.ndarray]:
    """Run the section's equations, one after the other, and give all names back."""
    names |= {"sigmoid": sigmoid, "tanh": np.tanh}
    for line in python(section(title)).splitlines():
        exec(line.replace("total:", ""), names)
    return names


def blocks(cell, letters: str) -> dict[str, np.ndarray]:
    """The rows of each block under the names of the sheet: W_xi, W_hi, b_i …"""
    found = {}
    for array, stem in ((cell.W_xh, "W_x"), (cell.W_hh, "W_h"), (cell.b_h, "b_")):
        found |= {stem + letter: rows for letter, rows in zip(letters, np.split(array, len(letters)), strict=True)}
    return found


def drawn(kind, **options):
    cell = init_cell(kind, INPUT, HIDDEN, np.random.default_rng(21))
    cell = kind(cell.W_xh, cell.W_hh, cell.b_h, **options)
    return cell, forward(cell, np.random.default_rng(22).normal(size=(STEPS, INPUT, BATCH)))


def test_the_vanilla_equations_are_those_that_run():
    cell, trace = drawn(VanillaParams)
    names = run("Vanilla cell", x_t=trace.xs[3], h_prev=trace.hs[2], **vars(cell))
    assert np.allclose(names["h_t"], trace.hs[3], rtol=1e-12)


def test_the_read_out_is_the_one_that_runs():
    out = init_readout(HIDDEN, 3, np.random.default_rng(23))
    hs = np.random.default_rng(24).normal(size=(1, HIDDEN, BATCH))
    assert np.allclose(run("Read-out", h_t=hs[0], **vars(out))["y_t"], readout(out, hs)[0], rtol=1e-12)


def test_the_lstm_equations_are_those_that_run():
    cell, trace = drawn(LSTMParams)
    names = run("LSTM", x_t=trace.xs[3], h_prev=trace.hs[2], c_prev=trace["c"][2], **blocks(cell, "ifgo"))
    for letter in "ifgoch":
        assert np.allclose(names[f"{letter}_t"], trace[letter][3], rtol=1e-12), letter


def test_the_gru_equations_are_those_that_run_with_either_reset():
    last, other = section("GRU").splitlines()[-2:]
    assert last.startswith("h_t")
    assert other.startswith("n_t")
    for reset in ("after", "before"):
        cell, trace = drawn(GRUParams, reset=reset)
        names = {"x_t": trace.xs[3], "h_prev": trace.hs[2], "sigmoid": sigmoid, "tanh": np.tanh}
        names |= blocks(cell, "rzn")
        lines = section("GRU").splitlines()[:4]
        if reset == "before":
            lines[2] = other
        for line in lines:
            exec(python(line), names)
        for letter in "rznh":
            assert np.allclose(names[f"{letter}_t"], trace[letter][3], rtol=1e-12), (reset, letter)


def test_the_backward_equations_are_those_that_run():
    cell, trace = drawn(VanillaParams)
    out = init_readout(HIDDEN, 3, np.random.default_rng(23))
    dys = np.random.default_rng(25).normal(size=(STEPS, 3, BATCH))
    top = readout_backward(out, trace.hs, dys)
    right = backward(trace, top.dhs)
    lines = python(section("Backpropagation through time")).splitlines()
    assert len(lines) == 7
    names = {**vars(cell), **vars(out), "da_t": np.zeros((HIDDEN, BATCH))}
    totals = {}
    for t in reversed(range(STEPS)):
        names |= {"h_t": trace.hs[t], "h_prev": trace.state_before(t)[0], "x_t": trace.xs[t], "dy_t": dys[t]}
        for line in lines:
            left, right_side = (side.strip() for side in line.split(" = "))
            value = eval(right_side.replace("total:", ""), names)
            if right_side.startswith("total:"):
                value = value.sum(axis=1, keepdims=True) if left.startswith("db") else value
                totals[left] = totals.get(left, 0) + value
            else:
                names[left] = value
    for name in ("dW_xh", "dW_hh", "db_h"):
        assert np.allclose(totals[name], getattr(right, name), rtol=1e-10), name
    for name in ("dW_hy", "db_y"):
        assert np.allclose(totals[name], getattr(top, name), rtol=1e-10), name


def test_the_losses_and_their_gradients_are_those_that_run():
    rng = np.random.default_rng(26)
    y, right = rng.normal(size=(1, 3, 1)), np.array([[2]])
    p = softmax(y)[0, :, 0]
    assert np.allclose(p, np.exp(y[0, :, 0]) / np.exp(y).sum())
    loss, dy = softmax_cross_entropy(y, right)
    assert np.isclose(loss, -np.log(p[2]))
    assert np.allclose(dy[0, :, 0], p - [0, 0, 1])
    for q in (0.0, 1.0):
        y = rng.normal(size=1)
        p = sigmoid(y)
        loss, dy = binary_cross_entropy(y, np.array([q]))
        assert np.isclose(loss, (-q * np.log(p) - (1 - q) * np.log(1 - p))[0])
        assert np.allclose(dy, p - q)
    y, q = rng.normal(size=1), rng.normal(size=1)
    loss, dy = mean_square(y, q)
    assert np.isclose(loss, ((y - q) ** 2)[0])
    assert np.allclose(dy, 2 * (y - q))


def test_the_slopes_of_a_step_and_their_bound_hold_and_clipping_by_norm_is_the_formula():
    cell, _ = drawn(VanillaParams)
    trace = forward(cell, np.random.default_rng(27).normal(size=(STEPS, INPUT, 1)))
    assert r"= \mathrm{diag}(1 - h_t^2)\; W_{hh}" in section("Vanishing, exploding, clipping")
    h_t = trace.hs[2]
    assert np.allclose(step_jacobian(cell, h_t), np.diag(1 - h_t.ravel() ** 2) @ cell.W_hh)
    assert r"$\sigma(a) = 1 / (1 + e^{-a})$ is the sigmoid" in PAGE
    assert np.allclose(sigmoid(h_t), 1 / (1 + np.exp(-h_t)))
    product = np.eye(HIDDEN)
    for t in range(1, STEPS):
        product = step_jacobian(cell, trace.hs[t]) @ product
        assert largest_singular_value(product) <= largest_singular_value(cell.W_hh) ** t
    for v in (np.array([6.0, 8.0]), np.array([0.6, 0.8])):
        clipped = clip_by_norm({"v": v}, max_norm=5)["v"]
        assert np.allclose(clipped, v * min(1, 5 / np.linalg.norm(v)))


@pytest.mark.parametrize(
    ("title", "page"),
    [("Vanilla cell", "backpropagation-through-time"), ("LSTM", "lesson/lstm"), ("GRU", "lesson/gru")],
)
def test_each_equation_stands_in_the_lesson_as_on_the_sheet(title, page):
    taught = re.sub(r"[&\\\s]", "", (DOCS / f"{page}.md").read_text("utf-8"))
    for line in section(title).splitlines()[: 4 if title == "GRU" else None]:
        assert re.sub(r"[&\\\s]", "", line) in taught, line


def bare(tex: str) -> str:
    """LaTeX without what only lays it out."""
    return re.sub(r"\\[,;]|[&\s]", "", tex)


def test_every_equation_of_the_steps_stands_on_the_sheet():
    """Those with numbers are examples: they stand in a marker, and their lines do not begin with a formula."""
    used = set()
    for step in sorted((DOCS / "lesson").glob("*.md")):
        for formula in re.findall(r"^ *\$\$\n(.+?)\$\$", step.read_text("utf-8"), re.S | re.M):
            for line in re.sub(r"\\(begin|end)\{aligned\}", "", formula).split(r"\\"):
                used |= {line.strip()} & SAID_AS.keys()
                assert bare(SAID_AS.get(line.strip(), line)) in bare(PAGE), f"{step.name}: {line}"
    assert used == SAID_AS.keys()


def test_the_count_of_parameters_follows_the_formula():
    table = tables.sheet_counts()
    for name, *counts, in_pytorch in table.rows:
        number_of_blocks = {"vanilla": 1, "GRU": 3, "LSTM": 4}[name]
        expected = [number_of_blocks * H * (D + H + 1) for D, H in tables.SIZES]
        assert counts == expected
        assert in_pytorch == expected[0] + number_of_blocks * tables.HIDDEN  # a second bias


def test_every_shape_is_what_the_general_column_says():
    sizes = {"D": 3, "H": 4, "K": 3, "N": 2, "1": 1}
    for name, general, *cells in tables.sheet_shapes().rows:
        for cell, number_of_blocks in zip(cells, (1, 3, 4), strict=True):
            if cell == "–":
                assert name == "cell $c_t$"
                assert number_of_blocks < 4
                continue
            parts = general.replace(r"B \cdot H", "BH").split(r" \times ")
            lengths = [number_of_blocks * sizes["H"] if part == "BH" else sizes[part] for part in parts]
            assert cell == "×".join(map(str, lengths)), name
