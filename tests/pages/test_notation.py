"""The claims of "Read the notation": layouts, orders, counts, and where each symbol is first used."""

import re
from pathlib import Path

import numpy as np
import pytest
import yaml
from pages.notation import tables

from rnn_docs import GRUParams, LSTMParams, VanillaParams, forward, gru_step, init_cell, sigmoid
from rnn_docs.conversions import (
    KERAS_ORDER,
    ONNX_ORDER,
    from_keras,
    from_onnx,
    from_pytorch,
    to_keras,
    to_onnx,
    to_pytorch,
)
from rnn_docs.networks.bidirectional import BidirectionalParams, bidirectional_forward
from rnn_docs.networks.stacked import stacked_forward
from rnn_docs.padding import pad

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "notation.md").read_text("utf-8")
KINDS = (VanillaParams, LSTMParams, GRUParams)


def drawn(kind, **options):
    return init_cell(kind, 3, 4, np.random.default_rng(11), **options)


def gru_with_two_biases() -> GRUParams:
    cell = drawn(GRUParams)
    return GRUParams(cell.W_xh, cell.W_hh, cell.b_h, b_hn=np.array([[0.3], [-0.2], [0.1], [0.4]]))


@pytest.mark.parametrize("cell", [*(drawn(kind) for kind in KINDS), gru_with_two_biases()])
def test_every_round_trip_gives_the_same_states(cell):
    kind, xs = type(cell), np.random.default_rng(12).normal(size=(6, 3, 2))
    hs = forward(cell, xs).hs
    for back in (
        from_pytorch(kind, to_pytorch(cell)),
        from_keras(kind, to_keras(cell)),
        from_onnx(kind, to_onnx(cell), linear_before_reset=1),
    ):
        assert np.allclose(forward(back, xs).hs, hs, rtol=1e-12)


def test_the_orders_of_the_map_are_those_of_the_conversions():
    rows = {
        line.split("|")[1].strip(): re.findall(r"\$([^$]+)\$", line) for line in PAGE.splitlines() if "blocks |" in line
    }
    for name, blocks, ours in (("LSTM blocks", 4, "ifgo"), ("GRU blocks", 3, "rzn")):
        written = ["".join(re.findall(r"\{(\w)\}", cell)) for cell in rows[name]]
        keras = "".join(ours[k] for k in KERAS_ORDER[blocks])
        onnx = "".join(ours[k] for k in ONNX_ORDER[blocks])
        assert written == [ours, ours, keras, onnx]


def test_two_biases_count_more_and_keras_stands_between_for_the_gru():
    counts = {row[0]: row[1:] for row in tables.notation_counts().rows}
    assert counts == {"vanilla": (32, 36, 32, 36), "GRU": (96, 108, 108, 108), "LSTM": (128, 144, 128, 144)}


@pytest.mark.parametrize("kind", [VanillaParams, LSTMParams])
def test_two_biases_compute_what_their_sum_computes(kind):
    cell, xs = drawn(kind), np.random.default_rng(14).normal(size=(6, 3, 2))
    state = to_pytorch(cell)
    second = np.random.default_rng(15).normal(size=state["bias_hh_l0"].shape)
    split = state | {"bias_ih_l0": state["bias_ih_l0"] + state["bias_hh_l0"] - second, "bias_hh_l0": second}
    assert np.allclose(forward(from_pytorch(kind, split), xs).hs, forward(cell, xs).hs, rtol=1e-12)


def test_the_second_bias_of_the_candidate_cannot_be_added_to_the_first():
    cell = gru_with_two_biases()
    added = cell.b_h.copy()
    added[8:] += cell.b_hn
    x, h_prev = np.ones((3, 1)), np.full((4, 1), 0.5)
    apart, together = gru_step(cell, x, h_prev), gru_step(GRUParams(cell.W_xh, cell.W_hh, added), x, h_prev)
    assert not np.allclose(apart.h, together.h)


def test_negating_the_rows_of_the_update_gate_turns_z_into_one_minus_z():
    cell = drawn(GRUParams)
    sign = np.ones((12, 1))
    sign[4:8] = -1
    x, h_prev = np.ones((3, 1)), np.full((4, 1), 0.5)
    ours = gru_step(cell, x, h_prev)
    other = gru_step(GRUParams(sign * cell.W_xh, sign * cell.W_hh, sign * cell.b_h), x, h_prev)
    assert np.allclose(other.z, 1 - ours.z)
    assert np.allclose(sigmoid(-ours.a[4:8]), other.z)


