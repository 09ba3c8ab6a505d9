"""What the pages read from `trained`: plain numbers that agree with the stored seeds and with each other.

Cold, this trains what the site shows (`make trained`); warm it takes no time.
"""

import json

import numpy as np
import pytest
from results import stored, trained

from rnn_docs.tasks import book, reviews, sunspots
from rnn_docs.tasks.series import rmse


@pytest.mark.parametrize("make", [trained.recall, *trained.EVERYTHING], ids=lambda make: make.__name__)
def test_a_result_is_plain_and_the_same_after_json(make):
    assert json.loads(json.dumps(make())) == make()


def test_what_is_trained_here_agrees_with_what_was_stored_for_its_seed():
    found = trained.sunspots()
    _, actual = sunspots.test_part()
    first = stored.stored("sunspots.json").runs["gru"][0]
    assert rmse(np.array(found["predicted"]["gru"]), actual) == pytest.approx(first["rmse"], abs=0.05)
    best = min(point["validation"] for point in trained.characters()["curve"])
    assert best == pytest.approx(stored.stored("characters.json").runs["gru"][0]["validation"], abs=0.02)


def test_every_recall_run_ends_where_it_was_solved_or_at_the_last_step():
    found = trained.recall()
    assert found["seeds"] == 10
    for run in (run for runs in found["runs"].values() for run in runs):
        *before, last = run["accuracies"]
        end = found["every"] * len(before)
        assert max(before) < 0.99
        assert run["solved_at"] == (end if last >= 0.99 else None)
        assert end == found["steps"] if run["solved_at"] is None else end <= found["steps"]


def test_the_moves_of_the_words_lead_from_the_start_to_the_answer():
    test = reviews.split().test
    for sentence, flow in trained.sentiment()["flows"].items():
        assert reviews.tokens(sentence) in {held_out.words for held_out in test}
        total = flow["start"] + np.cumsum([word["move"] for word in flow["words"]])
        np.testing.assert_allclose(total, [word["probability"] for word in flow["words"]])


def test_each_flow_ends_on_the_right_side():
    test = reviews.split().test
    kinds = {sentence.words: sentence.kind for sentence in test}
    for sentence, flow in trained.sentiment()["flows"].items():
        assert (flow["words"][-1]["probability"] > 0.5) == kinds[reviews.tokens(sentence)]


def test_the_character_network_stopped_where_the_validation_part_was_best():
    found = trained.characters()
    best = min(found["curve"], key=lambda point: point["validation"])
    assert found["stopped_at"] == best["step"] <= found["steps"]


def test_samples_use_the_alphabet_and_get_wilder_with_the_temperature():
    samples = trained.characters()["samples"]
    known = set(book.split().training.split())
    assert set("".join(sample["text"] for sample in samples)) <= set(book.ALPHABET)
    rates = [np.mean([word in known for word in sample["text"].split()[1:-1]]) for sample in samples]
    assert rates == sorted(rates, reverse=True)


def test_the_tagged_example_needs_a_look_ahead():
    example = trained.tagging()["example"]
    assert example["both"] == example["right"] != example["forward"]


def test_the_cat_sat_is_translated_and_word_by_word_is_not():
    found = trained.translation()["cat_sat"]
    assert found["gru"] == found["right"] == "le chat s'est assis"
    assert found["word_by_word"] == "le chat assis"


def test_the_drawn_sunspot_forecasts_have_the_stated_errors():
    found, (years, actual) = trained.sunspots(), sunspots.test_part()
    assert found["years"] == years.tolist()
    for name, stated in (
        ("ar9", found["ar9"]),
        ("persistence", found["persistence"]),
    ):
        assert rmse(np.array(found["predicted"][name]), actual) == pytest.approx(stated, abs=0.001)
