"""The built site, read as a browser would read it."""

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml
from checks import allowed
from drawing import html_tree, maths_font
from fontTools.ttLib import TTFont

from tests.conftest import CACHES, KEPT, SERVED, linked

FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src",
           "embed": "src", "object": "data", "use": "href", "image": "href"}  # fmt: skip
FETCHED_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "manifest",
    "preconnect",
    "dns-prefetch",
}

AGAIN = KEPT / "again"  # what the second of two builds made, and no other
NOT_AGAIN = ("trained", "packed", "runtime")


def parse(path: Path) -> Element:
    return html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, Element]:
    """Every page of the site, by its path."""
    return {path.relative_to(built).as_posix(): parse(path) for path in sorted(built.rglob("*.html"))}


@pytest.fixture(scope="session")
def lesson(pages: dict[str, Element]) -> dict[str, Element]:
    """The article of every page but the error page."""
    articles = {name: page.find(".//article") for name, page in pages.items() if name != "404.html"}
    assert all(article is not None for article in articles.values())
    return articles


def words(element: Element) -> str:
    return "".join(element.itertext())


def fetched(page: Element) -> list[str]:
    """Every address that a browser fetches by itself."""
    found = [e.get(attribute) for tag, attribute in FETCHED.items() for e in page.iter(tag) if e.get(attribute)]
    return found + [e.get("href") for e in page.iter("link") if FETCHED_LINKS & set((e.get("rel") or "").split())]


def test_no_page_fetches_anything_from_outside(pages):
    outside = [(name, url) for name, page in pages.items() for url in fetched(page) if urlsplit(url).netloc]
    assert sum(len(fetched(page)) for page in pages.values()) > len(pages)
    assert outside == []


def test_no_stylesheet_fetches_anything_from_outside(built):
    sheets = list(built.rglob("*.css"))
    text = "".join(sheet.read_text("utf-8") for sheet in sheets)
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", text) + re.findall(r"@import\s+[\"']([^\"']+)", text)
    assert addresses
    assert [address for address in addresses if urlsplit(address).netloc] == []


def test_no_markup_and_no_inline_script_names_another_host(pages):
    """Links in the text are all that leads away. Seen in what a newer version of a plugin wrote into every page."""
    named = [
        (name, element.tag, host)
        for name, page in pages.items()
        for element in page.iter()
        for text in (element.text or "" if element.tag in ("script", "style") else "", *_not_links(element))
        for host in re.findall(r"(?<![\w/])(?:https?:)?//([\w-]+\.[\w.-]+)", text)
        if host not in ("lesson.localhost", "www.w3.org")  # the test's own address; the grammars of SVG and MathML
    ]
    assert named == []


def _not_links(element: Element) -> list[str]:
    return [value for name, value in element.attrib.items() if (element.tag, name) != ("a", "href")]


def test_links_lead_out_only_to_hosts_on_the_list_and_nothing_runs_when_clicked(pages):
    links = [link.get("href") or "" for page in pages.values() for link in page.iter("a")]
    away = {urlsplit(link).netloc for link in links if urlsplit(link).scheme} - {"lesson.localhost"}
    assert {"arxiv.org", "doi.org"} <= away <= allowed.HOSTS
    assert {urlsplit(link).scheme for link in links} <= {"", "http", "https"}
    attributes = {name for page in pages.values() for element in page.iter() for name in element.attrib}
    assert [name for name in attributes if name.startswith("on") or name == "srcdoc"] == []
    refresh = [
        m for page in pages.values() for m in page.iter("meta") if (m.get("http-equiv") or "").lower() == "refresh"
    ]
    assert refresh == [] == [page for page in pages.values() if page.find(".//base") is not None]


def test_every_page_whose_code_imports_the_package_leads_to_how_to_get_it(pages):
    importing = [name for name, page in pages.items() if any("rnn_docs" in words(code) for code in page.iter("pre"))]
    assert len(importing) > 15
    for name in importing:
        links = {urljoin(f"/{name}", link.get("href") or "") for link in pages[name].iter("a")}
        assert "/api/#how-to-get-it" in links, name