def test_gates_lie_between_zero_and_one_and_candidates_do_not():
    xs = np.random.default_rng(13).normal(size=(50, 3, 8))
    lstm, gru = forward(drawn(LSTMParams), xs), forward(drawn(GRUParams), xs)
    for gate in (lstm["i"], lstm["f"], lstm["o"], gru["r"], gru["z"]):
        assert 0 < gate.min() < gate.max() < 1
    assert lstm["g"].min() < 0
    assert gru["n"].min() < 0


def symbols() -> list[tuple[list[str], str]]:
    """Each row of the table of symbols: its formulas, and where it is said to be used first."""
    table = PAGE.split("| symbol |")[1].split("\n\n")[0].splitlines()[2:]
    return [(re.findall(r"\$([^$]+)\$", row.split("|")[1]), row.split("|")[4].strip()) for row in table]


def steps() -> dict[int, str]:
    """The sources of the step pages that exist, by the number of the step."""
    plan = yaml.safe_load((DOCS / "data/lesson.yml").read_text("utf-8"))["steps"]
    pages = {n: DOCS / "lesson" / f"{step['topic']}.md" for n, step in enumerate(plan, 1)}
    return {n: path.read_text("utf-8") for n, path in pages.items() if path.exists()}


def occurs(symbol: str, text: str) -> bool:
    """Whether a formula of the text holds the symbol, whatever its step or colour."""
    plain = re.sub(r"\\k\w+\{([^{}]*)\}", r"\1", text)
    wanted = re.sub(r"\\k\w+\{([^{}]*)\}", r"\1", symbol)
    if match := re.fullmatch(r"(\w)_t", wanted):
        pattern = rf"(?<![A-Za-z\\]){match[1]}_(?:t|\d|\{{t|\{{T)"
    elif wanted.startswith(r"\mathrm{d}L"):
        pattern = r"\\mathrm\{d\}\s*L|\\frac\{\\partial L|\\partial L"
    else:
        pattern = re.escape(wanted) + r"(?![A-Za-z])"
    formulas = re.findall(r"\$\$.+?\$\$|\$[^$\n]+\$", plain, re.S)
    return any(re.search(pattern, formula) for formula in formulas)


@pytest.mark.parametrize(("row", "where"), symbols())
def test_a_symbol_is_used_on_the_step_that_the_table_names_and_on_none_before(row, where):
    named = re.search(r"step (\d)", where)
    pages = steps()
    for symbol in row:
        first = next((n for n in sorted(pages) if occurs(symbol, pages[n])), None)
        if named and int(named[1]) in pages:
            assert first == int(named[1]), f"{symbol} is first used on step {first}"


LOCAL = {"A", "B", "k", "e"}  # explained where they stand


def letters_of(text: str) -> set[str]:
    """The letters in the formulas of a page; steps count as t, and the blocks of all gates as that of f."""
    formulas = " ".join(re.findall(r"\$\$.+?\$\$|\$[^$\n]+\$", re.sub(r"```.*?```", "", text, flags=re.S), re.S))
    plain = re.sub(r"\\k\w+\{([^{}]*)\}", r"\1", formulas)
    plain = re.sub(r"\\(?:begin|end|text)\{[^}]*\}|\\(?:mathrm|operatorname)\{(?:d|softmax)\}", " ", plain)
    plain = re.sub(r"\\(?:mathrm|operatorname)\{(init|diag)\}", r"\1", plain)
    found = re.findall(r"(?<![A-Za-z_\\])(\\(?:delta|gamma|sigma)|[A-Za-z]+)(?:_(\{[^{}]*\}|\\?\w))?", plain)
    named = {f"{letter}_{index.strip('{}')}" if index else letter for letter, index in found}
    named = {re.sub(r"_(?:[tk]|\d)(?:[-+][12k])?$", "_t", name) for name in named}
    return {re.sub(r"^(W_[xh]|b_)[ifgorzn]$", r"\1f", name) for name in named}


