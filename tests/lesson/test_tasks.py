"""What readers are asked to write in the page: the worked solution passes the check, the start does not, and a typical
mistake is answered by a hint that names it."""

import re
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from checks import source
from in_page.page import judged
from in_page.runner import Session
from in_page.tasks import all_tasks
from pages.exercises.tasks import why_no_count

PAGES = source.read(Path(__file__).parents[2] / "docs").pages
PLACES = {m.name: (page, m) for page in PAGES.values() for m in page.markers if m.kind == "task"}
EXERCISES = sorted(name for name in all_tasks() if name.startswith("exercise-"))
BUGS = ["bug-one", "bug-two"]
ONE_AS_MANY = re.compile(r"(?<![\d.])1 (?!(?:i|wa|ha|doe|plu|minu)s\b)[a-z]+s\b")  # "1 bags"
TURNS = sorted(set(all_tasks()) - {*EXERCISES, *BUGS})


def python(name: str, after: bool) -> str:
    """The fence before or after the marker of a task."""
    page, marker = PLACES[name]
    found = [fence for fence in page.fences if fence.info == "python"]
    follow = [fence for fence in found if (fence.start > marker.start) == after]
    return dedent(follow[0 if after else -1].body)


def answer(name: str, code: str) -> tuple[bool, str]:
    """Whether a reader's code is right, and what the page says of it. Nothing that is read has one of a kind as many."""
    session, printed = Session(), []
    assert session.run([], code, printed.append) == ""
    told = judged(name, session.names)
    assert ONE_AS_MANY.findall("".join(printed) + told["verdict"]) == []
    return told["right"], told["verdict"]


