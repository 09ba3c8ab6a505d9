"""What every explorer owes its reader, whatever it shows: a new one is covered without a line here."""

import re
from pathlib import Path

import pytest
from checks import source
from pages import EXPLORERS
from playwright.sync_api import expect

from tests.browser.conftest import SITE, guarded

DOCS = Path(__file__).parents[3] / "docs"
PLACES = [
    (f"/{path.removesuffix('.md').removesuffix('index')}/".replace("//", "/"), f"#explorer-{marker.name}")
    for path, page in source.read(DOCS).pages.items()
    for marker in page.markers
    if marker.kind == "explorer"
]
EXPLORERS_OF = {address: [name for place, name in PLACES if place == address] for address, _ in PLACES}
ADDRESSES = sorted(EXPLORERS_OF)
every = pytest.mark.parametrize(("address", "explorer"), PLACES, ids=[name for _, name in PLACES])
ASKING = [(address, explorer) for address, explorer in PLACES if "asks" in EXPLORERS[explorer[10:]].trace()]
asking = pytest.mark.parametrize(("address", "explorer"), ASKING, ids=[name for _, name in ASKING])

# What Tab must reach: all that can be operated, of radios with one name the one that is chosen, or else the first.
STOPS = """explorer => [...explorer.querySelectorAll("button, input, select, summary, a[href], [tabindex='0']")]
  .filter((e, k, all) => e.checkVisibility({visibilityProperty: true}) && (e.type !== "radio" || e.checked ||
    e === all.find(o => o.name === e.name) && !all.some(o => o.name === e.name && o.checked)))
  .map(e => e.dataset.stop = e.dataset.stop || String(Math.random()))"""
AT = "() => document.activeElement.dataset.stop || ''"
IN_SIGHT = """e => { const r = e.getBoundingClientRect(), at = y => document.elementFromPoint(r.left + 4, y);
  return r.top >= 0 && r.bottom <= innerHeight && e.contains(at(r.top + 4)) && e.contains(at(r.bottom - 4)) }"""

# What of its explorer a part that stays in sight lies over, while the explorer comes in and the part is on its way up.
COVERED = """e => { const explorer = e.closest(".explorer"), found = new Set();
  const others = [...explorer.querySelectorAll(".asked, label, legend, button")].filter(other => !e.contains(other));
  const above = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const start = scrollY + explorer.getBoundingClientRect().top - innerHeight;
  for (let y = start; y < start + 2 * innerHeight; y += 50) {
    scrollTo({ top: y, behavior: "instant" });
    if (e.getBoundingClientRect().top < above + 2) break;
    for (const other of others) {
      const { left, top, width, height } = other.getBoundingClientRect();
      if (e.contains(document.elementFromPoint(left + width / 2, top + height / 2))) found.add(other.textContent);
    }
  }
  return [...found] }"""


# As a page is that was just loaded: nothing is kept, no other explorer is about to say or to keep something, and this one
# comes once more from what the server sends.
ANEW = """([explorer, untouched]) => { for (const { later } of document.querySelectorAll("[id^=explorer-]")) clearTimeout(later);
  history.replaceState(history.state, "", location.pathname); localStorage.clear();
  document.getElementById("rnn-voice")?.remove();
  document.querySelector(explorer).outerHTML = untouched }"""


@pytest.fixture
def anew(opened):
    """The same with an explorer that nobody has touched: a page that is loaded costs more than most of what is tried on it."""

    def page(address, explorer):
        untouched = opened(address, scripts=False).locator(explorer).evaluate("e => e.outerHTML")
        found = opened(address)
        found.evaluate(ANEW, [explorer, untouched])
        expect(found.locator(f"{explorer} > .live")).to_have_count(1)
        return found

    return page


@pytest.fixture(scope="module")
def on_disk(chromium, offline):
    """The pages of the archive, each opened once, with the network cut."""
    with guarded(chromium) as make:
        context, pages = make(offline=True), {}

        def page(address):
            if address not in pages:
                pages[address] = context.new_page()
                pages[address].goto((offline / f"{address.strip('/') or 'index'}.html").as_uri())
            return pages[address]

        yield page


