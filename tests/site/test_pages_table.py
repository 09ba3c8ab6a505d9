"""The table of all pages names the worst first, and each figure as it was measured."""

from collections import Counter

from tests.site.pages_table import ANCHORS, HEAD, Row, table
from tests.visits import Visit


def row(name: str, hosts: int = 0, first: int = 100_000, **seen: object) -> Row:
    found = {
        **{key: [] for key in ("headings", "pictures", "unseen", "tiny", "twice", "wide_code", "cramped", "edges")},
        "scrolling": {},
        "overflow": {},
        "widths": {360: 360},
        "formulas": 3,
        "shown": ([1, 3, 0], [1, 3, 0]),
        "words": (Counter(["a", "b", "c", "d"]), Counter(["a", "b", "c"])),
        "axe": {"default": [], "slate": []},
    }
    return Row(name, first, 9_000, hosts, Visit(**(found | seen)), 40, 1, "")


def test_a_row_says_what_was_found():
    serious = {"default": [("serious", "x")], "slate": [("serious", "x"), ("minor", "y")]}
    cells = row("/a/", axe=serious, shown=([1, 3, 0], [1, 2, 0])).cells()
    assert cells == ("/a/", "100", "9", "0", "2 of 3", "0/2/0/1", "360", "39 of 40", "75.0 %", "")
    assert len(cells) == len(HEAD) == len(ANCHORS[0])


def test_what_is_wrong_comes_before_what_is_heavy():
    rows = [
        row("light"),
        row("heavy", first=900_000),
        row("wide", widths={360: 385}),
        row("axe", axe={"default": [("critical", "x")], "slate": []}),
        row("outside", hosts=2),
        row("hidden", shown=([0, 3, 0], [0, 1, 0])),
    ]
    names = [line.split()[0] for line in table(rows).splitlines()[1:]]
    assert names[:6] == ["outside", "axe", "hidden", "wide", "heavy", "light"]
    assert names[6:] == [anchor[0].split()[0] for anchor in ANCHORS]
