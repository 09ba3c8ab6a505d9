"""The references: complete, cited, listed in order, and linked both ways."""

import re
from pathlib import Path

import html5lib
import pytest
import site_contract
from checks import source
from checks.problems import DocsError
from checks.source import Docs, Source, sources
from drawing.html_tree import ids, parse, written
from features import references

DOCS = Path(__file__).parents[3] / "docs"
SOURCES = source.read(DOCS)
PAGES = SOURCES.pages
LISTED = references.read(SOURCES)
ENTRY = """
elman-1990:
  authors: ["Elman, J. L."]
  year: 1990
  title: Finding structure in time
  venue: Cognitive Science
  doi: "10.1207/s15516709cog1402_1"
  why: The vanilla cell comes from here.
"""
CITES = (
    "---\ntitle: A page\n---\n\nSee [Elman](../references.md#elman-1990).\n\nAnd [her](../references.md#elman-1990).\n"
)


@pytest.fixture
def listed(tmp_path):
    """One reference, with one text replaced by another."""

    def write(old: str = "", new: str = "") -> Docs:
        assert old in ENTRY
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data/references.yml").write_text(ENTRY.replace(old, new), "utf-8")
        return source.read(tmp_path)

    return write


def test_every_reference_is_complete_and_every_citation_is_listed():
    assert references.problems(LISTED, PAGES) == []


def test_every_reference_is_cited_by_a_page():
    assert references.uncited(PAGES, LISTED) == []


def test_a_reference_that_no_page_cites_is_named(listed):
    found = references.read(listed())
    assert references.uncited(sources({"lesson/a.md": CITES}), found) == []
    assert references.uncited(sources({"lesson/a.md": "Nothing.\n"}), found) == ["elman-1990"]
    assert references.uncited(sources({"references.md": "[Elman](references.md#elman-1990)\n"}), found) == [
        "elman-1990"
    ]


def test_a_citation_of_something_unlisted_is_named_with_page_and_line(listed):
    text = "One.\n\nSee [Elman](../references.md#elman-1991).\n"
    found = references.problems(references.read(listed()), sources({"lesson/a.md": text}))
    problems = [str(problem) for problem in found]
    assert problems == ["docs/lesson/a.md:3: elman-1991: unknown reference; did you mean 'elman-1990'?"]


def test_a_citation_with_another_year_is_named_with_page_and_line(listed):
    text = "One.\n\nSee [Elman, 1991](../references.md#elman-1990).\n"
    found = references.problems(references.read(listed()), sources({"lesson/a.md": text}))
    problems = [str(problem) for problem in found]
    assert problems == ["docs/lesson/a.md:3: elman-1990: expected 1990, found 1991"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  title: Finding structure in time\n", "", "docs/data/references.yml:2: elman-1990: 'title' is missing"),
        ("  title: Finding structure in time\n", "  title:\n", "'title' is missing"),
        ('  doi: "10.1207/s15516709cog1402_1"\n', "", "needs an address"),
        ('doi: "10.1207/s15516709cog1402_1"', "arxiv: 1211.5063", "put a text in quotation marks"),
        ("  year: 1990\n", "  year: 1991\n", "a key is the first author and the year"),
        ("venue:", "where: here\n  venue:", "unknown field 'where'"),
        ("comes from here", "has 3 parts", "docs/data/references.yml:8: 3: this number is neither"),
    ],
)
def test_an_incomplete_reference_stops_the_build(listed, old, new, message):
    with pytest.raises(DocsError) as error:
        references.read(listed(old, new))
    assert message in str(error.value)


def test_the_build_asks_for_the_references(monkeypatch):
    monkeypatch.setattr(references, "problems", lambda listed, pages: ["asked"])
    assert "asked" in site_contract.problems(site_contract.read(DOCS))


def test_references_are_sorted_by_author_and_year():
    order = [(r.authors[0].casefold(), r.year) for r in LISTED.values()]
    assert order == sorted(order)
    assert len(order) > 20


def test_keys_name_the_first_author():
    for key, reference in LISTED.items():
        surname = reference.authors[0].split(",")[0].casefold()
        assert key.startswith(surname), key


