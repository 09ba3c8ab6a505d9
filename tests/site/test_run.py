"""A site that lets readers run code, and one that does not: with RUN=no, or without a runtime, it holds no trace of it."""

import re
from pathlib import Path

import pytest

TRACES = re.compile(r"rnn-run|data-task|wasm-unsafe-eval|python/run\.js|class=\"task\"")


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory, whole) -> Path:
    """The same tree, built with RUN=no."""
    out = tmp_path_factory.mktemp("without") / "out"
    result = whole.build(str(out), RUN="no")
    assert result.returncode == 0, result.stdout + result.stderr
    return out


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_a_runtime_no_file_holds_a_trace_of_it(without):
    assert not (without / "assets/python").exists()
    texts = {name: data.decode() for name, data in files(without).items() if name.endswith((".html", ".js", ".css"))}
    assert [name for name, text in texts.items() if TRACES.search(text)] == []


def test_with_one_only_pages_with_code_the_policy_and_our_own_files_differ(runtime, built, without):
    """What is added to a page is elements around what stood there: taken out again, the page is the same."""
    plain, running = files(without), files(built)
    added = {name for name in running.keys() - plain.keys() if not name.startswith("assets/python/")}
    assert (added, plain.keys() - running.keys()) == (set(), set())
    changed = {name for name in plain if plain[name] != running[name]}
    assert {name for name in changed if not name.endswith(".html")} <= {
        "assets/widgets.js", "assets/lesson.css", "search/search_index.json", "sitemap.xml.gz",
    }  # fmt: skip
    for name in sorted(name for name in changed if name.endswith(".html")):
        page = running[name].decode().replace(" &#39;wasm-unsafe-eval&#39;", "").replace(" 'wasm-unsafe-eval'", "")
        assert stripped(page) == stripped(plain[name].decode()), name


def stripped(page: str) -> str:
    """A page without the elements that run code, and without white space, which a marker leaves or takes along."""
    page = re.sub(
        r'<div class="task" hidden.*?</rnn-run>\s*</div>|<p hidden(?:="")?><rnn-run[^>]*></rnn-run></p>',
        "",
        page,
        flags=re.S,
    )
    page = re.sub(r"</?rnn-run[^>]*>|<template data-task[^>]*></template>", "", page)
    page = re.sub(r"__(?:code|span)_?[\d-]+", "", page)  # blocks are numbered
    return re.sub(r"\s+", "", page)


def test_a_site_that_requires_a_runtime_and_has_none_is_not_built(tree):
    runtime = tree.folder / ".cache/runtime"
    if runtime.is_symlink():
        runtime.unlink()
    result = tree.build(RUN="required")
    assert result.returncode != 0
    assert (
        "RUN=required, but the Python that runs on the pages is not in .cache/runtime" in result.stdout + result.stderr
    )


def test_the_policy_of_a_site_that_runs_code_lets_webassembly_start_and_no_more(runtime, built, without):
    def policy(folder: Path) -> set[str]:
        text = re.search(r'Content-Security-Policy" content="([^"]*)"', (folder / "index.html").read_text("utf-8"))[1]
        return {f"{part.split(' ')[0]} {source}" for part in text.split("; ") for source in part.split(" ")[1:]}

    assert policy(built) - policy(without) == {"script-src 'wasm-unsafe-eval'"}
    assert policy(without) - policy(built) == set()
