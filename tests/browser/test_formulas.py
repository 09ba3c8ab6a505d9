"""How a browser draws formulas. Pixels tell: what a box measures is not what a letter covers."""

import io
from itertools import groupby

import pytest
from PIL import Image

from tests.browser.conftest import SITE

ACCENTS = "article mover[accent]"
SCALE = 3  # of what is drawn, on a pixel of the page


def air(picture: bytes) -> int:
    """How many rows below the uppermost ink of a picture are empty before more ink follows; none if none follows."""
    image = Image.open(io.BytesIO(picture)).convert("L")
    ground = image.getpixel((0, image.height - 1))
    rows = (image.crop((0, y, image.width, y + 1)).getextrema() for y in range(image.height))
    has_ink = [max(abs(grey - ground) for grey in row) > 40 for row in rows]
    strips = [(ink, len([*same])) for ink, same in groupby(has_ink[has_ink.index(True) :])]
    return strips[1][1] if len(strips) > 2 else 0


@pytest.mark.parametrize("address", ["attention/", "notation/"])
def test_between_a_letter_and_the_bar_above_it_there_is_air(painted, address):
    page = painted(base_url=SITE, device_scale_factor=SCALE).new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('article details').forEach(one => { one.open = true })")
    accents = page.locator(ACCENTS).all()
    assert accents
    assert [one.evaluate("e => e.parentNode.outerHTML") for one in accents if air(one.screenshot()) < SCALE] == []


def test_a_bar_upon_its_letter_is_found(painted):
    page = painted(base_url=SITE, device_scale_factor=SCALE).new_page()
    page.goto("attention/")
    page.evaluate("""() => { const sheet = new CSSStyleSheet();
      sheet.replaceSync("mover > mo { padding: 0 !important }"); document.adoptedStyleSheets = [sheet] }""")
    assert air(page.locator(ACCENTS).first.screenshot()) < SCALE
