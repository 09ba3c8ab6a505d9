"""What stands between MkDocs and our functions: what a build keeps, forgets, leaves out, and says where it stops."""

import functools
import gc
import json
import logging
import os
import sys
from functools import partial
from importlib.machinery import SOURCE_SUFFIXES, FileFinder
from pathlib import Path
from types import ModuleType, SimpleNamespace

import mkdocs_hooks as hooks
import pytest
import site_content
from checks.source import Docs, Source
from jinja2 import Environment, TemplateSyntaxError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import DuplicateFilter
from mkdocs_jupyter import plugin as jupyter_plugin
from publish import python_parts, runtime, theme_files
from results import compiled_code, used_code
from results.cache import Cache
from site_shelves import Shelves


@pytest.fixture(autouse=True)
def state(monkeypatch):
    """The modules of ours that a build has imported, and a rubbish collector as it was."""
    for name, module in (
        ("content", site_content),
        ("theme_files", theme_files),
        ("runtime", runtime),
        ("python_parts", python_parts),
    ):
        monkeypatch.setattr(hooks, name, module, raising=False)
    monkeypatch.setattr(hooks, "serving", False)
    thresholds, level = gc.get_threshold(), logging.getLogger("mkdocs").level
    yield
    gc.enable()
    gc.set_threshold(*thresholds)
    logging.getLogger("mkdocs").setLevel(level)


@pytest.fixture
def modules(monkeypatch):
    """What is imported, as it was."""
    kept = dict(sys.modules)
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield
    sys.modules.clear()
    sys.modules.update(kept)


def settings(offline=False, **extra):
    """What the hooks ask of a configuration of MkDocs."""
    return SimpleNamespace(
        plugins={"material/offline": SimpleNamespace(config={"enabled": offline})},
        extra={"run": True, "downloads": "", **extra},
    )


def files(folder: Path, *paths: str) -> Files:
    return Files([File(path, str(folder), str(folder / "out"), use_directory_urls=True) for path in paths])


# --- what is kept and forgotten --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("command", "collects"), [("build", False), ("serve", True)])
def test_a_build_that_ends_looks_for_no_rubbish_and_a_server_less_often_than_python(command, collects):
    usual = gc.get_threshold()[0]
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    hooks.on_startup(command, False)
    assert hooks.serving == gc.isenabled() == collects
    assert (gc.get_threshold()[0] > 10 * usual) == collects
    assert logging.getLogger("mkdocs").level == logging.WARNING  # a warning that nobody sees would stop no build


def test_a_mistake_that_was_told_is_told_again_by_the_next_build():
    log, told = logging.getLogger("mkdocs.commands.build"), DuplicateFilter()
    record = logging.makeLogRecord({"name": "x", "msg": "a broken link", "levelno": logging.WARNING})
    log.addFilter(told)
    try:
        assert [bool(told(record)) for _ in range(2)] == [True, False]
        hooks._forget_the_last_build()
        assert told(record)
    finally:
        log.removeFilter(told)


@pytest.mark.parametrize("serving", [True, False])
def test_a_server_empties_what_the_tools_of_the_api_page_keep_and_no_other_cache(monkeypatch, serving):
    tool, other = ModuleType("griffe.trial"), ModuleType("rnn_docs.trial")
    for module in (tool, other):
        module.kept = functools.cache(str)
        module.kept(1)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(hooks, "serving", serving)
    hooks._forget_the_last_build()
    assert [module.kept.cache_info().currsize for module in (tool, other)] == [not serving, 1]


MODULES = (
    "site_content",
    "publish",
    *(f"publish.{name}" for name in ("theme_files", "fault_page", "runtime", "python_parts")),
)


