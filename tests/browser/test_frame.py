"""The frame around what pages say: two right edges, whole explorers on a filled screen, nothing shown that is hidden."""

import pytest

STEPS = [
    "why-order-matters",
    "hidden-state",
    "computation",
    "vanishing-gradient",
    "lstm",
    "gru",
    "applications",
]
# The right edges of everything that stands directly in the article, as seen; where one is as wide as its words, its limit counts.
EDGES = """() => { const article = document.querySelector("article"), left = article.querySelector("h1").getBoundingClientRect().left;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return [...article.children].filter(e => e.checkVisibility() && e.localName !== "table" && getComputedStyle(e).display !== "inline")
    .map(e => [Math.round((e.getBoundingClientRect().right - left) / rem * 2) / 2, `${e.localName}.${e.className}`]) }"""
# How far to the right of the title the words begin that stand below an explorer.
STARTS = """() => [...document.querySelectorAll(".explorer .foot")].map(foot => {
  const range = document.createRange(); range.selectNodeContents([...foot.children].find(e => !e.hidden));
  return range.getBoundingClientRect().left - document.querySelector("h1").getBoundingClientRect().left })"""
# Once the explorer of a button fills the screen: how the button says so, whether the explorer is whole and would not be at
# the next size, in one column or in two; and what the button says, and what is left of the size, when that has ended.
FULL = """async button => { const whole = button.closest(".explorer"), pressed = () => button.getAttribute("aria-pressed");
  const frame = () => new Promise(requestAnimationFrame);
  while (!(document.fullscreenElement === whole && whole.style.zoom)) await frame();
  const fits = () => whole.scrollHeight <= whole.clientHeight && whole.scrollWidth <= whole.clientWidth;
  const found = [pressed(), fits()], zoom = Number(whole.style.zoom);
  whole.style.zoom = (zoom + 0.05).toFixed(2);
  for (const inTwo of [false, true]) { whole.classList.toggle("in-two", inTwo); found.push(zoom < 3 && fits()) }
  await document.exitFullscreen();
  while (pressed() !== "false") await frame();  // the element hears of it after the document
  return [...found, whole.style.zoom] }"""
SHOWN_HIDDEN = "(all) => all.filter((e) => e.getClientRects().length).map((e) => e.outerHTML.slice(0, 100))"


@pytest.mark.parametrize("step", STEPS)
def test_a_page_has_two_right_edges(opened, step):
    page = opened(f"/lesson/{step}/")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator(".live").first.wait_for(state="attached")
    wide = [(edge, name) for edge, name in page.evaluate(EDGES) if edge > 25]  # what is narrower ends with its words
    assert [one for one in wide if one[0] not in (34, 40)] == []
    assert {edge for edge, _ in wide} == {34, 40}
    starts = page.evaluate(STARTS)
    assert len(starts) == page.locator(".explorer").count()
    assert all(abs(start) < 1 for start in starts)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("step", STEPS[1:])
def test_an_explorer_that_fills_the_screen_is_whole_and_as_large_as_it_can_be(opened, step, size):
    page = opened(f"/lesson/{step}/")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    buttons = [one for one in page.locator(".explorer rnn-enlarge button").all() if one.is_visible()]
    assert buttons
    for button in buttons:
        button.click()
        assert button.evaluate(FULL) == ["true", True, False, False, ""]


@pytest.mark.parametrize("step", STEPS)
def test_no_page_is_wider_than_a_tablet(opened, step):
    page = opened(f"/lesson/{step}/")
    for width in (720, 768, 820, 840):
        page.set_viewport_size({"width": width, "height": 1024})
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("step", STEPS[1:])
def test_an_explorer_is_whole_in_the_window_of_a_laptop(opened, step):
    """With its question, below the header: who moves something sees what it does."""
    page = opened(f"/lesson/{step}/")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.locator(".explorer .live").first.wait_for()
    room = 768 - page.locator(".md-header").bounding_box()["height"]
    heights = {}
    for explorer in page.locator(".explorer").all():
        live = explorer.locator(".live").bounding_box()
        heights[explorer.get_attribute("id")] = live["y"] + live["height"] - explorer.bounding_box()["y"]
    assert heights
    assert {name: height for name, height in heights.items() if height > room} == {}


