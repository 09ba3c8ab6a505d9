"""The explorer of step 4 shows every power of its grid, in words and figures, and every measured share."""

import re
from fractions import Fraction

import pytest
from pages.shared.measured_gradients import two_digits
from pages.vanishing_gradient import explorer
from pages.vanishing_gradient.gradient_by_distance import by_step

from tests.browser.conftest import SITE, guarded

TRACE = explorer.gradient()
SAID = """explorer => explorer.trace.factors.map(factor => explorer.trace.shares[0].map((_, k) => {
  Object.assign(explorer.state, {factor, steps: k + 1}); return explorer.says() }))"""
MOVE = """(explorer, [factor, steps]) => explorer.querySelectorAll("input[type=range]").forEach((range, k) => {
  range.value = [factor, steps - 1][k]; range.dispatchEvent(new Event("input")) })"""


@pytest.fixture(scope="module")
def visit(chromium):
    """One visit for all."""
    with guarded(chromium) as make:
        page = make(base_url=SITE).new_page()
        page.goto("/lesson/vanishing-gradient/")
        yield page


@pytest.fixture
def explorer(visit):
    """The explorer in its first state, in the usual window."""
    visit.set_viewport_size({"width": 1280, "height": 720})
    found = visit.locator("rnn-gradient")
    found.evaluate("e => [...e.querySelectorAll('button')].find(b => b.textContent === 'Start again').click()")
    return found


def read(sentence):
    """The share that a sentence gives, as a number."""
    words = re.split(" leaves? | makes? ", sentence.replace("\u00a0", " "))[1]
    figure = words.split(" of the")[0].split(" out of")[0].replace(",", "")
    for word, size in (("million", 1e6), ("billion", 1e9)):
        if word in figure:
            return float(figure.split()[0]) * size
    mantissa, _, power = figure.partition(" · 10")
    digits = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(mantissa) * (10.0 ** int(digits) if digits else 1)


def test_every_power_of_the_grid_is_said_as_it_was_computed(explorer):
    said = explorer.evaluate(SAID)
    for factor, row in zip(TRACE["factors"], said, strict=True):
        for steps, sentence in enumerate(row, 1):
            exact = float(Fraction(round(100 * factor), 100) ** steps)
            assert sentence.startswith(f"{steps} factor{'s' * (steps > 1)} of {factor:g} "), sentence
            if factor != 1:
                assert read(sentence) == pytest.approx(exact, rel=0.005), sentence


@pytest.mark.parametrize(
    ("factor", "steps", "words"),
    [
        (0.25, 8, "8 factors of 0.25 leave 1.53 · 10⁻⁵ of the gradient: one part in 65,536."),
        (0.5, 1, "1 factor of 0.5 leaves 0.5 of the gradient: one part in 2."),
        (0.95, 2, "2 factors of 0.95 leave 0.903 of the gradient: 90.3 in 100."),
        (0.25, 15, "15 factors of 0.25 leave 9.31 · 10⁻¹⁰ of the gradient: one part in 1.07 billion."),
        (1, 9, "9 factors of 1 leave all of the gradient."),
        (1.5, 15, "15 factors of 1.5 make 438 out of 1."),
        (1.5, 50, "50 factors of 1.5 make 638 million out of 1."),
    ],
)
def test_the_share_is_told_in_words_and_figures(explorer, factor, steps, words):
    explorer.evaluate(MOVE, [TRACE["factors"].index(factor), steps])
    assert explorer.locator(".result").inner_text().replace("\u00a0", " ") == words


def test_the_networks_are_read_at_every_distance(explorer):
    names = [network["name"] for network in reversed(TRACE["networks"])]
    for steps in range(1, 51):
        explorer.evaluate(MOVE, [4, steps])
        assert explorer.locator(".at tbody th").all_inner_texts()[1:] == names
        shown = explorer.locator(".at tbody td").all_inner_texts()[1:]
        assert shown == [two_digits(network["shown"][steps]) for network in reversed(TRACE["networks"])]


def test_the_answer_names_the_factor_that_show_me_sets(explorer):
    explorer.get_by_role("button", name="Show me").click()
    factor = explorer.evaluate("e => e.state.factor")
    assert TRACE["asks"]["answer"].startswith(f"About {factor:.2f}.")
    assert factor in TRACE["factors"]
    assert abs(factor - by_step()) <= min(abs(other - by_step()) for other in TRACE["factors"])


