"""What a server keeps of its pages from one build to the next: whatever is made of the same things as before.

A build that ends keeps nothing here. While the site is served, most pages are as they were a moment ago: they are
neither finished nor written nor looked through for the search again, even if our modules were imported anew. So what is
kept is plain: texts, numbers, lists of them, and trees of another's classes, but no object of a module that goes.
"""

from collections.abc import Callable
from typing import Any, TypeVar

Made = TypeVar("Made")


Held = dict[str, tuple[object, Any]]  # by name: what a thing was made of, and the thing


class Memory:
    """What one build asks for, by name; `held` outlives it, and the next build begins with that."""

    def __init__(self, held: Held) -> None:
        self.held, self.asked = held, set[str]()

    def remember(self, name: str, made_of: object, make: Callable[[], Made]) -> Made:
        """What was made under this name, if it was made of the same; else it is made now."""
        known = self.held.get(name)
        if known is None or known[0] != made_of:
            known = self.held[name] = made_of, make()
        self.asked.add(name)
        made: Made = known[1]
        return made

    def stays(self, name: str, made_of: object) -> None:
        """Let a thing that is made of this not go, though nobody asks for it."""
        if name in self.held and self.held[name][0] == made_of:
            self.asked.add(name)

    def settle(self) -> None:
        """At the end of a build: let go what it did not ask for."""
        for name in self.held.keys() - self.asked:
            del self.held[name]
