"""What every page owes its reader, in the served form and in the one on a disk: a new page is covered without a line.

Nothing is asked of another host, and the console stays silent, policy included: the fixture `context` sees to it.
"""

import re
from itertools import pairwise

from bs4 import BeautifulSoup

from tests.browser import kept_visits
from tests.browser.conftest import guarded
from tests.visits import PHONES, TABLET, WIDTHS, addresses, texts

SITE = "http://lesson.localhost/"
FETCHES = "script[src], img[src], iframe[src], source[src], link:is([rel~=stylesheet], [rel~=icon], [rel~=preload])"
FONT = """() => document.fonts.load('20px "STIX Two Math"').then(faces => faces.map(face => face.status))"""


def test_no_page_is_wider_than_a_phone_or_than_half_a_screen(visits):
    """640 pixels are a screen of 1280 at 200 %. Everything collapsed is open."""
    wrong = {(name, width): found for name, visit in visits.items() for width, found in visit.overflow.items()}
    assert {width for _, width in wrong} == {*WIDTHS} >= {640, 360, 320}
    assert {place: found for place, found in wrong.items() if found} == {}


def test_every_table_and_formula_fits_a_tablet_and_the_narrowest_phone(visits):
    wide = {(name, width): found for name, visit in visits.items() for width, found in visit.scrolling.items()}
    assert {width for _, width in wide} == {*WIDTHS} >= {TABLET, *PHONES}
    assert {place: found for place, found in wide.items() if found} == {}


def test_every_line_of_code_fits_its_box_in_a_usual_window(visits):
    assert {name: visit.wide_code for name, visit in visits.items() if visit.wide_code} == {}


def test_the_smallest_letters_of_a_drawing_are_legible_on_the_narrowest_phone(visits):
    assert {name: visit.tiny for name, visit in visits.items() if visit.tiny} == {}


def test_on_the_narrowest_phone_columns_keep_apart_words_stay_whole_and_no_line_is_empty(visits):
    assert {name: visit.cramped for name, visit in visits.items() if visit.cramped} == {}


def test_the_boxes_of_a_page_end_on_one_edge(visits):
    assert {name: visit.edges for name, visit in visits.items() if len(visit.edges) > 1} == {}
    assert all(visits[name].edges for name in ("index.html", "lesson/quiz/index.html", "for-teachers/index.html"))


def test_no_id_stands_twice_on_a_page_when_its_scripts_have_run(visits):
    assert {name: visit.twice for name, visit in visits.items() if visit.twice} == {}


def test_headings_leave_no_level_out(visits):
    for name, visit in visits.items():
        levels = visit.headings
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(b - a <= 1 for a, b in pairwise(levels)), (name, levels)


def test_every_picture_says_what_it_shows_with_numbers_where_it_shows_numbers(visits):
    pictures = [(name, said, numbers) for name, visit in visits.items() for said, numbers in visit.pictures]
    assert len(pictures) > 50
    assert [(name, said) for name, said, _ in pictures if len(said) < 20] == []
    assert [(name, said) for name, said, numbers in pictures if numbers and not re.search(r"\d", said)] == []


def test_every_page_is_complete_without_javascript(visits):
    """98 of 100 words at least, and every drawing, formula and table."""
    for name, visit in visits.items():
        missing, (shown, plain_shown) = visit.missing(), visit.shown
        assert missing.total() <= 0.02 * visit.words[0].total(), (name, missing.most_common(10))
        assert all(a >= b for a, b in zip(plain_shown, shown, strict=True)), (name, plain_shown, shown)


def test_every_page_is_accessible_in_both_schemes(visits):
    """axe finds nothing, be it critical, serious, moderate or minor."""
    assert {frozenset(visit.axe) for visit in visits.values()} == {frozenset({"default", "slate"})}
    found = {(name, scheme): what for name, visit in visits.items() for scheme, what in visit.axe.items()}
    assert {place: what for place, what in found.items() if what} == {}


def test_every_control_shows_the_focus(visits):
    assert {name: visit.unseen for name, visit in visits.items() if visit.unseen} == {}


def test_every_page_opens_from_a_disk(undrawn, offline):
    with guarded(undrawn) as make:
        page = make().new_page()
        for name in addresses(offline):
            page.goto(f"file://{offline / name}")
            assert page.locator("article h1").count() == 1, name
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            assert page.evaluate(FONT) == ["loaded"], name


def test_search_finds_a_page_on_a_disk_and_on_a_server(context, offline):
    page = context(base_url=SITE).new_page()
    for home in (SITE, f"file://{offline}/index.html"):
        page.goto(home)
        page.locator("input[name=query]").press_sequentially("forget gate")  # the theme listens for keys
        page.locator(".md-search-result__item").first.wait_for(state="attached", timeout=30_000)
        found = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
        assert any("lesson/lstm" in address for address in found), home


def test_the_policy_stops_what_it_does_not_name(chromium):
    """Else the silence of the console would prove nothing."""
    page = chromium.new_page(base_url=SITE)
    page.goto("")
    stopped = """() => new Promise(resolve => {
      document.addEventListener("securitypolicyviolation", event => resolve(event.violatedDirective));
      const script = document.createElement("script"); script.src = "data:,0"; document.head.append(script) })"""
    assert page.evaluate(stopped) == "script-src-elem"
    page.close()


def test_a_visit_that_was_kept_is_what_was_seen(visits):
    assert {name: kept_visits.read(kept_visits.written(visit)) for name, visit in visits.items()} == visits


def test_what_a_page_fetches_lies_where_a_kept_visit_looks(built):
    pages = [BeautifulSoup(text, "html.parser") for text in texts(built).values()]
    fetched = [tag.get("src") or tag["href"] for page in pages for tag in page.select(FETCHES)]
    assert len(fetched) > 100
    assert [address for address in fetched if not re.match(r"(?:\.\./)*/?assets/(?!python/)", address)] == []


def test_a_page_is_visited_anew_once_it_changes_and_all_are_once_what_they_fetch_or_the_browser_does(tmp_path):
    for path, text in {
        "index.html": "a",
        "more/index.html": "b",
        "assets/x.css": "c",
        "assets/python/y.js": "d",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    changed = []
    for path, browser in {"index.html": "1", "assets/x.css": "1", "assets/python/y.js": "1", "": "2"}.items():
        before = kept_visits.keys(tmp_path, "1")
        if path:
            (tmp_path / path).write_text("changed", "utf-8")
        after = kept_visits.keys(tmp_path, browser)
        changed.append({name for name in before if before[name] != after[name]})
    both = {"index.html", "more/index.html"}
    assert changed == [{"index.html"}, both, set(), both]
