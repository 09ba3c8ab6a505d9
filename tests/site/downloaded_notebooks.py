"""Download every notebook from the built site, and run it where only this package and its stated extras are installed.

make test-notebooks    (or: python -m tests.site.downloaded_notebooks site; needs pip and a network)
"""

import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOWNLOAD = re.compile(r'<a href="([^"]+\.ipynb)" download')


def downloads(site: Path) -> list[Path]:
    """What the notebooks' pages offer."""
    pages = sorted(site.glob("notebooks/*/index.html"))
    return [
        (page.parent / address).resolve() for page in pages for address in DOWNLOAD.findall(page.read_text("utf-8"))
    ]


def fresh_environment(folder: Path) -> Path:
    """A new virtual environment with this package and its extra `notebooks`, versions as pinned; its bin folder."""
    pins = re.sub(r" \\\n|^ +--hash.*\n", "\n", (ROOT / "constraints.txt").read_text("utf-8"), flags=re.M)
    (folder / "pins.txt").write_text(pins, "utf-8")  # without hashes: pip would want one of this package too
    venv.create(folder / "venv", with_pip=True)
    command = [folder / "venv/bin/pip", "install", "--quiet", "-c", folder / "pins.txt", f"{ROOT}[notebooks]"]
    subprocess.run(command, check=True)
    return folder / "venv" / "bin"


def run(notebook: Path, programs: Path, folder: Path) -> None:
    """Execute a copy as a reader would, with nothing of this tree in sight; raises if a cell does."""
    copy = folder / notebook.name
    copy.write_bytes(notebook.read_bytes())
    bare = {"PATH": f"{programs}:/usr/bin:/bin", "HOME": str(folder)}
    start = time.perf_counter()
    subprocess.run([programs / "jupyter", "execute", copy], cwd=folder, env=bare, check=True)
    print(f"{notebook.name}: ran from top to bottom in {time.perf_counter() - start:.0f} s")


def main() -> None:
    found = downloads(Path(sys.argv[1]))
    if not found:
        raise SystemExit(f"no notebook is offered below {sys.argv[1]}/notebooks")
    with tempfile.TemporaryDirectory() as name:
        programs = fresh_environment(Path(name))
        for notebook in found:
            run(notebook, programs, Path(name))


if __name__ == "__main__":
    main()
