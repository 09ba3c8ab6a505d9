"""What travels to a reader who runs code: Python in parts, this site's packages, and the scripts that use them.

On a server the parts are files, which a page fetches. On a disk a page may read nothing but scripts: there each part
is one, gzipped, in base64. Nothing of it is loaded before the first click.
"""

import ast
import gzip
import io
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from publish import script_tokens
from publish.runtime import Wanted, wanted

FOLDER = "assets/python"
ENTRIES = ("in_page.page", "in_page.plots")  # what the worker and matplotlib import
TASKS = "pages/*/tasks.py"  # found by in_page.tasks
DRAWN_WITH = ("drawing/*.mplstyle", "theme/fragments/*.html")  # read by what is imported
BORROWED = ("jinja2", "markupsafe")  # in plain Python, if what draws imports them
DAY = (2026, 1, 1, 0, 0, 0)  # that every member of an archive carries: the same sources, the same bytes
SOURCE_MAP = re.compile(r"//# sourceMappingURL=.*")
LICENCE = re.compile(r"dist-info/(?:licenses/)?[^/]*(?:LICEN[CS]E|COPYING)[^/]*$", re.I)
# Texts of licences that the release does not carry itself, and packages of this environment that do.
SAME_LICENCE = {"Python": "typing_extensions", "Pyodide": "pathspec"}
NOTE = """What runs code in the pages of this site

Pyodide {pyodide}, under the Mozilla Public License 2.0. Its source is that of the package pyodide {pyodide} in the npm
registry. Here its two modules are joined into the file "worker": each became a function, and the address of its own
file, and that of a server it would ask by itself, were replaced. Everything else is as it was released.

CPython {python}, under the Python Software Foundation License, Copyright (c) Python Software Foundation.

{packages}, under the licences below, unchanged. So are Jinja and MarkupSafe, which fill in tables and figures.
"""


def publish(runtime: Path, hooks: Path, site: Path, disk: bool) -> None:
    """Lay what runs code into a built site, for a server or for a disk."""
    target = site / FOLDER
    target.mkdir(parents=True)
    for name, data in written(runtime, wanted(), hooks, disk).items():
        (target / name).write_bytes(data)


def written(runtime: Path, table: Wanted, hooks: Path, disk: bool) -> dict[str, bytes]:
    """All files by name, for a site on a server or on a disk. `runtime` is the folder with the fetched files."""
    parts = carried(runtime, table, hooks)
    first = {name: data for name, data in parts.items() if name != "plots.zip"}
    code = worker(runtime, table, hooks)
    out = parts | {"worker.js": code.encode()}
    if disk:
        out = {f"{name}.js": as_script(name, zipped(data)) for name, data in parts.items()}
        out["worker.js"] = as_script("worker", code)
    sizes = {name: len(data) for name, data in first.items()}
    out["run.js"] = page_script(hooks, sizes).encode()
    out["run.css"] = (hooks / "widgets/run/page/run.css").read_bytes()
    out["LICENCES.txt"] = licences(runtime, table).encode()
    return out


def carried(runtime: Path, table: Wanted, hooks: Path) -> dict[str, bytes]:
    """The parts by the names that the worker knows. None ends in .whl, which some firewalls stop."""
    numpy = next(name for name in table.files if name.startswith("numpy-"))
    return {
        "pyodide.asm.wasm": (runtime / "pyodide.asm.wasm").read_bytes(),
        "python_stdlib.zip": (runtime / "python_stdlib.zip").read_bytes(),
        "numpy.zip": (runtime / numpy).read_bytes(),
        "lesson.zip": lesson(hooks),
        "plots.zip": archive({name: (runtime / name).read_bytes() for name in table.plots}, ZIP_STORED),
    }


# --- this site's own packages --------------------------------------------------------------------------------------


def lesson(hooks: Path) -> bytes:
    """rnn_docs with its data, what runs a reader's code, and what of the hooks the tasks draw with."""
    package = hooks.parent / "rnn_docs"
    own = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    members = {path.relative_to(hooks.parent).as_posix(): path.read_bytes() for path in own}
    tasks = [f"pages.{path.parent.name}.tasks" for path in hooks.glob(TASKS)]
    for path in needed(hooks, [*ENTRIES, *tasks]):
        members[path.relative_to(hooks).as_posix()] = path.read_bytes()
    for path in (path for pattern in DRAWN_WITH for path in hooks.glob(pattern)):
        members[path.relative_to(hooks).as_posix()] = path.read_bytes()
    members |= borrowed(path.read_text("utf-8") for path in needed(hooks, [*ENTRIES, *tasks]))
    return archive(dict(sorted(members.items())))


def borrowed(sources: Iterable[str]) -> dict[str, bytes]:
    """What these sources import of BORROWED: the Python of these packages, as this environment has it."""
    tops = {module.partition(".")[0] for source in sources for module in imported(source)}
    files = [file for name in BORROWED if name in tops for file in metadata.files(name) or []]
    plain = [file for file in files if file.suffix == ".py" or file.name == "METADATA"]
    return {file.as_posix(): Path(file.locate()).read_bytes() for file in plain}


def needed(hooks: Path, modules: Iterable[str]) -> list[Path]:
    """The files of these modules below hooks/, and of all that they import from there."""
    waiting, found = list(modules), set()
    while waiting:
        path = hooks / f"{waiting.pop().replace('.', '/')}.py"
        if path.is_file() and path not in found:
            found.add(path)
            waiting += imported(path.read_text("utf-8"))
    return sorted(found)


def imported(source: str) -> Iterator[str]:
    """Every module that a source may import: of `from a import b` both a and a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def archive(members: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """A zip of these members in this order, always the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w", method, compresslevel=9) as packed:
        for name, data in members.items():
            packed.writestr(ZipInfo(name, DAY), data, method, 9)
    return out.getvalue()


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
    files = ("kernel", "editor", "block", "all")
    code = "".join(script_tokens.bare((hooks / f"widgets/run/page/{name}.js").read_text("utf-8")) for name in files)
    known = f"const SIZES = {json.dumps(sizes)};\nconst TOTAL = {sum(sizes.values())};\n"
    head = '"use strict";\nwindow.rnnRun = ((home) => (rnn) => {\n'
    return f"{head}{known}{code}return grown;\n}})(document.currentScript.src);\n"


def zipped(data: bytes) -> str:
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
    texts = [NOTE.format(**table.versions, packages=packages)]
    for what, package in (SAME_LICENCE | dict(zip(BORROWED, BORROWED, strict=True))).items():
        files = [file for file in metadata.files(package) or [] if LICENCE.search(str(file))]
        texts += [_titled(what, file.read_text("utf-8")) for file in files]
    for name in wheels:
        with ZipFile(runtime / name) as wheel:
            texts += [_titled(m, wheel.read(m).decode()) for m in wheel.namelist() if LICENCE.search(m)]
    return "\n".join(texts)


def _titled(title: str, text: str) -> str:
    return f"{'-' * 100}\n{title}\n\n{text.strip()}\n"
