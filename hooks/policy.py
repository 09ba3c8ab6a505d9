"""The Content-Security-Policy of a finished site: its own files, and the inline scripts it was built with.

One policy for all pages, because instant navigation keeps the first page's; a server may send the same as a header.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.S)
NOT_RUN = re.compile(r"\bsrc=|type=\"application/json\"")
CHARSET = '<meta charset="utf-8">'


def write(folder: Path, offline: bool) -> None:
    """Write the policy into every page below a folder."""
    pages = {path: path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(pages.values(), offline)}">'
    for path, html in pages.items():
        if html.count(CHARSET) != 1:
            raise ValueError(f"{path}: expected {CHARSET} once, to write the policy behind it")
        path.write_text(html.replace(CHARSET, CHARSET + meta), "utf-8")


def policy(pages: Iterable[str], offline: bool) -> str:
    """What these pages may load. Opened from a disk, a page's own files are `file:`, which `self` need not cover."""
    own = "'self' file:" if offline else "'self'"
    hashes = sorted({_hash(code) for page in pages for code in inline_scripts(page)})
    allowed = {
        "default-src": "'none'",
        "script-src": " ".join([own, *hashes]),
        "style-src": own,
        "img-src": f"{own} data:",  # the theme's icons are masks in its stylesheet
        "font-src": own,
        "connect-src": "'none'" if offline else "'self'",  # the search index, and pages for instant navigation
        "worker-src": "'none'" if offline else "'self'",  # search; offline it runs in a frame without an address
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


def inline_scripts(page: str) -> list[str]:
    """The code of every script on a page that runs and has no address."""
    return [found["code"] for found in INLINE.finditer(page) if not NOT_RUN.search(found["attributes"])]


def _hash(code: str) -> str:
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
