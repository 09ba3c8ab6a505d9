"""What was really trained, for the pages: plain results by name, computed once and kept on disk.

Each function returns numbers, texts, lists and dicts only. An entry is keyed by a digest of all of rnn_docs (code and data),
of this file with its settings, and of the versions of Python and of the packages that compute; one that was cut short or
changed is made again. While something is trained, a bar on stderr says so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from cache import Cache

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".cache" / "trained"
Item = TypeVar("Item")
Result = dict[str, Any]


def recall() -> Result:
    """Marked-token recall, three seeds a network, trained now.

    {"chance": 0.25, "steps": 400, "seeds": 3, "checked_at": [0, 20, …, 400],
     "runs": {name: [{"seed", "accuracy", "solved_at" (step or None), "accuracies": [one a checked step]}, …]}}
    with the names "vanilla", "orthogonal" (vanilla), "lstm", "lstm-bias-1", "gru".
    """
    raise NotImplementedError


def sentiment() -> Result:
    """Sentiment with negation, on held-out sentences.

    {"training": number of sentences, "test": number, "vocabulary": number of words,
     "accuracy": {"vanilla" | "lstm" | "gru": [one a seed]}, "by_template": {cell: {template: mean over seeds}},
     "bag": accuracy, "bag_neighbours": accuracy with pairs of neighbouring words,
     "flows": {sentence: {"words": [{"word", "probability", "move"}], "start": probability before any word}}}
    for the sentences of FLOWS, all held out, read by the GRU of the first seed.
    """
    raise NotImplementedError


def characters() -> Result:
    """Characters of Moby-Dick, bits per character.

    {"title", "author", "year", "characters": {"training", "validation", "test"}, "alphabet": size,
     "curve": [{"step", "validation"}], "stopped_at": step, "bits": on the test part, "trigram_bits",
     "trigram_weights": [one a order, unigram first], "uniform_bits", "samples": [{"temperature", "text"}]}
    """
    raise NotImplementedError


def tagging() -> Result:
    """Parts of speech, share of words tagged right in held-out sentences.

    {"accuracy": {"forward" | "bidirectional" | "most_frequent": [one a seed]}, "ambiguous": the same for ambiguous
     words alone, "example": {"words", "right", "forward", "bidirectional", "most_frequent"}: tags of one sentence}
    """
    raise NotImplementedError


def translation() -> Result:
    """English to French, share of held-out sentences translated exactly.

    {"exact": {"vanilla" | "lstm" | "gru": [one a seed]}, "word_by_word": share,
     "examples": [{"source", "right", "gru", "word_by_word"}], "cat_sat": the same for "the cat sat",
     "by_clauses": [{"clauses", "words", "exact", "clause_exact", "large_clause_exact"}]: what is lost as sentences grow}
    """
    raise NotImplementedError


def sunspots() -> Result:
    """Sunspots one year ahead, root mean square error on 1921–2008.

    {"rmse": {"vanilla" | "lstm" | "gru": [one a seed]}, "persistence": error, "ar9": error,
     "years": [...], "actual": [...], "predicted": {"gru": [...], "ar9": [...]}}: the test part.
    """
    raise NotImplementedError


def shares() -> Result:
    """Daily closing prices one day ahead, root mean square error on the last part.

    {"rmse": {"vanilla" | "lstm" | "gru": [one a seed]}, "persistence": error, "days": {"training", "test"}}
    """
    raise NotImplementedError


def seeds() -> Result:
    """What many seeds gave, as `make seeds` stored it in rnn_docs/data/seeds.json; nothing is trained here."""
    raise NotImplementedError
