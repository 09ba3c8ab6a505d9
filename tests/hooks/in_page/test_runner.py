"""What runs a reader's code: it prints as Python does, tells errors in the reader's own lines, and leaves nothing behind."""

import numpy as np
import pytest
from in_page import runner

import rnn_docs


def ran(code: str, before: list[str] | None = None, session: runner.Session | None = None) -> tuple[str, str]:
    """What a run prints, and the text of its error."""
    printed: list[str] = []
    error = (session or runner.Session()).run(before or [], code, printed.append)
    return "".join(printed), error


def test_code_prints_as_a_script_and_a_last_expression_shows_its_value():
    assert ran("print('a', 1)\nprint('ĥ → ∞')") == ("a 1\nĥ → ∞\n", "")
    assert ran("import numpy as np\nnp.eye(2)") == ("array([[1., 0.],\n       [0., 1.]])\n", "")
    assert ran("None") == ("", "")


def test_nothing_of_one_run_is_there_in_the_next():
    session = runner.Session()
    ran("kept = 1", session=session)
    assert "NameError: name 'kept' is not defined" in ran("print(kept)", session=session)[1]


def test_a_block_sees_what_the_blocks_leave_that_it_continues_and_they_print_nothing():
    assert ran("print(a + b)", ["a = 1\nprint('one')", "b = a + 1"]) == ("3\n", "")


def test_what_ran_before_is_not_run_again_unless_it_was_changed():
    session = runner.Session()
    first = "import random\ndraw = random.random()"
    ran(first, session=session)
    drawn = session.names["draw"]
    ran("second = draw", [first], session)
    assert session.names["second"] == drawn
    ran("third = draw", [first], session)  # the second block is not among them, so the first runs again
    assert session.names["third"] != drawn
    assert ran("print(draw)", ["draw = 5"], session) == ("5\n", "")


def test_an_error_in_a_block_that_is_continued_names_that_block():
    _, error = ran("print(a)", ["a = 1", "1 / 0"])
    assert error == "block 2 of this page, which this one continues: ZeroDivisionError('division by zero')"


def test_after_an_error_the_next_run_starts_anew():
    session = runner.Session()
    ran("a = 1", session=session)
    ran("1 / 0", ["a = 1"], session)
    assert session.ran == []
    assert ran("print(a)", ["a = 1"], session) == ("1\n", "")


def test_a_traceback_holds_the_readers_lines_and_no_other():
    _, error = ran("def f(x):\n    return g(x)\ndef g(x):\n    return 1 / x\nf(0)")
    assert 'File "your code", line 5, in <module>' in error
    assert "return 1 / x" in error
    assert error.splitlines()[-1] == "ZeroDivisionError: division by zero"
    assert "runner.py" not in error
    assert "\n  in " not in error


def test_an_error_inside_a_package_adds_the_one_line_where_it_arose():
    _, error = ran("import numpy as np\nfrom rnn_docs import encode\nencode('the dog')")
    assert "encode('the dog')" in error
    assert error.count("  in ") == 1
    assert error.splitlines()[-1].startswith("ValueError: ")


def test_a_syntax_error_points_at_its_place():
    _, error = ran("for x in [1, 2]\n    print(x)")
    assert 'File "your code", line 1' in error
    assert "^" in error
    assert "runner.py" not in error


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("import torch", "this page carries numpy, matplotlib and rnn_docs, not 'torch'"),
        ("raise MemoryError", "A page has little memory: try smaller arrays."),
        ("import numpy as np\nnp.ones((2**40, 2**40))", "A page has little memory: try smaller arrays."),
        ("raise EOFError", "Nobody can answer input() here: write the value into the code."),
    ],
)
def test_what_a_page_cannot_do_is_said_in_a_sentence(code, sentence):
    assert sentence in ran(code)[1]


def test_exit_ends_a_run_without_an_error():
    assert ran("import sys\nprint('a')\nsys.exit(3)") == ("a\n", "")


def test_endless_printing_ends_where_the_page_is_full():
    printed, error = ran("while True: print('x' * 50)")
    assert len(printed) == runner.MOST
    assert error == "stopped after 100,000 printed characters"


def test_output_is_sent_as_it_comes_and_not_a_message_a_line():
    sent: list[str] = []
    runner.Session().run([], "import time\nfor i in range(1000): print(i)\ntime.sleep(0.1)\nprint('end')", sent.append)
    assert 2 <= len(sent) < 100
    assert "".join(sent).endswith("999\nend\n")


def test_what_a_run_overwrites_in_a_package_is_put_back():
    tanh, encode = np.tanh, rnn_docs.encode
    assert ran("import numpy as np\nimport rnn_docs\nnp.tanh = rnn_docs.encode = len\nprint(np.tanh([1]))") == (
        "1\n",
        "",
    )
    assert np.tanh is tanh
    assert rnn_docs.encode is encode


def test_the_outputs_of_python_itself_are_put_back():
    import sys

    before = sys.stdout, sys.stderr
    ran("1 / 0")
    assert (sys.stdout, sys.stderr) == before
