"""Ask every host that the built site links to whether the page is still there: the one thing that needs a connection.

python -m publish.outside_links site
"""

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bs4 import BeautifulSoup, SoupStrainer

REFUSED = {401, 403, 405, 429}  # the host is there and wants no programs: a reader gets the page
SECONDS = 20


def links(site: Path) -> dict[str, str]:
    """Every outside address of a built site, and a page that links to it."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser", parse_only=SoupStrainer("a"))
        for link in page.find_all("a", href=True):
            address = str(link["href"]).partition("#")[0]
            if address.startswith(("https://", "http://")):
                found.setdefault(address, path.relative_to(site).as_posix())
    return found


def fault(address: str) -> str:
    """What is wrong with an address, or nothing."""
    try:
        with urlopen(Request(address, headers={"User-Agent": "link check of a lesson"}), timeout=SECONDS):
            return ""
    except HTTPError as error:
        return "" if error.code in REFUSED else f"{error.code} {error.reason}"
    except OSError as error:
        return str(error)


def report(site: Path, ask: Callable[[str], str] = fault) -> list[str]:
    """A line for each link that leads nowhere."""
    return [f"{page}: {address}: {wrong}" for address, page in links(site).items() if (wrong := ask(address))]


if __name__ == "__main__":
    sys.exit("\n".join(report(Path(sys.argv[1]))) or None)
