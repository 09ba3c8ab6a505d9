"""A little English with its French: a subject, at times an adjective, a verb, at times several clauses.

French asks for more than a word at a time. Adjectives agree with their noun in gender and number, and most follow it.
"sat" is "s'est assis", whose ending agrees with the subject. So the length differs, and no word can be put for another.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

from rnn_docs.tasks.parts import Split

DETERMINERS = {  # singular masculine, singular feminine, plural
    "the": ("le", "la", "les"),
    "my": ("mon", "ma", "mes"),
}
NOUNS = {  # English plural, French singular and plural, gender
    "cat": ("cats", "chat", "chats", "m"),
    "dog": ("dogs", "chien", "chiens", "m"),
    "boy": ("boys", "garçon", "garçons", "m"),
    "horse": ("horses", "cheval", "chevaux", "m"),
    "mouse": ("mice", "souris", "souris", "f"),
    "cow": ("cows", "vache", "vaches", "f"),
    "girl": ("girls", "fille", "filles", "f"),
    "goat": ("goats", "chèvre", "chèvres", "f"),
}
ADJECTIVES = {  # masculine, feminine; the plural takes an s
    "black": ("noir", "noire"),
    "tired": ("fatigué", "fatiguée"),
    "white": ("blanc", "blanche"),
    "little": ("petit", "petite"),
    "young": ("jeune", "jeune"),
}
BEFORE_THE_NOUN = ("little", "young")
PRESENT = {  # English plural, French singular and plural
    "sleeps": ("sleep", "dort", "dorment"),
    "eats": ("eat", "mange", "mangent"),
    "drinks": ("drink", "boit", "boivent"),
    "runs": ("run", "court", "courent"),
}
PAST = {"sat": ("s'", "assis", "assise"), "left": ("", "parti", "partie")}  # with a form of être; it agrees
SPLIT_SEED, HELD_OUT_SHARE, VALIDATION_SHARE, HELD_OUT_ALWAYS = 5, 1 / 5, 1 / 10, ("", "cat", "sat")
Pair = tuple[tuple[str, ...], tuple[str, ...]]  # a sentence and its translation


class Clause(NamedTuple):
    """A clause in both languages, and what it says.

    Attributes:
        english: its words in English.
        french: its words in French.
        meaning: the adjective or "", the noun and the verb, in English.
    """

    english: tuple[str, ...]
    french: tuple[str, ...]
    meaning: tuple[str, str, str]


def all_clauses() -> list[Clause]:
    """List every clause of the little grammar.

    Examples:
        >>> clause = all_clauses()[4]
        >>> " ".join(clause.english), " ".join(clause.french)
        ('the cat sat', "le chat s' est assis")
    """
    verbs = (*PRESENT, *PAST)
    return [
        _clause(determiner, adjective, noun, plural, verb)
        for determiner, adjective, noun, plural, verb in product(
            DETERMINERS, ("", *ADJECTIVES), NOUNS, (False, True), verbs
        )
    ]


def _clause(determiner: str, adjective: str, noun: str, plural: bool, verb: str) -> Clause:
    english_noun = NOUNS[noun][0] if plural else noun
    english_verb = PRESENT[verb][0] if plural and verb in PRESENT else verb
    feminine = NOUNS[noun][3] == "f"
    article = DETERMINERS[determiner][2 if plural else 1 if feminine else 0]
    phrase = [NOUNS[noun][2 if plural else 1]]
    if adjective:
        agreeing = ADJECTIVES[adjective][1 if feminine else 0] + ("s" if plural else "")
        phrase.insert(0 if adjective in BEFORE_THE_NOUN else 1, agreeing)
    french = (article, *phrase, *_french_verb(verb, feminine, plural))
    english = (determiner, *([adjective] if adjective else []), english_noun, english_verb)
    return Clause(english, french, (adjective, noun, verb))


def _french_verb(verb: str, feminine: bool, plural: bool) -> tuple[str, ...]:
    if verb in PRESENT:
        return (PRESENT[verb][2 if plural else 1],)
    reflexive, masculine_form, feminine_form = PAST[verb]
    participle = feminine_form if feminine else masculine_form
    if plural and not participle.endswith("s"):
        participle += "s"  # assis stays as it is
    auxiliary = "sont" if plural else "est"
    pronoun = ("se" if plural else "s'",) if reflexive else ()
    return (*pronoun, auxiliary, participle)


def dictionary() -> dict[str, str]:
    """One French word for each English one: the form that a dictionary gives, and the number of the noun or verb.

    Examples:
        >>> dictionary()["mice"], dictionary()["black"], dictionary()["sat"]
        ('souris', 'noir', 'assis')
    """
    words = {english: forms[0] for english, forms in {**DETERMINERS, **ADJECTIVES}.items()}
    for noun, (plural, french, french_plural, _) in NOUNS.items():
        words |= {noun: french, plural: french_plural}
    for verb, (plural, french, french_plural) in PRESENT.items():
        words |= {verb: french, plural: french_plural}
    return words | {verb: masculine for verb, (_, masculine, _) in PAST.items()} | {"and": "et"}


def written(tokens: list[str]) -> str:
    """Join French tokens as they are written: nothing after an apostrophe.

    Examples:
        >>> written(["le", "chat", "s'", "est", "assis"])
        "le chat s'est assis"
    """
    return " ".join(tokens).replace("' ", "'")


def held_out() -> frozenset[tuple[str, str, str]]:
    """Choose what only the test says: one fifth of all (adjective or "", noun, verb), "cat sat" included.

    Examples:
        >>> len(held_out()), ("", "cat", "sat") in held_out()
        (58, True)
    """
    return frozenset(_shuffled()[: round(HELD_OUT_SHARE * len(_shuffled()))])


def for_validation() -> frozenset[tuple[str, str, str]]:
    """Choose what only the validation part says: one tenth of all.

    Examples:
        >>> len(for_validation()), len(for_validation() & held_out())
        (29, 0)
    """
    first = round(HELD_OUT_SHARE * len(_shuffled()))
    return frozenset(_shuffled()[first : first + round(VALIDATION_SHARE * len(_shuffled()))])


@cache
def _shuffled() -> tuple[tuple[str, str, str], ...]:
    """All that clauses can say, in an order that chance gave, but for the first."""
    meanings = sorted({clause.meaning for clause in all_clauses()} - {HELD_OUT_ALWAYS})
    order = np.random.default_rng(SPLIT_SEED).permutation(len(meanings))
    return (HELD_OUT_ALWAYS, *(meanings[int(number)] for number in order))


def split() -> Split[Clause]:
    """Divide the clauses by what they say, in either number, with "the" or "my"."""
    held, other = held_out(), for_validation()
    parts = Split[Clause]([], [], [])
    for clause in all_clauses():
        part = parts.test if clause.meaning in held else parts.validation if clause.meaning in other else parts.training
        part.append(clause)
    return parts


def plain_clauses() -> list[Clause]:
    """List the clauses of "the", a single noun and a verb in the present: to be joined to long sentences."""
    return [
        clause
        for clause in all_clauses()
        if clause.english[0] == "the" and clause.english[1] in NOUNS and clause.english[2] in PRESENT
    ]


def draw_pairs(
    clauses: Sequence[Clause], rng: np.random.Generator, size: int, most: int = 1, least: int = 1
) -> list[Pair]:
    """Draw sentences of `least` to `most` clauses joined by "and", with their translations."""
    pairs = []
    for _ in range(size):
        count = int(rng.integers(least, most + 1))
        chosen = [clauses[int(number)] for number in rng.integers(len(clauses), size=count)]
        english = _joined("and", [clause.english for clause in chosen])
        pairs.append((english, _joined("et", [clause.french for clause in chosen])))
    return pairs


def _joined(word: str, parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(item for part in parts for item in (word, *part))[1:]
