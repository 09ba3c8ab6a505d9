"""A value or table that was kept is the one that would be computed; one that was damaged is computed again."""

from numbers import Integral

import numpy as np
import pages
import pytest
from checks.contract import Names
from drawing.table import Column, Table
from pages.computed_answers import COMPUTED, kept, made_by
from results import used_code
from results.cache import Cache

TABLE = Table("Two steps", (Column("step", decimals=0), Column("state", "h_t", 2, "h")), [(0, 0.1 + 0.2)], True)


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "kept")


def key(kind, name):
    """One state of all code."""
    return "now"


def not_asked():
    raise AssertionError("computed although it was kept")


def values(cache, **answers):
    return kept(Names(values=answers), cache, key).values


def tables(cache, **answers):
    return kept(Names(tables=answers), cache, key).tables


@pytest.mark.parametrize("name", sorted(pages.VALUES))
def test_a_kept_value_is_the_computed_one_to_the_last_digit(cache, name):
    computed = COMPUTED.values[name]()
    kept(COMPUTED, cache, key).values[name]()
    found = values(cache, **{name: not_asked})[name]()
    assert found == computed
    assert isinstance(found, Integral) == isinstance(computed, Integral)  # whether a page prints decimals


@pytest.mark.parametrize("name", sorted(pages.TABLES))
def test_a_kept_table_is_the_computed_one_to_the_last_digit(cache, name):
    computed = COMPUTED.tables[name]()
    kept(COMPUTED, cache, key).tables[name]()
    found = tables(cache, **{name: not_asked})[name]()
    for text in (Table.markdown, Table.html, Table.csv):
        assert text(found) == text(computed)
    assert found.download == computed.download


@pytest.mark.parametrize("damage", ["0.5", "[]", "{", ""])
def test_a_damaged_answer_is_computed_again(cache, damage):
    values(cache, share=lambda: 0.25)["share"]()
    tables(cache, steps=lambda: TABLE)["steps"]()
    for entry in cache.folder.iterdir():
        seal, _ = entry.read_text("utf-8").split("\n", 1)
        entry.write_text(f"{seal}\n{damage}", "utf-8")
    assert values(cache, share=lambda: 0.75)["share"]() == 0.75
    assert tables(cache, steps=lambda: TABLE)["steps"]().csv() == TABLE.csv()


def test_numbers_of_numpy_are_kept_as_plain_ones(cache):
    answers = values(cache, count=lambda: np.int64(3), share=lambda: np.float32(0.5))
    assert [answers[name]() for name in ("count", "share")] == [3, 0.5]


def test_a_value_that_raises_is_not_kept(cache):
    with pytest.raises(ZeroDivisionError):
        values(cache, share=lambda: 1 / 0)["share"]()
    assert values(cache, share=lambda: 0.5)["share"]() == 0.5


def test_an_answer_is_kept_for_as_long_as_the_code_of_its_function_stays():
    assert made_by("figure", "tanh-squash") == ("pages.computation.tanh_squash", "tanh_squash")
    code = used_code.of_site()
    for place in map(made_by, *zip(*pages.FUNCTIONS, strict=True)):
        assert place in code.reached([place])
        assert code.module(place[0]).digests[place[1]]
