"""What is kept of a notebook's run: looked up before it is run, waited for while another process runs it."""

import threading

import pytest
from checks.problems import DocsError
from checks.source import Docs, Source
from results import used_code
from results.file_lock import alone
from site_shelves import Shelves

PATH, TEXT = "notebooks/x.py", "# %%\nprint(1)\n"


@pytest.fixture
def shelves(tmp_path):
    """Shelves of a project with one notebook, of this text."""

    def with_notebook(text: str = TEXT) -> Shelves:
        (tmp_path / "notebooks").mkdir()
        (tmp_path / PATH).write_text(text, "utf-8")
        docs = Docs(notebooks={PATH: Source(PATH, text)}, folder=tmp_path)
        return Shelves(tmp_path / "cache", used_code.of_site(), docs)

    return with_notebook


def test_a_notebook_is_run_once_and_anew_with_other_settings(shelves):
    kept = shelves()
    assert kept.is_to_be_run(PATH, "")
    assert kept.run_notebook(PATH, "", lambda: "ran") == "ran"
    assert not kept.is_to_be_run(PATH, "")
    assert kept.run_notebook(PATH, "", lambda: "ran again") == "ran"
    assert kept.run_notebook(PATH, "others", lambda: "ran again") == "ran again"


def test_a_notebook_that_another_process_runs_is_waited_for_and_not_run_again(shelves, capsys):
    kept = shelves()
    found = []
    waiting = threading.Thread(target=lambda: found.append(kept.run_notebook(PATH, "", lambda: "ran twice")))
    with alone(kept.ran.folder / "x.lock"):  # to the system, the other thread's file is as good as another process's
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive()
        kept.ran.keep(*kept._notebook(PATH, ""), "ran")
    waiting.join()
    assert found == ["ran"]
    assert "running notebooks/x.py (1 of 1)" in capsys.readouterr().err


def test_a_cell_that_is_no_python_is_named_at_its_line_and_not_run_ahead(shelves):
    kept = shelves("# %% [markdown]\n# # Words\n\n# %%\nx = (\n")
    assert not kept.is_to_be_run(PATH, "")
    with pytest.raises(DocsError, match=r"^docs/notebooks/x\.py:5: cell: SyntaxError: '\(' was never closed$"):
        kept.run_notebook(PATH, "", lambda: "ran")
