"""The Content-Security-Policy of a finished site: its own files, and the inline scripts that its templates bring.

One policy for all pages, because instant navigation keeps the first page's; a server may send the same as a header.
A script that stands in a page and in no template was brought by the page's source: it stops the build.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from bs4 import BeautifulSoup, Tag

CHARSET = '<meta charset="utf-8">'
# What may write a script into a page: parts of the theme's templates, and ours.
TEMPLATES = ("main.html", "404.html", *(f"partials/javascripts/{name}.html" for name in ("base", "palette", "content")))
FILLED_IN = re.compile(r"\{\{.*?\}\}")  # the way to the site's root, the one thing that templates write into a script
WAY = r"[\w./-]*"
BEGINS, ENDS = re.compile("<script", re.I), re.compile("</script", re.I)


def write(folder: Path, offline: bool, templates: Iterable[str], runs: bool = False) -> None:
    """Write the policy into every page below a folder. Raises ValueError for all scripts that no template brings."""
    pages = {path: path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}
    known = known_scripts(templates)
    if wrong := [f"{path.relative_to(folder)}: {it}" for path, html in pages.items() for it in problems(html, known)]:
        raise ValueError("\n".join(wrong))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(pages.values(), offline, runs)}">'
    for path, html in pages.items():
        path.write_text(html.replace(CHARSET, CHARSET + meta), "utf-8")


def problems(html: str, known: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """What keeps the policy out of a page: no place for it, or scripts that are not known."""
    if html.count(CHARSET) != 1:
        yield f"expected {CHARSET} once, to write the policy behind it"
    for code in inline_scripts(html):
        if not any(script.fullmatch(code) for script in known):
            yield f"no template brings this script, so it may not run: {code.strip()[:80]!r}"


def known_scripts(templates: Iterable[str]) -> list[re.Pattern[str]]:
    """What the inline scripts of these templates look like on a page."""
    codes = [code for template in templates for code in inline_scripts(template)]
    return [re.compile(WAY.join(map(re.escape, FILLED_IN.split(code)))) for code in codes]


def policy(pages: Iterable[str], offline: bool, runs: bool = False) -> str:
    """What these pages may load. Opened from a disk, a page's own files are `file:`, which `self` need not cover.

    With `runs` they may compile WebAssembly, and on a disk make a worker of a script that they hold; no more than that.
    """
    own = "'self' file:" if offline else "'self'"
    hashes = sorted({_hash(code) for page in pages for code in inline_scripts(page)})
    allowed = {
        "default-src": "'none'",
        "script-src": " ".join([own, *hashes, *["'wasm-unsafe-eval'"] * runs]),
        "style-src": own,
        "img-src": f"{own} data:",  # the theme's icons are masks in its stylesheet
        "font-src": own,
        "connect-src": "'none'" if offline else "'self'",  # the search index, and pages for instant navigation
        # search; offline it runs in a frame without an address, and code in a worker made of a script
        "worker-src": ("blob:" if runs else "'none'") if offline else "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


def inline_scripts(html: str) -> list[str]:
    """The code of every script on a page, or in a template, that has no address and is not data.

    Every place where one may begin is parsed by itself, in a twentieth of the time that whole pages take. It finds all
    that a browser runs, and perhaps more: what only looks like a script, in a comment say, is refused too.
    """
    scripts = [_script(html, begins.start()) for begins in BEGINS.finditer(html)]
    return [script.get_text() for script in scripts if script and script.get("type") != "application/json"]


def _script(html: str, start: int) -> Tag | None:
    """The script that begins there, if it is one without an address."""
    ends = ENDS.search(html, start)
    whole = f"{html[start : ends.start() if ends else None]}</script>"
    return BeautifulSoup(whole, "html.parser").find("script", src=False)


def _hash(code: str) -> str:
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
