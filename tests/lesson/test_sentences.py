"""The sentences of the core path stay short enough for readers whose first language is another."""

import pytest
from features import lesson_plan

from tests.reading import PLAN, Block, row, sentences


def test_sentences_end_where_a_reader_takes_breath():
    read = [Block(1, (), "p", "One, two. Three: “Four five.” Six 0.5 seven?", ""), Block(1, (), "td", "Not these.", "")]
    assert sentences(read) == [2, 1, 2, 3]


@pytest.mark.parametrize("path", lesson_plan.core(PLAN))
def test_sentences_are_short_on_average_and_few_are_long(built, path):
    found = row(built, path)
    assert found.mean <= 15
    assert found.long <= 0.1
    assert max(found.lengths) <= 40
