"""What a server keeps of its pages from one build to the next: those that are made of the same things as before.

A build that ends keeps nothing here. While the site is served, most pages are as they were a moment ago: they are
neither finished nor written nor looked through for the search again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from bs4 import BeautifulSoup
from checks.source import Source

# What these markers bring is made of the code and of the YAML files. All others may tell of other pages.
OF_ITS_OWN = {"value", "figure", "vignette", "explorer", "table", "source", "question", "task"}


@dataclass
class Finished:
    """A finished page, and what came of it later, if it has come to that."""

    page: BeautifulSoup
    meta: dict[str, object] = field(default_factory=dict)  # of a notebook
    html: str = ""
    entries: list[Any] | None = None  # what the search found on it


class Memory:
    """The finished pages of this build, and those of the one before that `shared` says the same of.

    `shared` stands for all that every page is made of.
    """

    def __init__(self, shared: object, before: Memory | None = None) -> None:
        self.shared = sha256(repr(shared).encode()).hexdigest()
        known = before.pages if before and before.shared == self.shared else {}
        self.pages: dict[str, tuple[str, Finished]] = dict(known)  # each with a digest of what it was made of

    def finished(self, path: str, made_of: object, finish: Callable[[], Finished]) -> Finished:
        """A page as it was finished before, if it was made of the same; else it is finished now."""
        digest = sha256(repr(made_of).encode()).hexdigest()
        known, page = self.pages.get(path, ("", None))
        if page is None or known != digest:
            page = finish()
            self.pages[path] = digest, page
        return page

    def of(self, tree: BeautifulSoup) -> Finished | None:
        """What is remembered of a page; None of one that tells of others."""
        return next((page for _, page in self.pages.values() if page.page is tree), None)


def stands_alone(page: Source) -> bool:
    """Whether a page shows nothing of other pages."""
    return {marker.kind for marker in page.markers} <= OF_ITS_OWN
