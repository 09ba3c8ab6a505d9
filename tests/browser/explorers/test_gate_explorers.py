"""The explorers of LSTM and GRU: at every point of their grids they show what rnn_docs computes."""

import itertools
import re

import numpy as np
import pytest
from pages.gru import explorer as gru
from pages.lstm import explorer as lstm
from pages.lstm import forget_bias
from pages.shared import gradient_left
from pages.shared.measured_gradients import two_digits
from playwright.sync_api import expect

NUMBERS = lstm.NAMES  # of a step of the LSTM; the drawing shows them all
LEVELS = ("free", "0", "0.25", "0.5", "0.75", "1")
LSTM, GRU, BIAS = "#explorer-lstm-prices", "#explorer-gru-prices", "#explorer-forget-bias"
# What a point shows: the numbers of the drawing, of the bars and of the equations, as texts.
READ = """(explorer, points) => points.map(point => (Object.assign(explorer.state, point), explorer.refresh(), {
  drawn: [...explorer.querySelectorAll(".cell:not(.steps) text:not(.m)")].map(t => t.textContent),
  bars: [...explorer.querySelectorAll(".steps")].map(s => [...s.querySelectorAll("text[data-at]")].filter(SEEN).map(t => t.textContent)),
  heights: [...explorer.querySelectorAll(".steps")].map(s => [...s.querySelectorAll("rect[data-at]:not(.ghost)")].filter(SEEN).map(r => +r.getAttribute("height"))),
  ghosts: [...explorer.querySelectorAll(".ghost")].filter(SEEN).map(r => +r.getAttribute("height")),
  now: [...explorer.querySelectorAll(".steps .now")].map(t => t.dataset.step),
  terms: [...explorer.querySelectorAll(".over b")].map(b => b.textContent),
  told: explorer.querySelector(".told").textContent,
}))""".replace("SEEN", "e => e.checkVisibility()")


def printed(values):
    return [f"{value:.2f}".replace("-", "−") for value in values]


def grid(page, explorer, **axes):
    """Every point of an explorer's grid, and what it shows there."""
    points = [dict(zip(axes, point, strict=True)) for point in itertools.product(*axes.values())]
    return zip(points, page.locator(explorer).evaluate(READ, points), strict=True)


def compare(seen, run, free, step, names, states):
    """The drawing shows the numbers of these names at this step; the bars show these states up to it."""
    assert set(printed(run[step][name] for name in names)) <= set(seen["drawn"])
    for bars, heights, (name, values) in zip(seen["bars"], seen["heights"], states, strict=True):
        assert bars == printed(values[: step + 1]), name
        assert heights == pytest.approx([52 * abs(v) for v in values[: step + 1]])
    others = [[n[name] for n in free] for name, _ in states]
    differs = sum(
        v != o for (_, vs), os in zip(states, others, strict=True) for v, o in zip(vs[: step + 1], os, strict=False)
    )
    assert len(seen["ghosts"]) == differs
    assert seen["now"] == [str(step)] * 2


def named(trace, run):
    return [dict(zip(trace["names"], step, strict=True)) for step in run["steps"]]


def test_every_point_of_the_lstm_shows_what_is_computed(page):
    trace = lstm.lstm_prices()
    free = named(trace, trace["runs"][0][0])
    page.goto("/lesson/lstm/")
    for point, seen in grid(page, LSTM, gate=list("fio"), level=LEVELS, place=[0, 1, 2, 3]):
        level, step = point["level"], point["place"]
        run = named(trace, trace["runs"]["fio".index(point["gate"])][LEVELS.index(level)])
        compare(seen, run, free, step, NUMBERS, [(name, [n[name] for n in run]) for name in ("c", "h")])
        now, before = run[step], run[step - 1]["c"] if step else 0
        equation = (now["c"], now["f"], before, now["i"], now["g"], now["h"], now["o"], now["c"])
        assert seen["terms"] == printed(equation)
        assert ("Left free" in seen["told"]) == (level != "free")
        assert f"Cell {printed([now['c']])[0]}, hidden {printed([now['h']])[0]}." in seen["told"]


def test_every_point_of_the_gru_shows_what_is_computed(page):
    trace = gru.gru_prices()
    free = named(trace, trace["runs"][0][0])
    page.goto("/lesson/gru/")
    for point, seen in grid(page, GRU, gate=list("zr"), level=LEVELS, place=[0, 1, 2, 3]):
        level, step = point["level"], point["place"]
        run = named(trace, trace["runs"]["zr".index(point["gate"])][LEVELS.index(level)])
        compare(seen, run, free, step, gru.NAMES, [(name, [n[name] for n in run]) for name in "hn"])
        now, before = run[step], run[step - 1]["h"] if step else 0
        assert seen["terms"] == printed((now["h"], now["z"], before, now["rest"], now["n"]))
        assert f"Hidden state {printed([now['h']])[0]}." in seen["told"]
        assert ("Left free" in seen["told"]) == (level != "free")


PALE = """live => [".cell [data-part]", ".cell:not(.steps) text[data-name]"].map(kind => [...live.querySelectorAll(kind)]
  .filter(e => getComputedStyle(e.closest("[data-part]") ?? e).opacity < 0.5).map(e => e.dataset.part ?? e.dataset.name))"""
PARTS = {"keep": "c_prev kept c f", "add": "stored g i", "show": "o tanh_c h"}  # and the numbers on their lines


