"""The one file that knows MkDocs: it hands each event to plain functions of its siblings.

Everything is checked before the first page is rendered, so that one build names all mistakes.
"""

import gc
import importlib
import json
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import markdown
from jinja2 import Environment, TemplateSyntaxError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils import DuplicateFilter
from results import compiled_code

HOOKS = Path(__file__).parent
ROOT = HOOKS.parent
CACHE, CODE = ROOT / ".cache", (HOOKS, ROOT / "rnn_docs")
KINDS = {".py", ".csv", ".json", ".txt"}  # of its files: what is read of data may be held by a module
RUNTIME = CACHE / "runtime"  # the Python that readers run: `make runtime` fetches it
API_STYLES = "assets/_mkdocstrings.css"
WELCOME = "READ-ME-FIRST.txt"
GROWING = ("griffe.", "mkdocstrings_handlers.")
LINK = re.compile(r"Doc file '([^']+)' contains an? .*?link '([^']+)'")  # what MkDocs says of those that lead nowhere
SOON = 1.0  # seconds after a build until a browser has what it asked for

Made = TypeVar("Made")
content: ModuleType  # hooks/site_content.py as it is now
theme_files: ModuleType  # hooks/publish/theme_files.py
fault_page: ModuleType  # hooks/publish/fault_page.py
runtime: ModuleType  # hooks/publish/runtime.py
python_parts: ModuleType  # hooks/publish/python_parts.py
second_core: ModuleType  # and hooks/results/second_core.py
imported: dict[Path, int] = {}  # when the files of our code and its data were saved that these are made of
lines_moved = False  # whether comments were written there since
site: Any = None  # its Site, made in on_files
held: dict[str, tuple[object, Any]] = {}  # what a server's builds remember, whatever is imported anew
helper: Any = None  # what makes things ahead or beside, on another core
serving = False  # `make serve` adds a script of its own to each page, which the policy would forbid


