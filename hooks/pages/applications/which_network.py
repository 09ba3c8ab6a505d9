"""Which network for which task: one list of rules for the table of step 7, and for its chooser."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

QUESTIONS: Mapping[str, tuple[str, Mapping[str, str]]] = {  # their order is that of a rule's first three fields
    "in": (
        "What goes in?",
        {"one": "one thing", "set": "things in no order", "whole": "a finished sequence", "live": "a live sequence"},
    ),
    "when": ("When must the answer come?", {"end": "after all has been read", "once": "at once, item by item"}),
    "out": ("What comes out?", {"one": "one answer", "each": "an answer for each item", "other": "another sequence"}),
}
ANY = "any"

NONE = "no recurrent network"
MANY_TO_ONE, ONE_TO_MANY = "many-to-one", "one-to-many"
FORWARD, BOTH_WAYS = "many-to-many, forward", "many-to-many, both ways"
ATTENTION, IN_TURN = "encoder-decoder with attention", "encoder and decoder in turn"
OTHER_LENGTH = "The output has a length and an order of its own."


class Rule(NamedTuple):
    """For what goes in, when the answer must come and what comes out: an example, a network, and why."""

    goes_in: str
    when: str
    comes_out: str
    example_in: str
    example_out: str
    network: str
    why: str

    def fits(self, combination: tuple[str, ...]) -> bool:
        return all(rule in (ANY, asked) for rule, asked in zip(self[:3], combination, strict=True))


RULES = (
    Rule("one", ANY, "other", "a picture", "a caption", ONE_TO_MANY, "Each word written becomes the next input."),
    Rule("one", ANY, ANY, "a photograph", "what it shows", NONE, "Nothing comes before it, and nothing after."),
    Rule("set", ANY, "one", "a list of symptoms", "a diagnosis", NONE, "Order says nothing: add up all of it."),
    Rule("set", ANY, "each", "used cars", "a price for each", NONE, "Order says nothing: each is judged by itself."),
    Rule("set", ANY, "other", "ingredients", "a recipe", ONE_TO_MANY, "Add up the set, then write word by word."),
    Rule("whole", ANY, "one", "a review", "its mood", MANY_TO_ONE, "One answer, when all has been read."),
    Rule("whole", ANY, "each", "a written sentence", "a tag for each word", BOTH_WAYS,
         "Both sides of every word are there."),
    Rule("whole", ANY, "other", "English", "French", ATTENTION, OTHER_LENGTH),
    Rule("live", "end", "one", "a phone call", "its topic", MANY_TO_ONE, "One answer, when the call is over."),
    Rule("live", "end", "each", "a heart trace", "a label for each beat", BOTH_WAYS,
         "Once it is over, both sides are there."),
    Rule("live", "end", "other", "a speech", "its translation, later", ATTENTION, OTHER_LENGTH),
    Rule("live", "once", "one", "a sensor’s readings", "an alarm", FORWARD,
         "It must answer now, and every reading takes the same time."),
    Rule("live", "once", "each", "clicks in a shop", "the next offer", FORWARD,
         "What comes later is not known yet: no network can read it from the end."),
    Rule("live", "once", "other", "live speech", "captions meanwhile", IN_TURN,
         "It reads a little and writes a little; when to wait is learnt too."),
)  # fmt: skip


def combinations() -> list[tuple[str, ...]]:
    """Every way to answer the three questions."""
    return list(product(*(options for _, options in QUESTIONS.values())))


def rule_for(combination: tuple[str, ...]) -> Rule:
    """The first rule that fits. Raises StopIteration where none does."""
    return next(rule for rule in RULES if rule.fits(combination))