@pytest.fixture
def code(tmp_path, monkeypatch, modules):
    """Hooks of our own, in which a file can be changed, and a module of the same name before them on the path."""
    ours, theirs = tmp_path / "hooks", tmp_path / "theirs"
    for folder, word in ((ours, "ours"), (theirs, "theirs")):
        for name in (*MODULES, "mkdocs_hooks"):
            path = folder / name.replace(".", "/")
            path = path / "__init__.py" if name == "publish" else path.with_suffix(".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"word = {word!r}\n", "utf-8")
    sys.path[:] = [str(theirs), *(entry for entry in sys.path if entry != str(hooks.HOOKS))]
    for name, value in (("HOOKS", ours), ("ROOT", tmp_path), ("CODE", (ours,)), ("imported", {})):
        monkeypatch.setattr(hooks, name, value)
    for name in ("fault_page", "python_parts"):
        monkeypatch.setattr(hooks, name, None, raising=False)
    return ours


def test_our_modules_come_before_all_others_of_their_name_and_anew_when_one_has_changed(code):
    hooks._import_what_changed()
    first = hooks.content, hooks.theme_files, hooks.fault_page, hooks.runtime, hooks.python_parts
    assert [module.word for module in first] == ["ours"] * 5
    hooks._import_what_changed()
    assert hooks.content is first[0]
    (code / "site_content.py").write_text("word = 'changed'\n", "utf-8")
    hooks._import_what_changed()
    assert (hooks.content.word, hooks.runtime.word) == ("changed", "ours")
    assert hooks.runtime is not first[3]
    assert sys.modules["mkdocs_hooks"] is hooks  # whom MkDocs holds, and nobody imports anew


@pytest.fixture
def loaded(code, monkeypatch):
    """The same, loaded as a server does."""
    monkeypatch.setattr(compiled_code, "KEPT", Cache(code / "kept"))
    finder = FileFinder.path_hook((compiled_code.Loader, SOURCE_SUFFIXES))
    monkeypatch.setattr(sys, "path_hooks", [finder, *sys.path_hooks])
    monkeypatch.setattr(hooks, "lines_moved", False)
    sys.path_importer_cache.clear()
    hooks._import_what_changed()
    yield code
    sys.path_importer_cache.clear()


def save(folder: Path, text: str) -> None:
    """Save a module, at a time that nobody has seen before."""
    path = folder / "site_content.py"
    time = path.stat().st_mtime_ns + 1_000_000
    path.write_text(text, "utf-8")
    os.utime(path, ns=(time, time))


def test_a_comment_imports_nothing_and_code_or_a_docstring_everything(loaded):
    first = hooks.content
    save(loaded, "# a comment\nword = ('ours')  # another\n")
    hooks._import_what_changed()
    assert hooks.content is first
    save(loaded, "# a comment\nword = 'changed'\n")
    hooks._import_what_changed()
    assert hooks.content.word == "changed"
    save(loaded, '"""Words."""\nword = "changed"\n')
    hooks._import_what_changed()
    assert hooks.content.__doc__ == "Words."


@pytest.mark.parametrize("name", ["new.py", "data.csv", "runs.json", "text.txt"])
def test_a_file_that_comes_or_goes_or_was_loaded_by_nobody_imports_everything(loaded, name):
    found = [hooks.content]
    for step in ("come", "saved", "gone"):
        new = loaded / name
        new.unlink() if step == "gone" else new.write_text(f"# {step}\n", "utf-8")
        hooks._import_what_changed()
        found.append(hooks.content)
    assert len({*map(id, found)}) == 4


def test_where_a_comment_has_moved_lines_a_mistake_is_looked_for_by_the_lines_of_now_but_once(loaded):
    assert not hooks._forget_old_lines()
    save(loaded, "# a comment\nword = 'ours'\n")
    hooks._import_what_changed()
    first = hooks.content
    assert [hooks._forget_old_lines() for _ in range(2)] == [True, False]
    hooks._import_what_changed()
    assert hooks.content is not first
    assert not hooks._forget_old_lines()


@pytest.mark.parametrize(
    ("text", "line"),
    [("x = 1\ndef broken(:\n", 2), ("import json\n\n\njson.loads('{')\n", 4)],
    ids=["no Python", "it raises in somebody else's code"],
)
def test_what_cannot_be_imported_is_told_by_our_line_until_it_is_mended(code, text, line):
    right = (code / "site_content.py").read_text("utf-8")
    (code / "site_content.py").write_text(text, "utf-8")
    for _ in range(2):
        with pytest.raises(PluginError, match=rf"hooks/site_content\.py:{line}: \w+Error: "):
            hooks._import_what_changed()
    (code / "site_content.py").write_text(right, "utf-8")
    hooks._import_what_changed()
    assert hooks.content.word == "ours"


# --- a page that was rendered before ---------------------------------------------------------------------------------

TOC = [{"name": "A", "id": "a", "level": 1, "children": [{"name": "B", "id": "b", "level": 2, "children": []}]}]


class Autorefs:
    """Notes what it is told."""

    def __init__(self):
        self.told = []

    def register_anchor(self, page, *values, **named):
        self.told.append((page, values, named))


def test_a_page_taken_from_the_cache_is_as_if_it_were_rendered_and_warns_and_registers_as_it_did(tmp_path, caplog):
    linked = files(tmp_path, "a.md", "b.md")
    (a, b), log = linked, logging.getLogger("mkdocs.structure.pages")
    handlers = SimpleNamespace(asked=[])
    handlers.get_handler = handlers.asked.append
    config = SimpleNamespace(plugins={"autorefs": Autorefs(), "mkdocstrings": handlers})
    page, again = SimpleNamespace(file=a), SimpleNamespace(file=a)

    def render():
        page.content, page.toc, page.present_anchor_ids = "<p>", get_toc(TOC), {"b", "a"}
        page.links_to_anchors = {b: {"x": "y"}}
        config.plugins["autorefs"].register_anchor(page, "a", title="A")
        log.info("not kept")
        log.warning("look")

    held = json.loads(json.dumps(hooks._rendered(page, config, render)))
    assert handlers.asked == []
    assert held["warnings"] == [["mkdocs.structure.pages", logging.WARNING, "look"]]
    caplog.clear()
    hooks._restore(again, config, linked, held)
    assert (again.content, again.present_anchor_ids, again.links_to_anchors) == ("<p>", {"a", "b"}, {b: {"x": "y"}})
    assert [hooks._token(link) for link in again.toc] == TOC
    assert config.plugins["autorefs"].told == [(page, ("a",), {"title": "A"}), (again, ("a",), {"title": "A"})]
    assert handlers.asked == ["python"]
    assert [(record.name, record.levelno) for record in caplog.records] == [(log.name, logging.WARNING)]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Doc file 'a.md' contains a link 'b.md#c', but the doc 'b.md' does not contain an anchor '#c'.", 3),
        ("Doc file 'a.md' contains an unrecognized relative link 'd/', it was left as is.", 4),
        ("Doc file 'a.md' contains a link 'of-a-slot.md', but the target 'of-a-slot.md' is not found.", 1),
        ("Doc file 'another.md' contains a link 'b.md', but the target 'b.md' is not found.", None),
        ("A page is not in the navigation", None),
    ],
)
def test_what_is_said_of_a_link_begins_with_its_line(monkeypatch, said, line):
    pages = {"a.md": Source("a.md", "# A\n\n[to c](b.md#c)\n[to d](d/)\n")}
    monkeypatch.setattr(hooks, "site", SimpleNamespace(sources=pages))
    record = logging.LogRecord("mkdocs", logging.WARNING, "", 0, "%s", (said,), None)
    assert hooks._name_the_line(record)
    assert record.getMessage() == (f"docs/a.md:{line}: {said}" if line else said)


