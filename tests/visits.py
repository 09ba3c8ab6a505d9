"""One visit to a page in a browser, and all that is looked at there: for the tests of every page, and for `make pages`.

Loading a page costs more than looking at it, so everything is asked at once.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, ViewportSize

FETCHED = re.compile(r'<(?:script|img|link|iframe|source)\b[^>]*?\b(?:src|href)="([^"]+)"')
PHONES, TABLET = (390, 360, 320), 720  # where tables fit
WIDTHS = (TABLET, 640, *PHONES)  # 640: a screen of 1280 at 200 %
APART = 7.9  # pixels between the words of two columns
LEGIBLE = 11  # pixels of the smallest letters in a drawing
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
OPEN = "() => document.querySelectorAll('article details').forEach(details => { details.open = true })"
HEADINGS = "() => [...document.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6)')].map(h => +h.localName[1])"
# Each picture that says something: what it says aloud, and the decimal numbers that are drawn in it.
PICTURES = """() => [...document.querySelectorAll("article img, article svg:not([aria-hidden] *)")]
  .filter(e => !e.closest("button, a, label, .live, [aria-hidden]") && !e.getAttribute("aria-hidden"))
  .map(e => [e.alt ?? e.getAttribute("aria-label") ?? "",
    [...e.querySelectorAll("text")].map(text => text.textContent).join(" ").match(/\\d[.,]\\d+/g) ?? []])"""
# Names that more than one element has, those of scripts too: a link or a copy button would find the first.
TWICE = """() => { const all = [...document.querySelectorAll("[id]")].map(e => e.id);
  return [...new Set(all.filter((id, k) => all.indexOf(id) !== k))] }"""
OVERFLOW = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("article *")].filter(e => e.getBoundingClientRect().right > innerWidth)
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120)).concat("wider than the window")"""
# Tables and formulas that are wider than the box in which they scroll.
SCROLLING = """() => [...document.querySelectorAll("article table, article math[display=block]")].filter(wide => {
  for (let box = wide; box.localName !== "article"; box = box.parentElement)
    if (getComputedStyle(box).overflowX !== "visible" && box.scrollWidth > box.clientWidth + 1) return true;
  return false }).map(wide => `${wide.localName}: ${wide.textContent.trim().replace(/\\s+/g, " ").slice(0, 150)}`)"""
# Lines of code that do not fit the box in which they scroll, the longest of each box.
WIDE_CODE = """() => [...document.querySelectorAll("article pre > code")].filter(code => code.scrollWidth > code.clientWidth)
  .map(code => code.textContent.split("\\n").reduce((a, b) => b.length > a.length ? b : a))"""
# Letters of a drawing that are smaller than that, by the drawing.
TINY = """least => [...document.querySelectorAll("article svg.fig")].filter(e => e.checkVisibility()).flatMap(svg => {
  const scale = svg.getScreenCTM().a, size = text => parseFloat(getComputedStyle(text).fontSize) * scale;
  const tiny = [...svg.querySelectorAll("text")].filter(text => text.textContent && size(text) < least - 0.01);
  return tiny.slice(0, 1).map(text => `${size(text).toFixed(1)}: “${text.textContent}” in ${text.closest("[id]").id}`) })"""
# Where that ends which is drawn with a border, a ground or a grid; a table of links may take all the room.
EDGES = """() => [...new Set([...document.querySelectorAll("article > *, .quiz :is(.check, .live)")].filter(e => {
  const {borderTopWidth: line, backgroundColor: ground} = getComputedStyle(e);
  return e.getClientRects().length && !e.matches(".coverage:not(.timetable)") &&
    (parseFloat(line) || ground !== "rgba(0, 0, 0, 0)" || e.matches("figure, table, .md-typeset__scrollwrap, .cards")) })
  .map(e => Math.round(e.getBoundingClientRect().right)))]"""
