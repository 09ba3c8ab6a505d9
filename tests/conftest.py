"""Fixtures of the site tests: the site as `make site` builds it, and a copy of the tree to plant mistakes in."""

import compileall
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from py_compile import PycInvalidationMode

import pytest
from hypothesis import HealthCheck, settings
from publish import runtime as supply
from results.file_lock import alone

ROOT = Path(__file__).parent.parent
CODE = ("hooks", "rnn_docs")
PARTS = ("docs", "README.md", "mkdocs.yml", "Makefile", "constraints.txt", "pyproject.toml")
NO_BROWSER = "no Chromium"  # why the tests of tests/browser are skipped
NOT_AGAIN = "passed before", "on the same pages"  # noted of a test of tests/browser that is not tried again
NO_RUNTIME = "no Python for the pages"  # why the tests of code that runs there are skipped
RUNTIME, PARSED = ".cache/runtime", ".cache/parsed"
KEPT = ROOT / ".cache" / "tests"  # what tests found, for as long as nothing of it changes; .ci/run begins without
NOT_TESTED = {
    NO_BROWSER: (
        "of the explorers need a Chromium, and this machine has none.",
        "Install the package chromium, then run: make test-browser",
    ),
    NO_RUNTIME: (
        "of code that runs in the pages need a Python for the browser, and no source was reached.",
        "With a network, run: make test-run",
    ),
}
# Entries know what they were made with: a copy may start from them.
CACHES = tuple(
    f".cache/{name}"
    for name in ("trained", "notebooks", "drawn", "rendered", "finished", "parsed", "packed", "templates")
)
SERVED = "http://lesson.localhost/"  # where the browser tests serve the site: instant navigation needs an address
# What is begun first, in this order: at the end of a run both workers shall have something to do. And both begin with what
# needs no built site, so that neither need wait while the other builds one.
LONGEST = (
    "test_serve.py",
    "test_rebuilds.py",
    "test_task_claims.py",
    "test_run.py",
    "test_site.py",
    "test_every_page.py",
    "test_every_explorer.py",
)
THEN = {"site", "browser"}


# Properties are tried alike wherever their test runs, alone or among all; no clock judges them on a machine with other work.
settings.register_profile(
    "house",
    database=None,
    deadline=None,
    max_examples=30,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


class Tree:
    """A copy of what the site is built from, with its code compiled.

    With the address of a host, its pages also get cards, which take long to draw. A copy that `keeps` what it makes
    has the caches of this checkout themselves, where they can be had so.
    """

    def __init__(self, folder: Path, compiled: Path, address: str = "", keeps: bool = False) -> None:
        self.folder, self.address = folder, address
        for part in CODE:
            shutil.copytree(compiled / part, folder / part)
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(ROOT / part, folder / part)
        (folder / ".cache").mkdir()
        for cache in CACHES:
            if not (keeps and self._shares(cache)) and (ROOT / cache).is_dir():
                shutil.copytree(ROOT / cache, folder / cache, copy_function=linked)
        if (ROOT / RUNTIME).is_dir():  # large, and only read
            (folder / RUNTIME).symlink_to(ROOT / RUNTIME)

    def _shares(self, cache: str) -> bool:
        """Whether a cache could be had itself, not as a copy; on some systems nobody may link folders."""
        (ROOT / cache).mkdir(parents=True, exist_ok=True)
        try:
            (self.folder / cache).symlink_to(ROOT / cache)
        except OSError:
            return False
        return True

    def plant(self, path: str, old: str, new: str) -> None:
        """Replace text in one file; the old text must stand there exactly once."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
        file.write_text(text.replace(old, new), "utf-8")

    def build(self, out: str = "out", **options: str) -> subprocess.CompletedProcess[str]:
        """Build the copy strictly, with the copy's own rnn_docs; options are environment variables."""
        return self.run(sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", out, **options)

    def run(self, *command: str, **options: str) -> subprocess.CompletedProcess[str]:
        if command[0] == "make" and sys.platform == "win32":
            pytest.skip("make is for Linux and macOS")
        environment = self.environment(**options)
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )

    def environment(self, **options: str) -> dict[str, str]:
        """What a command in the copy is told."""
        return os.environ | {
            "PYTHONPATH": str(self.folder),
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": self.address,
            "SOURCE_DATE_EPOCH": "1767225600",
            **options,
        }


def linked(source: str, target: str) -> None:
    """An entry of a cache: it is never changed in its place, so that both may be the same file, where the disk allows.

    One that another process has moved or dropped since it was seen is left out: it would be made again.
    """
    try:
        os.link(source, target)
    except OSError:
        with suppress(FileNotFoundError):
            shutil.copy2(source, target)


def copy_of_the_code(folder: Path, parts: Iterable[str] = CODE) -> None:
    """The code, for tests that change it and look what counts; with what was parsed of its texts before."""
    for part in parts:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    if (ROOT / PARSED).is_dir():
        shutil.copytree(ROOT / PARSED, folder / PARSED, copy_function=linked)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect without looking for rubbish, which takes a quarter of the time, nor look among what was collected later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: _turn(item.path))


