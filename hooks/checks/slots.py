"""A page on its way: from its Markdown source to Markdown with slots, which hooks/features/article.py fills."""

from checks.contract import CODE_COMMENT
from checks.markers import blank_out, fences, find


def slot(kind: str, name: str) -> str:
    """The place that something drawn or computed will take."""
    return f'<div data-slot="{kind}:{name}"></div>'


def with_slots(markdown: str, page: str) -> str:
    """The source with markers stripped: values leave their literal, everything else a slot to be filled."""
    found, _ = find(markdown, page)
    for marker in sorted(found, key=lambda m: m.start, reverse=True):
        text = marker.literal if marker.kind == "value" else slot(marker.kind, marker.name)
        markdown = markdown[: marker.start] + text + markdown[marker.end :]
    return without_comments(markdown)


def without_comments(markdown: str) -> str:
    """The source without the comments that steer the tests of its code."""
    outside = blank_out(markdown, [(fence.start, fence.end) for fence in fences(markdown)])
    for comment in reversed(list(CODE_COMMENT.finditer(outside))):
        markdown = markdown[: comment.start()] + markdown[comment.end() :]
    return markdown