def on_startup(command: str, dirty: bool) -> None:
    """Remember what MkDocs was started for, and let a quiet build see warnings: unseen, they would not stop it.

    The trees of all pages stay until the end: to look for rubbish among them takes a twentieth of a build. One that
    ends by itself never looks, and needs a fifth more memory; a server, which goes on, looks less often than Python.
    """
    global serving
    compiled_code.keep()
    serving = command == "serve"
    if serving:
        gc.set_threshold(20_000)
    else:
        gc.disable()
    logger = logging.getLogger("mkdocs")
    logger.setLevel(min(logger.level, logging.WARNING))
    logging.getLogger("mkdocs.structure.pages").addFilter(_name_the_line)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have the code as it is now, so that `make serve` sees a change of rnn_docs or of a hook."""
    _forget_the_last_build()
    _import_what_changed()
    if _offline(config):
        config.theme["features"].remove("navigation.instant")  # it cannot fetch a page from a disk
        config.theme.static_templates.clear()  # an error page and a sitemap are for servers
        config.extra["polyfills"] = [theme_files.SHIM]
    config.extra_css.remove(API_STYLES)  # mkdocstrings would load them on every page; theme/main.html knows where
    config.site_description = content.slots.plain(config.site_description)
    config.extra["release"] = _loudly(content.release)
    os.environ.update(content.notebooks.environment())
    return config


def _forget_the_last_build() -> None:
    """Empty what would grow or go quiet while the site is served.

    The API page's tools keep what they read in caches, 10 MB a build, and read everything anew; MkDocs tells each
    mistake once in its life, but one that is made again stops the build again.
    """
    for told in logging.getLogger("mkdocs.commands.build").filters:
        if isinstance(told, DuplicateFilter):
            told.msgs.clear()
    tools = [module for name, module in sys.modules.items() if name.startswith(GROWING)] if serving else []
    for thing in (thing for module in tools for thing in vars(module).values()):
        if hasattr(thing, "cache_clear"):
            thing.cache_clear()


def _import_what_changed() -> None:
    """Import our modules, all of them anew if a file of theirs does not say what it said."""
    global content, theme_files, fault_page, runtime, python_parts, second_core, imported, site, lines_moved
    files = {path: path.stat().st_mtime_ns for folder in CODE for path in folder.rglob("*") if path.suffix in KINDS}
    if files == imported:
        return
    if _say_the_same(files):
        imported, lines_moved = files, True
        return
    imported, site = {}, None  # it is an object of modules that go
    ours = {path.relative_to(HOOKS).parts[0].removesuffix(".py") for path in files if HOOKS in path.parents}
    for name in [*sys.modules]:
        if name.partition(".")[0] in (ours | {"rnn_docs"}) - {Path(__file__).stem}:
            del sys.modules[name]
    if str(HOOKS) not in sys.path:
        sys.path.insert(0, str(HOOKS))
    try:
        names = (f"publish.{name}" for name in ("theme_files", "fault_page", "runtime", "python_parts"))
        content = importlib.import_module("site_content")
        theme_files, fault_page, runtime, python_parts = map(importlib.import_module, names)
        second_core = importlib.import_module("results.second_core")
    except Exception as error:
        raise PluginError(f"{_place(error)}: {type(error).__name__}: {error}") from error
    compiled_code.KEPT.prune()
    imported, lines_moved = files, False


def _say_the_same(files: Mapping[Path, int]) -> bool:
    """Whether whatever was saved since it was imported has other comments, or another layout, and no more."""
    if files.keys() != imported.keys():
        return False
    loaded = {getattr(module, "__file__", None): compiled_code.text_of(module) for module in [*sys.modules.values()]}
    saved = [path for path, time in files.items() if time != imported[path]]
    return all((was := loaded.get(str(path))) and compiled_code.say_the_same(was, path.read_bytes()) for path in saved)


def _place(error: Exception) -> str:
    """The line of ours that cannot be imported."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    last = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT)][-1]
    return f"{last.filename}:{last.lineno}"


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Watch what the pages are computed with; what stops a build is shown in place of every page until it is mended."""
    address = config.dev_addr
    if importlib.import_module("publish.serving").is_taken(address.host, address.port):
        raise PluginError(f"{address} is taken by another program; name another: make serve ADDRESS=localhost:8001")
    for folder in CODE:
        server.watch(str(folder))
    faults = fault_page.Faults(server.builder, server.get_app(), logging.getLogger("mkdocs"), _forget_old_lines)
    server.builder = faults.build
    server.set_app(faults.answer)
    return server


def _forget_old_lines() -> bool:
    """Have our code imported anew if a mistake may have been told by a line that has moved: whether it may."""
    global lines_moved
    moved, lines_moved = lines_moved, False
    if moved:
        imported.clear()
    return moved


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check all pages, then add what is made: palette, script, downloads."""
    global site, helper
    given = _given(config)
    site = _loudly(partial(_read, config, files, given))
    helper = second_core.start(_ahead(config, files))
    _loudly(site.check)
    _ship(files, _offline(config))
    if welcome := files.get_file_from_path(WELCOME):
        welcome.content_string = content.slots.plain(welcome.content_string)
    stylesheet = _file(files, "assets/lesson.css")
    stylesheet.content_string = site.stylesheet(stylesheet.content_string)
    for path, text in (site.scripts() | site.downloads()).items():
        files.append(File.generated(config, path, content=text))
    for one in given:
        files.append(File.generated(config, one.path, abs_src_path=str(one.file.absolute())))
    for file in filter(_is_notebook, files):
        vars(file)["file"].url = file.url  # mkdocs-jupyter wraps a file: links ask the one inside
    return files


def _read(config: MkDocsConfig, files: Files, given: Any) -> Any:
    """The site as its sources say it now. Raises DocsError."""
    ours = [name for name in config.markdown_extensions if isinstance(name, str)]  # a plugin brings an object
    renderer = markdown.Markdown(extensions=ours, extension_configs=config.mdx_configs)
    return content.Site(
        content.site_contract.read(Path(config.docs_dir), site.content if site else None),
        CACHE,
        renderer,
        settings=repr((ours, config.mdx_configs)),
        with_solutions=config.extra["solutions"],
        runs=_runs(config),
        given=given,
        addresses=_addresses(files),
        before=site,
        held=held if serving else None,
    )


