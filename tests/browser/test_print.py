"""What comes out of a printer: the whole text in the light scheme, still figures, no answers; and the whole screen."""

import re
import time

import pytest
from playwright.sync_api import expect
from publish import print_pdf, serving

PAGES = ["/", "/lesson/lstm/", "/lesson/applications/", "/exercises/", "/for-teachers/", "/hand-out/", "/references/"]
SHEET = {"width": 680, "height": 1009}  # A4 without its margins, in CSS pixels
VISIBLE = "(all) => all.filter((e) => e.checkVisibility()).map((e) => e.className || e.tagName)"
CUT = """(all) => all.filter((e) => !e.closest("svg") && e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => `${e.tagName} ${e.className}: ${e.textContent.slice(0, 40)}`)"""
TALLER = "(all) => all.filter((e) => e.getBoundingClientRect().height > innerHeight).map((e) => e.id)"
SMALLEST = """(figure) => Math.min(...[...figure.querySelectorAll("svg.fig text")].filter((e) => e.checkVisibility())
  .map((e) => parseFloat(getComputedStyle(e).fontSize) * e.ownerSVGElement.getScreenCTM().a / innerHeight))"""

KEPT_WHOLE = "figure, .check, .display"
# An empty place at the beginning and at the end of each, and links to them: a PDF says on which sheet each link ends.
MARKED = """(all) => { const links = document.createElement("p");
  all.filter(e => e.checkVisibility()).forEach((e, k) => [["begin", "prepend"], ["end", "append"]].forEach(([name, put]) => {
    const place = document.createElement("span"), link = document.createElement("a");
    place.id = `${name}-${k}`; link.href = `#${place.id}`; link.textContent = "."; e[put](place); links.append(link) }));
  document.querySelector("article").append(links) }"""


def cut(page) -> tuple[list[str], int]:
    """Which figures, checks and formulas of an open page begin on one sheet and end on another, and how many there are."""
    page.emulate_media(media="print")
    page.locator("article").locator(KEPT_WHOLE).evaluate_all(MARKED)
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    places = re.findall(rb"/((?:begin|end)-\d+) \[(\d+) 0 R", pdf)
    sheet = {name.decode(): number for name, number in places}
    begins = [name for name in sheet if name.startswith("begin")]
    assert len(sheet) == 2 * len(begins)
    return [name for name in begins if sheet[name] != sheet[name.replace("begin", "end")]], len(begins)


ENDING = "p, li, dd, tr, h2, h3, figure, pre, pre code span"  # a block of code may go on on the next sheet
FOOT, HEIGHT = 16 / 25.4 * 72, 297 / 25.4 * 72  # the margin below and the whole sheet, in points


def feet(page) -> list[float]:
    """Which share of each sheet but the last stays white at its foot; the last may end anywhere."""
    page.emulate_media(media="print")
    page.locator("article").locator(ENDING).evaluate_all(MARKED)
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    lowest: dict[bytes, float] = {}
    for sheet, height in re.findall(rb"/end-\d+ \[(\d+) 0 R\s*/XYZ [\d.]+ ([\d.]+)", pdf):
        lowest[sheet] = min(lowest.get(sheet, HEIGHT), float(height))
    _, *others = sorted(lowest, key=int, reverse=True)
    return [round((lowest[sheet] - FOOT) / HEIGHT, 2) for sheet in reversed(others)]


def sheets(page, paper: str = "A4") -> int:
    """How many sheets of a paper the open page fills; it asks for A4 itself."""
    page.emulate_media(media="print")  # or a busy machine prints before the fonts are there
    page.evaluate("document.fonts.ready")
    pdf = page.pdf(format=paper, prefer_css_page_size=paper == "A4")
    return len(re.findall(rb"/Type /Page\b", pdf))


@pytest.fixture
def paper(context):
    """A page as it is laid out for print, opened by a reader who likes the dark scheme."""
    tab = context(base_url="http://lesson.localhost/", viewport=SHEET, color_scheme="dark").new_page()
    tab.emulate_media(media="print")
    return tab


@pytest.mark.parametrize("address", PAGES)
def test_paper_is_white_holds_nothing_to_click_and_cuts_nothing(paper, address):
    paper.goto(address)
    assert paper.evaluate("getComputedStyle(document.body).getPropertyValue('--rnn-page')") == "#ffffff"
    to_click = ".md-header, .md-sidebar, .md-footer, article button, article input, .live, rnn-enlarge, .start"
    assert paper.locator(to_click).evaluate_all(VISIBLE) == []
    assert paper.locator("article *").evaluate_all(CUT) == []
    assert paper.locator("figure, table:not(.coverage), .check").evaluate_all(TALLER) == []
    figures = paper.locator("figure").evaluate_all("(all) => all.map((e) => getComputedStyle(e).breakInside)")
    assert set(figures) <= {"avoid"}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("address", "count"), [("/cheat-sheet/", 1), ("/", 2)])
def test_the_cheat_sheet_fills_one_sheet_and_the_overview_two(page, paper, address, count):
    page.goto(address)
    assert sheets(page, paper) == count


@pytest.mark.parametrize("name", ["after-rnns", "lesson/applications", "glossary", "backpropagation-through-time"])
def test_no_sheet_is_white_by_a_third_at_its_foot(page, name):
    page.goto(f"/{name}/")
    found = feet(page)
    assert len(found) > 2
    assert max(found) < 0.33, found


