"""What travels to a reader who runs code: Python in parts, this site's packages, and the scripts that use them.

On a server the parts are files, which a page fetches. On a disk a page may read nothing but scripts: there each part
is one, gzipped, in base64. Nothing of it is loaded before the first click.
"""

import gzip
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from publish import archives, lesson_package, script_tokens
from publish.runtime_table import Wanted, wanted
from results.cache import Cache

FOLDER = "assets/python"
LIBRARY, PLOTS = "python_stdlib.zip", "plots.tar.xz"
PACKED_BY = Path(archives.__file__)  # with another of it, what was packed is packed again
SOURCE_MAP = re.compile(r"//# sourceMappingURL=.*")
LICENCE = re.compile(r"dist-info/(?:licenses/)?[^/]*(?:LICEN[CS]E|COPYING)[^/]*$", re.I)
# Texts of licences that the release does not carry itself, and packages of this environment that do.
SAME_LICENCE = {"Python": "typing_extensions", "Pyodide": "pathspec"}
NOTE = """What runs code in the pages of this site

Pyodide {pyodide}, under the Mozilla Public License 2.0. Its source is that of the package pyodide {pyodide} in the npm
registry. Here its two modules are joined into the file "worker": each became a function, and the address of its own
file, and that of a server it would ask by itself, were replaced. Everything else is as it was released.

CPython {python}, under the Python Software Foundation License, Copyright (c) Python Software Foundation.

{packages}, under the licences below. So are Jinja and MarkupSafe, which fill in tables and figures.

Every file that travels of these is as it was released; packed anew, without what a page cannot use. Left out are,
as patterns of paths:

{left_out}
"""


def publish(runtime: Path, hooks: Path, site: Path, disk: bool) -> None:
    """Lay what runs code into a built site, for a server or for a disk."""
    target = site / FOLDER
    target.mkdir(parents=True)
    for name, data in written(runtime, wanted(), hooks, disk).items():
        (target / name).write_bytes(data)


def written(runtime: Path, table: Wanted, hooks: Path, disk: bool) -> dict[str, bytes]:
    """All files by name, for a site on a server or on a disk. `runtime` is the folder with the fetched files."""
    parts = carried(runtime, table, hooks, disk)
    first = {name: data for name, data in parts.items() if name != PLOTS}
    code = worker(runtime, table, hooks)
    out = parts | {"worker.js": code.encode()}
    if disk:
        out = {f"{name}.js": as_script(name, in_text(data)) for name, data in parts.items()}
        out["worker.js"] = as_script("worker", code)
    sizes = {name: len(data) for name, data in first.items()}
    out["run.js"] = page_script(hooks, sizes).encode()
    out["run.css"] = (hooks / "widgets/run/page/run.css").read_bytes()
    out["LICENCES.txt"] = licences(runtime, table).encode()
    return out


def carried(runtime: Path, table: Wanted, hooks: Path, disk: bool) -> dict[str, bytes]:
    """The parts by the names that the worker knows. None ends in .whl, which some firewalls stop.

    Python reads its library from a zip before it can unpack anything. On a disk that zip is stored plainly, because the
    whole of it is compressed better than each of its files alone.
    """
    library, numpy, plots = table.left_out.values()
    wheel = next(name for name in table.files if name.startswith("numpy-"))
    method = ZIP_STORED if disk else ZIP_DEFLATED
    own = lesson_package.files(hooks)
    digests = {name: sha256(data).hexdigest() for name, data in own.items()}
    cache = Cache(runtime.parent / "packed")

    def in_zip() -> bytes:
        return archives.zipped(archives.members([runtime / LIBRARY], library), method)

    def wheels(names: Iterable[str], left_out: list[str]) -> bytes:
        return archives.tarred(archives.members([runtime / name for name in names], left_out))

    parts = {
        "pyodide.asm.wasm": (runtime / "pyodide.asm.wasm").read_bytes(),
        LIBRARY: packed(cache, [table.files[LIBRARY], library, method], in_zip),
        "numpy.tar.xz": packed(cache, [table.files[wheel], numpy], partial(wheels, [wheel], numpy)),
        "lesson.tar.xz": packed(cache, digests, partial(archives.tarred, own)),
        PLOTS: packed(cache, [dict(table.plots), plots], partial(wheels, table.plots, plots)),
    }
    cache.prune()
    return parts


