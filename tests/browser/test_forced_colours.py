"""With forced colours every label can be read. Pixels tell: a browser changes what it paints, not what it computes."""

import io
from itertools import pairwise

import pytest
from PIL import Image

SITE = "http://lesson.localhost/"
PAGES = ["", "lesson/hidden-state/", "lesson/lstm/", "lesson/applications/", "lesson/quiz/"]
BORDER = 6  # pixels around the label that do not count
# Everything that is pressed and says in words what it does, and where it stands.
LABELLED = ".start, .md-content button, .md-content summary, .map a"
PLACES = """all => all.filter(e => e.checkVisibility() && e.innerText.trim()).map(e => [e.innerText, e.getBoundingClientRect()])
  .map(([words, r]) => [words, [r.left, r.top, r.right, r.bottom].map(Math.round)])"""


def crossings(image: Image.Image) -> int:
    """How often the fullest row of a button's pixels passes from its ground to another colour and back.

    Every letter is crossed; a plate that hides them all is crossed once.
    """
    width, height = image.size
    inside = image.crop((BORDER, BORDER, width - BORDER, height - BORDER))
    pixels, wide = inside.tobytes(), inside.size[0]
    ground = max(set(pixels), key=pixels.count)
    apart = [abs(pixel - ground) > 100 for pixel in pixels]
    rows = [apart[start : start + wide] for start in range(0, len(apart), wide)]
    return max(sum(b and not a for a, b in pairwise(row)) for row in rows)


# The colour that the system gives to pages: it tells that the scheme was changed.
CANVAS = """() => { const probe = document.createElement("i"); probe.className = "probe"; document.body.append(probe);
  const sheet = new CSSStyleSheet(); sheet.replaceSync(".probe { background: Canvas }"); document.adoptedStyleSheets = [sheet];
  const found = getComputedStyle(probe).backgroundColor; probe.remove(); document.adoptedStyleSheets = []; return found }"""


def whole(page) -> Image.Image:
    """All of an open page in grey, as it is painted."""
    page.set_viewport_size({"width": 1280, "height": page.evaluate("document.documentElement.scrollHeight")})
    return Image.open(io.BytesIO(page.screenshot())).convert("L")


def unreadable(page) -> list[str]:
    """The labels of which the picture of a page shows no letters."""
    seen = whole(page)
    labels = page.locator(LABELLED).evaluate_all(PLACES)
    assert labels
    return [words for words, place in labels if crossings(seen.crop(place)) < min(len("".join(words.split())), 4)]


@pytest.mark.parametrize("address", PAGES)
def test_every_label_shows_with_forced_colours(painted, address):
    page = painted(base_url=SITE, forced_colors="active", reduced_motion="reduce").new_page()
    page.goto(address)
    for answer in page.locator(".check .option label").all()[:1]:
        answer.click()  # then a quiz has buttons
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, forced_colors="active", reduced_motion="reduce")
        found[scheme, page.evaluate(CANVAS)] = unreadable(page)
    assert found == {("light", "rgb(255, 255, 255)"): [], ("dark", "rgb(0, 0, 0)"): []}


