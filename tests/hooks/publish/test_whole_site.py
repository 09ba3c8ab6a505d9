"""The folder that is published is whole at every moment, whatever happens to the build that makes it anew."""

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path
from zipfile import ZipFile

import pytest
from publish import whole_site

HOOKS = Path(whole_site.__file__).parents[1]
KILLED = 9 if sys.platform == "win32" else -9  # what is said of a process that was
# A build of two files that does, between them, what a test asks for.
BUILD = """
import os, sys, time
from pathlib import Path
from publish import whole_site
from results.file_lock import alone

def build(folder):
    folder.mkdir()
    (folder / "first").write_text(sys.argv[1])
    {between}
    (folder / "last").write_text(sys.argv[1])
    return 0

with alone(Path("lock"), whole_site.BUSY):
    sys.exit(whole_site.publish(Path("site"), build))
"""


def process(folder: Path, between: str, word: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(HOOKS)}
    command = [sys.executable, "-c", BUILD.format(between=between), word]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def ended(folder: Path, between: str, word: str) -> tuple[int, str]:
    """How a build ended, and what it said."""
    with process(folder, between, word) as started:
        said, _ = started.communicate()
    return started.returncode, said


def words(site: Path) -> set[str]:
    return {(site / name).read_text("utf-8") for name in ("first", "last")}


def of(word: str, failed: int = 0) -> whole_site.Build:
    def build(folder: Path) -> int:
        folder.mkdir()
        for name in ("first", "last"):
            (folder / name).write_text(word, "utf-8")
        return failed

    return build


@pytest.fixture
def site(tmp_path) -> Path:
    assert whole_site.publish(tmp_path / "site", of("old")) == 0
    return tmp_path / "site"


def test_a_build_takes_the_old_ones_place_and_leaves_nothing_else(site):
    assert whole_site.publish(site, of("new")) == 0
    assert words(site) == {"new"}
    assert os.listdir(site.parent) == ["site"]


def test_a_failed_build_leaves_the_old_site(site):
    assert whole_site.publish(site, of("new", failed=1)) == 1
    assert words(site) == {"old"}
    assert os.listdir(site.parent) == ["site"]


def test_a_build_killed_half_way_leaves_the_old_site_and_the_next_one_succeeds(site):
    assert ended(site.parent, "os.kill(os.getpid(), 9)", "new") == (KILLED, "")
    assert words(site) == {"old"}
    assert ended(site.parent, "pass", "newer") == (0, "")
    assert words(site) == {"newer"}
    assert sorted(os.listdir(site.parent)) == ["lock", "site"]


def test_where_names_cannot_be_exchanged_a_build_killed_between_two_steps_is_mended_by_the_next(site, monkeypatch):
    monkeypatch.setattr(whole_site, "_exchanged", lambda one, other: False)
    site.rename(site.with_name(".site.old"))
    assert whole_site.publish(site, of("new", failed=1)) == 1
    assert words(site) == {"old"}
    assert whole_site.publish(site, of("new")) == 0
    assert words(site) == {"new"}
    assert os.listdir(site.parent) == ["site"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows needs two steps, and the next build mends")
def test_whoever_looks_while_a_site_is_replaced_finds_a_whole_one(site):
    missing, done = [], threading.Event()

    def look() -> None:
        while not done.is_set():
            if not (site / "last").exists():
                missing.append(site)

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(300):
        whole_site.publish(site, of(str(number)))
    done.set()
    reader.join()
    assert missing == []


def test_of_two_builds_at_once_the_second_waits_and_says_so(tmp_path):
    until_told = "print('at work', flush=True); [time.sleep(0.01) for _ in iter(Path('enough').exists, True)]"
    with process(tmp_path, until_told, "first") as first:
        assert first.stdout.readline() == "at work\n"
        with process(tmp_path, "pass", "second") as second:
            assert second.stdout.readline() == "Another build is at work in this checkout: waiting for its end\n"
            (tmp_path / "enough").touch()
            assert second.stdout.read() == ""
    assert first.returncode == second.returncode == 0
    assert words(tmp_path / "site") == {"second"}


def test_a_build_goes_on_where_no_lock_can_be_made_and_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("cache").write_text("a file where a folder should be", "utf-8")
    monkeypatch.setattr(whole_site, "LOCK", Path("cache/lock"))
    monkeypatch.setattr(whole_site, "with_mkdocs", of("new"))
    assert whole_site.main(Path("site")) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{Path('cache/lock')} cannot be written (")
    assert said.endswith("): do not start another build now\n")
    assert words(tmp_path / "site") == {"new"}


def test_a_full_disk_is_told_in_a_sentence_and_what_was_built_gives_its_room_back(site, monkeypatch, capsys):
    def full(folder: Path) -> int:
        folder.mkdir()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder / "first"))

    monkeypatch.chdir(site.parent)
    monkeypatch.setattr(whole_site, "LOCK", Path("lock"))
    monkeypatch.setattr(whole_site, "with_mkdocs", full)
    assert whole_site.main(Path("site")) == 1
    assert "The site cannot be written ([Errno 28] No space left on device" in capsys.readouterr().err
    assert sorted(os.listdir()) == ["lock", "site"]
    assert words(site) == {"old"}


