"""Every term is explained where it first stands: read in the order of the steps, in the open, dotted or not.

Where a term is explained is found, not listed: where it first stands in bold, or else where the section begins to which
its entry in docs/data/glossary.yml leads. Before that it may stand only in a sentence that says which step explains it.
"""

import re
from pathlib import Path

import pytest
from features import glossary

from tests.reading import DOCS, PLAN, Block, steps

ENTRIES = glossary.read(DOCS)
KNOWN = {"tanh", "sigmoid", "gradient", "bias", "loss"}  # what the overview asks of a reader


@pytest.fixture(scope="module")
def read(built: Path) -> list[Block]:
    return steps(built)


def early(read: list[Block], key: str) -> list[str]:
    """Where a term of the lesson stands before it is explained."""
    path, _, section = ENTRIES[key].page.partition("#")
    step = PLAN.step(Path(path).stem)
    if not step:
        return []
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, ENTRIES[key].forms))})(?![\w-])", re.I)
    place = next(k for k, block in enumerate(read) if block.step == step.number and section in block.sections)
    bold = next((k for k, block in enumerate(read) if pattern.search(block.bold)), place)
    points = re.compile(rf"\b[Ss]teps? (\d and )?{step.number}\b")
    return [
        f"step {block.step}: {block.words}"
        for block in read[:bold]
        if pattern.search(block.words) and not points.search(block.words)
    ]


@pytest.mark.parametrize("key", [key for key in ENTRIES if key not in KNOWN])
def test_a_term_does_not_stand_before_its_explanation(read, key):
    assert early(read, key) == []


def test_one_that_does_is_found_unless_the_sentence_says_where_it_is_explained():
    pages = {step.topic: step.number for step in PLAN.steps}
    explained = Block(pages["lstm"], ("",), "p", "A forget gate keeps.", "forget gate")
    before, pointed = (Block(pages["computation"], ("",), "p", words, "") for words in (
        "Forget gates come later.", f"Forget gates come in step {pages['lstm']}."
    ))  # fmt: skip
    assert early([pointed, before, explained], "forget-gate") == ["step 3: Forget gates come later."]
    assert early([pointed, explained], "forget-gate") == []
