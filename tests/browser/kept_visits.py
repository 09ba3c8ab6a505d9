"""What was seen on a page is kept for as long as nothing changes that the page, the browser or the look at it is made of."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from tests import visits
from tests.browser.kept_passes import digest
from tests.visits import Visit, addresses, axe

NOT_FETCHED = "python"  # below assets/: what runs code comes after a click, which no visit makes


def keys(site: Path, *also: str) -> dict[str, str]:
    """For every page a digest of its text, of all that pages fetch, of what looks at them, and of what else counts."""
    shared = digest([Path(visits.__file__), *_fetched(site)], repr((axe(), also)))
    return {name: digest([site / name], shared) for name in addresses(site)}


def _fetched(site: Path) -> Iterator[Path]:
    assets = site / "assets"
    for path in sorted(assets.rglob("*")):
        if path.is_file() and path.relative_to(assets).parts[0] != NOT_FETCHED:
            yield path


def written(visit: Visit) -> str:
    """A visit as text."""
    plain = {field.name: getattr(visit, field.name) for field in fields(visit)}
    return repr(plain | {"words": tuple(map(dict, visit.words))})


def read(text: str) -> Visit:
    """The visit that was written so."""
    plain = ast.literal_eval(text)
    return Visit(**plain | {"words": tuple(map(Counter, plain["words"]))})
