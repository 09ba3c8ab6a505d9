"""What a build is given to offer is named by what it holds, the whole lesson first; the notebooks are always offered."""

from drawing.html_tree import parse
from publish import downloads

NAMES = ["x-hand-out.pdf", "x-without-python.zip", "x-without-solutions.zip", "x.zip"]


def test_archives_and_the_pdf_are_offered_with_what_they_hold_and_nothing_else(tmp_path):
    for name in [*NAMES, "x.zip.sha256", "x-without-solutions-without-python.zip", "notes.txt"]:
        (tmp_path / name).write_bytes(b"0" * 1_560_000)
    (tmp_path / "old.zip").mkdir()
    found = downloads.found(tmp_path)
    assert [one.file.name for one in found] == [
        "x.zip",
        "x-hand-out.pdf",
        "x-without-python.zip",
        "x-without-solutions.zip",
        "x-without-solutions-without-python.zip",
    ]
    assert [one.holds for one in found] == list(reversed(downloads.ENDINGS.values()))
    page = parse(downloads.html(found, [], lambda path: f"../{path}"))
    assert [link["href"] for link in page.find_all("a")][:2] == ["../downloads/x.zip", "../downloads/x-hand-out.pdf"]
    assert "x.zip, 1.6 MB: the lesson without a network, with all" in page.get_text()


def test_without_any_the_page_says_so_and_offers_the_notebooks():
    page = parse(downloads.html([], ["notebooks/a.ipynb", "notebooks/b.ipynb"], str))
    assert page.find("ul") is None
    assert page.get_text() == (
        "This copy of the site has no archive to download; the next lines say how you make one. "
        "Every notebook can be taken along: a.ipynb, b.ipynb."
    )
    assert [link["href"] for link in page.find_all("a")] == ["notebooks/a.ipynb", "notebooks/b.ipynb"]
