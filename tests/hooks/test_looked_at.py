"""`make looked-at`: a part that has moved is noticed, a rounding is not, and the record says where to look."""

import looked_at
import pytest
from drawing.diagram import Pen


def drawing(x=100, y=40, width=60, reach=250):
    pen = Pen(300, 80, "all kinds")
    pen.rect(x, y, width, 20)
    pen.text(x, y, "label")
    pen.arrow([(x + 80, y), (reach, y)])
    pen.dot(x, y)
    pen.valve(x, y)
    return looked_at.sums(pen.svg())


@pytest.mark.parametrize("change", [{"x": 120}, {"y": 60}, {"width": 80}, {"reach": 270}])
def test_a_part_that_has_moved_by_what_can_be_seen_is_noticed(change):
    assert looked_at.moved(drawing(), drawing(**change))


def test_what_a_rounding_moves_is_forgiven_and_only_that():
    assert looked_at.moved(drawing(), drawing(x=100.3, y=39.9)) == []
    assert looked_at.moved({"words": [3, 90, 40]}, {"words": [3, 94, 36]}) == []
    assert looked_at.moved({"words": [3, 90, 40]}, {"words": [3, 95, 40]}) == ["words by 5 0"]
    assert looked_at.moved({"words": [3, 90, 40]}, {"words": [3, 90, 35]}) == ["words by 0 -5"]


def test_a_part_too_many_is_noticed_and_so_is_a_kind_that_has_gone():
    assert looked_at.moved({"words": [3, 90, 40]}, {"words": [4, 90, 40]}) == ["words: 4, not 3"]
    assert looked_at.moved({"words": [3, 90, 40]}, {}) == ["words: 0, not 3"]
    assert looked_at.moved({}, {"words": [3, 90, 40]}) == ["words: 3, not 0"]


def test_a_line_in_steps_reaches_as_far_as_the_same_line_in_corners():
    stepped, plain = (f'<svg viewBox="0 0 9 9"><path d="{d}"/></svg>' for d in ("M1 2l5 -1 -7 4", "M 1 2 L 6 1 L -1 5"))
    assert (
        looked_at.sums(stepped) == looked_at.sums(plain) == {"sheet": [1, 0, 0, 9, 9], "lines": [1, -1, 1, 6, 5, 2, 3]}
    )


def test_what_is_written_down_is_read_back():
    assert looked_at.read(looked_at.line(drawing())) == drawing()


def test_drawings_within_what_an_explorer_reads_are_found_wherever_they_lie():
    trace = {"views": [{"a b": "<svg>1</svg> and <svg>2</svg>"}], "size": 3, "words": "none"}
    found = dict(looked_at.within(trace))
    assert found == {"views/0/a-b/1": "<svg>1</svg>", "views/0/a-b/2": "<svg>2</svg>"}


def test_the_record_is_written_anew_only_where_something_moved_and_it_is_said_where_to_look(
    monkeypatch, tmp_path, capsys
):
    record = tmp_path / "looked_at.txt"
    record.write_text(
        "figure toy-decay compact: 1 words 10 10\nfigure toy-decay wide: 1 words 10 10\nvignette lost alone: 1 words 1 1\n",
        "utf-8",
    )
    drawings = {
        "wide": '<svg><text x="11" y="10">a</text></svg>',
        "compact": '<svg><text x="30" y="10">a</text></svg>',
    }
    monkeypatch.setattr(looked_at, "RECORD", record)
    monkeypatch.setattr(looked_at, "subjects", lambda: {"figure toy-decay": lambda: drawings})
    looked_at.main()
    said = capsys.readouterr().out
    assert "figure toy-decay compact (docs/lesson/vanishing-gradient.md): words by 20 0" in said
    assert "vignette lost alone (docs/): gone" in said
    assert said.endswith("2 drawings changed; look at each, on both widths\n")
    kept = {"figure toy-decay wide": "1 words 10 10", "figure toy-decay compact": "1 words 30 10"}
    assert looked_at.recorded() == kept