def _turn(path: Path) -> int:
    """When the tests of a file have their turn: the long ones, one after another, then two folders, then the rest."""
    if path.name in LONGEST:
        return LONGEST.index(path.name)
    return len(LONGEST) + THEN.isdisjoint(path.parts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what a machine without a Chromium, or without a network, has not tested."""
    for reason, (what, remedy) in NOT_TESTED.items():
        skipped = [report for report in terminalreporter.stats.get("skipped", []) if reason in str(report.longrepr)]
        if skipped:
            terminalreporter.section("NOT TESTED", sep="!", red=True, bold=True)
            terminalreporter.line(f"{len(skipped)} tests {what}")
            terminalreporter.line(remedy)
    if again := sum(
        NOT_AGAIN in map(tuple, report.user_properties) for report in terminalreporter.getreports("passed")
    ):
        terminalreporter.line(
            f"{again} of them passed before on the same pages and were not tried again (.cache/tests)"
        )


@pytest.fixture(scope="session")
def runtime() -> Path:
    """The Python that runs in the pages. Without it the tests are skipped; with RUN=required they fail."""
    folder = ROOT / RUNTIME
    if supply.missing(supply.wanted().digests, folder):
        (pytest.fail if os.environ.get("RUN") == supply.REQUIRED else pytest.skip)(NO_RUNTIME)
    return folder


@pytest.fixture(scope="session")
def compiled(shared: Path) -> Path:
    """A copy of the code for all copies of the tree, compiled once, because each of them runs many processes.

    What is compiled holds a digest of its source: if a test changes a file, however soon, the file counts.
    """
    code = shared / "code"
    with alone(shared / "code.lock"):
        if not code.exists():
            for part in CODE:
                shutil.copytree(ROOT / part, code / part, ignore=shutil.ignore_patterns("__pycache__"))
            compileall.compile_dir(code, quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return code


@pytest.fixture
def tree(tmp_path: Path, compiled: Path) -> Tree:
    return Tree(tmp_path, compiled)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Tree:
    """A copy without mistakes, for all tests of a worker that only read what it builds."""
    return Tree(tmp_path_factory.mktemp("tree"), compiled, SERVED, keeps=True)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same for all workers."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def built(shared: Path, whole: Tree) -> Path:
    """The site, built once for all tests, by the worker that asks for it first."""
    site = shared / "site"
    with alone(shared / "site.lock"):
        if not site.exists():
            result = whole.build()
            assert result.returncode == 0, result.stdout + result.stderr
            (whole.folder / "out").rename(site)
    return site


@pytest.fixture(scope="session")
def archive(shared: Path, whole: Tree) -> Path:
    """What `make offline` packs, likewise."""
    packed = shared / "packed"
    with alone(shared / "packed.lock"):
        if not packed.exists():
            result = whole.run("make", "offline", f"VENV={sys.prefix}")
            assert result.returncode == 0, result.stdout + result.stderr
            (whole.folder / "dist").rename(packed)
    (file,) = packed.glob("*.zip")
    return file


@pytest.fixture(scope="session")
def offline(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, unpacked."""
    folder = tmp_path_factory.mktemp("unpacked")
    shutil.unpack_archive(archive, folder)
    return next(folder.iterdir())
