"""What of the theme goes out, and how: no file that no page uses, nothing that asks another host, sound HTML."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from drawing.fragments import Compiled
from jinja2 import BaseLoader, Environment
from publish import content_policy, plurals, used_styles

UNUSED = re.compile(r"\.map$|/lunr/|assets/images/favicon\.png$")  # source maps, search in other languages, an icon
SHIM = "assets/iframe-worker.js"
ONLY_OFFLINE, ONLY_ONLINE = {SHIM, "READ-ME-FIRST.txt"}, {"sitemap.xml"}
INDENT = re.compile(r"\n\s+")  # of templates; pages without it weigh less
SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*$")
# Where the theme would fetch a library for old browsers, mermaid, or a repository's stars. We need none of them.
OTHER_HOSTS = re.compile(r"https://(?:unpkg\.com|api\.github\.com)/")

# It starts the search's worker and fetches the index with every first page; here both wait until the search is opened,
# as they do on a disk. The stand-in for a worker starts it with the first message: by then a reader may have turned
# pages, and the address is relative to the first one.
LAZY = (
    "{let w;const u=new URL(e,location).href,o=new EventTarget;o.postMessage=d=>{w||(w=new Worker(u),"
    'w.addEventListener("message",m=>o.dispatchEvent(new MessageEvent("message",{data:m.data}))));'
    "w.postMessage(d)};return o}"
)
SEARCH_WAITS = [
    ("function Mn(e,t=new Worker(e))", f"function Mn(e,t=(()=>{LAZY})())"),
    ('$(location.protocol!=="file:"),Je("search")', '$(!1),Je("search")'),
]

# It stores the scheme at the first visit, as if a reader had chosen it; here only a choice against the system is kept,
# and without one the page changes when the system does.
SCHEME = [
    ('__md_set("__palette",s)', '__md_set("__palette",matchMedia(s.color.media).matches?null:s)'),
    ("us(t).pipe(W(n.pipe(Ie(1)))", "H(()=>us(t)).pipe(W(n.pipe(Ie(1)))"),
]

# It marks the page whenever it has looked for the scheme, at every load too, and says that a light page is light; each
# time all of the page is styled anew, which takes a slow phone a second.
SWITCHING = [
    (
        'let o=x("meta",{name:"color-scheme"});document.head.appendChild(o);',
        'let o=document.querySelector("meta[name=color-scheme]")||x("meta",{name:"color-scheme"});',
    ),
    (
        "return o.content=a.colorScheme,",
        "return o.content===a.colorScheme||(o.content=a.colorScheme),"
        'o.isConnected||a.colorScheme!=="dark"||document.head.append(o),',
    ),
    (
        'document.body.setAttribute("data-md-color-switching","")',
        "document.body.dataset.mdColorScheme!==s.color.scheme&&"
        'document.body.setAttribute("data-md-color-switching","")',
    ),
]
# It writes every address of a page out in full as soon as it starts. A stylesheet is then read again, and the page is
# styled and laid out a second time: half a second on a slow phone. Here the address of a stylesheet is noted, and
# written out when the first page was turned, in a copy that takes over once it is there: so the page keeps its looks.
FULL_ADDRESSES = [
    (
        "return y;$(document).subscribe(vi);",
        'return y;M("head link:not([rel=preload])").forEach(e=>{e.rel==="stylesheet"?e.whole=e.href:e.href=e.href});',
    ),
    ("t.set(r.outerHTML,r)", 't.set(r.outerHTML.replace(/href="[^"]*(?=assets\\/)/,""),r)'),
    (
        'n!=="color-scheme"&&o.remove()}',
        'n!=="color-scheme"&&o.remove()}M("head link").forEach(o=>{if(!o.whole)return;const n=o.cloneNode();'
        'n.href=o.whole,o.whole="",n.onload=()=>o.remove(),o.after(n)});',
    ),
]
# It measures each block of code between the changes that it makes to others, and asks each time whether a browser can
# copy: the page is laid out anew for every block. Whoever watches a size is told it when the page is laid out anyway.
MEASURING = [
    (
        "function es(e){return Le(e).pipe(m(({width:t})=>({scrollable:At(e).width>t})),",
        "function es(e){return Ia.pipe(O(t=>t.observe(e)),b(t=>cn.pipe(g(r=>r.target===e),A(()=>t.unobserve(e)))),"
        "m(()=>({scrollable:At(e).width>de(e).width})),",
    ),
    ('if(Kn.default.isSupported()&&(e.closest(".copy")', 'if((e.closest(".copy")'),
]
# It calls a block of code after the element with a name around it: of two blocks there, a button copies the first.
CODE_IDS = [("p=c?c.id:Za++", "p=Za++")]

IN_SCRIPT = (*SEARCH_WAITS, *SCHEME, *SWITCHING, *FULL_ADDRESSES, *MEASURING, *CODE_IDS)

Remember = Callable[[str, str, Callable[[], str]], str]

# The theme marks each group of buttons beside code as navigation without a name, …
CODE_NAVIGATION = ('"nav",{class:"md-code__nav"', '"div",{class:"md-code__nav"')
# … its search is a dialog without one, some labels carry an attribute without a value, and a page waits for its script.
STEP = (  # a step's number in the navigation
    "{% macro render_step(item) %}{% if item.meta and item.meta.step %}"
    '<rnn-step data-asked="{{ item.meta.asked }}">{{ item.meta.step }}</rnn-step>{{ " " }}'
    "{% endif %}{% endmacro %}"
)
WITH_HEADINGS = (  # the list at the right is left out, and there are enough of them
    '{% if page and "toc" in (page.meta.hide or []) and page.toc and (page.toc | first).children | length > 2 %}'
    " with-headings{% endif %}"
)
MENDED = {
    "base.html": [
        ("<script src=\"{{ 'assets/javascripts/bundle.", "<script defer src=\"{{ 'assets/javascripts/bundle."),
        # Firefox asks for it ahead of time, which the policy refuses with an error in the console.
        ('<link rel="next" href="{{ page.next_page.url | url }}">', ""),
        # That this list holds the page's own headings is known before it is drawn: or what is below them would move.
        ('"md-sidebar md-sidebar--primary"', '"md-sidebar md-sidebar--primary' + WITH_HEADINGS + '"'),
    ],
    "partials/search.html": [
        (' role="dialog"', ' role="dialog" aria-label="Search"'),
    ],
    "partials/javascripts/palette.html": [  # who has chosen nothing has the system's scheme from the first stroke on
        (
            "if(palette&&",
            'if(!palette&&matchMedia("(prefers-color-scheme: dark)").matches)palette={color:{scheme:"slate"}};'
            "if(palette&&",
        ),
        (  # and a dark page says so before it is styled, not after: else it is styled twice
            'document.body.setAttribute("data-md-color-"+key,value)}',
            'document.body.setAttribute("data-md-color-"+key,value);if(palette.color.scheme==="slate"){'
            'const meta=document.createElement("meta");meta.name="color-scheme",meta.content="dark",'
            "document.head.append(meta)}}",
        ),
    ],
    "partials/nav-item.html": [
        (' tabindex="{{ tabindex }}"', '{% if tabindex %} tabindex="{{ tabindex }}"{% endif %}'),
        ("    {{ render_title(ref) }}\n    {% if", "    {{ render_step(ref) }}{{ render_title(ref) }}\n    {% if"),
        ("{% macro render_content(", STEP + "{% macro render_content("),
    ],
}
# It turns pages at n, p, a comma and a full stop, and opens the search at f, s and a slash. Whoever dictates is carried
# off by a letter, and nothing switches that off (WCAG 2.1.4). No key is null.
SHORTCUTS = ('case"p":case",":', 'case"n":case".":', 'case"f":case"s":case"/":')


class Mended(BaseLoader):
    """The theme's templates as the checkers of HTML and of accessibility want them, and without indentation.

    What can be said in a block, theme/main.html says. Raises ValueError where the theme has changed, so that a mend
    finds nothing any more.
    """

    def __init__(self, theme: BaseLoader) -> None:
        self.theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, is_current = self.theme.get_source(environment, template)
        for wrong, right in MENDED.get(template, []):
            if wrong not in source:
                raise ValueError(f"{template} of the theme no longer holds {wrong!r}: see {__name__}.MENDED")
            source = source.replace(wrong, right)
        return INDENT.sub("\n", source), path, is_current


def prepare(environment: Environment) -> None:
    """Have the theme's templates mended when they are read, and keep the code that Jinja makes of them."""
    environment.loader = Mended(environment.loader or BaseLoader())
    environment.bytecode_cache = Compiled()