@pytest.mark.parametrize("axis", ["logarithmic", "linear"])
@pytest.mark.parametrize(("factor", "steps"), [(0.05, 50), (0.25, 8), (1, 25), (1.5, 50)])
def test_what_is_drawn_stays_in_the_drawing(explorer, axis, factor, steps):
    explorer.get_by_label(axis, exact=True).check()
    explorer.evaluate(MOVE, [TRACE["factors"].index(factor), steps])
    outside = explorer.locator(".live .fw svg").evaluate(
        """svg => { const frame = svg.getBoundingClientRect();
        return [...svg.querySelectorAll("text, circle, .mark")].map(e => [e.textContent, e.getBoundingClientRect()])
          .filter(([, r]) => r.top < frame.top - 3 || r.bottom > frame.bottom + 3 || r.left < frame.left - 3 || r.right > frame.right + 3)
          .map(([words]) => words) }"""
    )
    assert outside == []


def test_what_lies_off_the_scale_is_pointed_to_and_not_drawn_on_it(explorer):
    explorer.evaluate("explorer => explorer.set({ factor: 0.25, steps: 8, axis: 'log' })")
    point, seen = explorer.locator(".live .fw .point"), "e => [e.localName, e.getBBox().y + e.getBBox().height]"
    assert point.evaluate(seen)[0] == "circle"
    lowest = explorer.locator(".live .fw .grid").evaluate_all("all => Math.max(...all.map(e => e.getBBox().y))")
    explorer.evaluate(MOVE, [TRACE["factors"].index(0.1), 31])
    name, bottom = point.evaluate(seen)
    assert name == "path"
    assert bottom > lowest
    assert explorer.locator(".live .fw text.halo.grad").text_content().replace("\u00a0", " ") == "1 · 10⁻³¹"
    for steps in range(1, 51):  # a linear axis ends at the point itself
        explorer.evaluate("(explorer, steps) => explorer.set({ factor: 1.5, steps, axis: 'linear' })", steps)
        assert point.evaluate(seen)[0] == "circle", steps


# In a layout, over states: each label that stands on a curve, on a line of the grid or on other words, and what of the axis begins below the title.
CLASHES = """(explorer, [layout, states]) => states.flatMap(state => { explorer.set(state);
  const all = kind => [...explorer.querySelectorAll(`.live ${layout} ${kind}`)];
  const boxes = all("text").map(e => [e.textContent, e.getBBox(), e.classList.contains("halo")]);
  const curves = all("path.curve").map(line => [...Array(160).keys()]
    .map(k => line.getPointAtLength(k / 159 * line.getTotalLength())));
  curves.push(...all("path.grid").map(line => line.getBBox()).map(({ x, y, width }) => [...Array(160).keys()]
    .map(k => ({ x: x + k / 159 * width, y }))));
  const on = box => curves.some(points => points.some(({ x, y }) =>
    x > box.x && x < box.x + box.width && y > box.y + 3 && y < box.y + box.height - 3));
  const upon = (a, b) => Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1 &&
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 4;
  const [[title, head]] = boxes;
  return boxes.filter(([words, box, isLabel], k) => isLabel && on(box) || boxes.some(([, b], n) => n < k && upon(box, b)) ||
      k && box.x < head.x + 5 && box.y < head.y + 1.3 * head.height)
    .map(([words]) => `${words}: ${JSON.stringify(state)}`) })"""
STATES = [
    {"factor": factor, "steps": steps, "axis": axis}
    for axis in ("log", "linear")
    for factor in (0.05, 0.25, 0.5, 0.55, 0.75, 0.95, 1.0, 1.2, 1.5)
    for steps in (1, 8, 21, 36, 50)
]


@pytest.mark.parametrize("layout", [".fw", ".fn"])
def test_no_label_stands_on_a_line_or_on_other_words(explorer, layout):
    explorer.page.set_viewport_size({"width": 1280 if layout == ".fw" else 390, "height": 900})
    assert explorer.evaluate(CLASHES, [layout, STATES]) == []
