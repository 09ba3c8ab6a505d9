"""The hand-out holds the lesson without what needs a click, and its ids and links hold together."""

import pytest
from drawing.html_tree import parse, written
from features import hand_out
from markupsafe import Markup

ADDRESSES = {
    "index.md": "./",
    "lesson/lstm.md": "lesson/lstm/",
    "lesson/gru.md": "lesson/gru/",
    "glossary.md": "glossary/",
    "references.md": "references/",
}
PARTS = ["index.md", "lesson/lstm.md", "lesson/gru.md"]


def made(html: str, part: str = "lesson/lstm.md", addresses: dict[str, str] = ADDRESSES) -> str:
    contents = {name: parse(html if name == part else "") for name in PARTS}
    paper = hand_out.page(PARTS, contents, addresses, listed)
    assert written(contents[part]) == written(parse(html))  # the page itself is as it was
    return written(paper)


def listed(keys: set[str]) -> Markup:
    return Markup("").join(Markup('<p id="{}"></p>').format(key) for key in sorted(keys))


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("../gru/", "#gru"),
        ("../gru/#fig-gru-cell", "#gru--fig-gru-cell"),
        ("#question-x", "#lstm--question-x"),
        ("../..", "#index"),
        ("../../#objectives", "#index--objectives"),
        ("../../references/#cho-2014", "#references--cho-2014"),
        ("https://example.org/lesson/gru/", "https://example.org/lesson/gru/"),
    ],
)
def test_links_between_the_steps_stay_inside_the_page(link, target):
    assert f'<a class="k" href="{target}">word</a>' in made(f'<a class="k" href="{link}">word</a>')


def test_links_of_the_offline_form_are_understood():
    offline = {page: "index.html" if page == "index.md" else page.replace(".md", ".html") for page in ADDRESSES}
    assert '<a href="#gru--x">w</a>' in made('<a href="gru.html#x">w</a>', addresses=offline)
    assert '<a href="#index">w</a>' in made('<a href="../index.html">w</a>', addresses=offline)


def test_a_link_to_a_page_that_is_not_on_paper_leaves_its_words():
    assert made('See <a class="term" href="../../glossary/#gate">a <b>gate</b></a>.').count("<a ") == 0
    assert "See a <b>gate</b>." in made('See <a class="term" href="../../glossary/#gate">a <b>gate</b></a>.')


def test_of_what_is_downloaded_or_begun_with_a_click_not_even_the_words_are_left():
    html = made(
        '<p class="download"><a href="a.csv" download>All digits as CSV</a></p><p>b <a class="start" href=".">Go</a></p>'
    )
    assert "<p>b </p>" in html
    assert "CSV" not in html
    assert "Go" not in html


def test_every_id_carries_the_name_of_its_step_and_so_does_what_names_it():
    html = made(
        '<p id="x" aria-labelledby="x y"></p><svg><g clip-path="url(#clip)"><clipPath id="clip"/></g>'
        '<defs><path id="dot"/></defs><use xlink:href="#dot" fill="var(--a)"/></svg><label for="x"></label>'
    )
    assert '<p id="lstm--x" aria-labelledby="lstm--x lstm--y"></p>' in html
    assert 'url(#lstm--clip)"><clipPath id="lstm--clip" />' in html
    assert '<path id="lstm--dot" /></defs><use xlink:href="#lstm--dot" fill="var(--a)" />' in html
    assert 'for="lstm--x"' in html


def test_collapsed_blocks_and_small_layouts_are_left_out_with_all_that_is_in_them():
    note = "<details class='note'><p>deep</p><details><p>deeper</p></details><p>still</p></details>"
    figure = '<div class="figs"><div class="fw"><svg></svg></div><div class="fn" data-x><div>small</div></div></div>'
    html = made(f"before{note}between{figure}after")
    assert "deep" not in html
    assert "still" not in html
    assert "small" not in html
    assert 'between<div class="figs"><div class="fw"><svg></svg></div></div>after' in html


def test_an_explorer_leaves_its_still_part_and_its_place():
    html = made(
        """<rnn-stepper class="a" id="explorer-h" data-trace='{"a":"1 > 0"}'><figure>f</figure></rnn-stepper>"""
    )
    assert '<div id="lstm--explorer-h"><figure>f</figure></div>' in html
    assert "rnn-" not in html


def test_headings_stand_one_level_below_the_page():
    assert '<h2>See</h2><h3 id="lstm--a">Part</h3>' in made("<h1>See</h1><h2 id='a'>Part</h2>")


def test_the_sources_are_those_that_the_steps_cite():
    html = made('<a href="../../references/#cho-2014">Cho</a>')
    assert '<h2>Sources</h2><p id="references--cho-2014"></p>' in html