# What is crowded, or full of holes, on the narrowest phone: words of two columns that run together, a line that holds only
# the link to a place, a word of the footer in two pieces, room for an answer that nothing fills.
CRAMPED = """least => {
  const box = (from, to) => { const range = document.createRange(); range.selectNodeContents(from);
    if (to) range.setEndBefore(to); return range.getBoundingClientRect() };
  const near = ([a, b]) => { const [one, other] = [box(a), box(b)]; return one.width && other.width &&
    one.top < other.bottom && other.top < one.bottom && other.left - one.right < least };
  const pairs = [...document.querySelectorAll("article tr:not(.live *)")].filter(row => row.checkVisibility())
    .flatMap(({cells}) => [...cells].slice(1).map((cell, k) => [cells[k], cell]))
    .filter(pair => !pair.every(cell => cell.matches(".heat")) && near(pair)).map(pair => pair.map(e => e.textContent).join(" | "));
  const links = [...document.querySelectorAll("article :is(h2, h3, h4, figcaption) > .headerlink")].filter(link =>
    link.checkVisibility() && link.parentElement.getBoundingClientRect().bottom - box(link.parentElement, link).bottom > 10);
  const words = [...document.querySelectorAll(".md-footer__title .md-ellipsis")].flatMap(({firstChild: text}) =>
    [...text.data.matchAll(/\\S+/g)].filter(({index, 0: word}) => { const range = document.createRange();
      range.setStart(text, index); range.setEnd(text, index + word.length); return range.getClientRects().length > 1 }));
  const rooms = [...document.querySelectorAll(".is-asking .guess")].filter(guess =>
    guess.parentElement.getBoundingClientRect().bottom - guess.getBoundingClientRect().bottom > 12);
  return [...pairs, ...words.map(([word]) => word), ...[...links, ...rooms].map(e => e.parentElement.textContent)] }"""
# The words of an article, each letter once: what a screen reader alone reads is left out, and formulas are counted.
WORDS = """() => { const article = document.querySelector("article").cloneNode(true);
  article.querySelectorAll(".live, script, button, rnn-enlarge, .note, .sofar").forEach(e => e.remove());
  return article.textContent }"""
SHOWN = """() => ["svg[role=img]", "math", "table"].map(kind =>
  [...document.querySelectorAll("article " + kind)].filter(e => e.checkVisibility() && !e.closest(".live")).length)"""
# What can be clicked: links, controls, and whatever changes the pointer; of the search, its field, which Escape leaves.
TO_REACH = """() => { const pointer = e => getComputedStyle(e).cursor === "pointer";
  const own = "a[href], button:enabled, input:enabled, select, summary, [tabindex]:not([tabindex='-1'])";
  window.toReach = [...document.querySelectorAll("body *")].filter(e =>
    e.getClientRects().length && e.checkVisibility({visibilityProperty: true}) && !e.matches(".md-search :not([name])") &&
    (e.matches(own) && e.tabIndex >= 0 || pointer(e) && !pointer(e.parentElement)));
  window.reached = []; addEventListener("focusin", event => reached.push(event.target)); return toReach.length }"""
NOT_REACHED = """() => { const group = e => e.type === "radio" && e.name ? [...document.getElementsByName(e.name)] : [e];
  const near = e => [e, e.control, e.closest("a, button, summary, label")?.control, e.closest("a, button, summary"),
    ...e.querySelectorAll("*")].filter(Boolean);
  return toReach.filter(e => !near(e).flatMap(group).some(other => reached.includes(other)))
    .map(e => e.outerHTML.slice(0, 150)) }"""