def changed(code: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert code.count(old) == 1, f"{old!r} stands there {code.count(old)} times"
        code = code.replace(old, new)
    return code


def start(name: str, *changes: tuple[str, str]) -> str:
    return changed(all_tasks()[name].start, *changes)


def test_every_task_stands_on_a_page():
    assert set(PLACES) == set(all_tasks())


def test_every_exercise_that_asks_for_code_has_a_task():
    text = PAGES["exercises.md"].text
    asked = {part.split("}", 1)[0] for part in text.split("{: #")[1:] if "code" in part.split("*")[1]}
    assert {f"exercise-{name.removeprefix('exercise-').strip()}" for name in asked} == set(EXERCISES)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_worked_solution_passes_and_the_start_does_not(name):
    assert answer(name, python(name, after=True)) == (True, all_tasks()[name].praise)
    right, hint = answer(name, start(name))
    assert not right
    assert hint.endswith((".", "?"))


@pytest.mark.parametrize("name", BUGS)
def test_the_printed_bug_does_not_pass(name):
    right, hint = answer(name, python(name, after=False))
    assert not right
    assert "One word passes, two do not: W_xh, b_h" in hint


MENDED = {
    "bug-one": [("later = cell.W_hh @ da", "later = cell.W_hh.T @ da")],
    "bug-two": [("dc = dc * f + dh * o * (1 - tanh_c**2) * f", "dc = dc_total * f")],
}


@pytest.mark.parametrize("name", BUGS)
def test_the_mended_bug_passes(name):
    assert answer(name, changed(python(name, after=False), *MENDED[name])) == (True, all_tasks()[name].praise)


def test_a_bug_that_is_mended_by_swapping_its_two_last_lines_passes_too():
    lines = "        dh = cell.W_hh.T @ da\n        dc = dc * f + dh * o * (1 - tanh_c**2) * f\n"
    first, second = lines.splitlines(keepends=True)
    assert answer("bug-two", changed(python("bug-two", after=False), (lines, second + first)))[0]


BUG_ATTEMPTS = [
    ("bug-one", ("da = (1 - trace.hs[t] ** 2) * dh", "da = dh"), "With a single word"),
    ("bug-one", ("later = cell.W_hh @ da", "later = 0 * da"), "One word passes, two do not"),
    ("bug-one", ("b_y=top.db_y", "b_y=2 * top.db_y"), "The read-out was right"),
    ("bug-two", ("dh = cell.W_hh.T @ da", "dh = 0 * dh"), "One word passes, two do not"),
]


@pytest.mark.parametrize(("name", "change", "hint"), BUG_ATTEMPTS)
def test_a_wrong_repair_is_told_where_to_look(name, change, hint):
    right, said = answer(name, changed(python(name, after=False), change))
    assert not right
    assert hint in said


# Exercise, what is written in place of the start's dots, and what the page says of it.
ATTEMPTS = [
    ("exercise-1a", [("bags.append(...)", "bags.append(tuple(sum(words).ravel()))")], "There are still three dots in the loop"),
    ("exercise-1a", [("bags.append(...)", "bags.append(tuple(sum(words).ravel()))"), ("finals.append(...)", "finals.append(forward(cat_sat_params(), words).hs[-1].ravel() if len(finals) else ...)")], "There are still three dots in the loop"),
    ("exercise-1a", [("bags.append(...)", "bags.append(tuple(words.ravel()))"), ("finals.append(...)", "finals.append(forward(cat_sat_params(), words).hs[-1].ravel())")], "A bag is the sum over the steps"),
    ("exercise-1a", [("bags.append(...)", "bags.append(tuple(sum(words).ravel()))"), ("finals.append(...)", "finals.append(forward(cat_sat_params(), words).hs[0].ravel())")], "Take the last one: hs[-1]"),
    ("exercise-1a", [("bags.append(...)", "bags.append(tuple(sum(words).ravel()))"), ("    finals.append(...)", "finals.append(forward(cat_sat_params(), words).hs[-1].ravel())")], "Length of finals: 1. Every order"),
    ("exercise-1a", [("bags.append(...)", "bags.append(tuple(sum(words).ravel()))"), ("finals.append(...)", "finals.append(forward(cat_sat_params(), words))")], "The last state is its hs[-1]"),
    ("exercise-2b", [("hs = ...", 'hs = forward(cat_sat_params(), encode("sat " * 40))')], "hs is all that forward returns"),
    ("exercise-2b", [("hs = ...", 'hs = forward(cat_sat_params(), encode("sat " * 40)).hs')], "leave it out with [:, :, 0]"),
    ("exercise-2b", [("hs = ...", 'hs = forward(cat_sat_params(), encode("sat")).hs[:, :, 0]')], "forty words, four units. Yours has (1, 4)"),
    ("exercise-2b", [("hs = ...", 'hs = np.array([forward(cat_sat_params(), encode("sat")).hs[0, :, 0]] * 40)')], "starts anew at each word"),
    ("exercise-2b", [("hs = ...", 'hs = forward(cat_sat_params(), encode("the " * 40)).hs[:, :, 0]')], "another word"),
    ("exercise-2c", [("a = ...", 'a = forward(cat_sat_params(), encode("the" + same)).hs[:, :, 0]'), ("b = ...", "b = a")], "only the first word differs"),
    ("exercise-4c", [("by_norm = ...", "by_norm = gradient / np.linalg.norm(gradient)"), ("by_value = ...", "by_value = np.clip(gradient, -limit, limit)")], "has the length one"),
    ("exercise-4c", [("by_norm = ...", "by_norm = gradient * limit"), ("by_value = ...", "by_value = gradient")], "became longer"),
    ("exercise-4c", [("by_norm = ...", "by_norm = np.clip(gradient, -limit, limit)"), ("by_value = ...", "by_value = by_norm")], "that is clipping by value"),
    ("exercise-4d", [("shares = ...", "shares = np.array([np.linalg.norm(da @ h.T) for da, h in zip(das, h_prevs)])")], "Divide the sizes by their sum"),
    ("exercise-4d", [("shares = ...", "sizes = np.array([np.linalg.norm(da @ h.T) for da, h in zip(das, trace.hs)])\nshares = sizes / sizes.sum()")], "the state before it"),
    ("exercise-4d", [("shares = ...", "sizes = np.array([np.linalg.norm(da @ h.T) for da, h in zip(das, h_prevs)])[::-1]\nshares = sizes / sizes.sum()")], "run backwards"),
    ("exercise-5c", [("# W_xh[…] = …", "W_xh[2] = large"), ("# b_h[…] = …", "b_h[[0, 3]] = large")], "The forget gate falls to 0.50"),
    ("exercise-5c", [("# W_xh[…] = …", "W_xh[2] = large"), ("# b_h[…] = …", "b_h[[1, 3]] = large")], "The input gate is only 0.50 open"),
    ("exercise-5c", [("# W_xh[…] = …", "W_xh[2] = large"), ("# b_h[…] = …", "b_h[:] = large")], "A zero adds 1.00"),
    ("exercise-5c", [("# W_xh[…] = …", "W_xh[3] = large"), ("# b_h[…] = …", "b_h[[0, 1]] = large")], "A one adds 0.00"),
    ("exercise-6c", [("gru(0.0, 0.0)", "gru(20.0, 0.0)")], "the candidate is right. But z is 0.50"),
    ("exercise-6c", [("gru(0.0, 0.0)", "gru(20.0, 20.0)")], "in this lesson that keeps the old state"),
    ("exercise-6c", [("gru(0.0, 0.0)", "gru(0.0, -20.0)")], "hears only a part of the old state"),
    ("exercise-7b", [("return ...", "return softmax(logits * temperature)")], "You multiply by the temperature"),
    ("exercise-7b", [("return ...", "return softmax(logits) / temperature")], "Divide the logits, before the softmax"),
    ("exercise-7c", [("return ...", "return np.mean((tomorrow - forecast) ** 2)")], "That is the mean square"),
    ("exercise-7c", [("return ...", "return np.mean(tomorrow - forecast)")], "cancel in a mean"),
    ("exercise-7c", [("return ...", "return np.sqrt((tomorrow - forecast) ** 2)")], "an array of shape (499,)"),
    ("exercise-7c", [("return ...", "return np.sqrt(np.mean((today - forecast) ** 2))")], "compares the forecast with today"),
    ("exercise-7c", [("return ...", "return np.sqrt(np.sum((tomorrow - forecast) ** 2))")], "the root of the sum"),
    ("exercise-7c", [("return ...", "return np.std(tomorrow - forecast)")], "takes the mean miss off first"),
    ("exercise-7c", [("return ...", "return np.mean(abs(tomorrow - forecast))")], "the mean distance"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "hint"), ATTEMPTS, ids=[f"{n}: {h}" for n, _, h in ATTEMPTS])
def test_a_typical_mistake_is_answered_by_a_hint_that_names_it(name, changes, hint):
    right, said = answer(name, start(name, *changes))
    assert not right
    assert hint in said


def test_a_right_error_is_right_on_prices_of_the_readers_own_too():
    """As often up as down: there the standard deviation is the same number."""
    code = start("exercise-7c", ("return ...", "return np.sqrt(np.mean((tomorrow - forecast) ** 2))"))
    drawn = "np.cumsum(np.random.default_rng(4).normal(size=500))"
    assert answer("exercise-7c", changed(code, (drawn, "np.array([0.0, 1.0, 0.0, 1.0, 0.0])")))[0]


def test_something_of_another_kind_is_answered_too():
    right, said = answer("exercise-5c", start("exercise-5c") + "\nW_xh = 'none'\n")
    assert not right
    assert said.startswith("The check could not use what your code left. ValueError: ")
    assert "Your code leaves no name W_hh" in answer("exercise-5c", "W_xh = 1")[1]


# --- your turn -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TURNS)
def test_your_turn_draws_its_start(name):
    session = Session()
    session.run([], start(name), lambda text: None)
    assert all_tasks()[name].check(session.names) == ""
    assert ("<svg" in all_tasks()[name].draw(session.names)) == (name == "your-sentence")


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("your-sentence", 'sentence = "the dog"', "no column for “dog”"),
        ("your-sentence", "sentence = ['the']", "put it into quotation marks"),
        ("your-sentence", 'sentence = "the cat " * 3', "yours are 6"),
        ("your-memory", 'word, h_prev = "cat", [0.5, 0.5]', "needs 4 numbers"),
        ("your-memory", 'word, h_prev = "cat", [0, 0, 0, 2]', "between −1 and 1"),
        ("your-memory", 'word, h_prev = "cat", [0, 0, 0, 1.01]', "between −1 and 1"),
        ("your-memory", 'word, h_prev = "dog", [0, 0, 0, 0]', "one of the, cat, sat"),
        ("your-prices", "prices, b_i, b_f, b_o = [5, 5], 0.0, 0.0, 0.0", "All your prices are equal"),
        ("your-prices", "prices, b_i, b_f, b_o = [5], 0.0, 0.0, 0.0", "two to 6 prices"),
        ("your-prices", "prices, b_i, b_f, b_o = [5, 6], [0], 0.0, 0.0", "one number"),
    ],
)
def test_your_turn_says_what_it_cannot_draw(name, code, hint):
    right, said = answer(name, code)
    assert not right
    assert hint in said


