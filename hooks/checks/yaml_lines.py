"""Read YAML in which every text knows the line it stands on, so that a mistake in it can be named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from checks.problems import DocsError, Problem

if TYPE_CHECKING:
    from checks.source import Source


class Text(str):
    """A string from a YAML file: the file, and the line (from 1) where it begins.

    `source` is the same text as Markdown, once somebody has asked for it: see `checks.source.of`.
    """

    page: str = ""
    line: int = 0
    source: Source | None = None


SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is ten times faster, where it was built
BOOLEAN = "tag:yaml.org,2002:bool"
NO_NAME = "a key is a text, not {!r}: put it in quotation marks"


class _Loader(SAFE):  # type: ignore[misc,valid-type]
    """PyYAML's safe loader, keeping lines, refusing a key that stands twice, and reading `no` as the text it is."""

    page = ""
    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own way)
        letter: [(tag, pattern) for tag, pattern in resolvers if tag != BOOLEAN]
        for letter, resolvers in SAFE.yaml_implicit_resolvers.items()
    }


def _text(loader: _Loader, node: yaml.ScalarNode) -> Text:
    text = Text(loader.construct_scalar(node))
    text.page = loader.page
    text.line = node.start_mark.line + (2 if node.style in ("|", ">") else 1)
    return text


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    loader.flatten_mapping(node)
    found: dict[Any, Any] = {}
    for key, value in node.value:
        name = loader.construct_object(key, deep=True)
        if not isinstance(name, str) and not isinstance(loader, _Foreign):
            raise yaml.MarkedYAMLError(problem=NO_NAME.format(name), problem_mark=key.start_mark)
        if name in found:
            raise yaml.MarkedYAMLError(problem=f"key {str(name)!r} stands twice", problem_mark=key.start_mark)
        found[name] = loader.construct_object(value, deep=True)
    return found


class _Foreign(_Loader):
    """The same for a file of another program, whose own tags (MkDocs' !ENV) are nothing that we read."""


# YAML 1.1 takes yes, no, on and off for true and false; YAML 1.2 and everybody who writes prose take them for words.
_Loader.add_implicit_resolver(BOOLEAN, re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
_Loader.add_constructor("tag:yaml.org,2002:str", _text)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Foreign.add_multi_constructor("!", lambda loader, suffix, node: None)


def load(text: str, page: str, first_line: int = 1, foreign: bool = False) -> Any:
    """The data of a YAML source; `page` names it in errors, `first_line` says where in its file it begins.

    `foreign` is a file of another program, which may hold tags of its own.
    Raises DocsError at the line of a syntax error, of a key that is no text, or of one that stands twice.
    """
    loader = (_Foreign if foreign else _Loader)("\n" * (first_line - 1) + text)
    loader.page = page
    try:
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "; quote a text that holds a colon" if "mapping values" in str(error.problem) else ""
        message = f"{error.problem or error.context}{hint}"
        raise DocsError([Problem(page, mark.line + 1 if mark else first_line, "yaml", message)]) from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise DocsError([Problem(page, first_line, "yaml", str(error).partition("\n")[0])]) from error
    finally:
        loader.dispose()


def line_of(data: Any) -> int:
    """Where an entry begins: at its first key or text, or at the file's first line if it holds none."""
    keys = [key for key in data if isinstance(key, Text)] if isinstance(data, dict) else []
    return min((text.line for text in (*keys, *texts(data))), default=1)


def texts(data: Any) -> list[Text]:
    """Every text in the data, keys left out, in order."""
    if isinstance(data, Text):
        return [data]
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts(value)]
    return []
