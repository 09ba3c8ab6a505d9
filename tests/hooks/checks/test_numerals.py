"""Where a phrase that needs no check stands."""

import re
import weakref

import pytest
from checks import numerals
from checks.numerals import unaccounted
from checks.source import Source, of
from hypothesis import example, given
from hypothesis import strategies as st

PHRASE = st.text("15.- a", min_size=1, max_size=4)


@given(PHRASE, st.text("15.- a", max_size=12))
@example("5 5", "1.5 5 5")  # what overlaps a piece of a longer number may be the phrase
def test_a_phrase_is_found_wherever_it_is_no_piece_of_a_longer_number(phrase, text):
    whole = rf"(?<![\w.-]){re.escape(phrase)}(?!\w|\.\d)"
    found = [problem.message for problem in unaccounted([of(text)], {phrase: {"reason": "why", "times": 0}})]
    stands = [f"a `fixed` phrase: expected 0 on the page, found {n}" for n in [len(re.findall(whole, text))] if n]
    assert [message for message in found if "expected 0" in message] == stands


@pytest.mark.parametrize(("text", "unchecked"), [("at 12 units", []), ("at 112 units", ["112"]), ("at 12.5", ["12.5"])])
def test_a_number_is_accounted_for_by_a_phrase_around_all_of_it(text, unchecked):
    found = unaccounted([of(text)], {"at 12": {"reason": "why", "times": 1 - len(unchecked)}})
    assert [problem.name for problem in found] == unchecked


def test_numbers_are_looked_for_once_as_long_as_somebody_has_the_source(monkeypatch):
    looked = []
    look = numerals._claims
    monkeypatch.setattr(numerals, "_claims", lambda visible: looked.append(visible) or look(visible))
    page = Source("once.md", "It has 4 units.\n")
    for _ in range(2):
        assert [number.text for number in numerals.numerals(page)] == ["4"]
        assert len(unaccounted([page], None)) == 1
        assert unaccounted([page], {"4 units": "an input"}) == []
    assert len(looked) == 1
    gone = weakref.ref(page)
    del page
    assert gone() is None
