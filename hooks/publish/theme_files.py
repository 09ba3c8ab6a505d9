"""What of the theme goes out, and how: no file that no page uses, nothing that asks another host, sound HTML."""

import re
from collections.abc import Iterable
from pathlib import Path

from publish import content_policy, used_styles

UNUSED = re.compile(r"\.map$|/lunr/|assets/images/favicon\.png$")  # source maps, search in other languages, an icon
SHIM = "assets/iframe-worker.js"
ONLY_OFFLINE, ONLY_ONLINE = {SHIM, "READ-ME-FIRST.txt"}, {"sitemap.xml"}
SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*$")
# Where the theme would fetch a library for old browsers, mermaid, or a repository's stars. We need none of them.
OTHER_HOSTS = re.compile(r"https://(?:unpkg\.com|api\.github\.com)/")

# The theme marks each group of buttons beside code as navigation without a name, its search is a dialog without one,
# and some of its labels carry an attribute without a value.
CODE_NAVIGATION = ('"nav",{class:"md-code__nav"', '"div",{class:"md-code__nav"')
MENDED = {
    'data-md-component="search" role="dialog"': 'data-md-component="search" role="dialog" aria-label="Search"',
    ' tabindex=""': "",
}
# What a page need not wait for: the styles of paper, and the theme's script.
PAPER, THEME_SCRIPT = re.compile(r'(href="[^"]*assets/print\.css")'), re.compile(r'(src="[^"]*/bundle\.[^"]*\.js")')
API_STYLES = re.compile(r'<link rel="stylesheet" href="[^"]*_mkdocstrings\.css">')
COMMENT, INDENTATION = re.compile(r"/\*.*?\*/", re.S), re.compile(r"^\s+", re.M)
EMPTY_HEAD = re.compile(r"<th( class=\"[^\"]+\")?></th>")


def is_unwanted(path: str, offline: bool) -> bool:
    """Whether a file of docs/ or of the theme stays at home."""
    return bool(UNUSED.search(path)) or path in (ONLY_ONLINE if offline else ONLY_OFFLINE)


def is_code(path: str) -> bool:
    """Whether a file is a script or a stylesheet of the theme."""
    return path.startswith(("assets/javascripts/", "assets/stylesheets/")) and path.endswith((".js", ".css"))


def at_home(code: str) -> str:
    """A script or stylesheet that asks no other host, names no source map, and makes no nameless navigation."""
    return OTHER_HOSTS.sub("about:invalid#", SOURCE_MAP.sub("\n", code)).replace(*CODE_NAVIGATION)


def mended(page: str) -> str:
    """A finished page as the checkers of HTML and of accessibility want it."""
    for wrong, right in MENDED.items():
        page = page.replace(wrong, right)
    if 'class="doc ' not in page:
        page = API_STYLES.sub("", page)
    page = PAPER.sub(r'\1 media="print"', page)
    page = THEME_SCRIPT.sub(r"\1 defer", page)
    return EMPTY_HEAD.sub(r"<td\1></td>", page)


def bare(css: str) -> str:
    """A stylesheet of ours without what is written for its authors."""
    return INDENTATION.sub("", COMMENT.sub("", css))


def finish(folder: Path, offline: bool, templates: Iterable[str] | None, runs: bool = False) -> None:
    """With all pages written below a folder: mend them, leave out styles that none uses, write the policy.

    The policy names the inline scripts of `templates`; without any there is none, as `make serve` wants it. With
    `runs` it lets a reader's Python start.
    """
    for path in folder.rglob("*.html"):
        path.write_text(mended(path.read_text("utf-8")), "utf-8")
    texts = [path.read_text("utf-8") for kind in ("*.html", "*.js") for path in folder.rglob(kind)]
    names = used_styles.words(texts)
    for path in folder.glob("assets/stylesheets/*.css"):
        path.write_text(used_styles.used(path.read_text("utf-8"), names), "utf-8")
    for path in folder.glob("assets/*.css"):
        path.write_text(bare(path.read_text("utf-8")), "utf-8")
    if templates is not None:
        content_policy.write(folder, offline, templates, runs)
