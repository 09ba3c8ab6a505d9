"""What an explorer is: a custom element around a figure or table that is complete without it."""

from __future__ import annotations

import json
from collections.abc import Callable
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
    that the element may show, as printed: JavaScript selects and formats, it computes nothing.
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
        says = {"tag": self.tag, "label": self.label, "covers": self.covers}
        return render("explorer", name=name, trace=trace, static=static, **says)


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
