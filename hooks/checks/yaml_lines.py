"""Read YAML in which every text knows the line it stands on, so that a mistake in it can be named."""

from typing import Any

import yaml
from checks.problems import DocsError, Problem


class Text(str):
    """A string from a YAML file, with the line (from 1) where it begins."""

    line: int = 0


SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is ten times faster, where it was built


class _Loader(SAFE):  # type: ignore[misc,valid-type]
    """PyYAML's safe loader, keeping lines and refusing a key that stands twice."""


def _text(loader: _Loader, node: yaml.ScalarNode) -> Text:
    text = Text(loader.construct_scalar(node))
    text.line = node.start_mark.line + (2 if node.style in ("|", ">") else 1)
    return text


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict:
    loader.flatten_mapping(node)
    pairs = loader.construct_pairs(node, deep=True)
    keys = [key for key, _ in pairs]
    if repeated := {key for key in keys if keys.count(key) > 1}:
        raise yaml.MarkedYAMLError(problem=f"key {min(repeated)!r} stands twice", problem_mark=node.start_mark)
    return dict(pairs)


_Loader.add_constructor("tag:yaml.org,2002:str", _text)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load(text: str, page: str) -> Any:
    """The data of a YAML source; `page` names it in errors. Raises DocsError at the line of a syntax error."""
    try:
        return yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        hint = "; quote a text that holds a colon" if "mapping values" in str(error.problem) else ""
        raise DocsError([Problem(page, line, "yaml", f"{error.problem}{hint}")]) from error


def texts(data: Any) -> list[Text]:
    """Every text in the data, keys left out, in order."""
    if isinstance(data, Text):
        return [data]
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts(value)]
    return []
