"""What of the theme's files goes out, and how: nothing that no page of ours uses, nothing that asks another host."""

import re

UNUSED = re.compile(r"\.map$|/lunr/|assets/images/favicon\.png$")  # source maps, search in other languages, an icon
SHIM = "assets/iframe-worker.js"
ONLY_OFFLINE, ONLY_ONLINE = {SHIM, "READ-ME-FIRST.txt"}, {"sitemap.xml"}
SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*$")
# Where the theme would fetch a library for old browsers, mermaid, or a repository's stars. We need none of them.
OTHER_HOSTS = re.compile(r"https://(?:unpkg\.com|api\.github\.com)/")


def is_unwanted(path: str, offline: bool) -> bool:
    """Whether a file of docs/ or of the theme stays at home."""
    return bool(UNUSED.search(path)) or path in (ONLY_ONLINE if offline else ONLY_OFFLINE)


def is_code(path: str) -> bool:
    """Whether a file is a script or a stylesheet of the theme."""
    return path.startswith(("assets/javascripts/", "assets/stylesheets/")) and path.endswith((".js", ".css"))


def at_home(code: str) -> str:
    """A script or stylesheet that asks no other host, and names no source map."""
    return OTHER_HOSTS.sub("about:invalid#", SOURCE_MAP.sub("\n", code))
