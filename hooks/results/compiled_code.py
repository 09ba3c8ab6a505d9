"""The code that Python makes of our modules, kept by their texts: to compile them takes a twentieth of a build.

Python itself would compare a file's size, and its time in seconds. Of two saves within a second it may miss one, and
then old code computes numbers that are kept as those of the new.
"""

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
    """Compiles a module's text only once, whatever file it stands in."""

    def path_stats(self, path: Any) -> Any:
        """Nothing of a file's time and size: so Python keeps nothing by them, and reads nothing that was kept so."""
        raise OSError

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        """The code of a text, made before or now; it bears the path, which tracebacks show."""

        def compiled() -> str:
            return marshal.dumps(super(Loader, self).source_to_code(data, path)).hex()

        key = sha256(b"\0".join((MAGIC_NUMBER, str(path).encode(), bytes(data)))).hexdigest()[:16]
        code: CodeType = marshal.loads(bytes.fromhex(KEPT.remember(f"{Path(path).stem}.hex", key, compiled)))
        return code


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
