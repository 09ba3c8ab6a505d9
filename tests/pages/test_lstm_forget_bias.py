"""The other explorer of step 5 shows what was measured with each bias of the forget gate."""

import re

import numpy as np
import pytest
from pages.lstm import forget_bias
from pages.shared import gradient_left
from pages.shared.measured_gradients import SEEDS

from rnn_docs import LSTMParams, sigmoid
from rnn_docs.measure import fresh_cell

ENTRIES = forget_bias.forget_bias()["biases"]


def test_what_a_forget_bias_leaves_is_what_was_measured():
    assert [entry["bias"] for entry in ENTRIES] == ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0"]
    for entry in ENTRIES:
        bias = float(entry["bias"])
        left = gradient_left.left_after("LSTM", bias)
        shown = re.findall("<b[^>]*>(.*?)</b>", entry["drawn"])
        assert shown == [gradient_left.short(left.cell), gradient_left.short(left.hidden)]
        assert f" starts at {sigmoid(np.array(bias)):.2f}. " in entry["told"]
        assert entry["told"].endswith(
            f"along c, {forget_bias.share(left.cell)}; along h, {forget_bias.share(left.hidden)}."
        )
        for name, end in (("c", left.cell), ("h", left.hidden)):
            line = forget_bias.decades(bias)[name]
            assert line[0] == 0
            assert line[-1] == pytest.approx(np.log10(end))
            assert len(line) == 11


def test_the_line_of_c_ends_above_that_of_h_and_both_stay_on_the_axis():
    for bias in forget_bias.BIASES:
        lines = forget_bias.decades(bias)
        assert lines["c"][-1] > lines["h"][-1]
        assert max(lines["c"] + lines["h"]) < 1
        assert min(lines["c"] + lines["h"]) > -12


def test_the_gate_at_the_start_is_that_of_an_average_unit_without_input():
    params = fresh_cell(LSTMParams, np.random.default_rng(SEEDS[0]), keep_bias=3.0)
    gates = sigmoid(params.b_h)[32:64]  # the rows of f
    assert f" starts at {gates.mean():.2f}. " in ENTRIES[6]["told"]


def test_a_share_is_told_in_parts():
    assert forget_bias.share(0.5) == "0.50 times of it"
    assert forget_bias.share(1 / 65_536) == "one part in 66,000"
    assert forget_bias.share(1 / 3.2e6) == "one part in 3.2 million"