def test_a_sheet_that_is_half_empty_would_be_found(page):
    page.goto("/lesson/gru/")
    page.evaluate("""() => { const sheet = new CSSStyleSheet();
      sheet.replaceSync("article h2 { break-before: page }"); document.adoptedStyleSheets = [sheet] }""")
    assert max(feet(page)) > 0.5


def test_the_hand_out_has_a_sensible_number_of_sheets(page):
    page.goto("/hand-out/")
    assert 25 <= sheets(page) <= 40


@pytest.mark.parametrize("width", [320, 1280])
def test_the_hand_out_on_a_screen_shows_every_drawing_and_nothing_that_leads_away(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/hand-out/")
    box = page.locator(".hand-out .figs").first
    assert box.evaluate("e => e.scrollWidth > e.clientWidth") == (width == 320)
    assert "local" in box.evaluate("e => getComputedStyle(e).backgroundAttachment")  # its edge fades where it scrolls
    drawings = page.locator(".hand-out figure svg.fig")
    assert drawings.evaluate_all("(all) => all.length && all.every((e) => e.checkVisibility())")
    assert page.locator(".hand-out :is(.start, .download)").evaluate_all(VISIBLE) == []
    colours = "all => all.map(e => [e, e.parentElement].map(ink => getComputedStyle(ink).color))"
    titles = page.locator(".hand-out .card h4 a").evaluate_all(colours)
    assert titles
    assert all(link == heading for link, heading in titles)  # as on the page itself, not as a link in prose
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_figure_check_or_formula_runs_across_two_sheets(page, built):
    counts = {}
    for path in sorted(built.rglob("*.html")):
        if "<figure" in path.read_text("utf-8"):
            name = path.relative_to(built).as_posix()
            page.goto(name)
            torn, counts[name] = cut(page)
            assert torn == [], name
    assert counts["hand-out/index.html"] > 40
    assert len(counts) > 10


def test_a_figure_across_two_sheets_would_be_found(page):
    page.goto("/hand-out/")
    page.evaluate("""() => { const sheet = new CSSStyleSheet();
      sheet.replaceSync("article * { break-inside: auto !important }"); document.adoptedStyleSheets = [sheet] }""")
    assert cut(page)[0] != []


def test_every_figure_of_the_hand_out_is_the_wide_one(paper):
    paper.goto("/hand-out/")
    assert paper.locator("figure svg.fig").count() == paper.locator("figure").count() > 15


def test_notes_are_printed_open_and_solutions_only_for_the_teacher(paper):
    paper.goto("/lesson/lstm/")
    expect(paper.locator("details.note").first.locator("ul, p").first).to_be_visible()
    expect(paper.locator(".check details").first).to_be_hidden()
    assert paper.locator("details.answer").count() > 1  # to what an explorer asks first
    assert paper.locator("details.answer").evaluate_all(VISIBLE) == []
    paper.goto("/exercises/")
    expect(paper.locator("article > ul").first).to_have_css("max-width", "none")  # as wide as the text
    assert paper.locator("details.success").count() > 20
    assert paper.locator("details.success").evaluate_all(VISIBLE) == []
    paper.goto("/for-teachers/")
    expect(paper.locator("details.success p").first).to_be_visible()
    expect(paper.locator("article dt").first).to_have_css("break-after", "avoid")  # a term, at the foot of a sheet


def test_only_addresses_outside_the_site_are_spelt_out(paper):
    paper.goto("/references/")
    after = "(all) => all.map((e) => [e.protocol + '//' + e.host, getComputedStyle(e, '::after').content])"
    spelt = paper.locator("article a[href]").evaluate_all(after)
    assert any("arxiv.org" in host for host, _ in spelt)
    assert all((content == "none") == (host == "http://lesson.localhost") for host, content in spelt)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_a_figure_on_the_whole_screen_is_legible_from_the_back_row(context, size):
    tab = context(base_url="http://lesson.localhost/", viewport={"width": size[0], "height": size[1]}).new_page()
    tab.goto("/lesson/lstm/")
    tab.locator("#fig-lstm-cell rnn-enlarge button").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_function("() => document.fullscreenElement?.id === 'fig-lstm-cell'")
    assert tab.locator("#fig-lstm-cell").evaluate(SMALLEST) >= 1 / 40
    tab.keyboard.press("Enter")
    tab.wait_for_function("() => !document.fullscreenElement")


def test_an_explorer_keeps_its_controls_on_the_whole_screen(page):
    page.goto("/lesson/hidden-state/")
    page.locator("#explorer-hidden-state rnn-enlarge button").click()
    page.wait_for_function("() => document.fullscreenElement?.id === 'explorer-hidden-state'")
    expect(page.locator("#explorer-hidden-state .live button").first).to_be_visible()


class Late(serving.Plain):
    """A host that takes its time for fonts, longer than a page waits that can do without them."""

    def do_GET(self):
        if self.path.endswith(".woff2"):
            time.sleep(0.4)
        super().do_GET()


def test_a_pdf_is_printed_in_a_font_that_comes_late(chromium, built, tmp_path):
    face = '@font-face { font-family: "Inter"; src: url("inter.woff2") format("woff2"); font-display: optional }'
    (tmp_path / "index.html").write_text(
        f"<style>{face} body {{ font-family: Inter, monospace }}</style>words", "utf-8"
    )
    (tmp_path / "inter.woff2").write_bytes((built / "assets/inter.woff2").read_bytes())
    with serving.serving(tmp_path, Late) as server:
        tab = chromium.new_page()
        print_pdf.write(tab, server.address, tmp_path / "page.pdf")
        tab.close()
    assert b"Inter" in (tmp_path / "page.pdf").read_bytes()