# What looks the same with the focus as without it: itself, what is drawn before it, its neighbour, the two boxes around.
UNSEEN = """() => { const ring = s => (s.outlineStyle === "none" ? "" : s.outline) + s.boxShadow;
  const look = e => [e, e.nextElementSibling ?? e, e.parentElement, e.parentElement.parentElement]
    .map(box => ring(getComputedStyle(box))).concat(ring(getComputedStyle(e, "::before"))).join("; ");
  const all = [...document.querySelectorAll("body :is(a[href], button, input, select, summary)")]
    .filter(e => e.getClientRects().length && e.checkVisibility({visibilityProperty: true}));
  document.activeElement.blur(); const without = all.map(look);
  return all.filter((e, k) => { e.focus({preventScroll: true});
      return document.activeElement === e && look(e) === without[k] })
    .map(e => e.outerHTML.slice(0, 150)) }"""
# Of texts that are named and painted alike, within such as are painted alike, the first is measured.
ALIKE = """() => { const seen = new Set(), grounds = new Map([[null, ""]]);
  const paint = e => { const {backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position} = getComputedStyle(e);
    const own = /absolute|fixed|sticky/.test(position) ? e.className : "";  // it may lie on something else than what it is in
    const look = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode, own].join();
    return look === "rgba(0, 0, 0, 0),none,1,none,normal," ? "" : look };
  const ground = e => { if (!grounds.has(e)) grounds.set(e, ground(e.parentElement) + paint(e)); return grounds.get(e) };
  const name = e => e.localName + "." + e.className;
  document.querySelectorAll("body *:not(svg, math, svg *, math *)").forEach(e => {
    const {color, fontSize, fontWeight, textShadow} = getComputedStyle(e);
    const look = [name(e), name(e.parentElement), getComputedStyle(e.parentElement).color, color, fontSize, fontWeight, textShadow, ground(e)].join();
    e.toggleAttribute("data-alike", seen.has(look)); seen.add(look) }) }"""
# And none of the letters of drawings: axe says of every one that it cannot tell.
ONCE = """{rules: [{id: "color-contrast", selector: "*:not([data-alike], svg *)"},
  {id: "link-in-text-block", selector: ":is(a[href], [role=link]):not([data-alike])"}]}"""
AXE = """async ({scheme, colours, everything}) => {
  const run = {resultTypes: ["violations"], preload: false};  // the policy of a page on a disk forbids fetching
  if (!everything) run.runOnly = ["color-contrast"]; else if (!colours) run.rules = {"color-contrast": {enabled: false}};
  if (!everything && !colours) return [];
  return (await axe.run({exclude: [["math"]]}, run)).violations.flatMap(violation => violation.nodes.map(node =>
    [violation.impact, `${violation.id}, ${scheme}: ${node.html.slice(0, 150)}`])) }"""
# What tells a screen reader nothing is taken out, its words left in its place, until `putBack`: axe would go through every
# stroke of a drawing, and through formulas, of which it judges nothing.
ASIDE = """() => { const taken = [];
  const tells = "title, desc, a, foreignObject, [id], [role], [tabindex], [aria-label], [aria-labelledby], [aria-hidden]";
  const take = e => [...e.children].forEach(part => { if (part.matches(tells) || part.querySelector(tells)) return take(part);
    const place = document.createTextNode(part.textContent); part.replaceWith(place); taken.push([place, part]) });
  document.querySelectorAll("svg, math").forEach(take);
  window.putBack = () => taken.forEach(([place, part]) => place.replaceWith(part)); return taken.length }"""
SCHEME = "document.body.getAttribute('data-md-color-scheme')"
OTHER_SCHEME = "[...document.querySelectorAll('label[for^=__palette_]')].find(e => e.getClientRects().length).click()"


@cache
def axe() -> str:
    return f"{Path(AXE_FILE_PATH).read_text('utf-8')}; axe.configure({ONCE})"


