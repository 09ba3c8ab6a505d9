"""Put the names of several topics into one dictionary."""

from collections.abc import Mapping
from typing import TypeVar

Answer = TypeVar("Answer")


def merged(*topics: Mapping[str, Answer]) -> dict[str, Answer]:
    """All names of all topics. Raises ValueError for a name that two topics claim."""
    everything: dict[str, Answer] = {}
    for topic in topics:
        if twice := everything.keys() & topic.keys():
            raise ValueError(f"two topics claim the name {min(twice)!r}")
        everything |= topic
    return everything