def test_a_page_gets_its_renderer_after_every_plugin_has_had_its_turn():
    assert hooks.on_pre_page.mkdocs_priority < 0


def test_a_page_that_cannot_be_rendered_leaves_nothing_of_ours_behind():
    config = SimpleNamespace(plugins={"autorefs": Autorefs()})
    before = [*logging.getLogger("mkdocs").handlers]
    with pytest.raises(ZeroDivisionError):
        hooks._rendered(SimpleNamespace(), config, lambda: 1 / 0)
    assert logging.getLogger("mkdocs").handlers == before
    assert "register_anchor" not in vars(config.plugins["autorefs"])


@pytest.fixture
def notebook_project(tmp_path, monkeypatch):
    """A configuration and files of a project of three notebooks, whose runs are only noted."""
    (tmp_path / "notebooks").mkdir()
    for name in "abc":
        (tmp_path / "notebooks" / f"{name}.py").write_text(f"# %%\nprint('{name}')\n", "utf-8")
    config = MkDocsConfig()
    jupyter = {"mkdocs-jupyter": {"include": ["*.py"], "execute": True, "cache": False}}
    config.load_dict(
        {"site_name": "notebooks", "docs_dir": str(tmp_path), "plugins": [jupyter, "autorefs", "mkdocstrings"]}
    )
    assert config.validate() == ([], [])
    config.plugins.events["pre_page"].append(hooks.on_pre_page)
    found = config.plugins.on_files(get_files(config), config=config)
    docs = Docs(notebooks={file.src_uri: Source(file.src_uri, file.content_string) for file in found}, folder=tmp_path)
    shelves = Shelves(tmp_path / ".cache", used_code.of_site(), docs)
    monkeypatch.setattr(hooks, "site", SimpleNamespace(shelves=shelves))
    ran = []
    monkeypatch.setattr(
        jupyter_plugin.convert, "nb2html", lambda path, **_: ran.append(Path(path).stem) or "<p>ran</p>"
    )
    monkeypatch.setattr(jupyter_plugin.convert, "nb2md", lambda *_, **__: "ran")
    return config, found, ran