@every
def test_tab_reaches_every_control_and_leaves_again(opened, address, explorer):
    page = opened(address)
    element = page.locator(explorer)
    stops = element.evaluate(STOPS)
    assert stops
    element.evaluate("e => { e.tabIndex = -1; e.focus() }")
    reached = []
    for _ in range(len(stops) + 1):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(AT))
    assert reached == [*stops, ""]


@every
def test_every_control_is_large_enough_and_has_a_name(opened, address, explorer):
    page = opened(address)
    page.set_viewport_size({"width": 360, "height": 740})
    sizes = page.locator(f"{explorer} .live :is(button, select, label, input[type=range])").evaluate_all(
        "all => all.map(e => [e.outerHTML, e.getBoundingClientRect()]).map(([html, r]) => [html, r.width, r.height])"
    )
    assert sizes
    assert [html for html, width, height in sizes if width < 24 or height < 20] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than a phone"


@every
def test_without_javascript_the_static_part_is_there(opened, address, explorer):
    static = opened(address, scripts=False).locator(explorer)
    expect(static.locator(".live")).to_have_count(0)
    shown = static.locator(":is(svg[role=img], table, .check):visible")
    assert shown.count() >= 1


@every
def test_the_static_part_is_kept_for_print(opened, address, explorer):
    page = opened(address)
    expect(page.locator(f"{explorer} > .live")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(f"{explorer} > .live")).to_be_hidden()
    assert page.locator(f"{explorer} :is(svg[role=img], table, .check):visible").count() >= 1


@every
def test_it_has_one_button_that_fills_the_screen_with_it(opened, address, explorer):
    expect(opened(address).locator(f"{explorer} rnn-enlarge button")).to_be_visible()


@every
def test_from_a_file_with_the_network_cut_it_works(on_disk, address, explorer):
    page = on_disk(address)
    before = page.locator(f"{explorer} > .live").inner_html()
    change(page, explorer)
    page.wait_for_url(re.compile(rf"\?.*{explorer[10:]}=."))
    assert page.locator(f"{explorer} > .live").inner_html() != before


# The scripts of explorers that a page was told to fetch, by itself or by an element in it.
SCRIPTS = "[...document.scripts].map(script => script.src).filter(src => /\\/rnn-[^/]*$/.test(src))"


# Whether stylesheets are named by their whole addresses, which a browser reads them again for; and by those that it read.
NAMED = """() => { const links = [...document.querySelectorAll("link[rel=stylesheet]")];
  return { whole: links.every(link => link.getAttribute("href") === link.href),
    right: links.length > 2 && links.every(link => link.href === link.sheet?.href) } }"""


