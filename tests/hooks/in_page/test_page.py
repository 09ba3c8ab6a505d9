"""What the worker calls: a block, its check, and what is drawn below it."""

import pytest
from in_page import page


@pytest.fixture(autouse=True)
def fresh():
    page.session.forget()


def test_a_run_answers_with_its_error_and_without_a_task_with_no_verdict():
    printed: list[str] = []
    assert page.run([], "print(1)", "", printed.append, printed.append) == {"error": "", "right": False, "verdict": ""}
    assert "".join(printed) == "1\n"
    assert page.run([], "1 / 0", "", print, print)["error"].endswith("ZeroDivisionError: division by zero")


def test_a_task_is_judged_by_what_the_code_left_and_only_if_it_ran_to_its_end():
    ran = page.run([], "W_xh = W_hh = b_h = 0\n1 / 0", "exercise-5c", str, str)
    assert (ran["right"], ran["verdict"]) == (False, "")
    told = page.run([], "import numpy as np\nW_xh = W_hh = b_h = np.zeros((4, 1))", "exercise-5c", str, str)
    assert not told["right"]
    assert told["verdict"].startswith("The forget gate falls to 0.50")


def test_what_a_task_draws_comes_below_the_block_and_its_symbols_need_no_mathematics_font():
    drawn: list[str] = []
    ran = page.run([], 'word, h_prev = "cat", [0.0, 0.0, 0.0, 0.0]', "your-memory", str, drawn.append)
    assert ran["right"]
    assert "<i>W</i><sub>xh</sub> <i>x</i><sub>t</sub>" in drawn[0]
    assert "\\(" not in drawn[0]


def test_symbols_keep_their_letters_and_what_stands_below_them():
    assert page.symbols(r"W_{hh} h_{\mathrm{init}}") == "<i>W</i><sub>hh</sub> <i>h</i><sub>init</sub>"
    assert page.symbols("h_{t-1}") == "<i>h</i><sub>t−1</sub>"


def test_what_blocks_drew_that_a_block_continues_is_not_drawn_again():
    drawn: list[str] = []
    page.run(
        ["from in_page import page\npage.show('<p>before</p>')"], "page.show('<p>mine</p>')", "", str, drawn.append
    )
    assert drawn == ["<p>mine</p>"]