@pytest.mark.parametrize("runs", [True, False])
def test_another_core_draws_first_packs_then_what_readers_run_and_begins_no_work_where_little_is_left(
    monkeypatch, runs
):
    packed = []
    monkeypatch.setattr(hooks.python_parts, "carried", lambda *what: packed.append(what))
    notebooks = ["another notebook", "a notebook"]
    monkeypatch.setattr(hooks, "_notebooks_ahead", lambda config, files: notebooks)
    monkeypatch.setattr(hooks, "site", SimpleNamespace(ahead=lambda: ["a figure"], runs=runs))
    first, *middle, last, least = hooks._ahead(settings(offline=True), None)
    assert (first, last, least) == ("a figure", *notebooks)
    for job in middle:
        job()
    assert packed == [(hooks.RUNTIME, runtime.wanted(), hooks.HOOKS, True)] * runs
    notebooks.clear()
    monkeypatch.setattr(hooks.site, "ahead", tuple)
    assert hooks._ahead(settings(), None) == []


def rendered(file: File, config: MkDocsConfig, found: Files) -> Page:
    page = config.plugins.on_pre_page(Page(None, file, config), config=config, files=found)
    page.read_source(config)
    page.render(config, found)
    return page


def test_of_notebooks_that_have_to_run_the_last_is_run_ahead_first_and_its_page_finds_what_came_of_it(notebook_project):
    config, found, ran = notebook_project
    a, b, c = found
    first, *others = hooks._notebooks_ahead(config, found)
    assert len(others) == 2
    first()
    assert ran == ["c"]
    assert rendered(c, config, found).content == "<p>ran</p>"
    assert ran == ["c"]
    assert rendered(a, config, found).content == "<p>ran</p>"
    assert ran == ["c", "a"]
    assert hooks._notebooks_ahead(config, found) == []  # one is left
    assert rendered(b, config, found).content == "<p>ran</p>"


# --- what goes out ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("offline", [False, True])
def test_what_no_page_of_a_build_uses_stays_at_home_and_code_of_the_theme_asks_no_host(tmp_path, offline):
    script, other = tmp_path / "assets/javascripts/a.js", tmp_path / "b.js"
    script.parent.mkdir(parents=True)
    for path in (script, other):
        path.write_text('fetch("https://unpkg.com/x")', "utf-8")
    found = files(
        tmp_path, "assets/javascripts/a.js", "b.js", "assets/javascripts/a.js.map", theme_files.SHIM, "sitemap.xml"
    )
    hooks._ship(found, offline)
    kept = {file.src_uri for file in found}
    assert kept == {"assets/javascripts/a.js", "b.js", theme_files.SHIM if offline else "sitemap.xml"}
    assert found.get_file_from_path("assets/javascripts/a.js").content_string == 'fetch("about:invalid#x")'
    assert "unpkg" in found.get_file_from_path("b.js").content_string