def test_every_link_and_anchor_leads_somewhere(built, pages):
    ids = {name: {e.get("id") for e in page.iter() if e.get("id")} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for link in page.iter("a"):
            parts = urlsplit(link.get("href") or "")
            if parts.scheme or name == "404.html":
                continue
            address, anchor = unquote(parts.path), unquote(parts.fragment)  # a query sets the state of an explorer
            target = (built / name).parent / address if address else built / name
            target = (target / "index.html" if target.is_dir() else target).resolve()
            key = target.relative_to(built.resolve()).as_posix() if target.exists() else None
            if key is None or (anchor and anchor not in ids.get(key, set())):
                broken.append((name, link.get("href")))
    assert broken == []


def test_nothing_of_ours_carries_a_style_attribute(lesson):
    assert [(name, e.tag, e.get("style")) for name, a in lesson.items() for e in a.iter() if e.get("style")] == []
    assert [name for name, article in lesson.items() if article.find(".//style") is not None] == []


def test_no_marker_slot_or_latex_is_left_on_a_page(built, lesson):
    for name in lesson:
        html = (built / name).read_text("utf-8")
        assert "data-slot" not in html, name
        assert "pytest-codeblocks" not in html, name
        assert not re.search(r"<!--\s*(?:/|\w+:)", html), name
    for name, article in lesson.items():
        prose = "".join(words(e) for tag in ("p", "td", "th", "li", "h1", "h2", "h3") for e in article.iter(tag))
        assert not re.search(r"\\[a-zA-Z(\[]|\$", prose), name


def test_every_step_says_where_it_stands_and_leads_on(pages, lesson):
    plan = yaml.safe_load((Path(__file__).parents[2] / "docs/data/lesson.yml").read_text("utf-8"))
    count = len(plan["steps"])
    for number, step in enumerate(plan["steps"], 1):
        article = lesson.get(f"lesson/{step['topic']}/index.html")
        if article is None:
            continue
        header = article.find(".//div[@class='step']")
        assert words(header.find("span")) == f"Step {number} of {count}"
        assert [li.get("class") for li in header.iter("li")].index("here") == number - 1
        page = pages[f"lesson/{step['topic']}/index.html"]
        assert any("md-footer__link--prev" in (a.get("class") or "") for a in page.iter("a"))
        assert article.find(".//p[@class='objective']") is not None


def test_every_step_ends_with_a_quick_check_whose_reasons_need_no_script(lesson):
    for name, article in lesson.items():
        if not name.startswith("lesson/"):
            continue
        check = article.find(".//section[@class='check']")
        assert check is not None, name
        choices, reasons = check.findall(".//ol/li"), check.findall(".//details/ul/li")
        assert len(choices) == len(reasons) >= 2
        assert sum(reason.get("class") == "good" for reason in reasons) == 1


def test_every_figure_has_both_layouts_an_alternative_text_and_a_caption(lesson):
    figures = [figure for article in lesson.values() for figure in article.iter("figure")]
    assert figures
    for figure in figures:
        drawings = [svg for svg in figure.iter() if svg.tag.endswith("svg") and svg.get("role") == "img"]
        layouts = 1 if "--" in figure.get("id") else 2  # the hand-out shows the wide one alone
        assert len(drawings) == layouts, figure.get("id")
        assert all(len(drawing.get("aria-label")) > 40 for drawing in drawings), figure.get("id")
        assert figure.find("figcaption/b") is not None, figure.get("id")


def test_the_font_holds_every_character_of_the_mathematics(built):
    pages = [html_tree.parse(path.read_text("utf-8")) for path in built.rglob("*.html")]
    font = TTFont(built / "assets/stix-two-math.woff2")
    with maths_font.source().open("rb") as file:
        whole = TTFont(file).getBestCmap()
    used = set(maths_font.characters(pages).drawn)
    assert "\U0001d465" in used  # the italic x
    assert {c for c in used if ord(c) in whole} <= {chr(code) for code in font.getBestCmap()}
    licence = (built / "assets/inter.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Inter" in licence
    licence = (built / "assets/stix-two-math.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "STIX" in licence


def test_what_stands_under_a_root_is_no_taller_than_a_letter(lesson):
    """The font holds one size of the root's sign."""
    roots = [root for article in lesson.values() for root in article.iter() if root.tag.endswith("msqrt")]
    assert roots
    inside = {part.tag.rpartition("}")[2] for root in roots for part in root.iter()} - {"msqrt"}
    assert inside <= {"mi", "mn", "mrow"}


def test_two_builds_are_the_same_byte_for_byte(built, tree):
    """The second draws, renders and runs everything again but training: from one cache, chance and clocks would pass.

    It has another home and another time zone, and caches of its own, which no other build reads or fills; after `make
    clean` they are empty. What packs the Python of the pages is asked the same of a few files in
    tests/hooks/publish/test_archives.py.
    """
    caches = [Path(cache).name for cache in CACHES if Path(cache).name not in NOT_AGAIN]
    for name in caches:
        shutil.rmtree(tree.folder / ".cache" / name, ignore_errors=True)
        if (AGAIN / name).exists():
            shutil.copytree(AGAIN / name, tree.folder / ".cache" / name, copy_function=linked)
    assert {path.name for path in (tree.folder / ".cache").iterdir()} <= {*caches, *NOT_AGAIN}
    elsewhere = {"HOME": str(tree.folder), "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "123"}
    result = tree.build(SITE_URL=SERVED, **elsewhere)
    assert result.returncode == 0, result.stdout + result.stderr
    for name in caches:
        shutil.rmtree(AGAIN / name, ignore_errors=True)
        shutil.copytree(tree.folder / ".cache" / name, AGAIN / name, copy_function=linked, dirs_exist_ok=True)
    again = tree.folder / "out"
    files = {path.relative_to(built) for path in built.rglob("*") if path.is_file()}
    assert len(files) > 50
    assert files == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    assert [str(file) for file in files if (built / file).read_bytes() != (again / file).read_bytes()] == []


NOT_PROSE = {"pre", "code", "kbd", "script", "style", "svg", "math", "textarea"}


def prose(element: Element) -> str:
    """What stands in an element, code and formulas left out."""
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in NOT_PROSE:
        return element.tail or ""
    return "".join([element.text or "", *map(prose, element), element.tail or ""])


def test_no_symbol_of_a_formula_stands_among_words(lesson):
    """W_xh is code, or it is set as mathematics."""
    symbol = re.compile(r"\b[A-Za-z]{1,2}_[a-z]{1,4}\b")
    assert symbol.findall("x_t, W_xh, rnn_docs") == ["x_t", "W_xh"]
    pages = {name: article for name, article in lesson.items() if name != "api/index.html"}  # of code alone
    typed = {name: symbol.findall(prose(article)) for name, article in pages.items()}
    assert {name: found for name, found in typed.items() if found} == {}


def test_apostrophes_of_prose_are_those_of_print(lesson):
    """A straight one belongs to code."""
    straight = {name: re.findall(r"\w+'\w+", prose(article)) for name, article in lesson.items()}
    assert len(straight) > 20
    assert {name: found for name, found in straight.items() if found} == {}