def test_lists_in_a_table_stand_below_their_heads(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/for-teachers/")
    off = page.locator(".coverage .listed a").evaluate_all("""all => all.map(e => { const cell = e.closest("td");
      const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
      return e.getBoundingClientRect().left - head.getBoundingClientRect().left })""")
    assert len(off) > 20
    assert all(abs(distance) < 1 for distance in off)


def test_a_timetable_has_heads_like_other_tables_and_a_text_is_nearer_to_its_term_than_to_the_next(page):
    page.goto("/for-teachers/")
    weights = page.locator("article :is(.timetable, table:not([class])) thead th").evaluate_all(
        "all => all.map(e => getComputedStyle(e).fontWeight)"
    )
    assert len(weights) > 6
    assert set(weights) == {"600"}
    near, far = page.locator("article dl").first.evaluate("""list => {
      const [term, text, next] = [...list.children].map(e => e.getBoundingClientRect());
      return [text.top - term.bottom, next.top - text.bottom] }""")
    assert near < far / 2


def test_a_list_of_pages_that_goes_on_below_the_window_fades_there_and_its_last_page_does_not(page):
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto("/lesson/lstm/")
    goes_on, free = page.locator(".md-sidebar--primary .md-sidebar__scrollwrap").evaluate("""list => {
      const {position, height} = getComputedStyle(list, "::after"), goes_on = list.scrollHeight > list.clientHeight;
      list.scrollTop = list.scrollHeight;
      const last = [...list.querySelectorAll("a")].filter(e => e.getClientRects().length).at(-1);
      const free = list.getBoundingClientRect().bottom - parseFloat(height) + 1 > last.getBoundingClientRect().bottom;
      return [goes_on && position === "sticky", free] }""")
    assert goes_on
    assert free


def test_a_caption_is_whole_where_its_table_scrolls(page):
    """No table of ours is so wide: one is widened."""
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto("/train-your-own/")
    table = page.locator("table.nums:not([data-stacks])").first
    width = table.evaluate("e => { e.style.minWidth = '500px'; return e.parentElement.scrollWidth }")
    assert width >= 500
    assert table.locator("caption").evaluate("e => e.getBoundingClientRect().right") <= 320


def test_a_mean_stands_on_one_line_with_its_range(opened):
    page = opened("/lesson/applications/")
    tops = page.locator(".scroll td:visible").evaluate_all("""all => all.filter(e => e.textContent.includes("–")).map(e => {
      const range = document.createRange(); range.selectNodeContents(e);
      return [...range.getClientRects()].map(line => Math.round(line.top)) })""")
    assert len(tops) >= 3
    assert [one for one in tops if len(set(one)) > 1] == []


@pytest.mark.parametrize("address", ["/lesson/quiz/", "/lesson/lstm/", "/"])
def test_nothing_that_is_hidden_takes_room(opened, address):
    page = opened(address)
    page.locator(".live").first.wait_for(state="attached")
    assert page.locator("[hidden]").evaluate_all(SHOWN_HIDDEN) == []


def test_figures_in_collapsed_blocks_are_the_wide_ones(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/lesson/lstm/")
    page.evaluate("document.querySelectorAll('article details').forEach((e) => { e.open = true })")
    assert page.locator("article details .fw").count() > 0
    assert all(one.is_visible() for one in page.locator("article details .fw").all())


def test_the_keyboard_finds_no_stop_that_nobody_sees(page):
    page.goto("/lesson/lstm/")
    page.locator("[data-md-component=search-query]").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 10


def test_on_a_phone_the_ways_back_and_on_stay_in_their_halves(opened):
    page = opened("/lesson/quiz/")
    page.set_viewport_size({"width": 360, "height": 740})
    halves = page.locator(".md-footer__link").evaluate_all(
        """links => links.map(link => [link, link.querySelector(".md-ellipsis")].map(e => e.getBoundingClientRect()))
          .map(([half, words]) => half.left <= words.left && words.right <= half.right)"""
    )
    assert halves == [True, True]
    cut = page.locator(".md-footer .md-ellipsis").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth).length"
    )
    assert cut == 0


@pytest.mark.parametrize("width", [320, 360, 390])
def test_on_a_phone_the_name_of_the_site_is_whole_above_the_page_and_in_the_drawer(opened, width):
    page = opened("/")
    page.set_viewport_size({"width": width, "height": 740})
    if not page.locator("#__drawer").is_checked():
        page.locator("label.md-header__button[for=__drawer]").click()
    for name in (".md-header__topic .md-ellipsis >> nth=0", ".md-nav--primary > .md-nav__title"):
        one = page.locator(name)
        assert "Recurrent Neural Networks" in one.inner_text()
        assert one.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight + 1")


def test_a_cell_is_filled_by_the_sign_and_the_size_of_its_value(page):
    page.goto("/lesson/hidden-state/")
    filled = """([name, hue, share]) => { const [cell, probe] = [0, 1].map(() => document.createElement("td"));
      cell.className = `heat now ${name}`; document.querySelector("table.nums tr").append(cell, probe);
      const sheet = new CSSStyleSheet(); probe.id = "probe";
      sheet.replaceSync(`#probe#probe#probe { background: color-mix(in oklab, var(--rnn-${hue}) ${share}%, var(--rnn-zero)) !important }`);
      document.adoptedStyleSheets = [sheet]; return [cell, probe].map(e => getComputedStyle(e).backgroundColor) }"""
    seen = set()
    for name, hue, share in (
        ("p0", "pos", 0),
        ("p62", "pos", 62),
        ("n62", "neg", 62),
        ("p100", "pos", 100),
        ("n7", "neg", 7),
    ):
        cell, probe = page.evaluate(filled, [name, hue, share])
        assert cell == probe
        seen.add(cell)
    assert len(seen) == 5
