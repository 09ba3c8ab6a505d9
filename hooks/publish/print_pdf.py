"""Print a page of a built site as a PDF, with the machine's own Chromium.

python -m publish.print_pdf site hand-out/ dist/hand-out.pdf
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from publish.serving import NO_CHROMIUM, chromium, flags, serving

# On a busy machine fonts come later than the page, which may then do without them: on paper it waits.
WITH_ITS_FONTS = """() => {
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules)
    if (rule instanceof CSSFontFaceRule) rule.style.setProperty("font-display", "block");
  return Promise.allSettled([...document.fonts].map(face => face.load())).then(() => null) }"""


def print_page(site: Path, page: str, target: Path) -> None:
    """Write the page as a PDF of A4, with an outline of its headings."""
    executable = chromium()
    if executable is None:
        sys.exit(f"{NO_CHROMIUM}; or open {page} in any browser and print it there.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with serving(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags())
        write(browser.new_page(), server.address + page, target)
        browser.close()


def write(tab: Page, address: str, target: Path) -> None:
    """Open an address in a tab, and write what is there as a PDF, once all its fonts have come."""
    tab.emulate_media(media="print")
    tab.goto(address)
    tab.evaluate(WITH_ITS_FONTS)
    tab.pdf(path=target, format="A4", prefer_css_page_size=True, tagged=True, outline=True)


if __name__ == "__main__":
    print_page(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    print(f"{sys.argv[3]}: {Path(sys.argv[3]).stat().st_size / 1e6:.2f} MB")