def is_unwanted(path: str, offline: bool) -> bool:
    """Whether a file of docs/ or of the theme stays at home."""
    return bool(UNUSED.search(path)) or path in (ONLY_ONLINE if offline else ONLY_OFFLINE)


def is_code(path: str) -> bool:
    """Whether a file is a script or a stylesheet of the theme."""
    return path.startswith(("assets/javascripts/", "assets/stylesheets/")) and path.endswith((".js", ".css"))


def at_home(code: str) -> str:
    """A script or stylesheet that asks no other host, names no source map, takes no letter, and names what it makes."""
    for wrong, right in (*IN_SCRIPT, *plurals.MENDS):
        code = code.replace(wrong, right)
    for keys in SHORTCUTS:
        code = code.replace(keys, "case null:")
    return OTHER_HOSTS.sub("about:invalid#", SOURCE_MAP.sub("\n", code)).replace(*CODE_NAVIGATION)


def finish(
    folder: Path, offline: bool, templates: Iterable[str] | None, remember: Remember, runs: bool = False
) -> None:
    """With all pages written below a folder: leave out styles that none uses, write the policy.

    The policy names the inline scripts of `templates`; without any there is none, as `make serve` wants it.
    `remember` keeps stylesheets, by a name and by what they depend on, because to read them takes long. With `runs` the
    policy lets a reader's Python start.
    """
    texts = [path.read_text("utf-8") for kind in ("*.html", "*.js") for path in folder.rglob(kind)]
    names = used_styles.words(texts)
    for path in folder.glob("assets/stylesheets/*.css"):
        css = path.read_text("utf-8")
        used = partial(used_styles.used, css, names)
        path.write_text(remember("used.css", used_styles.depends_on(css, names), used), "utf-8")
    for path in folder.glob("assets/*.css"):
        css = path.read_text("utf-8")
        path.write_text(remember("bare.css", css, partial(used_styles.bare, css)), "utf-8")
    if templates is not None:
        content_policy.write(folder, offline, templates, runs)