@pytest.mark.parametrize("page", ["computation", "vanishing-gradient", "lstm", "gru", "backpropagation-through-time"])
def test_every_letter_in_a_formula_of_the_page_stands_in_the_table_of_symbols(page):
    folder = DOCS if page.startswith("back") else DOCS / "lesson"
    listed = letters_of(" ".join(f"${symbol}$" for row, _ in symbols() for symbol in row))
    assert {r"\sigma_\max", "W_xf", "h_init", "diag"} <= listed
    listed |= {name[0] for name in listed}  # "the gate f" is f at any step
    assert letters_of((folder / f"{page}.md").read_text("utf-8")) - listed - LOCAL == set()


def test_links_to_steps_lead_to_the_steps_they_name():
    plan = yaml.safe_load((DOCS / "data/lesson.yml").read_text("utf-8"))["steps"]
    links = re.findall(r"\[step (\d)\]\(lesson/([\w-]+)\.md\)", PAGE)
    assert links
    assert all(plan[int(number) - 1]["topic"] == topic for number, topic in links)


# --- what a layer of PyTorch takes and returns ----------------------------------------------------------------------


def two_layers():
    rng = np.random.default_rng(12)
    layers = [init_cell(LSTMParams, size, 4, rng) for size in (3, 4)]
    xs, lengths = pad([rng.normal(size=(5, 3)), rng.normal(size=(2, 3))])
    return layers, xs, lengths


def test_output_is_the_top_layer_at_every_step_and_h_n_every_layer_at_the_end():
    layers, xs, lengths = two_layers()
    traces = stacked_forward(layers, xs, lengths)
    for sequence, length in enumerate(lengths):
        ends = [trace.hs[length - 1, :, sequence] for trace in traces]
        assert np.allclose([trace.h_last[:, sequence] for trace in traces], ends)
    assert not np.allclose(traces[-1].hs[-1, :, 1], traces[-1].h_last[:, 1])
    assert not np.allclose(traces[0].h_last, traces[1].h_last)


def test_without_lengths_the_last_state_is_the_one_after_the_padding():
    layers, xs, lengths = two_layers()
    padded, packed = (forward(layers[0], xs, lengths=known).h_last[:, 1] for known in (None, lengths))
    alone = forward(layers[0], xs[:2, :, 1:]).h_last[:, 0]
    assert np.allclose(packed, alone)
    assert not np.allclose(padded, alone)


def test_the_backward_half_begins_in_the_padding_unless_it_knows_the_lengths():
    rng = np.random.default_rng(13)
    both = BidirectionalParams(init_cell(LSTMParams, 3, 4, rng), init_cell(LSTMParams, 3, 4, rng))
    _, xs, lengths = two_layers()
    alone = bidirectional_forward(both, xs[:2, :, 1:]).hs[:, :, 0]
    assert np.allclose(bidirectional_forward(both, xs, lengths).hs[:2, :, 1], alone)
    assert not np.allclose(bidirectional_forward(both, xs).hs[:2, :, 1], alone)


@pytest.mark.parametrize("path", ["notation.md", "lesson/computation.md"])
def test_pytorchs_arrays_have_the_names_that_the_conversion_gives_them(path):
    named = set(re.findall(r"\b(?:weight|bias)_[ih]h_\w+", (DOCS / path).read_text("utf-8")))
    assert named == set(to_pytorch(drawn(LSTMParams)))


def test_a_forget_bias_of_one_in_both_of_pytorchs_biases_makes_two():
    state = to_pytorch(drawn(LSTMParams, scheme="glorot"))
    for name in ("bias_ih_l0", "bias_hh_l0"):
        state[name][4:8] = 1.0
    assert np.array_equal(from_pytorch(LSTMParams, state).b_h[4:8], np.full((4, 1), 2.0))


def test_batch_first_moves_an_axis_and_changes_no_number():
    cell, xs = drawn(LSTMParams), np.random.default_rng(16).normal(size=(6, 3, 2))
    output = forward(cell, xs).hs.transpose(0, 2, 1)  # step, sequence, unit
    first = output.transpose(1, 0, 2)  # sequence, step, unit
    for sequence in range(2):
        assert np.allclose(first[sequence], forward(cell, xs[:, :, [sequence]]).hs[:, :, 0])