def _ahead(config: MkDocsConfig, files: Files) -> list[Callable[[], object]]:
    """What another core may do while the pages are made, in the order in which the build will want it."""
    drawn, notebooks = site.ahead(), _notebooks_ahead(config, files)
    packed = [partial(python_parts.carried, RUNTIME, runtime.wanted(), HOOKS, _offline(config))] if site.runs else []
    return [*drawn, *packed, *notebooks] if drawn or notebooks else []


def _notebooks_ahead(config: MkDocsConfig, files: Files) -> list[Callable[[], None]]:
    """Running what has to run, the last first: who does this beside a build, which begins with the first, meets it.

    Nothing where the build will do as well alone: a single one would be run twice if it raises.
    """
    last_first = (file for file in reversed(files.documentation_pages()) if _is_notebook(file))
    settings = _notebook_settings(config)
    found = [file for file in last_first if site.shelves.is_to_be_run(file.src_uri, settings)]
    return [partial(_run_ahead, file, config, files) for file in found if len(found) > 1]


def _run_ahead(file: File, config: MkDocsConfig, files: Files) -> None:
    """Run a notebook as its page will, before there are pages: the page that is made for it is another one."""
    page = config.plugins.on_pre_page(Page(None, file, config), config=config, files=files)
    page.read_source(config)
    page.render(config, files)


@event_priority(-100)  # when mkdocs-jupyter has said how it renders the page
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Render a page, and run a notebook, only if anything has changed that it is made with."""
    fresh, settings = page.render, _settings(page, config, files)

    def render(config: MkDocsConfig, files: Files) -> None:
        made: dict[str, object] = {}

        def make() -> str:
            made.update(_rendered(page, config, partial(fresh, config, files)))
            return json.dumps(made)

        kept = site.shelves.run_notebook if _is_notebook(page.file) else partial(site.shelves.render, page.markdown)
        text = _loudly(lambda: kept(page.file.src_uri, settings, make))
        if not made:
            _restore(page, config, files, json.loads(text))

    page.render = render  # type: ignore[method-assign]
    return page


def _settings(page: Page, config: MkDocsConfig, files: Files) -> str:
    """What a page is rendered with, besides its source and our code; links lead to files, so these belong to it."""
    if _is_notebook(page.file):
        return _notebook_settings(config)
    extensions = [name if isinstance(name, str) else type(name).__name__ for name in config.markdown_extensions]
    told = config.mdx_configs, config.plugins["mkdocstrings"].config, config.validation, _addresses(files)
    return repr((extensions, *told))


def _addresses(files: Files) -> list[tuple[str, str]]:
    """Where in the site each file lies: what its links say depends on that."""
    return sorted((file.src_uri, file.url) for file in files)


def _notebook_settings(config: MkDocsConfig) -> str:
    return repr(sorted(config.plugins["mkdocs-jupyter"].config.items()))


def _rendered(page: Page, config: MkDocsConfig, render: Callable[[], None]) -> dict[str, object]:
    """Render a page now: what it holds then, what it told others, and what was warned of on the way."""
    autorefs: Any = config.plugins["autorefs"]
    log, warnings, register = logging.getLogger("mkdocs"), Warnings(), autorefs.register_anchor
    anchors: list[tuple[tuple[str, ...], dict[str, object]]] = []

    def noted(page: Page, *values: str, **named: object) -> None:
        anchors.append((values, named))
        register(page, *values, **named)

    log.addHandler(warnings)
    autorefs.register_anchor = noted
    try:
        render()
    finally:
        del autorefs.register_anchor  # the method is in its place again
        log.removeHandler(warnings)
    links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
    return {
        "content": page.content,
        "toc": [_token(link) for link in page.toc],
        "ids": sorted(page.present_anchor_ids or ()),
        "links": links,
        "anchors": anchors,
        "warnings": warnings.found,
    }


def _restore(page: Page, config: MkDocsConfig, files: Files, held: dict[str, Any]) -> None:
    """The same without rendering."""
    page.content, page.toc, page.present_anchor_ids = held["content"], get_toc(held["toc"]), set(held["ids"])
    page.links_to_anchors = {_file(files, uri): found for uri, found in held["links"].items()}
    autorefs: Any = config.plugins["autorefs"]
    mkdocstrings: Any = config.plugins["mkdocstrings"]
    for values, named in held["anchors"]:
        autorefs.register_anchor(page, *values, **named)
    if held["anchors"]:
        mkdocstrings.get_handler("python")  # it brings a stylesheet once it was asked for
    for name, level, message in held["warnings"]:
        logging.getLogger(name).log(level, message)


def _name_the_line(record: logging.LogRecord) -> bool:
    """Begin what MkDocs says of a link with the line where it stands: it names the page alone."""
    message = record.getMessage()
    if (found := LINK.match(message)) and site and (source := site.sources.get(found[1])):
        lines = enumerate(source.text.splitlines(), 1)
        line = next((number for number, text in lines if found[2] in text), 1)
        record.msg, record.args = f"docs/{found[1]}:{line}: {message}", ()
    return True


class Warnings(logging.Handler):
    """Notes what is logged from warnings on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append((record.name, record.levelno, record.getMessage()))


