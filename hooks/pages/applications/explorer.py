"""What the explorers of step 7 may show: reviews as the trained network reads them, and the network for each task."""

from typing import Any

from drawing.explorer import asks, rounded
from pages.answers import explorer
from pages.applications import sentiment
from pages.applications import which_network as chooser
from pages.applications.four_shapes import SHAPES, Shape, both_ways, wired
from results import trained

DECIMALS = 2

DRAWN = {
    chooser.NONE: Shape("", "", "x", "y"),
    chooser.MANY_TO_ONE: SHAPES[0],
    chooser.ONE_TO_MANY: SHAPES[1],
    chooser.FORWARD: SHAPES[2],
    chooser.ATTENTION: SHAPES[3],
    chooser.IN_TURN: Shape("", "", "xx.x.", "..y.y"),
}


@explorer("rnn-token-flow", "Read reviews with a trained network", "figure token-flow")
def token_flow() -> dict[str, Any]:
    """Each review: the answer before any word, then each word, the answer after it, its move, and if that is large."""
    return {"sentences": [[sentence, *_read(sentence)] for sentence in trained.FLOWS], "asks": _after_the_comma()}


def _after_the_comma() -> dict[str, Any]:
    """What the words after the comma do to an answer that has been given."""
    sentence = sentiment.PAIR[0]
    words = sentiment.flow(sentence)["words"]
    said = [word["word"] for word in words].index(",")
    moved = words[-1]["probability"] - words[said - 1]["probability"]
    moves = ["up", "down", "hardly at all"]
    right = moves[2] if abs(moved) < sentiment.MOVING else moves[moved < 0]
    return asks(
        f"In “{sentence}”, how do the words after the comma move the answer?",
        "Then read it to its end.",
        f"Together they move it by {sentiment.signed(moved)}: {right}. In the reviews of this training, what follows a "
        "comma never takes back what was said. So the network need not listen to it.",
        {"sentence": [sentence.lower().replace(",", "").replace(" ", "-")], "place": [len(words)]},
        moves,
        right,
    )


def _read(sentence: str) -> tuple[Any, list[Any]]:
    flow, movers = sentiment.flow(sentence), sentiment.movers(sentence)
    words = [
        [word["word"], rounded(word["probability"], DECIMALS), rounded(word["move"], DECIMALS), int(word in movers)]
        for word in flow["words"]
    ]
    return rounded(flow["start"], DECIMALS), words


@explorer("rnn-chooser", "Choose a network", "table which-network")
def which_network() -> dict[str, Any]:
    """The questions with their options, the rules, which of them answers each combination, and the drawings."""
    numbers = {rule: k for k, rule in enumerate(chooser.RULES)}
    offers = ("live", "once", "each")
    return {
        "questions": [[key, asked, list(options.items())] for key, (asked, options) in chooser.QUESTIONS.items()],
        "rules": [[r.network, r.why, r.example_in, r.example_out, r.when == chooser.ANY] for r in chooser.RULES],
        "answers": {"_".join(c): numbers[chooser.rule_for(c)] for c in chooser.combinations()},
        "drawings": {name: wired(shape) for name, shape in DRAWN.items()} | {chooser.BOTH_WAYS: both_ways()},
        "asks": asks(
            "A shop guesses after each click of a visitor what to offer next. May its network read from both ends?",
            "Then set all three answers for this task.",
            f"It may not: the network is {chooser.rule_for(offers).network}. {chooser.rule_for(offers).why}",
            {key: [answer] for key, answer in zip(chooser.QUESTIONS, offers, strict=True)},
            ["yes, both ways", "no, forward only"],
            "no, forward only",
        ),
    }
