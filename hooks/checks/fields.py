"""What an entry of a YAML file must and may hold, and a message for whatever is wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TEXTS = list[str]
CALLED = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a mapping",
    TEXTS: "a list of texts",
}


@dataclass(frozen=True)
class Fields:
    """The fields of an entry by name, each with the type of what it holds, which is one of CALLED."""

    needed: Mapping[str, Any]
    optional: Mapping[str, Any] = field(default_factory=dict)

    def wrong(self, entry: Any) -> list[str]:
        """A message for each field that is missing, unknown, or of another type."""
        if not isinstance(entry, dict):
            return [f"expected a mapping, found {_found(entry)}"]
        known = {**self.needed, **self.optional}
        messages = [f"{name!r} is missing" for name, kind in self.needed.items() if _is_empty(entry.get(name), kind)]
        empty = [name for name, kind in self.optional.items() if name in entry and _is_empty(entry[name], kind)]
        messages += [f"{name!r} is empty: fill it in, or leave it out" for name in empty]
        listed = ", ".join(sorted(known))
        messages += [f"unknown field {name!r}; known are {listed}" for name in entry if name not in known]
        for name, kind in known.items():
            value = entry.get(name)
            if not _is_empty(value, kind) and not _fits(value, kind):
                messages.append(f"{name!r}: expected {CALLED[kind]}, found {_found(value)}")
        return messages


def _is_empty(value: Any, kind: Any) -> bool:
    return value in (None, "") or (kind == TEXTS and value == [])


def _fits(value: Any, kind: Any) -> bool:
    if kind == TEXTS:
        return isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)
    return isinstance(value, kind) and (kind is not int or not isinstance(value, bool))


def _found(value: Any) -> str:
    """What stands there instead; numbers and dates are often texts that somebody forgot to quote."""
    if value is None:
        return "nothing"
    kind = next((kind for kind in (str, list, dict) if isinstance(value, kind)), None)
    return CALLED[kind] if kind else f"{value}; put a text in quotation marks"