def _token(link: AnchorLink) -> dict[str, object]:
    """An entry of a page's contents as Python-Markdown would hand it over."""
    children = [_token(child) for child in link.children]
    return {"name": link.title, "id": link.id, "level": link.level, "children": children}


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page as we parsed it: without markers, and a slot where something is drawn or computed."""
    if _is_notebook(page.file):
        return markdown
    page.meta = site.front_matter(page.file.src_uri)
    text: str = site.with_slots(page.file.src_uri)
    return text


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill the slots and turn LaTeX into MathML; of a notebook, which has just run, take the cells.

    The page stays a tree until all of them are finished: `on_env` writes it.
    """
    path, link = page.file.src_uri, _link(page, files)
    if _is_notebook(page.file):
        page.meta |= _loudly(lambda: site.finish_notebook(path, html, link))
    else:
        ids: set[str] = _loudly(lambda: site.finish(path, html, link, page.meta.get("description", "")))
        page.present_anchor_ids = (
            page.present_anchor_ids or set()
        ) | ids  # links to what a slot holds are checked like all others
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """With all pages rendered: fill the map, whose minutes are counted, have the fonts cut, draw cards."""
    global helper
    theme_files.prepare(env)
    _index_what_changed(config)
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    links = {name: _link(page, files) for name, page in pages.items()}
    site.finish_late(links, {name: page.url for name, page in pages.items()})
    fonts = [partial(site.write_fonts, _assets(config))]
    helper = second_core.start(fonts if second_core.stop(helper) else ())  # where much is made anew, fonts may be, too
    for name, page in pages.items():
        page.content = site.written(name)
        page.meta |= site.step_of(name) | site.explorers_of(name)
    if config.site_url and not _offline(config):  # a card needs an address that others can fetch
        for name, page in pages.items():
            page.meta["card"] = content.social_cards.path(name)
            files.append(File.generated(config, page.meta["card"], content=site.card(name, page.title)))


def _index_what_changed(config: MkDocsConfig) -> None:
    """Let the search look through a page only if it is not what it was, and know it by the words that people type."""
    plugin: Any = config.plugins["material/search"]
    index, look = plugin.search_index, plugin.search_index.add_entry_from_context

    def found(page: Page) -> list[Any]:
        others, index.entries, shown = index.entries, [], page.content
        page.content = content.search_words.spoken(shown or "")  # formulas are read as words; the page stays as it is
        look(page)
        new, index.entries, page.content = index.entries, others, shown
        return list(new)

    def add(page: Page) -> None:
        path = page.file.src_uri
        described = content.search_words.Described(page.url, str(page.title), page.meta.get("description", ""))
        index.entries += site.searched(path, described, site.indexed(path, partial(found, page)))

    index.add_entry_from_context = add


