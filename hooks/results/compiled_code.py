"""The code that Python makes of our modules, kept by their texts: to compile them takes a twentieth of a build.

Python itself would compare a file's size, and its time in seconds. Of two saves within a second it may miss one, and
then old code computes numbers that are kept as those of the new.
"""

import ast
import marshal
import sys
from hashlib import sha256
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any

from results.cache import Cache

HOOKS = Path(__file__).parents[1]
ROOT = HOOKS.parent
KEPT = Cache(ROOT / ".cache" / "compiled")


class Loader(SourceFileLoader):
    """Compiles a module's text only once, whatever file it stands in; remembers the text of the module it loads."""

    text = b""

    def path_stats(self, path: Any) -> Any:
        """Nothing of a file's time and size: so Python keeps nothing by them, and reads nothing that was kept so."""
        raise OSError

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        """The code of a text, made before or now; it bears the path, which tracebacks show."""

        def compiled() -> str:
            return marshal.dumps(super(Loader, self).source_to_code(data, path)).hex()

        self.text = bytes(data)
        key = sha256(b"\0".join((MAGIC_NUMBER, str(path).encode(), self.text))).hexdigest()[:16]
        code: CodeType = marshal.loads(bytes.fromhex(KEPT.remember(f"{Path(path).stem}.hex", key, compiled)))
        return code


def text_of(module: object) -> bytes:
    """The text that a module was loaded from; nothing if something else loaded it."""
    text: bytes = getattr(getattr(module, "__loader__", None), "text", b"")
    return text


def say_the_same(one: bytes, other: bytes) -> bool:
    """Whether two texts make the same module: comments and layout do nothing, docstrings do."""
    return one == other or _meaning(one) == _meaning(other)


def _meaning(text: bytes) -> str:
    """A text as a syntax tree, without its lines; of what is no Python, nothing that another could be equal to."""
    try:
        return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError):
        return f"no Python: {text!r}"


def keep() -> None:
    """From now on, have the modules of the hooks and of the package loaded so."""
    sys.path_hooks.insert(0, finder)
    sys.path_importer_cache.clear()


def finder(folder: str) -> FileFinder:
    """What finds the modules of a folder of ours. Raises ImportError for any other, as Python asks for it."""
    path = Path(folder)
    if path != ROOT and not any(path.is_relative_to(part) for part in (HOOKS, ROOT / "rnn_docs")):
        raise ImportError(folder)
    return FileFinder(folder, (Loader, SOURCE_SUFFIXES))