def test_a_part_of_the_lstm_is_lit_and_the_others_are_pale_with_their_numbers(page):
    page.goto("/lesson/lstm/")
    for light in ("all", *PARTS):
        page.locator(LSTM).evaluate("(e, light) => { e.state.light = light; e.refresh() }", light)
        parts, numbers = page.locator(f"{LSTM} .live").evaluate(PALE)
        pale = {*PARTS} - {light} if light != "all" else set()
        assert {*parts} == pale
        assert sorted(numbers) == sorted(name for part in pale for name in PARTS[part].split())


# Of every bar: how far its number stands above it, and whether its outline runs through the number.
UPON = """explorer => [...explorer.querySelectorAll(".steps text[data-at]")].filter(e => e.checkVisibility()).map(number => {
  const [ghost, bar] = [number.parentNode.querySelector(".ghost"), number.parentNode.querySelector("rect:not(.ghost)")];
  const top = rect => rect.checkVisibility() ? +rect.getAttribute("y") : null;
  const { y, height } = number.getBBox(), outline = top(ghost), foot = +number.getAttribute("y");
  return [top(bar) - foot, outline !== null && outline > y + 2 && outline < y + height - 2] })"""


@pytest.mark.parametrize(("address", "explorer", "gates"), [("lstm", LSTM, "fio"), ("gru", GRU, "zr")])
def test_a_number_stands_upon_its_own_bar_and_no_outline_runs_through_it(page, address, explorer, gates):
    page.goto(f"/lesson/{address}/")
    for gate, level in itertools.product(gates, LEVELS):
        page.locator(explorer).evaluate("(e, state) => { Object.assign(e.state, state); e.refresh() }",
                                        {"gate": gate, "level": level, "place": 3})  # fmt: skip
        for above, struck in page.locator(explorer).evaluate(UPON):
            assert 0 <= above <= 23, (gate, level)
            assert not struck, (gate, level)


def test_every_forget_bias_shows_what_was_measured(page):
    page.goto("/lesson/lstm/")
    for bias in forget_bias.BIASES:
        left = gradient_left.left_after("LSTM", bias)
        page.locator(BIAS).evaluate("(e, bias) => { e.state.bias = bias; e.refresh() }", f"{bias:.1f}")
        shown = page.locator(f"{BIAS} .arrives b").all_inner_texts()
        assert shown == [two_digits(left.belt), two_digits(left.cell)]
        told = page.locator(f"{BIAS} .told").inner_text()
        assert told.startswith(f"With a forget bias of {bias:.1f} ")
        for share in (left.belt, left.cell):
            assert forget_bias.share(share) in told
        for state, line in forget_bias.decades(bias).items():
            path = page.locator(f"{BIAS} path[data-name={state}]").get_attribute("d")
            ys = [float(point.split()[1]) for point in path[1:].split("L")]
            assert (np.array(ys[0]) - ys) / 12 == pytest.approx(line, abs=0.001)


def test_a_gate_is_held_and_stepped_through_from_the_keyboard_alone(page):
    page.goto("/lesson/lstm/")
    page.locator(f"{LSTM} input:checked").first.focus()
    page.keyboard.press("ArrowRight")  # from the forget gate to the input gate
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")  # from free to zero
    assert page.locator(f"{LSTM} .told").inner_text().startswith("t = 3, price 110: the forget gate, 0.00,")
    assert "the input gate, held at 0.00, adds nothing" in page.locator(f"{LSTM} .told").inner_text()
    for _ in range(3):  # past the light and the button that plays
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # one step back
    page.wait_for_url(re.compile(r"\?lstm-prices=i_0_all_2$"))
    assert page.locator("#rnn-voice").inner_text() == page.locator(f"{LSTM} .told").inner_text()
    page.reload()
    assert page.locator(f"{LSTM} .told").inner_text().startswith("t = 2, price 103:")


def test_a_bow_tie_opens_as_far_as_its_gate(page):
    page.goto("/lesson/lstm/?lstm-prices=o_0.5_all_2")
    ties = page.locator(f"{LSTM} g > path[data-name]")
    opened = "all => all.map(t => t.getBBox().height * new DOMMatrix(getComputedStyle(t).transform).d / t.previousSibling.getBBox().height)"
    mouths = ties.evaluate_all(opened)
    assert mouths == pytest.approx([0.63, 0.37, 0.5])  # f, i, o
    expect(page.locator(f"{LSTM} .badge.held")).to_have_count(1)


def test_on_a_phone_the_six_levels_stand_in_one_row_and_no_label_is_too_small(context):
    page = context(base_url="http://lesson.localhost/", viewport={"width": 360, "height": 740}).new_page()
    page.goto("/lesson/gru/")
    rows = page.locator(f"{GRU} .live .choices > .choice").evaluate_all(
        "all => all.map(f => new Set([...f.querySelectorAll('label')].map(l => Math.round(l.getBoundingClientRect().top))).size)"
    )
    assert rows == [1, 1]
    sizes = page.locator(f"{GRU} .cell").evaluate_all(
        "all => all.map(s => s.getBoundingClientRect().width / s.viewBox.baseVal.width * parseFloat(getComputedStyle(s.querySelector('text:not(.m)')).fontSize))"
    )
    assert min(sizes) >= 11.5