def turn(page, address):
    """From the page on notation to another, which the theme shows without a full load."""
    page.goto("/notation/")
    assert page.evaluate(NAMED) == {"whole": False, "right": True}
    page.wait_for_load_state("networkidle")  # the theme turns pages itself as soon as it has read the map of the site
    page.evaluate("window.sameDocument = true")
    page.evaluate(
        "address => [...document.querySelectorAll('.md-nav--primary a')].find(a => a.pathname === address).click()",
        address,
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_instant_navigation_there_and_back_leaves_one_live_view_of_each(page, address):
    turn(page, address)
    explorers = EXPLORERS_OF[address]
    for explorer in explorers:
        page.locator(f"{explorer} > .live").wait_for()
        assert f"{SITE}assets/{EXPLORERS[explorer[10:]].tag}.js" in page.evaluate(SCRIPTS)
    page.wait_for_function(f"() => {{ const {{ whole, right }} = ({NAMED})(); return whole && right }}")
    page.go_back()
    page.locator("h1", has_text="Notation").wait_for()
    page.go_forward()
    for explorer in explorers:
        page.locator(f"{explorer} > .live").wait_for()
    assert page.evaluate("window.sameDocument"), "the pages were loaded in full"
    for explorer in explorers:
        expect(page.locator(f"{explorer} > .live")).to_have_count(1)
        change(page, explorer)


def test_a_page_that_is_loaded_in_full_asks_once_for_each_script(opened):
    fetched = opened("/lesson/lstm/").evaluate(SCRIPTS)
    assert fetched == [f"{SITE}assets/{name}.js" for name in ("rnn-forget-bias", "rnn-gates")]


def test_without_its_script_an_explorer_stays_a_figure_and_the_next_time_it_is_asked_for_again(chromium):
    page = chromium.new_context(base_url=SITE).new_page()  # whose console says that nothing has come
    page.route("**/rnn-stepper.js", lambda route: route.abort())
    explorer = page.locator("#explorer-hidden-state")
    for come in (lambda: page.goto("/lesson/hidden-state/"), lambda: turn(page, "/lesson/hidden-state/")):
        with page.expect_event("requestfailed"):
            come()
        expect(page.locator("rnn-question.is-live")).to_have_count(1)
        expect(explorer.locator("figure svg[role=img]:visible")).to_have_count(1)
        expect(explorer.locator(".live")).to_have_count(0)
    page.unroute("**/rnn-stepper.js")
    page.go_back()
    page.locator("h1", has_text="Notation").wait_for()
    page.go_forward()
    explorer.locator(".live").wait_for()
    assert page.evaluate("window.sameDocument")
    page.context.close()


def test_a_page_keeps_its_looks_while_stylesheets_are_named_anew(page):
    """Also on the way back from a page that was reloaded, to a folder as seen from which its addresses are wrong."""
    turn(page, "/lesson/gru/")
    page.locator("h1", has_text="gate").wait_for()
    page.reload()
    page.wait_for_load_state("networkidle")
    waiting = []
    page.route("**/*.css", lambda route: waiting.append(route))
    with page.expect_request("**/lesson.css"):
        page.go_back()
    page.locator("h1", has_text="Notation").wait_for()
    assert page.locator(".md-header").evaluate("e => getComputedStyle(e).position") == "sticky"
    for route in waiting:
        route.continue_()
    page.unroute("**/*.css")
    page.wait_for_function(f"() => {{ const {{ whole, right }} = ({NAMED})(); return whole && right }}")
    assert page.locator("link[rel=stylesheet]").count() == 4


@every
def test_taken_out_and_put_back_it_shows_the_same_once_and_a_second_one_goes_its_own_way(anew, address, explorer):
    page = anew(address, explorer)
    change(page, explorer)
    live = page.locator(f"{explorer} > .live")
    before = live.inner_text()
    page.locator(explorer).evaluate(
        "e => { const home = e.parentNode, next = e.nextSibling; e.remove(); home.insertBefore(e, next) }"
    )
    assert live.count() == 1
    assert live.inner_text() == before
    page.locator(explorer).evaluate(
        """e => { const twin = e.cloneNode(true); twin.id += "-twin"; twin.querySelector(".live").remove(); e.after(twin) }"""
    )
    try:
        for one, other in ((explorer, f"{explorer}-twin"), (f"{explorer}-twin", explorer)):
            expect(page.locator(f"{one} > .live")).to_have_count(1)
            untouched = page.locator(f"{other} > .live").inner_text()
            change(page, one)
            assert page.locator(f"{other} > .live").inner_text() == untouched
    finally:
        page.locator(f"{explorer}-twin").evaluate("e => e.remove()")


@every
def test_the_address_keeps_the_state_and_so_does_the_link_that_is_copied(anew, page, address, explorer):
    """What opens the link has never seen the page."""
    left = anew(address, explorer)
    change(left, explorer)
    left.wait_for_url(re.compile(rf"\?{explorer[10:]}=[^&]+$"))
    left.locator("#rnn-voice", has_text=re.compile(r"\S")).wait_for(state="attached")
    shown = left.locator(f"{explorer} > .live").inner_text()
    left.locator(explorer).get_by_role("button", name="Copy link").click()
    left.locator(explorer).get_by_role("button", name="Copied").wait_for()
    copied = left.evaluate("navigator.clipboard.readText()")
    assert copied == left.url + explorer
    page.goto(copied)
    assert page.locator(f"{explorer} > .live").inner_text() == shown.replace("Copied", "Copy link")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_that_is_loaded_again_keeps_the_state_of_each(anew, address):
    explorers = EXPLORERS_OF[address]
    for explorer in explorers:
        page = anew(address, explorer)
    for explorer in explorers:
        change(page, explorer)
    for explorer in explorers:
        page.wait_for_url(re.compile(rf"[?&]{explorer[10:]}=."))
    shown = [page.locator(f"{explorer} > .live").inner_text() for explorer in explorers]
    page.reload()
    assert [page.locator(f"{explorer} > .live").inner_text() for explorer in explorers] == shown


@every
def test_on_a_phone_what_is_moved_stays_in_sight_of_what_it_changes(opened, address, explorer):
    """At the end of the live view its player, its sliders or a chooser's advice still are on the screen.

    On the way there they lie over nothing before they have come to the top, where the page runs away below them.
    """
    page = opened(address)
    page.set_viewport_size({"width": 360, "height": 640})
    live = page.locator(f"{explorer} > .live")
    stays = live.locator("> :is(.player, .sliders), > .advised > .advice")
    if not stays.count():
        assert live.evaluate("e => e.offsetHeight <= innerHeight"), "it does not fit, and nothing of it stays"
        return
    live.locator("> :last-child").evaluate("e => e.scrollIntoView({block: 'end'})")
    assert stays.evaluate(IN_SIGHT)
    assert stays.evaluate(COVERED) == []


# How much taller the view of an explorer gets than it is at its lowest, over states that have each value of each key.
GROWS = """explorer => { const fields = Object.entries(explorer.fields()), live = explorer.querySelector(".live");
  const most = Math.max(24, ...fields.map(([, { values }]) => Math.min(values.length, 24)));
  const states = [...Array(most).keys()].map(k => Object.fromEntries(fields.map(([key, { values }], n) =>
    [key, values[(k * (n + 1) + Math.floor(k * values.length / most)) % values.length]])));
  const guesses = explorer.trace.asks?.guesses ?? [], before = { ...explorer.state }, heights = [];
  for (const [k, state] of states.entries()) {
    Object.assign(explorer.state, state, { guess: String(k % (guesses.length + 1)), solved: k % 3 === 0 });
    explorer.refresh();
    heights.push(live.offsetHeight);
  }
  explorer.state = before;
  explorer.refresh();
  return Math.max(...heights) - Math.min(...heights) }"""
ROUNDING = 2  # pixels


@every
def test_its_view_keeps_its_height_whatever_it_shows(opened, address, explorer):
    """So nothing moves below the reader's finger: a long sentence has its room before it comes."""
    page = opened(address)
    grown = {}
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        grown[width] = page.locator(explorer).evaluate(GROWS)
    assert {width: grew for width, grew in grown.items() if grew > ROUNDING} == {}


# For every link that sets a state, the parts of that state which no explorer of its name on the page accepts.
WRONG = """links => links.flatMap(link => {
  const [[name, text]] = new URLSearchParams(link.search), explorer = document.getElementById("explorer-" + name);
  const parts = text.split("_"), fields = Object.values(explorer.fields());
  const isWrong = parts.length > fields.length || parts.some((part, k) => !fields[k].values.map(String).includes(part));
  return isWrong ? [link.href] : [] })"""
LINKS = "article a[href*='?'][href*='#explorer-']"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_that_sets_a_state_names_one_that_its_explorer_accepts(opened, address):
    page = opened(address)
    written = (DOCS / f"{address.strip('/') or 'index'}.md").read_text("utf-8").count("](?")
    assert page.locator(LINKS).count() == written
    assert page.locator(LINKS).evaluate_all(WRONG) == []


def test_a_link_in_the_prose_sets_the_state_without_leaving_the_page(page):
    page.goto("/lesson/hidden-state/")
    page.evaluate("window.sameDocument = true")
    page.locator(LINKS).first.click()
    expect(page.locator("rnn-stepper input[type=range]")).to_have_value("1")
    assert page.evaluate("document.activeElement.id") == "explorer-hidden-state"
    page.wait_for_url(re.compile("the-cat-sat-the-cat_1"))
    page.locator("#rnn-voice", has_text="After “the”").wait_for(state="attached")
    assert page.evaluate("window.sameDocument")


def test_without_javascript_such_a_link_leads_to_the_static_part(context):
    plain = context(base_url="http://lesson.localhost/", java_script_enabled=False).new_page()
    plain.goto("/lesson/hidden-state/")
    plain.locator(LINKS).first.click()
    assert plain.url.endswith("/lesson/hidden-state/?hidden-state=the-cat-sat-the-cat_1#explorer-hidden-state")
    top = plain.locator("#explorer-hidden-state").bounding_box()["y"]
    assert 0 <= top < 300


MOVED = """explorer => { const [[key, { values, initial }]] = Object.entries(explorer.fields());
  explorer.set({ [key]: values.find(value => value !== initial) }) }"""
BEFORE = "all => all.map(caption => getComputedStyle(caption, '::before').content)"


@every
def test_a_caption_says_that_its_finding_is_of_the_first_state_once_it_was_left(anew, address, explorer):
    page = anew(address, explorer)
    element = page.locator(explorer)
    captions = element.locator("figcaption")
    assert {*captions.evaluate_all(BEFORE)} <= {"none"}
    element.evaluate(MOVED)
    covers = "covers" in element.get_attribute("class").split()
    assert {*captions.evaluate_all(BEFORE)} <= {'"At first: "' if covers else "none"}


# Between the answer and what can be moved below it.
AIR = "e => e.parentElement.getBoundingClientRect().bottom - e.getBoundingClientRect().bottom"
LEAST_AIR = 5  # pixels
# Of the fields that a question does not ask about: move each from where it is at first; and those that are not there.
OTHERS = "Object.entries(e.fields()).filter(([key, { values }]) => !(key in e.trace.asks.seen) && values.length > 1)"
STRAY = f"e => e.set(Object.fromEntries({OTHERS}.map(([key, {{ values, initial }}]) => [key, values.find(v => v !== initial)])))"
ASTRAY = f"e => {OTHERS}.filter(([key, {{ initial }}]) => e.state[key] !== initial).map(([key]) => key)"


@asking
def test_it_begins_unsolved_and_answers_once_what_it_asks_about_is_shown(anew, address, explorer):
    asks = EXPLORERS[explorer[10:]].trace()["asks"]
    page = anew(address, explorer)
    element = page.locator(explorer)
    answer, finding = element.locator(".live .answered"), element.locator("figcaption")
    assert asks["question"] in element.locator(".asked").inner_text()
    expect(answer).to_be_hidden()
    expect(finding).to_be_hidden()
    start, tall = element.locator(".live").inner_text(), element.evaluate("e => e.offsetHeight")
    for guess in [*asks["guesses"], None]:  # with each guess, and without one
        if guess:
            element.locator(".guess").get_by_label(guess, exact=True).check()
        element.evaluate(STRAY)
        element.get_by_role("button", name="Show me").press("Enter")
        assert asks["answer"] in answer.inner_text()
        assert element.evaluate(ASTRAY) == []
        assert answer.evaluate(AIR) >= LEAST_AIR
        assert answer.inner_text().startswith("✓" if guess == asks["right"] else "✗" if guess else "Answer.")
        page.locator("#rnn-voice", has_text=asks["answer"]).wait_for(state="attached")
        assert finding.count() == 0 or finding.is_visible()
        assert abs(element.evaluate("e => e.offsetHeight") - tall) <= ROUNDING, "what is shown below has had no room"
        element.get_by_role("button", name="Start again").press("Enter")
        expect(answer).to_be_hidden()
        expect(element.locator(".guess input:checked")).to_have_count(0)
        assert element.locator(".live").inner_text() == start


@asking
def test_without_javascript_its_answer_lies_in_a_closed_block(opened, address, explorer):
    asks = EXPLORERS[explorer[10:]].trace()["asks"]
    static = opened(address, scripts=False).locator(explorer)
    assert asks["question"] in static.locator(".asked").inner_text()
    expect(static.get_by_text(asks["answer"])).to_be_hidden()
    static.locator("summary", has_text="Answer").click()
    expect(static.get_by_text(asks["answer"])).to_be_visible()


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_serious_in_either_scheme_once_they_were_changed(anew, serious_in_both, address):
    """As they begin they are looked at with the whole page: test_every_page.py."""
    for explorer in EXPLORERS_OF[address]:
        page = anew(address, explorer)
        change(page, explorer)
    assert serious_in_both(page, *EXPLORERS_OF[address]) == []


def change(page, explorer):
    """Move the last control that is not a button to another value, or else press the first button, from the keyboard."""
    control = page.locator(f"{explorer} .live :is(input[type=range], input:checked, select)").last
    before = page.locator(f"{explorer} > .live").inner_text()
    if not control.count():
        page.locator(f"{explorer} .live button").first.press("Enter")
        assert page.locator(f"{explorer} > .live").inner_text() != before
        return
    control.focus()
    for key in ("ArrowLeft", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        if page.locator(f"{explorer} > .live").inner_text() != before:
            return
    raise AssertionError("no control changes what is shown")
