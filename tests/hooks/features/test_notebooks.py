"""The notebooks' sources: what is checked before they run, what is offered for download, what their cache knows."""

import json
import re
from html import escape
from pathlib import Path

import nbformat
import pytest
from checks import source
from checks.source import Docs, Source
from drawing.figure import Figure
from drawing.html_tree import written
from features import notebook_page, notebooks
from nbclient.exceptions import CellExecutionError
from results import used_code

from tests.conftest import CODE, copy_of_the_code

DOCS = Path(__file__).parents[3] / "docs"
ALL = source.read(DOCS)
SOURCES = {path: notebook.text for path, notebook in ALL.notebooks.items()}
WIDTH = 88  # characters of code that the column shows without scrolling
MARKDOWN = "# %% [markdown]\n"


@pytest.fixture(params=SOURCES)
def path(request) -> str:
    return request.param


def code_lines(path: str) -> list[str]:
    cells = json.loads(notebooks.ipynb(SOURCES[path]))["cells"]
    return [line for cell in cells if cell["cell_type"] == "code" for line in cell["source"].splitlines()]


def test_there_is_a_notebook_for_each_application_and_one_from_nothing():
    topics = ("forecasting", "from-nothing", "sentiment", "tagging", "translation", "writing")
    assert list(SOURCES) == [f"notebooks/{topic}.py" for topic in topics]


def test_the_prose_holds_no_number_and_no_dead_link():
    assert [str(problem) for problem in notebooks.problems(ALL)] == []


def problems_of(text: str) -> list[str]:
    """What is wrong with one notebook beside all pages."""
    docs = Docs(ALL.pages, notebooks={"notebooks/x.py": Source("notebooks/x.py", text)})
    return [str(problem) for problem in notebooks.problems(docs)]


@pytest.mark.parametrize(
    ("prose", "wanted"),
    [
        ("It gets 98 of them right.", "docs/notebooks/x.py:3: 98: no number"),
        ("About $0.25^8$ is left.", "0.25: no number"),
        ("See [step 9](../lesson/nowhere.md#here).", "../lesson/nowhere.md#here: this link leads nowhere"),
    ],
)
def test_a_planted_mistake_in_prose_is_caught(prose, wanted):
    text = f"{MARKDOWN}#\n# {prose}\n\n# %%\nprint(98)\n"
    assert any(wanted in problem for problem in problems_of(text)), problems_of(text)


def test_prose_may_hold_years_steps_small_constants_of_formulas_and_all_that_is_code():
    text = f"{MARKDOWN}# In 1997, in [step 4](../lesson/lstm.md): $1 - h_t^2$.\n\n# %%\nx = 98  # %% 99\n"
    assert problems_of(text) == []


def test_a_notebook_begins_with_its_title_and_what_the_reader_will_do(path):
    first = json.loads(notebooks.ipynb(SOURCES[path]))["cells"][0]
    title, lead = first["source"].split("\n\n")[:2]
    assert title.startswith("# ")
    assert lead.startswith("You will ")


def test_a_notebook_ends_with_something_to_try(path):
    last = json.loads(notebooks.ipynb(SOURCES[path]))["cells"][-1]
    assert "## Now try\n\n- " in last["source"]


def test_code_fits_the_column(path):
    assert [line for line in code_lines(path) if len(line) > WIDTH] == []


def test_the_one_from_nothing_imports_only_what_it_compares_with():
    imported = [line for line in code_lines("notebooks/from-nothing.py") if "rnn_docs" in line]
    checks = ["from rnn_docs import VanillaParams, forward", "from rnn_docs.gradient_checking import gradient_check"]
    assert imported == checks


def test_the_download_is_a_valid_notebook_whose_cells_are_counted(path):
    text = notebooks.ipynb(SOURCES[path])
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert [cell["id"] for cell in notebook.cells] == [f"cell-{n}" for n in range(1, len(notebook.cells) + 1)]
    assert not any(cell.get("outputs") for cell in notebook.cells)
    assert text == notebooks.ipynb(SOURCES[path])


