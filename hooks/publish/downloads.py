"""What can be taken away from the teacher's page: every notebook, and the archives and the PDF that a build is given.

DOWNLOADS=dist make site puts what `make offline` and `make hand-out` left in dist/ beside the pages. A site without
them says how they are made. The name of a file says what it holds: the first ending of ENDINGS that it has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from drawing.fragments import render
from features.references import Link
from markupsafe import Markup

FOLDER = "downloads"  # of the site
ENDINGS = {
    "-without-solutions-without-python.zip": "the lesson without a network, without solutions and without Python",
    "-without-solutions.zip": "the lesson without a network, without the solutions of the exercises",
    "-without-python.zip": "the lesson without a network, without Python in the pages",
    "-hand-out.pdf": "the whole lesson on paper, without answers",
    ".zip": "the lesson without a network, with all that is in it",
}


@dataclass(frozen=True)
class Download:
    """A file that lies beside the pages."""

    file: Path
    holds: str

    @property
    def path(self) -> str:
        """Where it lies in the site."""
        return f"{FOLDER}/{self.file.name}"

    @property
    def size(self) -> str:
        """Its size as a reader wants to know it before the click."""
        return f"{self.file.stat().st_size / 1e6:.1f} MB"


def found(folder: Path) -> list[Download]:
    """What is offered of a folder, in the order of ENDINGS from its end: the whole lesson first."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    endings = {path: next((end for end in ENDINGS if path.name.endswith(end)), None) for path in files}
    order = list(reversed(ENDINGS))
    known = [(order.index(end), path, ENDINGS[end]) for path, end in endings.items() if end]
    return [Download(path, holds) for _, path, holds in sorted(known)]


def html(downloads: Sequence[Download], notebooks: Iterable[str], link: Link) -> Markup:
    """All of them as two lists; a notebook is the path of what is downloaded."""
    named = [(PurePosixPath(path).name, path) for path in notebooks]
    return render("downloads", downloads=downloads, notebooks=named, link=link)
