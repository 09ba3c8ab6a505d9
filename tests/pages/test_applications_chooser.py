"""The rules that say which network fits: each is needed, each combination has one, and what the lesson says holds."""

import pytest
from pages.applications import four_shapes, tables, traces, which_network
from pages.applications.which_network import BOTH_WAYS, FORWARD, NONE, QUESTIONS, RULES, combinations, rule_for


def test_every_combination_has_a_rule_and_every_rule_a_combination():
    assert len(combinations()) == 4 * 2 * 3
    assert {rule_for(combination) for combination in combinations()} == set(RULES)


def test_what_must_answer_at_once_while_the_input_comes_in_never_reads_from_the_end():
    live = [rule_for(("live", "once", out)).network for out in QUESTIONS["out"][1]]
    assert BOTH_WAYS not in live
    assert rule_for(("live", "once", "each")).network == FORWARD


def test_once_the_input_is_over_a_tagger_reads_both_ways():
    assert rule_for(("live", "end", "each")).network == rule_for(("whole", "end", "each")).network == BOTH_WAYS


def test_without_an_order_one_answer_needs_no_recurrent_network():
    found = {c for c in combinations() if rule_for(c).network == NONE}
    assert found == {
        (goes_in, when, out) for goes_in in ("one", "set") for when in ("end", "once") for out in ("one", "each")
    }


def test_only_a_live_input_asks_when_the_answer_must_come():
    for goes_in, _, out in combinations():
        differs = rule_for((goes_in, "end", out)) != rule_for((goes_in, "once", out))
        assert differs == (goes_in == "live")


def test_the_table_shows_every_rule():
    assert len(tables.which_network().rows) == len(RULES)


@pytest.mark.parametrize("network", sorted({rule.network for rule in RULES}))
def test_every_network_is_drawn(network):
    assert traces.which_network()["drawings"][network].startswith("<svg")


def test_two_rows_of_cells_run_against_each_other():
    svg = four_shapes.both_ways()
    assert svg.count("var(--rnn-h)") == 2 * 2 * 3  # line and head of three arrows each way
    assert svg.count("var(--rnn-w-tint)") == 4


@pytest.mark.parametrize("shape", traces.DRAWN.values(), ids=list(traces.DRAWN))
def test_an_output_is_fed_back_only_after_there_is_one(shape):
    for t, letter in enumerate(shape.inputs):
        assert letter != "y" or shape.outputs[t - 1] == "y"


def test_the_answers_of_the_explorer_are_those_of_the_rules():
    trace = traces.which_network()
    for combination in combinations():
        rule = rule_for(combination)
        network, why, goes_in, comes_out, whenever = trace["rules"][trace["answers"]["_".join(combination)]]
        assert (network, why, goes_in, comes_out) == (rule.network, rule.why, rule.example_in, rule.example_out)
        assert whenever == (rule.when == which_network.ANY)