def packed(cache: Cache, depends_on: object, pack: Callable[[], bytes]) -> bytes:
    """An archive that was packed before from the same; else it is packed now, which takes seconds, and kept."""
    key = sha256(json.dumps([depends_on, PACKED_BY.read_text("utf-8")]).encode()).hexdigest()
    return b64decode(cache.remember("archive.txt", key, lambda: b64encode(pack()).decode()))


# --- scripts -------------------------------------------------------------------------------------------------------


def worker(runtime: Path, table: Wanted, hooks: Path) -> str:
    """The worker's one script: the two modules of the release as functions, so that it needs no imports, then ours.

    Raises ValueError if the release is not written as expected.
    """
    core = _replaced((runtime / "pyodide.asm.mjs").read_text("utf-8"), "import.meta.url", "self.location.href", 3)
    core = _replaced(core, "export default _createPyodideModule;", "return _createPyodideModule;")
    loader = SOURCE_MAP.sub("", (runtime / "pyodide.mjs").read_text("utf-8"))
    loader = _replaced(loader, "export{dt as loadPyodide,U as version};", "return dt;")
    loader = re.sub(r"https://[\w.]+/pyodide/", "about:invalid#", loader)  # nothing asks another host by itself
    release = {"version": table.versions["pyodide"], "python": table.versions["python"], "arch": "wasm32"}
    release |= {"platform": table.versions["platform"], "abi_version": table.versions["abi"]}
    return (
        "self.importScripts = undefined;\n"  # the loader refuses workers that have it: they could not import its parts
        f"const RELEASE = {json.dumps(release)};\n"
        f"const createPyodideModule = (() => {{{core}\n}})();\nconst loadPyodide = (() => {{{loader}\n}})();\n"
        + script_tokens.bare((hooks / "widgets/run/worker/worker.js").read_text("utf-8"))
    )


def _replaced(text: str, old: str, new: str, times: int = 1) -> str:
    if text.count(old) != times:
        found = text.count(old)
        raise ValueError(f"the release holds {old!r} {found} times, not {times}: see hooks/publish/runtime.toml")
    return text.replace(old, new)


def page_script(hooks: Path, sizes: dict[str, int]) -> str:
    """What a page loads with the first click: a function that makes the block of an element."""
    files = ("kernel", "editor", "kept", "shown", "block", "all")
    code = "".join(script_tokens.bare((hooks / f"widgets/run/page/{name}.js").read_text("utf-8")) for name in files)
    known = f"const SIZES = {json.dumps(sizes)};\nconst TOTAL = {sum(sizes.values())};\n"
    head = '"use strict";\nwindow.rnnRun = ((home) => (rnn) => {\n'
    return f"{head}{known}{code}return grown;\n}})(document.currentScript.src);\n"


def in_text(data: bytes) -> str:
    """Bytes as a script can carry them."""
    return b64encode(gzip.compress(data, 6, mtime=0)).decode()


def as_script(name: str, text: str) -> bytes:
    """A script that lays a text where the page looks for it."""
    return f"(window.rnnParts ??= {{}})[{json.dumps(name)}] = {json.dumps(text)};\n".encode()


# --- licences ------------------------------------------------------------------------------------------------------


def licences(runtime: Path, table: Wanted) -> str:
    """Who made what travels, under which licence, and the texts of these licences."""
    wheels = [name for name in table.digests if name.endswith(".whl")]
    packages = ", ".join(" ".join(name.split("-")[:2]) for name in wheels)
    left_out = "\n".join(f"{what}: {', '.join(patterns)}" for what, patterns in table.left_out.items())
    texts = [NOTE.format(**table.versions, packages=packages, left_out=left_out)]
    for what, package in (SAME_LICENCE | {name: name for name in lesson_package.BORROWED}).items():
        files = [file for file in metadata.files(package) or [] if LICENCE.search(str(file))]
        texts += [_titled(what, file.read_text("utf-8")) for file in files]
    for name in wheels:
        with ZipFile(runtime / name) as wheel:
            texts += [_titled(m, wheel.read(m).decode()) for m in wheel.namelist() if LICENCE.search(m)]
    return "\n".join(texts)


def _titled(title: str, text: str) -> str:
    return f"{'-' * 100}\n{title}\n\n{text.strip()}\n"
