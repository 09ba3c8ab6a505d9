"""What was really trained, for the pages: plain results by name, computed once and kept on disk.

Each function returns numbers, texts, lists and dicts only. What networks reach is what `make seeds` stored of several
seeds in rnn_docs/data/runs. A network of which a page shows more than such numbers (what it says of each word, what it
writes) is trained here, from the first seed and with the rate that was chosen for it, when the site is built. A result
is kept for as long as the code and the data that its function uses are the same (used_code.py says what counts); one
that was cut short or changed is made again. While a network is trained, a line says so.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from results.stored import by_network, rate, stored
from results.training_cache import SEED, Result, kept_on_disk, train_each

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
LISTENING, EARLIER = "the least assurance in the ", 2  # of the test part; so many moments before its end are shown too
LISTENED, CONTEXT, PLACES = 12, 40, 20  # letters exchanged, letters read, and at how many places of the test part
LOOKING = "the white cow sat"  # the clause of which is drawn where attention looks


@kept_on_disk
def sentiment() -> Result:
    """Sentiment with negation, on held-out sentences.

    {"training": number of sentences, "test": number, "vocabulary": number of words,
     "accuracy": {"counts" | "pairs" | "vanilla" | "lstm" | "gru": [one a seed]},
     "by_template": {network, "bag" and "bag_pairs" too: {template: mean over seeds}},
     "flows": {sentence: {"words": [{"word", "probability", "move"}], "start": probability before any word}}}
    for the sentences of FLOWS, all held out, read by the GRU of the first seed. "bag" and "bag_pairs" give each word
    one weight (and each pair of neighbours another), and are the same from any seed.
    """
    learning_rate = rate("sentiment.json", "gru")
    here = train_each("sentiment", {"gru": partial(kindness.train_sentiment, SEED, "gru", learning_rate)})["gru"]
    training, _, test = reviews.split()
    linear = {"bag": kindness.bag_of_words(), "bag_pairs": kindness.bag_of_words(neighbours=True)}
    by_template = {name: result.by_template for name, result in linear.items()}
    for name, runs in stored("sentiment.json").runs.items():
        by_template[name] = {template: float(np.mean([run[template] for run in runs])) for template in here.by_template}
    return {
        "training": len(training),
        "test": len(test),
        "vocabulary": len(reviews.vocabulary()),
        "accuracy": by_network("sentiment.json", "accuracy"),
        "by_template": by_template,
        "flows": {sentence: _flow(here.model, sentence) for sentence in FLOWS},
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
     "curve": [{"step", "validation"}], "stopped_at": step, "bits": {"vanilla" | "lstm" | "gru": [one a seed]} on the
     test part, "trigram_bits", "trigram_weights": [chance, one character, two, three], "ngram_bits": {"1": …, "5": …},
     "uniform_bits", "start": what the network read before it wrote, "samples": [{"temperature", "text"}],
     "listens": {"moments": [{"text", "next", "chance": of it, "moved": by exchanging each letter, the last one first}],
                 "by_distance": [the mean over the test part, one letter back, two, …]}}
    """
    learning_rate = rate("characters.json", "gru")
    here = train_each("characters", {"gru": partial(letters.train_characters, SEED, "gru", learning_rate)})["gru"]
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
        "bits": by_network("characters.json", "bits"),
        "trigram_bits": orders[3].bits,
        "trigram_weights": list(orders[3].weights),
        "ngram_bits": {str(order): result.bits for order, result in orders.items()},
        "uniform_bits": float(np.log2(len(book.ALPHABET))),
        "start": SAMPLE_START,
        "samples": [{"temperature": t, "text": _sample(here.model, t)} for t in TEMPERATURES],
        "listens": _listens(here.model, book.split().test),
    }


def _listens(model: Any, test: str) -> Result:
    last = test.index(LISTENING) + len(LISTENING)
    spread = np.linspace(CONTEXT, len(test), PLACES, dtype=int)
    everywhere = [letters.listens_to(model, test[end - CONTEXT : end], LISTENED) for end in spread]
    return {
        "moments": [_moment(model, test[end - CONTEXT : end]) for end in range(last - EARLIER, last + 1)],
        "by_distance": np.mean(everywhere, axis=0).round(4).tolist(),
    }


def _moment(model: Any, read: str) -> Result:
    guess = letters.chances(model, book.encode_text(read)[:, None])[:, 0]
    return {
        "text": read[-LISTENED:],
        "next": book.ALPHABET[int(guess.argmax())],
        "chance": round(float(guess.max()), 4),
        "moved": letters.listens_to(model, read, LISTENED).round(4).tolist(),
    }


def _sample(model: Any, temperature: float) -> str:
    return letters.write(model, SAMPLE_START, SAMPLE_SIZE, temperature, np.random.default_rng(SAMPLE_SEED))