def test_addresses_have_the_form_of_their_kind():
    for reference in LISTED.values():
        assert re.fullmatch(r"(\d{4}\.\d{4,5})?", reference.arxiv), reference.key
        assert re.fullmatch(r"(10\.\d{4,}/\S+)?", reference.doi), reference.key
        assert re.match(r"https://|$", reference.url), reference.key
        submitted = 2000 + int(reference.arxiv[:2] or 0)  # an arXiv id begins with its year
        assert not reference.arxiv or submitted <= reference.year, reference.key


def test_no_page_links_to_a_paper_behind_the_back_of_the_list():
    addresses = {url for reference in LISTED.values() for _, url in reference.addresses()}
    found = [
        f"{name}: {url}"
        for name, page in PAGES.items()
        for url in re.findall(r"\]\((https?://[^)\s]+)\)", page.text)
        if url in addresses or re.search(r"//(dx\.)?doi\.org|//arxiv\.org", url)
    ]
    assert found == []


def test_a_citation_becomes_a_place_and_the_list_leads_back_to_it(listed):
    tree = parse(
        '<p><a href="../../references/#elman-1990">Elman</a> <a href="../../references/#elman-1990">her</a> '
        '<a href="../../other/#elman-1990">no</a></p>'
    )
    references.mark_citations(tree, "../../references/", {})
    assert ids(tree) == {"cite-elman-1990", "cite-elman-1990-2"}
    assert '<a href="../../references/#elman-1990" id="cite-elman-1990">Elman</a>' in written(tree)
    texts = {"lesson/a.md": CITES, "lesson/b.md": CITES}
    cited = references.places(sources(texts))
    assert [(place.page, place.anchor) for place in cited["elman-1990"]] == [
        (name, anchor) for name in texts for anchor in ("cite-elman-1990", "cite-elman-1990-2")
    ]
    listing = references.list_html(references.read(listed()), cited, lambda path: path.removesuffix(".md") + "/")
    assert 'id="elman-1990"' in listing
    assert (
        '<a rel="external" href="https://doi.org/10.1207/s15516709cog1402_1">doi\N{NO-BREAK SPACE}10.1207/s15516709cog1402_1</a>'
        in listing
    )
    assert (
        '<a href="lesson/a/#cite-elman-1990">A page</a>\N{NO-BREAK SPACE}· <a href="lesson/a/#cite-elman-1990-2">place 2'
        in listing
    )


def test_a_citation_in_a_code_fence_is_none():
    assert references.citations(Source("a.md", "```text\n[x](references.md#elman-1990)\n```\n")) == []


@pytest.mark.parametrize(
    ("authors", "shown"),
    [(("A, B.",), "A, B."), (("A, B.", "C, D."), "A, B. & C, D."), (tuple("ABCDEF"), "A et al.")],
)
def test_authors_are_named_up_to_five(listed, authors, shown):
    reference = references.Reference("a-1990", authors, 1990, "T", "V", "Why.", doi="10.1/x")
    assert f"<b>{shown.replace('&', '&amp;')} (1990).</b>" in references.list_html({"a": reference}, {}, str)


def test_a_title_that_asks_has_no_full_stop():
    asks = references.Reference("a-1990", ("A, B.",), 1990, "Why?", "V", "Because.", doi="10.1/x")
    assert "<cite>Why?</cite> V. " in references.list_html({"a": asks}, {}, str)


def test_on_the_built_site_every_citation_is_linked_back(built):
    def parse(path):
        return html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)

    home = parse(built / "references" / "index.html").find(".//article")
    back = {link.get("href") for link in home.iter("a") if "#cite-" in (link.get("href") or "")}
    there = set()
    for path in built.rglob("index.html"):
        ids = [e.get("id") for e in parse(path).iter("a") if (e.get("id") or "").startswith("cite-")]
        folder = path.parent.relative_to(built).as_posix()
        there |= {f"../{folder}/#{id}" for id in ids}
    assert back == there
    assert len(back) >= len(LISTED)
