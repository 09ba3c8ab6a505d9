"""The pages of one build, each with a key of all that it is made of.

A page's tree is made only if somebody asks for it. What is found out about a page (its HTML, its ids, the letters that
it shows) is kept by the key in files: a build in which the page is as it was reads that, and makes no tree.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import Any

from bs4 import BeautifulSoup
from results.cache import Cache
from results.page_memory import Memory

Make = Callable[[], BeautifulSoup]


def digest(made_of: object) -> str:
    """What stands for all that something is made of: texts, and whatever holds texts."""
    return sha256(repr(made_of).encode()).hexdigest()


class MadePages(Mapping[str, BeautifulSoup]):
    """Trees by the paths of their sources. `memory` holds them from one build of a server to the next."""

    def __init__(self, memory: Memory, found: Cache) -> None:
        self.memory, self.kept = memory, found
        self._made: dict[str, tuple[str, str, Make]] = {}

    def put(self, path: str, state: str, made_of: object, make: Make) -> None:
        """Have a page in some state, such as "finished", by what it is made of."""
        name, key = f"{path} {state}", digest(made_of)
        self._made[path] = name, key, make
        self.memory.stays(name, key)

    def key(self, path: str) -> str:
        """What stands for a page, as it is now, among what other things are made of."""
        return self._made[path][1]

    def tree(self, path: str) -> Make:
        """What gives the tree of a page as it is now, even when it is in another state."""
        return partial(self.memory.remember, *self._made[path])

    def find(self, path: str, what: str, look: Callable[[BeautifulSoup], Any]) -> Any:
        """What is found on a page, as JSON would have it: before, if the page is the same, else now."""
        key, tree = self.key(path), self.tree(path)

        def seen() -> str:
            return json.dumps(look(tree()), ensure_ascii=False)

        return self.memory.remember(f"{path} {what}", key, lambda: json.loads(self._text(path, what, key, seen)))

    def part(self, path: str, what: str, made_of: object, make: Callable[[], str]) -> str:
        """What belongs to a page, as a text: made before, if it was made of the same, else now."""
        key = digest(made_of)
        return self.memory.remember(f"{path} {what}", key, lambda: self._text(path, what, key, make))

    def _text(self, path: str, what: str, key: str, make: Callable[[], str]) -> str:
        return self.kept.remember(f"{path.replace('/', '-')}-{what}.txt", key[:16], make)

    def __getitem__(self, path: str) -> BeautifulSoup:
        return self.tree(path)()

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)