@dataclass(frozen=True)
class Visit:
    """What one page shows: `words` and `shown` (drawings, formulas, tables) with JavaScript, then without."""

    headings: list[int]
    pictures: list[tuple[str, list[str]]]
    widths: dict[int, int]  # how wide the page is in a window of that width
    overflow: dict[int, list[str]]  # and what leaves it
    scrolling: dict[int, list[str]]  # tables and formulas that do not fit a window of that width
    wide_code: list[str]  # lines of code that do not fit a window of the usual width
    tiny: list[str]  # letters of drawings that a phone shows too small
    cramped: list[str]  # and what else is too near or too far there
    edges: list[int]  # where its boxes end at the right, in a wide window
    twice: list[str]  # ids
    words: tuple[Counter[str], Counter[str]]
    shown: tuple[list[int], list[int]]
    formulas: int  # all there are, shown or collapsed
    axe: dict[str, list[tuple[str, str]]]  # scheme → (severity, what and where)
    unseen: list[str]  # what shows no focus

    def missing(self) -> Counter[str]:
        """The words that a reader without JavaScript does not get."""
        return self.words[0] - self.words[1]


def texts(folder: Path) -> dict[str, str]:
    """The pages of a built site, by their path."""
    return {name: (folder / name).read_text("utf-8") for name in addresses(folder)}


def addresses(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def visit(live: Page, plain: Page, address: str, colours: bool = True) -> Visit:
    """Open a page with JavaScript and without; `colours` is whether axe measures contrasts, which takes it long."""
    live.set_viewport_size(DESKTOP)
    for page in (live, plain):
        page.goto(address)
    found = {"headings": live.evaluate(HEADINGS), "pictures": live.evaluate(PICTURES), "axe": findings(live, colours)}
    found["edges"] = live.evaluate(EDGES)
    for page in (live, plain):
        page.evaluate(OPEN)
    found["words"] = tuple(counted(page.evaluate(WORDS)) for page in (live, plain))
    found["shown"] = tuple(page.evaluate(SHOWN) for page in (live, plain))
    found["wide_code"] = live.evaluate(WIDE_CODE)
    found["formulas"] = plain.locator("article math").count()
    found["widths"], found["overflow"], found["scrolling"] = narrowed(live)
    found["tiny"], found["cramped"] = live.evaluate(TINY, LEGIBLE), live.evaluate(CRAMPED, APART)
    found["twice"] = live.evaluate(TWICE)
    live.keyboard.press("Tab")  # from now on, the focus is one of keys
    return Visit(**found, unseen=live.evaluate(UNSEEN))


def findings(page: Page, colours: bool) -> dict[str, list[tuple[str, str]]]:
    """What axe finds in both schemes: everything in the first, and in the other what depends on colours."""
    page.evaluate(axe())
    page.evaluate(ASIDE)
    found: dict[str, Any] = {}
    for everything in (True, False):
        scheme = page.evaluate(SCHEME)
        options = {"scheme": scheme, "colours": colours, "everything": everything}
        page.evaluate(ALIKE)
        found[scheme] = page.evaluate(AXE, options)
        page.evaluate(OTHER_SCHEME)
    page.evaluate("putBack()")
    return found


def grave(found: dict[str, list[tuple[str, str]]]) -> list[str]:
    """What of these findings is critical, serious or moderate."""
    return [what for of_scheme in found.values() for severity, what in of_scheme if severity != "minor"]


def narrowed(page: Page) -> tuple[dict[int, int], dict[int, list[str]], dict[int, list[str]]]:
    """How wide the page is in each window, what leaves it to the right, and which tables and formulas must be pushed aside.

    The window of the narrowest phone is left on.
    """
    widths, over, scrolling = {}, {}, {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        widths[width], over[width], scrolling[width] = page.evaluate(
            f"[document.documentElement.scrollWidth, ({OVERFLOW})(), ({SCROLLING})()]"
        )
    return widths, over, scrolling


def counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def by_keys(page: Page) -> tuple[int, list[str]]:
    """How many things of an open page can be clicked, and which of them no press of Tab reaches."""
    count = page.evaluate(TO_REACH)
    for _ in range(count + 10):
        page.keyboard.press("Tab")
    return count, page.evaluate(NOT_REACHED)