def ground(one) -> int:
    """The grey that most of an element is painted in."""
    pixels = Image.open(io.BytesIO(one.screenshot())).convert("L").tobytes()
    return max(set(pixels), key=pixels.count)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_is_filled_with_forced_colours(painted, scheme):
    page = painted(base_url=SITE, forced_colors="active", color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto("lesson/lstm/")
    row = page.locator("#explorer-lstm-prices .choices fieldset").first.locator("label")
    grounds = [ground(label) for label in row.all()]
    assert len(set(grounds[1:])) == 1
    assert abs(grounds[0] - grounds[1]) > 50


def test_the_line_of_the_undecided_is_drawn_with_forced_colours(painted):
    page = painted(base_url=SITE, forced_colors="active", reduced_motion="reduce").new_page()
    page.goto("lesson/applications/")
    empty = page.locator("rnn-token-flow tr.answer td").last.screenshot()
    assert len(set(Image.open(io.BytesIO(empty)).convert("L").tobytes())) > 1


def test_the_part_that_is_computed_is_marked_with_forced_colours(painted):
    page = painted(base_url=SITE, forced_colors="active", reduced_motion="reduce").new_page()
    page.goto("lesson/computation/")
    terms = page.locator("rnn-computation .term")
    before = [("now" in term.get_attribute("class"), term.screenshot()) for term in terms.all()]
    page.get_by_role("button", name="One step on").click()
    after = [("now" in term.get_attribute("class"), term.screenshot()) for term in terms.all()]
    assert [was for was, _ in before] != [is_now for is_now, _ in after]
    for (was, picture), (is_now, other) in zip(before, after, strict=True):
        assert (picture == other) == (was == is_now)
    picked = Image.open(io.BytesIO(page.locator("rnn-computation .row span.picked").first.screenshot())).convert("RGB")
    assert any(max(pixel) - min(pixel) > 40 for _, pixel in picked.getcolors(1 << 16)), "the column of the word"


BARE = """all => all.filter(e => e.checkVisibility()).map(e => [e.getAttribute("class").split(" ").at(-1), e.getBoundingClientRect()])
  .map(([kind, r]) => [kind, [r.left, r.top, r.right, r.bottom].map(Math.round)])"""


def ink(image: Image.Image, ground: int) -> float:
    """How much of a picture is painted in the colour of text."""
    pixels = image.tobytes()
    return sum(abs(pixel - ground) > 100 for pixel in pixels) / len(pixels)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_cell_without_a_number_is_a_bar_up_or_down_with_forced_colours(painted, scheme):
    page = painted(base_url=SITE, forced_colors="active", color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto("")
    cells = page.locator("article :is(.strip, figure) .heat.bare")
    seen, ground = whole(page), 255 if scheme == "light" else 0
    found = cells.evaluate_all(BARE)
    assert len(found) > 3 * 3 * 4  # the strips of the figure, and those of the explorer
    for kind, (left, top, right, bottom) in found:
        middle, frame = (top + bottom) // 2, 2
        share = min(1, int(kind[1:]) / 100 * (bottom - top) / (bottom - top - 2 * frame))
        halves = [(left + 3, top + frame, right - 3, middle), (left + 3, middle, right - 3, bottom - frame)]
        up, down = (ink(seen.crop(half), ground) for half in halves)
        towards, away = (up, down) if kind[0] == "p" else (down, up)
        assert towards == pytest.approx(share, abs=0.25), kind
        assert away < 0.2, kind  # a row of pixels


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_filled_box_is_filled_with_forced_colours(painted, scheme):
    page = painted(base_url=SITE, forced_colors="active", color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto("after-rnns/")
    boxes, seen = page.locator("#fig-scan .fw rect"), whole(page)
    painted = boxes.evaluate_all("""all => all.map(e => [e.getAttribute("fill"), e.getBoundingClientRect()])
      .map(([fill, r]) => [fill, Math.round(r.left) + 6, Math.round(r.top) + 6])""")
    grounds = {fill: {seen.getpixel((x, y)) for other, x, y in painted if other == fill} for fill, _, _ in painted}
    (final,), (other,) = grounds["var(--rnn-h-tint)"], grounds["var(--rnn-surface)"]
    assert abs(final - other) > 40


def test_a_label_in_the_colour_of_its_plate_is_found(painted):
    page = painted(base_url=SITE, forced_colors="active").new_page()
    page.goto("")
    page.evaluate("""() => { const sheet = new CSSStyleSheet();
      sheet.replaceSync(".md-typeset a.start.start { forced-color-adjust: none; background: CanvasText; color: CanvasText }");
      document.adoptedStyleSheets = [sheet] }""")
    assert unreadable(page) == [page.locator(".start").inner_text()]


@pytest.mark.parametrize(("address", "words"), [("", "bar down negative"), ("lesson/hidden-state/", "none")])
def test_where_no_hue_is_shown_a_caption_names_none(painted, address, words):
    page = painted(base_url=SITE, forced_colors="active", reduced_motion="reduce").new_page()
    page.goto(address)
    signs = page.locator("figcaption .signs").first
    assert signs.inner_text() == ""
    assert words in signs.evaluate("e => getComputedStyle(e, '::after').content")


def test_code_that_goes_on_fades_at_its_edge_with_forced_colours(painted):
    page = painted(base_url=SITE, forced_colors="active", viewport={"width": 390, "height": 844}).new_page()
    page.goto("backpropagation-through-time/")
    codes = page.locator("pre > code")
    wide = codes.evaluate_all("all => all.findIndex(e => e.scrollWidth > e.clientWidth)")
    assert wide >= 0
    code = codes.nth(wide)
    shown = Image.open(io.BytesIO(code.screenshot())).convert("L")
    width, height = shown.size
    empty = shown.crop((width - 6, height - 8, width - 2, height - 4))  # below the last line: the edge and nothing else
    assert min(empty.tobytes()) < 200