@kept_on_disk
def tagging() -> Result:
    """Parts of speech, share of words tagged right in held-out sentences.

    {"training": number of sentences, "test": number,
     "accuracy": {"gru-forward" | "gru-both" | … so for every cell | "most_frequent": [one a seed]}, "ambiguous": the
     same for ambiguous words alone, "example": {"words", "right", "forward", "both", "most_frequent"}: tags of one
     sentence, none of which training showed, by GRUs}
    """
    ways = {name: partial(tags.train_tagging, SEED, "gru", name == "both") for name in ("forward", "both")}
    here = train_each(
        "tagging", {name: partial(train, rate("tagging.json", f"gru-{name}")) for name, train in ways.items()}
    )
    baseline, (training, _, test) = tags.most_frequent_tag(), grammar.split()
    example = _looks_ahead(test, here["forward"].model, here["both"].model)
    return {
        "training": len(training),
        "test": len(test),
        **{
            key: by_network("tagging.json", key) | {"most_frequent": [getattr(baseline, key)]}
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
     "exact": {"vanilla" | "lstm" | "gru" | "attention": [one a seed]}, "word_by_word": share,
     "cat_sat": {"source", "right", "gru", "word_by_word"} for "the cat sat", which is held out,
     "looks": {"english": words, "french": what attention wrote, "right": what is right, both with the end,
               "shares": for each written word the share of each word that was read}}
    """
    networks = {"gru": False, "attention": True}
    here = train_each(
        "translation",
        {
            name: partial(french.train_translation, SEED, "gru", looks_back, rate("translation.json", name))
            for name, looks_back in networks.items()
        },
    )
    training, _, test = split()
    by_source = {" ".join(clause.english): clause for clause in test}
    return {
        "training": len(training),
        "test": len(test),
        "english": len(french.ENGLISH),
        "french": len(french.FRENCH) - 2,  # without the marks of start and end
        "exact": by_network("translation.json", "exact"),
        "word_by_word": french.word_by_word(),
        "cat_sat": _translated(by_source["the cat sat"], here["gru"].model),
        "looks": _looked(by_source[LOOKING], here["attention"].model),
    }


def _translated(clause: Clause, model: Any) -> Result:
    return {
        "source": " ".join(clause.english),
        "right": written(list(clause.french)),
        "gru": written(french.translate(model, [clause.english])[0]),
        "word_by_word": written(french.translate_word_by_word([clause.english])[0]),
    }


def _looked(clause: Clause, model: Any) -> Result:
    words = french.translate(model, [clause.english])[0]
    return {
        "english": list(clause.english),
        "french": words,
        "right": list(clause.french),
        "shares": french.looks(model, clause.english, words).round(4).tolist(),
    }


def memory() -> Result:
    """What one state and attention learn of sentences of one to four clauses, as `make seeds` stored it.

    {"every": training steps between two checks, "words": English words of each length,
     "networks": {"state" | "backwards" | "attention": {"learnt_at": [step, or None, one a seed],
                  "runs": [for each seed, at every check, the share of right clauses of each length]}}}
    """
    runs = stored("memory.json").runs
    return {
        "every": french.MEMORY_EVERY,
        "words": runs["state"][0]["words"],
        "networks": {
            name: {
                "learnt_at": [run["learnt_at"] for run in found],
                "runs": [run["clause_exact"] for run in found],
            }
            for name, found in runs.items()
        },
    }


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

    {"rmse": {"vanilla" | "lstm" | "gru": [one a seed]} at the step that was best for validation, "at_160" and "at_300":
     the same at these steps, "persistence": error, "ar9": error,
     "years": [...], "actual": [...], "predicted": {"gru" | "ar9" | "persistence": [...]}},
    the last three for each year of the test part.
    """
    learning_rate = rate("sunspots.json", "gru")
    here = train_each("sunspots", {"gru": partial(spots.train_sunspots, SEED, "gru", learning_rate)})["gru"]
    years, actual = spots.test_part()
    plain = {"ar9": spots.ar9(), "persistence": spots.persistence()}
    predicted = {"gru": here.predicted} | plain
    return {
        **{key: by_network("sunspots.json", key) for key in ("rmse", "at_160", "at_300")},
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
    closes = prices.closes()
    first_validation, first_test = prices.first_days(len(closes))
    return {
        "rmse": by_network("shares.json", "rmse"),
        "persistence": series.rmse(closes[first_test - 1 : -1], closes[first_test:]),
        "days": {
            "training": first_validation,
            "validation": first_test - first_validation,
            "test": len(closes) - first_test,
        },
    }


EVERYTHING = (sentiment, characters, tagging, translation, sunspots, shares)