def test_the_download_has_no_links_to_pages_that_do_not_come_with_it_and_no_macros_of_ours(path):
    assert not re.search(r"\]\((?!https?:)|\\kgrad", notebooks.ipynb(SOURCES[path]))


# --- the cache ------------------------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path) -> Path:
    """A copy of what notebooks compute and draw with."""
    copy_of_the_code(tmp_path, (*CODE, "docs/notebooks"))
    return tmp_path


def keys(root: Path, settings: str = "") -> dict[str, str]:
    code = used_code.of_site(root)
    return {Path(path).stem: notebooks.key(code, source.read(root / "docs"), path, settings) for path in SOURCES}


EVERY = {Path(path).stem for path in SOURCES}
CHANGES = {
    "a comment in the package": ("rnn_docs/cells/gru.py", "\n", "\n# a comment\n", set()),
    "a comment in the palette": ("hooks/drawing/palette.py", "\n", "\n# a comment\n", set()),
    "a formula": (
        "rnn_docs/loop.py",
        "    step = cell_of(params).step",
        "    step = cell_of(params).step or None",
        EVERY,
    ),
    "data": ("rnn_docs/data/sunspots.csv", "1700", "1701", {"forecasting"}),
    "a colour": ("hooks/drawing/palette.py", '"x": ("#', '"x": ("#0', EVERY),
    "a word of prose": ("docs/notebooks/writing.py", "You will", "Now you will", {"writing"}),
    "how a figure is put together": ("hooks/theme/fragments/figure.html", "<figure", "<figure ", EVERY),
    "how cells are rendered": ("hooks/jupyter/jupyter_nbconvert_config.json", "{", "{ ", EVERY),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_notebook_runs_again_when_what_it_runs_with_has_changed_and_only_then(root, change):
    path, old, new, wanted = CHANGES[change]
    before, text = keys(root), (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")
    assert {name for name, key in keys(root).items() if key != before[name]} == wanted


def test_settings_and_versions_of_what_runs_notebooks_are_in_the_key(root, monkeypatch):
    before = keys(root)
    assert not before.items() & keys(root, "no_prompt=False").items()
    monkeypatch.setattr(notebooks, "version", lambda package: "0.0.1")
    assert not before.items() & keys(root).items()


# --- from what mkdocs-jupyter hands over to the page ----------------------------------------------------------------


def cell(kind: str, html: str) -> str:
    return f'<style>x</style><script src="https://x.test"></script><div class="jp-Cell"><div data-mime-type="{kind}">{html}</div></div>'


def page_of(*cells: str) -> str:
    page = notebook_page.page("".join(cells))
    notebook_page.complete(page, "notebooks/x.py", lambda path: f"/{path}")
    return written(page)


def test_only_the_pieces_of_cells_reach_the_page():
    lead = cell(
        "text/markdown", '<h1 id="a">A<a class="anchor-link" href="#a">¶</a></h1><p>Lead.</p><div><p>B</p></div>'
    )
    output = cell("text/plain", "<pre>1 &lt; 2\n</pre>")
    html = page_of(lead, output)
    assert html.startswith('<h1 id="a">A</h1><p>Lead.</p><p class="offer"><a href="/notebooks/x.ipynb" download>')
    assert "<div><p>B</p></div>" in html
    assert html.endswith('<div class="language-text highlight"><pre><span></span><code>1 &lt; 2\n</code></pre></div>')
    assert "x.test" not in html


def test_what_a_cell_prints_is_one_block_however_it_arrived():
    lead = cell("text/markdown", "<p>Lead</p>")
    whole, parts = (
        cell("text/plain", "<pre>one\ntwo\n</pre>"),
        [cell("text/plain", f"<pre>{t}</pre>") for t in ("on", "e\ntwo\n")],
    )
    assert page_of(lead, *parts) == page_of(lead, whole)


def test_formulas_become_mathml_and_code_keeps_its_dollars():
    html = page_of(cell("text/markdown", "<p>Lead</p><p>$x_t$ and <code>$x$</code></p><p>$$y &lt; 1$$</p>"))
    assert html.count("<math") == 2
    assert "<code>$x$</code>" in html


def test_links_lead_to_the_pages():
    html = page_of(
        cell("text/markdown", '<p>Lead</p><a href="../lesson/lstm.md#gates">x</a><a href="https://a.test">y</a>')
    )
    assert 'href="/lesson/lstm.md#gates"' in html
    assert 'href="https://a.test"' in html


def test_a_plot_becomes_a_figure_of_the_site():
    data = escape(Figure("<svg>wide</svg>", "<svg>small</svg>", "A line.", "<b>Up.</b>").json())
    html = page_of(cell("text/html", f'<div data-figure="{data}" data-name="plot-1"></div>'))
    assert html.startswith(
        '<figure id="fig-plot-1"><div class="figs"><div class="fw" data-search-exclude><svg>wide</svg>'
    )
    assert "<figcaption><b>Up.</b></figcaption>" in html


def test_the_title_and_the_first_paragraph_say_what_the_page_is():
    html = '<h1 id="a">A <em>b</em><a class="anchor-link" href="#a">¶</a></h1><p>Lead &amp;\nmore.</p><p>Rest.</p>'
    meta = notebook_page.meta(notebook_page.page(cell("text/markdown", html)))
    assert (meta["title"], meta["description"]) == ("A b", "Lead & more.")


@pytest.mark.parametrize("html", ["<table></table>", '<div class="other"></div>'])
def test_output_that_the_site_does_not_show_is_refused(html):
    with pytest.raises(ValueError, match="a cell has output of the kind text/html"):
        page_of(cell("text/html", html))


def test_output_that_is_refused_is_told_at_the_line_of_its_cell():
    code = '<div class="highlight-ipynb"><pre>1</pre></div>'
    with pytest.raises(notebook_page.OutputError) as refused:
        page_of(code + code + cell("text/plain", "<pre>1</pre>") + code + cell("text/html", "<table></table>"))
    text = "# %% [markdown]\n# Words\n\n# %%\n1\n\n# %%\n1\n\n# %% [markdown]\n# Words\n\n# %%\n1\n"
    assert notebooks.line_of_cell(Source("notebooks/a.py", text), refused.value.cell) == 13


def test_a_cell_that_warns_is_refused():
    with pytest.raises(ValueError, match="stderr: <pre>DeprecationWarning"):
        page_of(cell("application/vnd.jupyter.stderr", "<pre>DeprecationWarning: x</pre>"))


RAISED = """\
An error occurred while executing the following cell:
------------------
y = 2

print(half(0))
------------------


\x1b[31mZeroDivisionError\x1b[39m                         Traceback (most recent call last)
\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[2]\x1b[39m\x1b[32m, line 3\x1b[39m
\x1b[32m----> \x1b[39m\x1b[32m3\x1b[39m print(half(\x1b[32m0\x1b[39m))

\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[1]\x1b[39m\x1b[32m, line 5\x1b[39m, in \x1b[36mhalf\x1b[39m\x1b[34m(n)\x1b[39m
"""
WITH_TWO_CELLS = Source(
    "notebooks/x.py",
    "# %%\nx = 1\n\n\ndef half(n):\n    return 1 / n\n\n\n# %%\ny = 2\n\nprint(half(0))\n",
)


def test_a_cell_that_raises_is_named_at_its_line():
    error = CellExecutionError(RAISED, "ZeroDivisionError", "division by zero")
    problem = notebooks.failure(WITH_TWO_CELLS, error)
    assert str(problem) == "docs/notebooks/x.py:12: cell: ZeroDivisionError: division by zero"


def test_no_other_mistake_is_taken_for_one_of_a_cell():
    assert notebooks.failure(WITH_TWO_CELLS, OSError(28, "No space left on device")) is None
    without_a_line = CellExecutionError(RAISED.replace("line", "row"), "ZeroDivisionError", "division by zero")
    assert notebooks.failure(WITH_TWO_CELLS, without_a_line) is None
