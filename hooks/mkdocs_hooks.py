"""The one file that knows MkDocs: it hands each event to plain functions of its siblings.

Everything is checked before the first page is rendered, so that one build names all mistakes.
"""

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

HOOKS = Path(__file__).parent
ROOT = HOOKS.parent
KEPT_NOTEBOOKS = ROOT / ".cache" / "notebooks"
RUNTIME = ROOT / ".cache" / "runtime"  # the Python that readers run: `make runtime` fetches it
FONT, LICENCE = "assets/stix-two-math.woff2", "assets/stix-two-math.txt"
SCRIPT = "assets/explorers.js"

content: ModuleType  # hooks/site_content.py as it is now: imported anew for every build
theme_files: ModuleType  # and hooks/publish/theme_files.py
runtime: ModuleType  # and hooks/publish/runtime.py
python_parts: ModuleType  # and hooks/publish/python_parts.py
site = None  # its Site, made in on_files
serving = False  # `make serve` adds a script of its own to each page, which the policy would forbid


def on_startup(command: str, dirty: bool) -> None:
    """Remember what MkDocs was started for."""
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Forget the modules of an earlier build, so that `make serve` sees a change of rnn_docs or of a hook."""
    global content, theme_files, runtime, python_parts
    ours = {path.relative_to(HOOKS).parts[0].removesuffix(".py") for path in HOOKS.rglob("*.py")} | {"rnn_docs"}
    for name in [name for name in sys.modules if name.partition(".")[0] in ours - {Path(__file__).stem}]:
        del sys.modules[name]
    if str(HOOKS) not in sys.path:
        sys.path.insert(0, str(HOOKS))
    names = ("site_content", "publish.theme_files", "publish.runtime", "publish.python_parts")
    content, theme_files, runtime, python_parts = map(importlib.import_module, names)
    if _offline(config):
        config.theme["features"].remove("navigation.instant")  # it cannot fetch a page from a disk
        config.theme.static_templates.clear()  # an error page and a sitemap are for servers
        config.extra["polyfills"] = [theme_files.SHIM]
    os.environ.update(content.notebooks.environment())
    config.plugins["mkdocs-jupyter"].config["cache_dir"] = str(content.notebooks.kept(KEPT_NOTEBOOKS))
    return config


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Watch what the pages are computed with."""
    for folder in (HOOKS, ROOT / "rnn_docs"):
        server.watch(str(folder))
    return server


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check all pages, then add what is made: palette, mathematics font with its licence, script, downloads."""
    global site
    renderer = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    docs, drawn, solutions = Path(config.docs_dir), ROOT / ".cache" / "drawn", config.extra["solutions"]
    site = _loudly(lambda: content.Site(docs, drawn, renderer, solutions, _runs(config)))
    _ship(files, _offline(config))
    stylesheet = files.get_file_from_path("assets/lesson.css")
    stylesheet.content_string = site.stylesheet(stylesheet.content_string)
    files.append(File.generated(config, FONT, content=b""))  # filled when every page is rendered
    files.append(File.generated(config, LICENCE, content=site.font_licence()))
    files.append(File.generated(config, SCRIPT, content=site.script()))
    for path, text in site.downloads().items():
        files.append(File.generated(config, path, content=text))
    for file in filter(_is_notebook, files):
        file.file.url = file.url  # mkdocs-jupyter wraps a file: links ask the one inside
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Strip the markers; what is drawn or computed leaves a slot."""
    if _is_notebook(page.file):
        return markdown
    return site.with_slots(markdown, page.file.src_uri)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill the slots and turn LaTeX into MathML; of a notebook, which has just run, take the cells."""
    if _is_notebook(page.file):
        content.notebooks.seal(Path(config.plugins["mkdocs-jupyter"].config["cache_dir"]))
        page.meta |= content.notebook_page.meta(html)
        return _loudly(lambda: site.finish_notebook(page.file.src_uri, html, _link(page, files)))
    html = _loudly(lambda: site.finish(page.file.src_uri, html, _link(page, files), page.meta.get("description", "")))
    page.present_anchor_ids |= content.slots.anchors(html)  # links to what a slot holds are checked like all others
    return html


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    """With all pages rendered: fill the map, whose minutes are counted, cut the font to what is drawn, draw cards."""
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    contents = {name: page.content for name, page in pages.items()}
    for page in pages.values():
        page.content = site.finish_late(page.content, contents, _link(page, files))
    finished, addresses = {n: p.content for n, p in pages.items()}, {n: p.url for n, p in pages.items()}
    for page in pages.values():
        page.content = site.runnable(page.file.src_uri, site.bound(page.content, finished, addresses))
    files.get_file_from_path(FONT).content_bytes = site.font([page.content for page in pages.values()])
    if config.site_url and not _offline(config):  # a card needs an address that others can fetch
        for name, page in pages.items():
            page.meta["card"] = content.social_cards.path(name)
            files.append(File.generated(config, page.meta["card"], content=site.card(name, page.title)))


def _is_notebook(file: File) -> bool:
    return content.notebooks.is_notebook(file.src_uri)


def on_post_build(config: MkDocsConfig) -> None:
    """Finish what is written: the policy names the inline scripts that templates bring, and no other may be there."""
    try:
        theme_files.finish(Path(config.site_dir), _offline(config), None if serving else _templates(config), site.runs)
    except ValueError as error:
        raise PluginError(str(error)) from None
    if site.runs:
        python_parts.publish(RUNTIME, HOOKS, Path(config.site_dir), _offline(config))


def _templates(config: MkDocsConfig) -> list[str]:
    """The sources of the templates that write a script into pages."""
    environment = config.theme.get_env()
    return [environment.loader.get_source(environment, name)[0] for name in theme_files.content_policy.TEMPLATES]


def _runs(config: MkDocsConfig) -> bool:
    """Whether the pages get Run buttons: unless RUN=no, where what they need was fetched."""
    wanted = config.extra["run"]
    there = bool(wanted) and not runtime.missing(runtime.wanted().digests, RUNTIME)
    if wanted == runtime.REQUIRED and not there:
        raise PluginError("RUN=required, but the Python that runs on the pages is not in .cache/runtime: make runtime")
    return there


def _offline(config: MkDocsConfig) -> bool:
    return config.plugins["material/offline"].config.enabled


def _ship(files: Files, offline: bool) -> None:
    """Leave out what no page of this build uses, and what of the theme's code asks another host."""
    for file in list(files):
        if theme_files.is_unwanted(file.src_uri, offline):
            files.remove(file)
        elif theme_files.is_code(file.src_uri):
            file.content_string = theme_files.at_home(file.content_string)


def _link(page: Page, files: Files) -> object:
    """From the path of a source below docs/ to its address as seen from this page."""
    return lambda path: files.get_file_from_path(path).url_relative_to(page.file)


def _loudly(action):
    """What is wrong stops the build with its own words, not with a traceback."""
    try:
        return action()
    except content.DocsError as error:
        raise PluginError(f"the pages and what is computed disagree:\n{error}") from None
