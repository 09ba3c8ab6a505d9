"""`make` in a folder of any name: it sets up its own environment, and nothing beside it is touched."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make is for Linux and macOS")
ROOT = Path(__file__).parents[2]
NAMES = ["rnn-docs copy", 'it\'s "ours"', "Zürich & $HOME; `x`", "a#b%20c"]
# Python as far as the set-up of an environment needs it, and no further: what would install packages ends there.
RECORDER = f"""#!/bin/sh
[ "$1 $2" = "-m venv" ] && exec {shlex.quote(sys.executable)} "$@" --without-pip
exec {shlex.quote(sys.executable)} "$@"
"""


def checkout(folder: Path) -> Path:
    """What `make environment` reads, in a folder of that name, and a neighbour named as its first word."""
    folder.mkdir(parents=True)
    for name in ("Makefile", "constraints.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder / name)
    recorder = folder / "recorder"
    recorder.write_text(RECORDER, "utf-8")
    recorder.chmod(0o755)
    return folder


def environment(folder: Path, **options: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("VENV", "MAKEFLAGS", "MAKELEVEL")}
    command = ["make", "environment", "PYTHON=./recorder"]
    return subprocess.run(
        command, cwd=folder, env=clean | options, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("name", NAMES)
def test_setting_up_never_touches_a_neighbour(tmp_path, name):
    folder = checkout(tmp_path / name)
    neighbour = tmp_path / name.split()[0]
    if neighbour != folder:
        neighbour.mkdir()
        (neighbour / "thesis.txt").write_text("two years of work", "utf-8")
    environment(folder)  # it ends where it would install packages
    assert (folder / ".venv" / "pyvenv.cfg").exists()
    if neighbour != folder:
        assert os.listdir(neighbour) == ["thesis.txt"]
    assert {path.name for path in tmp_path.iterdir()} <= {folder.name, neighbour.name}


def test_an_environment_that_is_not_ours_is_left_alone_and_named(tmp_path):
    folder = checkout(tmp_path / "checkout")
    (folder / ".venv").mkdir()
    (folder / ".venv" / "mine.txt").write_text("mine", "utf-8")
    result = environment(folder)
    assert result.returncode != 0
    assert f"{folder}/.venv was not made here" in result.stdout
    assert os.listdir(folder / ".venv") == ["mine.txt"]


@pytest.mark.parametrize("change", ["moved", "other pins", "half made"])
def test_an_environment_made_elsewhere_or_of_other_pins_or_half_made_is_made_anew(tmp_path, change):
    folder = checkout(tmp_path / "first")
    mark = folder / ".venv" / "made-by-make.txt"
    environment(folder)
    (folder / ".venv" / "stale.txt").touch()
    pins = (folder / "constraints.txt").read_text("utf-8")
    mark.write_text(
        {"moved": "/elsewhere\n" + pins, "other pins": f"{folder}\n# other\n" + pins, "half made": ""}[change], "utf-8"
    )
    environment(folder)
    assert (folder / ".venv" / "pyvenv.cfg").exists()
    assert not (folder / ".venv" / "stale.txt").exists()


def test_an_environment_of_the_same_place_and_pins_is_kept(tmp_path):
    folder = checkout(tmp_path / "first")
    environment(folder)
    (folder / ".venv" / "made-by-make.txt").write_text(
        f"{folder}\n" + (folder / "constraints.txt").read_text("utf-8"), "utf-8"
    )
    (folder / ".venv" / "kept.txt").touch()
    result = environment(folder)
    assert result.returncode == 0, result.stdout + result.stderr
    assert (folder / ".venv" / "kept.txt").exists()


def test_an_environment_whose_python_is_gone_is_made_anew(tmp_path):
    folder = checkout(tmp_path / "first")
    environment(folder)
    (folder / ".venv" / "made-by-make.txt").write_text(
        f"{folder}\n" + (folder / "constraints.txt").read_text("utf-8"), "utf-8"
    )
    (folder / ".venv" / "stale.txt").touch()
    (folder / ".venv" / "bin" / "python").unlink()
    (folder / ".venv" / "bin" / "python").symlink_to(tmp_path / "upgraded-away")
    environment(folder)
    assert (folder / ".venv" / "bin" / "python").exists()
    assert not (folder / ".venv" / "stale.txt").exists()


def test_an_environment_that_could_not_be_removed_is_still_ours(tmp_path):
    """While another program writes into it, not all of it goes; the next time it does."""
    folder = checkout(tmp_path / "first")
    environment(folder)
    remover = tmp_path / "programs" / "rm"
    remover.parent.mkdir()
    remover.write_text(f"#!/bin/sh\n{shutil.which('rm')} .venv/made-by-make.txt\nexit 1\n", "utf-8")
    remover.chmod(0o755)
    assert environment(folder, PATH=f"{remover.parent}{os.pathsep}{os.environ['PATH']}").returncode != 0
    assert "was not made here" not in environment(folder).stdout


def test_what_could_not_be_installed_is_told_in_a_sentence_and_tried_again_the_next_time(tmp_path):
    """Without a network pip's last words are that a package does not exist."""
    folder = checkout(tmp_path / "first")
    for _ in range(2):
        result = environment(folder)
        assert result.returncode != 0
        assert "uv could not install them; now pip tries" in result.stdout
        assert "This step needs a network, once." in result.stdout


def test_what_installs_the_packages_is_pinned_and_hashed_as_they_are():
    command = re.search(r"sed -n '[^']+' constraints.txt", (ROOT / "Makefile").read_text("utf-8"))[0]
    said = subprocess.run(shlex.split(command), cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    pin, *hashes, used_by = said.stdout.splitlines()
    assert re.match(r"uv==[\d.]+ ;", pin)
    assert hashes
    assert all(line.strip().startswith("--hash=sha256:") for line in hashes)
    assert used_by.strip().startswith("# via")


def test_a_python_that_is_too_old_is_refused_in_a_sentence(tmp_path):
    folder = checkout(tmp_path / "first")
    (folder / "recorder").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    result = environment(folder)
    assert result.returncode != 0
    assert "Python 3.11 to 3.14 is needed" in result.stdout
    assert not (folder / ".venv").exists()


def test_help_lists_what_contributors_are_told_of_and_nothing_else():
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("\n## Where things are")[0]
    rows = [row.split(" | ")[0] for row in told.splitlines() if row.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`make ([a-z-]+)`", row)]
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    listed = re.findall(r"^make ([a-z-]+) +\S", said.stdout, re.M)
    assert sorted(listed) == sorted(named)
    assert len(listed) > 30
