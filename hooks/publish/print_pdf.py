"""Print a page of a built site as a PDF, with the machine's own Chromium.

python -m publish.print_pdf site hand-out/ dist/hand-out.pdf
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from publish.serving import NO_CHROMIUM, chromium, flags, serving


def print_page(site: Path, page: str, target: Path) -> None:
    """Write the page as a PDF of A4, with an outline of its headings."""
    executable = chromium()
    if executable is None:
        sys.exit(f"{NO_CHROMIUM}; or open {page} in any browser and print it there.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with serving(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags())
        tab = browser.new_page()
        tab.goto(server.address + page, wait_until="load")
        tab.evaluate("document.fonts.ready.then(() => null)")  # on a busy machine they come later than the page
        tab.pdf(path=target, format="A4", prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()


if __name__ == "__main__":
    print_page(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    print(f"{sys.argv[3]}: {Path(sys.argv[3]).stat().st_size / 1e6:.2f} MB")
