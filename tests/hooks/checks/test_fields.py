"""An entry of a YAML file is read strictly, and everything that is wrong with it is said at once."""

import pytest
from checks.fields import TEXTS, Fields

FIELDS = Fields({"term": str, "rank": int}, {"forms": TEXTS, "shown": bool, "rows": list, "fixed": dict})
GOOD = {"term": "Gate", "rank": 1}


@pytest.mark.parametrize(
    "more", [{}, {"forms": ["a"], "shown": False, "rows": [1], "fixed": {"a": "b"}}, {"rows": [], "fixed": {}}]
)
def test_a_good_entry_passes(more):
    assert FIELDS.wrong(GOOD | more) == []


@pytest.mark.parametrize(
    ("entry", "messages"),
    [
        ([], ["expected a mapping, found a list"]),
        (None, ["expected a mapping, found nothing"]),
        ({"term": "Gate"}, ["'rank' is missing"]),
        ({"term": "", "rank": None}, ["'term' is missing", "'rank' is missing"]),
        (GOOD | {"terms": 1}, ["unknown field 'terms'; known are fixed, forms, rank, rows, shown, term"]),
        (GOOD | {"term": 1984}, ["'term': expected text, found 1984; put a text in quotation marks"]),
        (GOOD | {"rank": True}, ["'rank': expected a whole number, found True; put a text in quotation marks"]),
        (GOOD | {"rank": "one"}, ["'rank': expected a whole number, found text"]),
        (GOOD | {"shown": "yes"}, ["'shown': expected true or false, found text"]),
        (GOOD | {"forms": "gate"}, ["'forms': expected a list of texts, found text"]),
        (GOOD | {"forms": ["gate", 1]}, ["'forms': expected a list of texts, found a list"]),
        (GOOD | {"forms": ["gate", " "]}, ["'forms': expected a list of texts, found a list"]),
        (GOOD | {"forms": None}, ["'forms' is empty: fill it in, or leave it out"]),
        (GOOD | {"forms": []}, ["'forms' is empty: fill it in, or leave it out"]),
        (GOOD | {"shown": ""}, ["'shown' is empty: fill it in, or leave it out"]),
    ],
)
def test_what_is_wrong_is_said(entry, messages):
    assert FIELDS.wrong(entry) == messages
