"""One protocol for every comparison: equal sizes, rates from one grid, several seeds."""

import numpy as np
import pytest

from rnn_docs import GRUParams, LSTMParams, VanillaParams, init_cell
from rnn_docs.comparison import RATES, VALIDATION_SEEDS, choose_rate, count_parameters, matched_units, summary
from rnn_docs.tasks.recall import RECALL_NETWORKS, fresh_recall


def cell(kind, units):
    return init_cell(kind, 3, units, np.random.default_rng(1))


@pytest.mark.parametrize("kind", [VanillaParams, LSTMParams, GRUParams])
@pytest.mark.parametrize("wanted", [1, 90, 500, 2345])
def test_no_other_number_of_units_comes_nearer_to_the_wanted_number_of_parameters(kind, wanted):
    far = {units: abs(count_parameters(cell(kind, units)) - wanted) for units in range(1, 60)}
    assert matched_units(wanted, lambda units: cell(kind, units)) == min(far, key=far.get)


def test_of_two_numbers_of_units_that_are_equally_near_the_smaller_is_taken():
    assert matched_units(15, lambda units: {"w": np.ones(10 * units)}) == 1
    assert matched_units(16, lambda units: {"w": np.ones(10 * units)}) == 2


def test_the_rate_with_the_smallest_mean_score_is_chosen_and_of_equals_the_smaller():
    assert choose_rate({0.01: [0.5, 0.1], 0.001: [0.2, 0.2], 0.1: [0.9, 0.0]}) == 0.001
    assert choose_rate({0.01: [0.25, 0.75], 0.001: [0.5, 0.5]}) == 0.001


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ({}, "scores: expected a score for at least one rate"),
        ({0.1: []}, "scores: expected as many for each rate, at least one"),
        ({0.1: [1.0], 0.2: [1.0, 2.0]}, "scores: expected as many for each rate, at least one"),
        ({0.0: [1.0]}, "rate: expected a positive number"),
        ({0.1: [np.nan]}, "values: expected finite numbers"),
    ],
)
def test_scores_that_cannot_be_compared_are_refused(scores, message):
    with pytest.raises(ValueError, match=message):
        choose_rate(scores)


def test_a_summary_keeps_the_mean_the_ends_and_the_number():
    assert summary(np.array([3.0, 1.0, 5.0])) == (3.0, 1.0, 5.0, 3)
    with pytest.raises(ValueError, match="at least one"):
        summary([])


def test_rates_are_in_order_and_validation_seeds_are_none_of_those_reported():
    assert [*RATES] == sorted(RATES)
    assert min(VALIDATION_SEEDS) >= 100


def test_all_networks_of_recall_have_about_as_many_parameters():
    counts = [
        count_parameters(fresh_recall(np.random.default_rng(0), **network)) for network in RECALL_NETWORKS.values()
    ]
    assert max(counts) / min(counts) < 1.03
