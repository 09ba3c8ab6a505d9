"""Compare the build of the site with plain MkDocs on the same pages: same theme and plugins, without our hooks.

    make bench-build    (or: python -m benchmarks.build [--rounds 5])

Plain, warm and cold builds take turns in a copy of the tree. Cold means that nothing drawn, computed or rendered is
kept; our modules are kept compiled (hooks/results/compiled_code.py), as those of MkDocs are in the environment. Left
aside: training, whose results are kept for all, and the notebooks, which no build runs here. Only the ratios of one run
mean something: all three share its noise.

Seconds are those of the processor, and those that somebody waits. A cold build uses a second core where there is one
(hooks/results/second_core.py): nobody waits for what that core does meanwhile, but its seconds are among those of the
processor. On a machine with other work the seconds that somebody waits say little.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parent.parent
PARTS = ("docs", "hooks", "rnn_docs", "mkdocs.yml", "pyproject.toml", ".cache/trained")
SEARCHED = "docs/data/search.yml"
KEPT = (".cache/drawn", ".cache/rendered", ".cache/finished", ".cache/parsed", ".cache/templates")
PLAIN = "INHERIT: mkdocs.yml\nhooks: []\n"


class Seconds(NamedTuple):
    """What a build costs: time of the processor, and time of whoever waits."""

    processor: float
    waited: float


def copy_of_the_tree(folder: Path) -> None:
    """What the site is built from, and beside it a configuration without hooks."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__", "notebooks"))
        elif source.exists():
            shutil.copy2(source, folder / part)
    searched = yaml.safe_load((folder / SEARCHED).read_text("utf-8"))
    left = {page: words for page, words in searched.items() if not page.startswith("notebooks/")}
    (folder / SEARCHED).write_text(yaml.safe_dump(left), "utf-8")
    (folder / "plain.yml").write_text(PLAIN, "utf-8")


def seconds(tree: Path, config: str) -> Seconds:
    """What one build costs."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict", "-f", config, "-d", "out"]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=tree, env=os.environ | {"PYTHONPATH": str(tree)}, check=True, stderr=subprocess.DEVNULL)
    after, waited = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - begun
    return Seconds(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, waited)


def round_of_builds(tree: Path) -> dict[str, Seconds]:
    """One build of each kind, after one another."""
    for folder in KEPT:
        shutil.rmtree(tree / folder, ignore_errors=True)
    cold = seconds(tree, "mkdocs.yml")
    return {"plain": seconds(tree, "plain.yml"), "warm": seconds(tree, "mkdocs.yml"), "cold": cold}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name)
        copy_of_the_tree(tree)
        seconds(tree, "mkdocs.yml")  # trains what is not trained yet
        found = [round_of_builds(tree) for _ in range(rounds)]
    print(f"{rounds} rounds: the median, and the ratios to plain MkDocs from least to most")
    for at, meant in enumerate(("of the processor", "waited for")):
        print(f"\nseconds {meant:17s} ratio")
        for kind in ("plain", "warm", "cold"):
            ratios = [one[kind][at] / one["plain"][at] for one in found]
            middle = statistics.median(one[kind][at] for one in found)
            print(f"{kind:6s} {middle:18.2f} {statistics.median(ratios):6.2f}   {min(ratios):.2f}–{max(ratios):.2f}")


if __name__ == "__main__":
    main()
