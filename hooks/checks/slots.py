"""A page on its way: from its Markdown source to Markdown with slots, and from HTML with slots to the page.

Plain functions; nothing here knows MkDocs.
"""

import re
from collections.abc import Callable, Iterable

from checks.markers import Marker
from checks.source import Edit, Source, edited
from drawing.maths import convert_html

Fill = Callable[[str, str], str]  # from a slot's kind and name to its HTML
SLOT = re.compile(r'(?:<p>\s*)?<div data-slot="(?P<kind>[a-z]+):(?P<name>[a-z0-9-]+)"></div>(?:\s*</p>)?')
OUTSIDE = re.compile(r'<a (href="https?:)')  # print.css spells its address out; in a browser all become absolute
ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|right|center);">')


def slot(kind: str, name: str) -> str:
    """The place that something drawn or computed will take."""
    return f'<div data-slot="{kind}:{name}"></div>'


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


def filled(html: str, fill: Fill) -> str:
    """The page with its slots filled and its formulas as MathML, without a style attribute of ours."""
    html = SLOT.sub(lambda found: fill(found["kind"], found["name"]), html)
    html = ALIGNED.sub(r'<\1 class="\2">', html)
    html = OUTSIDE.sub(r'<a rel="external" \1', html)
    return convert_html(html)


def with_header(html: str, header: str, objective: str) -> str:
    """A step's page: where it stands above the title, what the reader will be able to do below it."""
    lead = f'</h1><p class="objective">{objective}</p>' if objective else "</h1>"
    return header + html.replace("</h1>", lead, 1)


def anchors(html: str) -> set[str]:
    """Every id of a page, so that a link to one that a slot brought is not taken for a broken one."""
    return set(re.findall(r'\sid="([^"]+)"', html))
