"""What was really trained, for the pages: plain results by name, computed once and kept on disk.

Each function returns numbers, texts, lists and dicts only. The first seed of every network is trained here, when the
site is built; the other seeds are those that `make seeds` stored in rnn_docs/data/runs. A result is kept for as
long as the code and the data that its function uses are the same (used_code.py says what counts); one that was cut
short or changed is made again. While a network is trained, a line says so.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from results.stored import all_seeds, by_cell, stored
from results.training_cache import CELLS, SEED, Result, kept_on_disk, train_each

from rnn_docs.tasks import book, grammar, ngrams, reviews, series
from rnn_docs.tasks import characters as letters
from rnn_docs.tasks import recall as marked
from rnn_docs.tasks import sentiment as kindness
from rnn_docs.tasks import shares as prices
from rnn_docs.tasks import sunspots as spots
from rnn_docs.tasks import tagging as tags
from rnn_docs.tasks import translation as french
from rnn_docs.tasks.french import Clause, split, written

FLOWS = (
    "The food was absolutely delicious",
    "The food was good, not bad",
    "The food was bad, not good",
    "The food was not delicious",
    "This movie was great",
    "This movie was not great",
)
TEMPERATURES, SAMPLE_START, SAMPLE_SIZE, SAMPLE_SEED = (0.3, 0.7, 1.2), "the whale ", 160, 4
EXAMPLES = 5  # how many translations are shown
MEMORIES = ("32-200", "32-1000", "64-1000")


@kept_on_disk
def sentiment() -> Result:
    """Sentiment with negation, on held-out sentences.

    {"training": number of sentences, "test": number, "vocabulary": number of words,
     "accuracy": {"vanilla" | "lstm" | "gru": [one a seed]}, "by_template": {cell: {template: mean over seeds}},
     "bag": accuracy, "bag_neighbours": accuracy with pairs of neighbouring words,
     "flows": {sentence: {"words": [{"word", "probability", "move"}], "start": probability before any word}}}
    for the sentences of FLOWS, all held out, read by the GRU of the first seed.
    """
    here = train_each("sentiment", {cell: partial(kindness.train_sentiment, SEED, cell) for cell in CELLS})
    training, test = reviews.split()
    templates = here["gru"].by_template
    return {
        "training": len(training),
        "test": len(test),
        "vocabulary": len(reviews.vocabulary()),
        "accuracy": by_cell("sentiment.json", "accuracy", here),
        "by_template": {
            cell: {
                name: float(np.mean(all_seeds("sentiment.json", cell, name, here[cell].by_template[name])))
                for name in templates
            }
            for cell in CELLS
        },
        "bag": kindness.bag_of_words().accuracy,
        "bag_neighbours": kindness.bag_of_words(neighbours=True).accuracy,
        "flows": {sentence: _flow(here["gru"].model, sentence) for sentence in FLOWS},
    }


def _flow(model: Any, sentence: str) -> Result:
    words = kindness.probabilities_by_word(model, sentence)
    return {
        "words": [word._asdict() for word in words],
        "start": words[0].probability - words[0].move,
    }


@kept_on_disk
def characters() -> Result:
    """Characters of Moby-Dick, bits per character.

    {"title", "author", "year", "characters": {"training", "validation", "test"}, "alphabet": size, "steps": number,
     "curve": [{"step", "validation"}], "stopped_at": step, "bits": on the test part, "bits_by_seed": [...],
     "trigram_bits", "trigram_weights": [chance, one character, two, three], "ngram_bits": {"1": …, "5": …},
     "uniform_bits", "start": what the network read before it wrote, "samples": [{"temperature", "text"}]}
    """
    here = train_each("characters", {"gru": lambda: letters.train_characters(SEED)})["gru"]
    orders = {order: ngrams.ngram(order) for order in range(1, 6)}
    return {
        "title": book.TITLE,
        "author": book.AUTHOR,
        "year": book.YEAR,
        "characters": {name: len(part) for name, part in book.split()._asdict().items()},
        "alphabet": len(book.ALPHABET),
        "steps": letters.STEPS,
        "curve": [
            {"step": step, "validation": bits} for step, bits in zip(here.checked_at, here.validation_bits, strict=True)
        ],
        "stopped_at": here.stopped_at,
        "bits": here.bits,
        "bits_by_seed": all_seeds("characters.json", "gru", "bits", here.bits),
        "trigram_bits": orders[3].bits,
        "trigram_weights": list(orders[3].weights),
        "ngram_bits": {str(order): result.bits for order, result in orders.items()},
        "uniform_bits": float(np.log2(len(book.ALPHABET))),
        "start": SAMPLE_START,
        "samples": [{"temperature": t, "text": _sample(here.model, t)} for t in TEMPERATURES],
    }


def _sample(model: Any, temperature: float) -> str:
    return letters.write(model, SAMPLE_START, SAMPLE_SIZE, temperature, np.random.default_rng(SAMPLE_SEED))


@kept_on_disk
def tagging() -> Result:
    """Parts of speech, share of words tagged right in held-out sentences.

    {"training": number of sentences, "test": number,
     "accuracy": {"forward" | "bidirectional" | "most_frequent": [one a seed]}, "ambiguous": the same for ambiguous
     words alone, "example": {"words", "right", "forward", "bidirectional", "most_frequent"}: tags of one sentence,
     none of which training showed}
    """
    ways = {"forward": False, "bidirectional": True}
    here = train_each(
        "tagging", {name: partial(tags.train_tagging, SEED, both_ways=both) for name, both in ways.items()}
    )
    baseline, (training, test) = tags.most_frequent_tag(), grammar.split()
    example = _looks_ahead(test, here["forward"].model, here["bidirectional"].model)
    return {
        "training": len(training),
        "test": len(test),
        **{
            key: by_cell("tagging.json", key, here) | {"most_frequent": [getattr(baseline, key)]}
            for key in ("accuracy", "ambiguous")
        },
        "example": {
            "words": list(example.words),
            "right": list(example.tags),
            **{name: tags.predict_tags(here[name].model, [example.words])[0] for name in ways},
            "most_frequent": [baseline.tags[word] for word in example.words],
        },
    }


def _looks_ahead(sentences: list[grammar.Tagged], forward: Any, both: Any) -> grammar.Tagged:
    """The first of the longest sentences that only the network which also reads backwards tags right."""
    words = [sentence.words for sentence in sentences]
    guesses = zip(sentences, tags.predict_tags(forward, words), tags.predict_tags(both, words), strict=True)
    found = [right for right, ahead, both_ways in guesses if tuple(both_ways) == right.tags != tuple(ahead)]
    return max(found, key=lambda sentence: len(sentence.words))


@kept_on_disk
def translation() -> Result:
    """English to French, share of held-out clauses translated exactly.

    {"training": number of clauses, "test": number, "english": words, "french": words,
     "exact": {"vanilla" | "lstm" | "gru": [one a seed]}, "word_by_word": share,
     "examples": [{"source", "right", "gru", "vanilla", "word_by_word"}], all held out, "cat_sat": the same for "the cat
     sat", "memory": {"32-200" | "32-1000" | "64-1000" (hidden units, training steps): [{"clauses", "words", "exact",
     "clause_exact"}]}: what the one vector loses as sentences grow, means over the stored seeds}
    """
    here = train_each("translation", {cell: partial(french.train_translation, SEED, cell) for cell in CELLS})
    training, test = split()
    by_source = {" ".join(clause.english): clause for clause in test}
    held = ["the cat sat", *(source for source in list(by_source)[:: len(by_source) // EXAMPLES])]
    examples = [_translated(by_source[source], here) for source in held]
    return {
        "training": len(training),
        "test": len(test),
        "english": len(french.ENGLISH),
        "french": len(french.FRENCH) - 2,  # without the marks of start and end
        "exact": by_cell("translation.json", "exact", here),
        "word_by_word": french.word_by_word(),
        "examples": examples[1:],
        "cat_sat": examples[0],
        "memory": {name: _memory(stored("memory.json").runs[name]) for name in MEMORIES},
    }


def _translated(clause: Clause, here: dict[str, Any]) -> Result:
    guesses = {cell: french.translate(here[cell].model, [clause.english])[0] for cell in ("gru", "vanilla")}
    guesses["word_by_word"] = french.translate_word_by_word([clause.english])[0]
    return {
        "source": " ".join(clause.english),
        "right": written(list(clause.french)),
        **{name: written(words) for name, words in guesses.items()},
    }


def _memory(runs: list[Result]) -> list[Result]:
    """Means over the seeds, one entry a length."""
    exact, clause_exact = (np.mean([run[key] for run in runs], axis=0).tolist() for key in ("exact", "clause_exact"))
    return [
        {"clauses": n + 1, "words": words, "exact": exact[n], "clause_exact": clause_exact[n]}
        for n, words in enumerate(runs[0]["words"])
    ]


def recall() -> Result:
    """Marked-token recall, as `make seeds` stored it: nothing is trained here.

    A run in the middle of learning is chaotic: a last bit that differs, as it does between machines, moves the curve by
    whole steps. Whether it is learnt in the end is not. So the runs are read, and the tests train some of them again.

    {"chance": 0.25, "steps": at most, "every": how many steps lie between two tests, "seeds": number,
     "runs": {name: [{"seed", "solved_at" (step or None), "accuracies": [one a test, the first before training, the last
     where it was solved]}, …]}} with the names of `rnn_docs.tasks.recall.RECALL_NETWORKS`.
    """
    runs = stored("recall.json").runs
    return {
        "chance": marked.CHANCE,
        "steps": marked.STEPS,
        "every": marked.EVERY,
        "seeds": len(runs["gru"]),
        "runs": runs,
    }


@kept_on_disk
def sunspots() -> Result:
    """Sunspots one year ahead, root mean square error on 1921–2008.

    {"rmse": {"vanilla" | "lstm" | "gru": [one a seed]}, "persistence": error, "ar9": error,
     "years": [...], "actual": [...], "predicted": {"vanilla" | "lstm" | "gru" | "ar9" | "persistence": [...]}},
    the last three for each year of the test part.
    """
    here = train_each("sunspots", {cell: partial(spots.train_sunspots, SEED, cell) for cell in CELLS})
    years, actual = spots.test_part()
    plain = {"ar9": spots.ar9(), "persistence": spots.persistence()}
    predicted = {cell: here[cell].predicted for cell in CELLS} | plain
    return {
        "rmse": by_cell("sunspots.json", "rmse", here),
        **{name: series.rmse(guesses, actual) for name, guesses in plain.items()},
        "years": years.tolist(),
        "actual": actual.tolist(),
        "predicted": {name: guesses.round(4).tolist() for name, guesses in predicted.items()},
    }


@kept_on_disk
def shares() -> Result:
    """Daily closing prices one day ahead, root mean square error on the last part.

    {"rmse": {"vanilla" | "lstm" | "gru": [one a seed]}, "persistence": error,
     "days": {"training", "validation", "test"}}
    """
    here = train_each("shares", {cell: partial(prices.train_shares, SEED, cell) for cell in CELLS})
    days = len(prices.closes())
    first_validation, first_test = prices.first_days(days)
    return {
        "rmse": by_cell("shares.json", "rmse", here),
        "persistence": here["gru"].persistence,
        "days": {
            "training": first_validation,
            "validation": first_test - first_validation,
            "test": days - first_test,
        },
    }


EVERYTHING = (sentiment, characters, tagging, translation, sunspots, shares)
