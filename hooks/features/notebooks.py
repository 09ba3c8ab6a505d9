"""The notebooks: one text source each (docs/notebooks/*.py), checked, kept once they ran, offered for download.

mkdocs-jupyter runs them and hands over HTML, from which notebook_page.py makes the page. Its own cache knows the
notebook alone; ours knows everything that a notebook computes and draws with.
"""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from posixpath import normpath

import jupytext
from checks.numerals import MATHS, numerals
from checks.problems import Problem
from checks.source import Docs, Source
from results.used_code import ALL, UsedCode

HOOKS = Path(__file__).parents[1]
ROOT = HOOKS.parent
FOLDER = "notebooks"
RUN_WITH = ("mkdocs-jupyter", "nbconvert", "nbclient", "ipykernel", "jupytext")
# Files that count like the code: of hooks/jupyter, and the template that a plot becomes a figure by.
FILES = (("", "jupyter_nbconvert_config.json"), ("", "figure.html"))
HELD = ("mkdocs_hooks", "_rendered")  # what of a rendered page is kept
PYTHON = {"display_name": "Python 3", "language": "python", "name": "python3"}
PAGE_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#)([^)]*)\)")
MACRO = re.compile(r"\\k[a-z]+\{([^{}]*)\}")  # \kgrad{L}: hooks/drawing/maths.py
# In the words of nbclient: the cell that raised, and which of its lines. IPython colours them.
CELL, LINE = re.compile(r"-{18}\n(.*?)\n-{18}\n", re.S), re.compile(r"Cell In\[\d+\], line (\d+)")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
CONSTANTS = ("0", "1", "2")  # of formulas: 1 − h²


def is_notebook(path: str) -> bool:
    """Whether a source below docs/ is a notebook."""
    return path.startswith(f"{FOLDER}/") and path.endswith(".py")


def download_path(path: str) -> str:
    """Where the notebook itself is published, seen from docs/."""
    return path.removesuffix(".py") + ".ipynb"


@cache
def ipynb(source: str) -> str:
    """The notebook for Jupyter, not yet run. Cell ids count, so that two builds are the same."""
    notebook = jupytext.reads(source, fmt="py:percent")
    notebook.metadata = {"kernelspec": PYTHON, "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{number}"
        cell["metadata"] = {}
        if cell["cell_type"] == "markdown":  # a copy elsewhere has no pages beside it, and knows no macros of ours
            cell["source"] = MACRO.sub(r"\1", PAGE_LINK.sub(r"\1", cell["source"]))
    return json.dumps({**notebook, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False, indent=1) + "\n"


# --- what is checked: prose without numbers, because nothing would notice when they change -------------------------


def problems(docs: Docs) -> list[Problem]:
    """What is wrong with the prose of notebooks: numbers, which only code may compute and print, and dead links."""
    written = map(prose, docs.notebooks.values())
    return [p for words in written for p in (*number_problems(words), *link_problems(docs, words))]


def number_problems(prose: Source) -> list[Problem]:
    """Every numeral in a Markdown cell but the small constants of formulas."""
    formulas = [match.span() for match in MATHS.finditer(prose.text)]
    message = "no number in a notebook's prose: let a cell compute and print it"
    return [
        prose.problem(numeral.start, numeral.text, message)
        for numeral in numerals(prose)
        if not (numeral.text in CONSTANTS and any(start <= numeral.start < end for start, end in formulas))
    ]


def link_problems(docs: Docs, prose: Source) -> list[Problem]:
    """Links to pages that are not there."""
    known = {*docs.pages, *docs.notebooks}
    return [
        prose.problem(found.start(), found[2], "this link leads nowhere")
        for found in PAGE_LINK.finditer(prose.text)
        if normpath(f"{FOLDER}/{found[2].partition('#')[0]}") not in known
    ]


def prose(notebook: Source) -> Source:
    """The notebook as its readers read it: the text of Markdown cells, each line where it stands."""
    return Source(notebook.path, "\n".join(_lines_of_prose(notebook.text)))


def _lines_of_prose(text: str) -> Iterator[str]:
    """The lines of Markdown cells as they are read, all others empty: lines keep their numbers."""
    in_prose = False
    for line in text.splitlines():
        if line.startswith("# %%"):
            in_prose = "[markdown]" in line
        elif in_prose:
            yield line.removeprefix("#").removeprefix(" ")
            continue
        yield ""


# --- what stops one -------------------------------------------------------------------------------------------------


def failure(notebook: Source, error: Exception) -> Problem | None:
    """The line at which a notebook is no Python, or its cell raised; None for what is no mistake of its own."""
    if isinstance(error, SyntaxError):
        return Problem(notebook.path, error.lineno or 1, "cell", f"SyntaxError: {error.msg}")
    told = COLOUR.sub("", str(error))
    cell, line = CELL.search(told), LINE.search(told)
    if not (cell and line):
        return None
    above = notebook.text.partition(cell[1])[0].count("\n")
    what = f"{getattr(error, 'ename', 'error')}: {getattr(error, 'evalue', '')}"
    return Problem(notebook.path, above + int(line[1]), "cell", what)


def line_of_cell(notebook: Source, number: int) -> int:
    """Where a code cell begins; they count from 1."""
    lines = enumerate(notebook.text.splitlines(), 1)
    return [at for at, line in lines if line.startswith("# %%") and "[markdown]" not in line][number - 1]


# --- what ran is kept -----------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """What a notebook's process is told: to draw as the site does, and to find this tree's packages."""
    paths = [str(ROOT), str(HOOKS), os.environ.get("PYTHONPATH", "")]
    return {
        "MPLBACKEND": "module://drawing.notebook_plots",
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(path for text in paths for path in text.split(os.pathsep) if path)),
        "JUPYTER_CONFIG_PATH": str(HOOKS / "jupyter"),
        "OPENBLAS_NUM_THREADS": "1",  # small products are slower and erratic on two
    }


def key(code: UsedCode, docs: Docs, path: str, settings: str) -> str:
    """What a run of a notebook depends on: its text, the code that it uses and is drawn with, settings, versions."""
    code.paths[path] = docs.folder / path
    versions = [f"{package}=={version(package)}" for package in RUN_WITH]
    made_with = (("drawing.notebook_plots", ALL), ("features.notebooks", "environment"), HELD, *FILES)
    text = docs.notebooks[path].text
    return code.digest((path, ALL), *made_with, also=repr((text, versions, settings)))
