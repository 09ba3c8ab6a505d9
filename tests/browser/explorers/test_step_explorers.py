"""The explorers of steps 2 and 3 show, at every point, the numbers that rnn_docs computes."""

import re
from datetime import datetime

import numpy as np
import pytest
from drawing.palette import heat_class
from drawing.printing import number
from playwright.sync_api import expect

from rnn_docs import VOCABULARY, cat_sat_params, encode, forward, vanilla_step
from tests.visits import PHONES

PARAMS = cat_sat_params()
ORDERS = ["the cat sat", "cat sat the", "sat the cat"]
CELLS = "cells => cells.map(cell => [cell.innerText, cell.className.match(/[pn]\\d+/)?.[0]])"
TIGHT = """cells => cells.filter(cell => { const text = document.createRange(); text.selectNodeContents(cell);
  const number = text.getBoundingClientRect(), box = cell.getBoundingClientRect();  // whose border is 2 wide
  return number.width && (number.left < box.left + 3 || number.right > box.right - 3) }).length"""
TEXTS = "cells => cells.map(cell => cell.innerText.replace(/\\s+/g, ' '))"


def drag(page, tag, value):
    page.locator(f"{tag} .player input[type=range]").evaluate(
        "(range, value) => { range.value = value; range.dispatchEvent(new Event('input', {bubbles: true})) }", value
    )


@pytest.mark.parametrize("sentence", [*ORDERS, "the cat sat the cat"])
def test_the_stepper_shows_every_state_of_every_sentence(page, sentence):
    page.goto("/lesson/hidden-state/")
    page.locator("rnn-stepper").get_by_label(sentence, exact=True).check()
    states = np.vstack([np.zeros((1, 4)), forward(PARAMS, encode(sentence)).hs[:, :, 0]])
    for read in range(len(states)):
        drag(page, "rnn-stepper", read)
        shown = page.locator("rnn-stepper .chain tbody td").evaluate_all(CELLS)
        expected = [
            [number(column[unit]), heat_class(column[unit])] if k <= read else ["", None]
            for unit in range(4)
            for k, column in enumerate(states)
        ]
        assert shown == expected
        assert page.locator("rnn-stepper .bars .value").all_text_contents() == [number(v) for v in states[read]]
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 844})
        assert page.locator("rnn-stepper .chain tbody td").evaluate_all(TIGHT) == 0, width


def test_the_stepper_plays_pauses_and_steps(context):
    page = context(base_url="http://lesson.localhost/").new_page()
    page.clock.install()
    page.goto("/lesson/hidden-state/")
    at = page.locator("rnn-stepper input[type=range]")
    play = page.locator("rnn-stepper .play")
    drag(page, "rnn-stepper", 5)
    play.click()  # at the end: it begins again
    expect(at).to_have_value("0")
    assert "Pause" in play.inner_text()
    page.clock.run_for(2500)
    expect(at).to_have_value("2")
    play.click()
    page.clock.run_for(5000)
    expect(at).to_have_value("2")
    page.get_by_label("One step on").click()
    expect(at).to_have_value("3")
    page.get_by_label("One step back").press("Enter")
    expect(at).to_have_value("2")
    play.click()
    page.clock.run_for(9000)
    expect(at).to_have_value("5")
    assert "Play" in play.inner_text(), "it stops at the end"


def test_many_changes_in_a_row_are_said_once_and_in_words(context):
    page = context(base_url="http://lesson.localhost/").new_page()
    page.clock.install(time=datetime(2026, 1, 1))
    page.goto("/lesson/hidden-state/")
    drag(page, "rnn-stepper", 3)
    page.clock.run_for(1000)
    page.clock.pause_at(datetime(2026, 1, 2))  # between two changes a busy machine may take longer than a reader
    page.evaluate(
        """() => { window.said = []; new MutationObserver(() => said.push(document.getElementById("rnn-voice").textContent))
        .observe(document.getElementById("rnn-voice"), { childList: true }) }"""
    )
    for value in (2, 3, 2, 1, 0, 1, 2, 1, 0, 1):
        drag(page, "rnn-stepper", value)
        page.clock.run_for(100)
    page.clock.run_for(2000)
    assert page.evaluate("said") == ["After “the”: unit 1 0.60, unit 2 −0.38, unit 3 0.46, unit 4 −0.60."]


