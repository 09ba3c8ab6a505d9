"""What goes out: no file that no page uses, no code that asks another host, and a size that a slow line carries."""

import gzip
import json
import re
from operator import gt
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from publish import plurals, theme_files, used_styles

# A first visit fetches all of a page's own files; the search's worker and index come when it is opened.
FIRST_VISIT, NEXT_PAGE, SEARCH_INDEX, FONT = 150_000, 40_000, 100_000, 15_000
HEAVIER = {  # and no heavier than this
    "api/index.html": (FIRST_VISIT, 45_000),  # a whole package's docstrings
    "lesson/lstm/index.html": (FIRST_VISIT, 46_000),  # a dozen drawings in two widths, two explorers' numbers
    "hand-out/index.html": (165_000, 66_000),  # the whole lesson on one page
}
ADDRESS = re.compile(r'(?:href|src)="([^"#]+)[^"]*"')
FETCHED = re.compile(r'<link rel="(?:stylesheet|icon)"[^>]*>|<script[^>]*\bsrc=[^>]*>')


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def own_files(site: Path, page: Path) -> set[Path]:
    """What a browser fetches with a page, the fonts too."""
    tags = FETCHED.findall(page.read_text("utf-8"))
    files = {(page.parent / ADDRESS.search(tag)[1]).resolve() for tag in tags}
    return files | {*site.glob("assets/*.woff2")}


@pytest.fixture(scope="module")
def weights(built: Path) -> dict[str, tuple[int, int]]:
    """Page → bytes of the first visit, and of the page alone where the rest is there already."""
    site = built.resolve()
    pages = [page for page in sorted(site.rglob("*.html")) if page.name != "404.html"]
    return {
        page.relative_to(site).as_posix(): (packed(page) + sum(map(packed, own_files(site, page))), packed(page))
        for page in pages
    }


def test_a_first_visit_and_a_next_page_stay_within_their_budgets(weights):
    allowed = {name: HEAVIER.get(name, (FIRST_VISIT, NEXT_PAGE)) for name in weights}
    over = {name: both for name, both in weights.items() if any(map(gt, both, allowed[name]))}
    assert over == {}
    assert min(first for first, _ in weights.values()) > 80_000  # else something was not counted


def test_a_page_fetches_the_scripts_of_the_explorers_that_it_shows_and_no_others(built):
    shown, fetched = {}, {}
    for page in built.rglob("*.html"):
        text, name = page.read_text("utf-8"), page.relative_to(built).as_posix()
        shown[name] = {f"{tag}.js" for tag in re.findall(r'<(rnn-[\w-]+) class="explorer', text)}
        fetched[name] = {
            path.name for path in own_files(built.resolve(), page.resolve()) if path.name.startswith("rnn-")
        }
    assert fetched == shown
    assert {path.name for path in built.glob("assets/rnn-*.js")} == set().union(*shown.values())


def test_search_index_and_fonts_stay_within_their_budgets(built):
    assert packed(built / "search/search_index.json") < SEARCH_INDEX
    assert [path.name for path in built.glob("assets/*.woff2") if path.stat().st_size > FONT] == []


def test_of_reference_pages_and_notebooks_the_search_index_holds_one_line_each(built):
    index = json.loads((built / "search/search_index.json").read_text("utf-8"))["docs"]
    for folder, pages in (("lesson/lstm/", 1), ("api/", 1), ("notebooks/", 6)):
        entries = [entry for entry in index if entry["location"].startswith(folder)]
        assert len({entry["location"].partition("#")[0] for entry in entries}) == pages
        if folder != "lesson/lstm/":
            assert len(entries) == pages
            assert all(len(entry["text"]) < 250 for entry in entries)


def test_no_file_goes_out_that_no_page_uses(built):
    names = [path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()]
    assert [name for name in names if theme_files.UNUSED.search(name) or name in theme_files.ONLY_OFFLINE] == []


def test_no_script_or_stylesheet_asks_another_host(built):
    known = {
        "clipboardjs.com",
        "fontawesome.com",
        "lunrjs.com",
        "tartarus.org",
        "bit.ly",
        "www.w3.org",
        "${e}",
        "${t}",  # a prefix that Pyodide may be given
        "carried.invalid",  # where Python is told to look for what it does not carry: nowhere
    }  # named, never fetched
    for path in [*built.rglob("*.js"), *built.rglob("*.css")]:
        code = path.read_text("utf-8")
        assert {urlsplit(url).netloc for url in re.findall(r"https?://[^\s\"'`)]+", code)} <= known, path.name
        assert "sourceMappingURL" not in code, path.name


def test_code_keeps_everything_but_other_hosts_and_its_source_map():
    code = 'load("https://unpkg.com/x");go("https://example.org/")\n//# sourceMappingURL=x.map\n'
    assert theme_files.at_home(code) == 'load("about:invalid#x");go("https://example.org/")\n'
    assert theme_files.at_home("a{}/*# sourceMappingURL=a.css.map */") == "a{}\n"


def test_a_stylesheet_goes_out_without_what_is_written_for_its_authors():
    css = "/* why\n   so */\n@media print and (width < 9em) {\n  p,\n  a :is(b, i) { margin: 0 auto; top: calc(1px + 2px) } /* no */\n\n  b { top: 0 }\n}\n"
    assert used_styles.bare(css) == (
        "@media print and (width < 9em){p,a :is(b,i){margin:0 auto;top:calc(1px + 2px)}b{top:0}}"
    )


def test_the_themes_script_is_mended_where_it_was_wrong(built):
    """Each mend finds what it looks for: a new release of the theme may say it in other words."""
    for script, mends in (("bundle", theme_files.IN_SCRIPT), ("workers/search", plurals.MENDS)):
        (path,) = built.glob(f"assets/javascripts/{script}.*.js")
        code = path.read_text("utf-8")
        for _, right in mends:
            assert code.count(right) == 1, right


def asked_and_styled(stylesheet: str) -> list[tuple[str, str]]:
    """Of each rule that asks what an element holds: the beginning of its selector and the end, without brackets."""
    found = []
    for selectors in re.findall(r"([^{}]+)\{", stylesheet):
        while (bare := re.sub(r"\([^()]*\)", lambda m: ":has" * (":has" in m[0]), selectors)) != selectors:
            selectors = bare
        found += [(one.split()[0], one.split()[-1]) for one in selectors.split(",") if ":has" in one]
    return found


def everything(rules: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that ask the whole page, or style whatever there is: a browser knows them only all together."""
    return [
        rule for rule in rules if re.match(r"(body|html|:root)\b.*:has", rule[0]) or re.match(r"\*|:(?!is\b)", rule[1])
    ]


def test_no_rule_that_asks_what_an_element_holds_makes_a_browser_look_at_all_of_them(built):
    """A look at everything takes 0.1 s on the largest page, at each press of Tab; tests/browser/test_restyling.py counts."""
    rules = asked_and_styled((built / "assets/lesson.css").read_text("utf-8"))
    assert len(rules) > 10
    assert everything(rules) == []
    planted = (
        "a:has(b:hover) > :not(.c, .d) { } .a:has(.b:is(:focus-visible, i), u) * { } .a:has(b) > i, body:has(b) i { }"
    )
    assert everything(asked_and_styled(planted)) == [("a:has", ":not"), (".a:has", "*"), ("body:has", "i")]
