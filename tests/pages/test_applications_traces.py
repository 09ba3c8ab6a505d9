"""The explorer of step 7 shows what the trained network says, rounded as it is printed."""

import pytest
from pages.applications import traces
from results import trained

SENTENCES = traces.token_flow()["sentences"]


def test_there_are_negations_contrasts_and_plain_reviews():
    texts = [sentence for sentence, _, _ in SENTENCES]
    assert len(texts) >= 6
    assert sum(", not" in text for text in texts) == 2
    assert sum(" not " in text and "," not in text for text in texts) == 2


@pytest.mark.parametrize(("sentence", "start", "words"), SENTENCES, ids=[s for s, _, _ in SENTENCES])
def test_each_word_brings_what_the_network_says_after_it(sentence, start, words):
    flow = trained.sentiment()["flows"][sentence]
    assert start == pytest.approx(flow["start"], abs=0.005)
    for (word, answer, move, large), said in zip(words, flow["words"], strict=True):
        assert (word, bool(large)) == (said["word"], abs(said["move"]) >= 0.25)
        assert (answer, move) == (pytest.approx(said["probability"], abs=0.005), pytest.approx(said["move"], abs=0.005))
