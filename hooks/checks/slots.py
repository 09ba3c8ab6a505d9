"""A page on its way: from its Markdown source to Markdown with slots, which hooks/features/article.py fills."""

import re
from collections.abc import Iterable
from typing import Any

from checks.markers import Marker
from checks.source import Edit, Source, edited, of

SLOT = re.compile(r'<div data-slot="([a-z]+):([a-z0-9-]+)">')
Slot = tuple[str, str]  # a kind and a name


def slot(kind: str, name: str) -> str:
    """The place that something drawn or computed will take."""
    return f'<div data-slot="{kind}:{name}"></div>'


def found(html: str) -> list[Slot]:
    """The slots of a rendered text, in their order."""
    return [(slot[1], slot[2]) for slot in SLOT.finditer(html)]


def with_slots(source: Source, left_out: Iterable[Edit] = ()) -> str:
    """The body of a source, markers stripped: values leave their literal, everything else a slot to be filled.

    The comments that steer the tests of its code go too, and what is `left_out` as that says.
    """
    edits = [(0, source.body, ""), *left_out]
    edits += [(marker.start, marker.end, _in_place(marker)) for marker in source.markers]
    edits += [(comment.start, comment.end, "") for comment in source.code_comments]
    return edited(source.text, edits)


def _in_place(marker: Marker) -> str:
    return marker.literal if marker.kind == "value" else slot(marker.kind, marker.name)


def plain(text: Any) -> Any:
    """A text without its markers, whose literals stay; what is no text as it is."""
    return with_slots(of(text)) if isinstance(text, str) else text
