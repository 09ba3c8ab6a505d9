"""Literals are compared at the precision they are printed with."""

import math

import pytest
from checks.literals import written


@pytest.mark.parametrize(
    ("value", "like", "expected"),
    [
        (0.25**8, "0.000015", "0.000015"),
        (0.25**8, "0.0", "0.0"),
        (65536, "1", "65,536"),
        (2.0433, "9.99", "2.04"),
        (-0.5491, "−0.1", "−0.5"),
        (-0.001, "0.00", "0.00"),
        (1234567.891, "1.0", "1,234,567.9"),
        ("$h_0$", "anything", "$h_0$"),
        (9, "eight", "nine"),
        (9, "Eight", "Nine"),
        (21, "three", "twenty-one"),
        (0.5, "half", "half"),
        (0.5, "Halves", "Halves"),
        (2, "twice", "twice"),
    ],
)
def test_a_value_is_written_like_its_literal(value, like, expected):
    assert written(value, like) == expected


@pytest.mark.parametrize(("value", "like"), [(0.4, "half"), (3, "twice"), (2.5, "two")])
def test_a_factor_or_a_count_that_is_another_is_refused(value, like):
    with pytest.raises(ValueError, match=f"computes {value}, which is not '{like}'"):
        written(value, like)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_value_that_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match="no page can print"):
        written(value, "1.0")


def test_a_literal_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="a number belongs here, not 'a lot'"):
        written(3, "a lot")