def test_a_memory_may_be_as_large_as_a_state_can_come_near():
    assert answer("your-memory", 'word, h_prev = "cat", [1, 0, 0, -1]')[0]


def test_the_lessons_own_prices_give_the_lessons_own_table():
    from pages import TABLES

    session = Session()
    session.run([], start("your-prices"), lambda text: None)
    cells = TABLES["lstm-prices"]().markdown().split()
    shown = all_tasks()["your-prices"].draw(session.names)
    assert all(f">{cell}<" in shown for cell in cells if cell.lstrip("−").replace(".", "").isdigit())


def test_the_lessons_own_word_and_memory_give_the_lessons_own_table():
    from pages import TABLES

    from rnn_docs import cat_sat_params, encode, forward

    h = forward(cat_sat_params(), encode("the")).hs[0].ravel().tolist()
    session = Session()
    session.run([], f'word, h_prev = "cat", {h}', lambda text: None)
    shown = all_tasks()["your-memory"].draw(session.names)
    assert all(f">{cell}<" in shown for row in TABLES["step-cat"]().cells() for cell in row)


@pytest.mark.parametrize(
    ("candidate", "opened", "told"),
    [
        (0.5, 0.9, "A zero adds 0.45."),
        (-0.5, 0.9, "A zero adds -0.45."),
        (0.0, 1.0, "Something depends on the last state"),
        (0.5, 0.0, "Something depends on the last state"),
    ],
)
def test_of_a_counter_one_zero_that_adds_something_is_enough_to_be_told(candidate, opened, told):
    bits = np.array([0.0, 0.0, 1.0])
    gates = {"f": np.ones(3), "i": np.array([0.0, opened, 1.0]), "g": np.array([0.0, candidate, 1.0])}
    assert why_no_count(gates, bits).startswith(told)
