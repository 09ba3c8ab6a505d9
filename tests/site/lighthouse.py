"""Lighthouse on a page of each kind, in its mobile form: `make lighthouse`. Fails below 98, 100, 100, 100.

It comes from npm, into a folder of its own, and drives the machine's Chromium; the site is served packed, as hosts do.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from publish.serving import NO_CHROMIUM, Packed, chromium, flags, serving

PAGES = ("", "lesson/computation/", "lesson/lstm/", "notebooks/sentiment/")
KEPT = Path(".cache/lighthouse.json")
RUNS = 3
FLAGS = ("--headless=new", "--disable-background-networking")
ATLEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


def scores(program: str, address: str) -> tuple[dict[str, int], list[str]]:
    """The score of each category; the audits that cost one, and how fast Lighthouse found the machine."""
    command = [program, address, "--quiet", "--output=json", f"--chrome-flags={' '.join([*flags(), *FLAGS])}"]
    command.append(f"--only-categories={','.join(ATLEAST)}")
    environment = os.environ | {"CHROME_PATH": chromium() or sys.exit(NO_CHROMIUM)}
    report = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    lost = [
        reference["id"]
        for category in report["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"] and _costs(report["audits"][reference["id"]])
    ]
    found = {name: round(100 * category["score"]) for name, category in report["categories"].items()}
    return found, [*lost, f"(machine {report['environment']['benchmarkIndex']:.0f}; a quiet one has 1500 and more)"]


def _costs(audit: dict[str, object]) -> bool:
    counts = audit["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    return counts and (audit["score"] or 0) < 0.9


def main(site: str, program: str) -> int:
    """Print a line a page, and keep the scores for `make pages`; 1 if any is below what is asked."""
    reached = {}
    with serving(Path(site), Packed) as server:
        for page in PAGES:
            reached[page], lost = best(program, server.address + page)
            print(f"/{page}: {spoken(reached[page])}", *lost, flush=True)
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({page: spoken(found) for page, found in reached.items()}), "utf-8")
    return int(any(found[name] < least for found in reached.values() for name, least in ATLEAST.items()))


def best(program: str, address: str) -> tuple[dict[str, int], list[str]]:
    """The best of a few runs: what else the machine does only ever makes a page slower."""
    runs = []
    while len(runs) < RUNS and not (runs and all(runs[-1][0][name] >= least for name, least in ATLEAST.items())):
        runs.append(scores(program, address))
    return max(runs, key=lambda run: tuple(run[0].values()))


def spoken(found: dict[str, int]) -> str:
    return " / ".join(str(found[name]) for name in ATLEAST)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