def _is_notebook(file: File) -> bool:
    return bool(content.notebooks.is_notebook(file.src_uri))


def on_post_build(config: MkDocsConfig) -> None:
    """Finish what is written: the policy names the inline scripts that templates bring, and no other may be there."""
    try:
        templates = None if serving else _templates(config)
        theme_files.finish(Path(config.site_dir), _offline(config), templates, site.shelves.style, site.runs)
    except ValueError as error:
        raise PluginError(str(error)) from None
    if site.runs:
        python_parts.publish(RUNTIME, HOOKS, Path(config.site_dir), _offline(config))
    if not second_core.has_done_all(helper):
        site.write_fonts(_assets(config))
    site.tidy()
    if serving:
        _clear_away_soon()


def _clear_away_soon() -> None:
    """Free the pages of the build before, 40 MB, once nobody waits any more; Python would do it after twenty builds."""
    later = threading.Timer(SOON, gc.collect)
    later.daemon = True
    later.start()


def on_build_error(error: Exception) -> None:
    """A template that cannot be read is told by its place, not by a traceback through those that include it."""
    if helper is not None:  # else our modules may not even be there
        second_core.stop(helper)
    if isinstance(error, TemplateSyntaxError):
        raise PluginError(importlib.import_module("drawing.fragments").mistake(error)) from None


def _templates(config: MkDocsConfig) -> list[str]:
    """The sources of the templates that write a script into pages."""
    environment = config.theme.get_env()
    loader: Any = theme_files.Mended(environment.loader)
    return [loader.get_source(environment, name)[0] for name in theme_files.content_policy.TEMPLATES]


def _runs(config: MkDocsConfig) -> bool:
    """Whether the pages get Run buttons: unless RUN=no, where what they need was fetched."""
    wanted = config.extra["run"]
    there = bool(wanted) and not runtime.missing(_loudly(runtime.wanted).digests, RUNTIME)
    if wanted == runtime.REQUIRED and not there:
        raise PluginError("RUN=required, but the Python that runs on the pages is not in .cache/runtime: make runtime")
    return there


def _given(config: MkDocsConfig) -> Any:
    """The archives and the like that this site is to offer; an archive holds none of its kind."""
    folder = config.extra["downloads"]
    if not folder or _offline(config):
        return []
    if not Path(folder).is_dir():
        raise PluginError(f"DOWNLOADS={folder}: there is no such folder; `make offline` makes dist")
    return content.downloads.found(Path(folder))


def _assets(config: MkDocsConfig) -> Path:
    """Where the site's own files lie among what is built."""
    return Path(config.site_dir) / "assets"


def _offline(config: MkDocsConfig) -> bool:
    return bool(config.plugins["material/offline"].config["enabled"])


def _ship(files: Files, offline: bool) -> None:
    """Leave out what no page of this build uses, and what of the theme's code asks another host."""
    for file in list(files):
        if theme_files.is_unwanted(file.src_uri, offline):
            files.remove(file)
        elif theme_files.is_code(file.src_uri):
            file.content_string = theme_files.at_home(file.content_string)


def _link(page: Page, files: Files) -> object:
    """From the path of a source below docs/ to its address as seen from this page."""
    return lambda path: _file(files, path).url_relative_to(page.file)


def _file(files: Files, path: str) -> File:
    """A file of the site by its path below docs/; all that is asked for is there, or the checks had said so."""
    file = files.get_file_from_path(path)
    if file is None:
        raise PluginError(f"no such file in docs/: {path}")
    return file


def _loudly(action: Callable[[], Made]) -> Made:
    """What is wrong stops the build with its own words, not with a traceback."""
    try:
        return action()
    except content.DocsError as error:
        raise PluginError(f"the pages and what is computed disagree:\n{error}") from None
