"""What an explorer is: a custom element around a figure or table that is complete without it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from drawing.fragments import render
from markupsafe import Markup
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Explorer:
    """One interactive element of a page.

    `tag` names the element and its file, <tag>.js in the folder of its page; `label` is what a screen reader calls it;
    `static` is the figure or table inside it, as a marker names it: "figure five-words". `trace` computes every number
    that the element may show, as printed: JavaScript selects and formats, it computes nothing. What `asks` returns may
    stand in it too: then the explorer begins with a question, and answers it in words once the reader has tried.
    With `covers` the live view shows all that the drawing or table shows, so that one of the two is enough on screen.
    """

    tag: str
    label: str
    static: str
    trace: Callable[[], dict[str, Any]]
    covers: bool = True

    def json(self) -> str:
        """The trace as the element reads it."""
        return json.dumps(self.trace(), ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    def html(self, name: str, trace: str, static: Markup) -> Markup:
        """The element as it stands on the page, around its static part; `trace` is what `json` returned."""
        says = {"tag": self.tag, "label": self.label, "covers": self.covers, "asks": json.loads(trace).get("asks")}
        return render("explorer", name=name, trace=trace, static=static, **says)


def asks(
    question: str,
    todo: str,
    answer: str,
    seen: Mapping[str, Sequence[str | int | float]],
    guesses: Sequence[str] = (),
    right: str = "",
) -> dict[str, Any]:
    """What an explorer asks before it is moved, for its trace: `{"asks": asks(…)}`.

    `todo` says what to do after guessing. `seen` names the states in which the answer can be seen: for a key, its
    values. The answer is told as soon as the reader reaches one. Raises ValueError if `right` is none of the guesses.
    """
    if guesses and right not in guesses:
        raise ValueError(f"right must be one of the guesses {list(guesses)}, found {right!r}")
    states = {key: list(values) for key, values in seen.items()}
    texts = {"question": question, "todo": todo, "answer": answer, "right": right}
    return {**texts, "seen": states, "guesses": list(guesses)}


def rounded(values: ArrayLike, decimals: int) -> Any:
    """Numbers of any shape as they are printed, for a trace: 0.5, not 0.5000000001, and never a minus zero.

    >>> rounded([[0.604367, -0.0001]], 2)
    [[0.6, 0]]
    """
    return _short((np.round(np.asarray(values, float), decimals) + 0.0).tolist())


def _short(value: Any) -> Any:
    if isinstance(value, list):
        return [_short(entry) for entry in value]
    return int(value) if value == int(value) else value
