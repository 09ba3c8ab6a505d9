"""What runtime.toml says of the Python that runs in a reader's page, read strictly."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks import toml_lines
from checks.fields import TEXTS, Fields
from checks.problems import DocsError, Problem

TABLE = Path(__file__).with_name("runtime.toml")
PAGE = "../hooks/publish/runtime.toml"
VERSIONS = ("pyodide", "python", "platform", "abi")
PARTS = {"files": dict, "plots": dict, "left_out": dict, "sources": list}
FIELDS = Fields({**dict.fromkeys(VERSIONS, str), **PARTS})
SOURCE = Fields(dict.fromkeys(("package", "sha256", "folder"), str))
NEEDED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "numpy-")
LEFT_OUT = 3  # lists: of Python, of NumPy, of what plots need, in this order
DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Wanted:
    """What runtime.toml says: versions, the digest of each file, what is left out, and the sources in their order."""

    versions: Mapping[str, str]
    files: Mapping[str, str]
    plots: Mapping[str, str]
    left_out: Mapping[str, list[str]]
    sources: list[Mapping[str, str]]

    @property
    def digests(self) -> dict[str, str]:
        """Every file, those for plots too, with the sha256 that it must have."""
        return {**self.files, **self.plots}


def wanted(table: Path = TABLE) -> Wanted:
    """Read the table of versions, digests and sources. Raises DocsError at the line of each mistake."""
    data, text = toml_lines.load(table, PAGE), table.read_text("utf-8")
    if messages := FIELDS.wrong(data) or list(_wrong(data)):
        raise DocsError(Problem(PAGE, _line(text, message), "runtime", message) for message in messages)
    return Wanted({name: data[name] for name in VERSIONS}, *(data[part] for part in PARTS))


def _wrong(data: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong inside the parts."""
    for name, digest in {**data["files"], **data["plots"]}.items():
        if not isinstance(digest, str) or not DIGEST.fullmatch(digest):
            yield f"{name!r}: expected a sha256 of 64 digits, found {digest!r}"
    begins = [start for start in NEEDED if not any(name.startswith(start) for name in data["files"])]
    yield from (f"'files' lacks {start}: without it nothing runs" for start in begins)
    if (found := len(data["left_out"])) != LEFT_OUT:
        yield f"'left_out': expected {LEFT_OUT} lists, of Python, of NumPy, of what plots need; found {found}"
    yield from Fields({}, dict.fromkeys(data["left_out"], TEXTS)).wrong(data["left_out"])
    for source in data["sources"]:
        yield from (f"a source of 'sources': {message}" for message in SOURCE.wrong(source))


def _line(text: str, message: str) -> int:
    """The line of the name that a message puts in quotation marks; 1 if the table does not hold it."""
    named = re.search("'([^']+)'", message)
    return toml_lines.line_of(text, named[1]) if named else 1