def test_nothing_moves_for_a_reader_who_wants_no_motion(context):
    moving = """() => [...document.querySelectorAll(".live *, rnn-progress *")].filter(e => { const s = getComputedStyle(e);
      return s.animationName !== "none" || s.transitionDuration.split(", ").some(d => d !== "0s") }).map(e => e.outerHTML)"""
    for motion, some in (("reduce", False), ("no-preference", True)):
        page = context(base_url="http://lesson.localhost/", reduced_motion=motion).new_page()
        found = []
        for topic in ("hidden-state", "computation", "vanishing-gradient", "lstm", "gru", "applications", "quiz"):
            page.goto(f"/lesson/{topic}/")
            found += page.evaluate(moving)
        assert bool(found) == some


def test_the_unit_under_the_pointer_is_shaded_in_the_blocks_and_in_the_working(page):
    page.goto("/lesson/computation/")
    shades = """rows => rows.map(row => getComputedStyle(row.lastElementChild.classList.contains("heat") ? row.children[1] :
      row.lastElementChild).backgroundColor)"""
    units = page.locator("rnn-computation .block").nth(2).locator(".row")
    before = units.evaluate_all(shades)
    page.locator("rnn-computation .working tbody tr").nth(2).hover()
    after = units.evaluate_all(shades)
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, False, True]


def test_a_shared_address_opens_the_stepper_where_it_was_and_a_broken_one_at_its_beginning(page):
    page.goto("/lesson/hidden-state/?hidden-state=sat-the-cat_1&other=kept#longer-sentences-come-for-free")
    expect(page.locator("rnn-stepper :checked")).to_have_value("sat-the-cat")
    expect(page.locator("rnn-stepper input[type=range]")).to_have_value("1")
    drag(page, "rnn-stepper", 2)
    page.wait_for_url(re.compile("sat-the-cat_2"))
    assert "other=kept" in page.url
    assert page.url.endswith("#longer-sentences-come-for-free")
    page.goto("/lesson/hidden-state/?hidden-state=%3Cimg%3E_99")
    expect(page.locator("rnn-stepper input[type=range]")).to_have_value("0")


@pytest.mark.parametrize("sentence", ORDERS)
def test_the_computation_shows_every_product_and_sum(page, sentence):
    page.goto("/lesson/computation/")
    page.locator("rnn-computation").get_by_label(sentence, exact=True).check()
    h = np.zeros((4, 1))
    for t, (word, x) in enumerate(zip(sentence.split(), encode(sentence), strict=True)):
        step = vanilla_step(PARAMS, x, h)
        for part, expected in enumerate(working(word, step, h)):
            drag(page, "rnn-computation", 5 * t + part)
            assert page.locator("rnn-computation .working tbody td").evaluate_all(TEXTS) == expected, (word, part)
            assert page.locator("rnn-computation .term.now").count() == (3 if part == 3 else 1)
            assert page.locator("rnn-computation .block.now").count() == (2 if part < 2 else 1)
        h = step.h


def working(word, step, h):
    """The five tables of one step, cell by cell, as a reader reads them."""
    picked = [int(w == word) for w in VOCABULARY]
    wh, a, new = (getattr(step, name)[:, 0] for name in ("wh", "a", "h"))
    wx, b = PARAMS.W_xh @ picked, PARAMS.b_h[:, 0]
    yield [
        text
        for unit in range(4)
        for text in [
            *(f"{number(w, 1)} · {one}" for w, one in zip(PARAMS.W_xh[unit], picked, strict=True)),
            number(wx[unit], 1),
        ]
    ]
    yield [
        text
        for unit in range(4)
        for text in [
            *(f"{number(w, 1)} × {number(w * old, 3)}" for w, old in zip(PARAMS.W_hh[unit], h[:, 0], strict=True)),
            number(wh[unit], 3),
        ]
    ]
    for known in range(3):  # the bias, the sum, tanh
        yield [
            text
            for unit in range(4)
            for text in [
                number(wx[unit], 1), number(wh[unit], 3), number(b[unit], 1),
                number(a[unit], 3) if known > 0 else "", number(new[unit], 3) if known > 1 else "",
            ]
        ]  # fmt: skip


@pytest.mark.parametrize("width", [390, 1280])
def test_what_stands_below_the_computation_keeps_its_place_while_it_plays(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/lesson/computation/")
    heights = page.locator("rnn-computation").evaluate("""explorer => explorer.fields().place.values.map(place => {
      explorer.set({ place }); return explorer.querySelector(".working").offsetHeight })""")
    assert len(heights) > 10
    assert max(heights) - min(heights) <= 2