@pytest.mark.parametrize(
    ("run", "lacking", "runs"), [(True, [], True), (True, ["numpy"], False), (False, [], False), ("required", [], True)]
)
def test_pages_get_run_buttons_unless_nobody_wants_them_or_python_is_not_there(monkeypatch, run, lacking, runs):
    monkeypatch.setattr(runtime, "missing", lambda digests, folder: lacking)
    assert hooks._runs(settings(run=run)) is runs


def test_where_python_is_required_its_absence_stops_the_build_and_says_what_to_do(monkeypatch):
    monkeypatch.setattr(runtime, "missing", lambda digests, folder: ["numpy"])
    with pytest.raises(PluginError, match="make runtime"):
        hooks._runs(settings(run=runtime.REQUIRED))


def test_only_a_site_offers_archives_and_only_from_a_folder_that_is_there(tmp_path):
    (tmp_path / "rnn-lesson-0.1.0.zip").write_bytes(b"zip")
    offered = hooks._given(settings(downloads=str(tmp_path)))
    assert [one.file.name for one in offered] == ["rnn-lesson-0.1.0.zip"]
    assert hooks._given(settings(offline=True, downloads=str(tmp_path))) == hooks._given(settings()) == []
    with pytest.raises(PluginError, match="there is no such folder"):
        hooks._given(settings(downloads=str(tmp_path / "dist")))


def test_the_search_reads_a_page_aloud_only_if_nobody_remembers_what_it_found_there_and_knows_it_as_we_say(monkeypatch):
    index = SimpleNamespace(entries=["earlier"], looked=[])

    def look(page):
        index.looked.append(page.content)
        index.entries.append(f"on {page.url}")

    def remembered(path, look):
        return ["remembered"] if path == "b.md" else look()

    def searched(path, described, found):
        return [(path, described.name, described.description, *found)]

    index.add_entry_from_context = look
    monkeypatch.setattr(hooks, "site", SimpleNamespace(indexed=remembered, searched=searched))
    hooks._index_what_changed(SimpleNamespace(plugins={"material/search": SimpleNamespace(search_index=index)}))
    pages = [
        SimpleNamespace(url=f"{name}/", title=name.upper(), meta={"description": "d"} if name == "c" else {},
                        content=f"<h1>{name}<br>", file=SimpleNamespace(src_uri=f"{name}.md"))
        for name in "abc"
    ]  # fmt: skip
    for page in pages:
        index.add_entry_from_context(page)
    assert index.entries == [
        "earlier",
        ("a.md", "A", "", "on a/"),
        ("b.md", "B", "", "remembered"),
        ("c.md", "C", "d", "on c/"),
    ]
    assert index.looked == ["<h1>a <br>", "<h1>c <br>"]  # a word apart is one for the search alone
    assert [page.content for page in pages] == [f"<h1>{name}<br>" for name in "abc"]


# --- mistakes --------------------------------------------------------------------------------------------------------


def test_a_mistake_of_the_pages_stops_the_build_in_its_own_words(tmp_path):
    wrong = site_content.DocsError([site_content.Problem("a.md", 3, "x", "is wrong")])

    def fail():
        raise wrong

    with pytest.raises(PluginError, match=r"disagree:\ndocs/a\.md:3: x: is wrong"):
        hooks._loudly(fail)
    assert hooks._loudly(partial(int, "3")) == 3
    with pytest.raises(PluginError, match=r"no such file in docs/: b\.md"):
        hooks._file(files(tmp_path, "a.md"), "b.md")


def test_a_broken_template_is_told_by_its_place(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<p>\n{% if %}\n", "utf-8")
    with pytest.raises(TemplateSyntaxError) as error:
        Environment().compile(path.read_text("utf-8"), "a.html", str(path))
    with pytest.raises(PluginError, match=r"a\.html:2: "):
        hooks.on_build_error(error.value)
    hooks.on_build_error(ValueError("anything else is left to MkDocs"))