def test_where_nothing_can_be_written_nothing_is_built(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises((NotADirectoryError, FileNotFoundError)):
        whole_site.publish(tmp_path / "file" / "site", lambda folder: pytest.fail("built for nothing"))


def test_a_mistake_of_ours_is_no_full_disk(site, monkeypatch):
    def wrong(folder: Path) -> int:
        return len((folder / "no such file").read_bytes())

    monkeypatch.chdir(site.parent)
    monkeypatch.setattr(whole_site, "LOCK", Path("lock"))
    monkeypatch.setattr(whole_site, "with_mkdocs", wrong)
    with pytest.raises(FileNotFoundError):
        whole_site.main(Path("site"))


@pytest.mark.parametrize(("end", "said"), [(SystemExit(), 0), (SystemExit(0), 0), (SystemExit(2), 2), (None, 0)])
def test_mkdocs_builds_strictly_into_the_folder_and_what_it_says_at_its_end_is_handed_on(monkeypatch, end, said):
    def ended(module: str, **how: object) -> None:
        assert (module, how["run_name"]) == ("mkdocs", "__main__")
        assert {"build", "--strict", "new"} <= {*sys.argv}
        if end is not None:
            raise end

    monkeypatch.setattr(sys, "argv", [])
    monkeypatch.setattr(whole_site.runpy, "run_module", ended)
    assert whole_site.with_mkdocs(Path("new")) == said


@pytest.mark.parametrize("failed", [0, 1])
def test_a_site_is_packed_only_if_it_was_built(tmp_path, monkeypatch, capsys, failed):
    def build(folder: Path) -> int:
        (folder / "search").mkdir(parents=True)
        for name in ("index.html", "search/search_index.json", "search/search_index.js"):
            (folder / name).write_text("x", "utf-8")
        return failed

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(whole_site, "LOCK", Path("lock"))
    monkeypatch.setattr(whole_site, "with_mkdocs", build)
    assert whole_site.main(Path("offline"), "rnn-lesson", "dist") == failed
    packed = [path.name for path in Path("dist").glob("*.zip")]
    assert packed == ([] if failed else ["rnn-lesson.zip"])
    assert not Path("offline").exists()
    assert capsys.readouterr().out.endswith(" MB\n" if packed else "")
    for name in packed:
        with ZipFile(Path("dist") / name) as archive:
            held = {name.partition("/")[2] for name in archive.namelist()}
        assert {"index.html", "search/search_index.js"} <= held
        assert "search/search_index.json" not in held


def test_a_killed_build_keeps_nobody_waiting(tmp_path):
    assert ended(tmp_path, "os.kill(os.getpid(), 9)", "first") == (KILLED, "")
    assert ended(tmp_path, "pass", "second") == (0, "")
