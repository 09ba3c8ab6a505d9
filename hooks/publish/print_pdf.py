"""Print a page of a built site as a PDF, with the machine's own Chromium.

python -m publish.print_pdf site hand-out/ dist/hand-out.pdf
"""

import functools
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a built site, for as long as it is needed."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def print_page(site: Path, page: str, target: Path) -> None:
    """Write the page as a PDF of A4, with an outline of its headings."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        sys.exit(f"Printing needs one of {', '.join(BROWSERS)}; or open {page} in any browser and print it there.")
    target.parent.mkdir(parents=True, exist_ok=True)
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to start for root with it
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        tab = browser.new_page()
        tab.goto(address + page, wait_until="load")
        tab.pdf(path=target, format="A4", prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()


if __name__ == "__main__":
    print_page(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    print(f"{sys.argv[3]}: {Path(sys.argv[3]).stat().st_size / 1e6:.2f} MB")
