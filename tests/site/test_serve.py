"""`make serve`: what changes is shown, what is wrong is told with its place, and the server lives on and stays small."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Tree

PATIENCE = 400  # seconds until a change has to be seen, on a machine that does twenty other things
PAGE, SOURCE = "lesson/hidden-state/", "docs/lesson/hidden-state.md"


class Server:
    """A running server of a copy of the tree, and what it has said."""

    def __init__(self, tree: Tree) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.tree, self.log = tree, tree.folder / "log.txt"
        command = (sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", self.address)
        with self.log.open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                command, cwd=tree.folder, env=tree.environment(), stdout=log, stderr=subprocess.STDOUT
            )

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def text(self, page: str = PAGE) -> str:
        """What a browser gets, be it a page or the page of a fault."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{page}", timeout=PATIENCE) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()
        except OSError:
            return ""

    def shows(self, pattern: str, page: str = PAGE) -> bool:
        """Whether it is shown sooner or later."""
        end = time.monotonic() + PATIENCE
        while not re.search(pattern, self.text(page), re.S):
            assert self.process.poll() is None, self.said()
            if time.monotonic() > end:
                return False
            time.sleep(0.2)
        return True


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Iterator[Server]:
    server = Server(Tree(tmp_path_factory.mktemp("served"), compiled))
    assert server.shows("<h1"), server.said()
    yield server
    server.process.terminate()
    server.process.wait()


def heading(server: Server) -> str:
    return re.search(r"^# (.+)$", (server.tree.folder / SOURCE).read_text("utf-8"), re.M)[1]


def test_a_changed_word_is_shown_and_nothing_is_made_anew(server):
    before = server.said()
    server.tree.plant(SOURCE, f"# {heading(server)}\n", f"# {heading(server)} and back\n")
    assert server.shows(" and back")
    assert not re.search("training|running", server.said()[len(before) :])


def test_a_comment_in_the_package_trains_and_runs_nothing(server):
    before = server.said()
    file = server.tree.folder / "rnn_docs/cells/lstm.py"
    file.write_text(file.read_text("utf-8") + "\n# a comment\n", "utf-8")
    server.tree.plant(SOURCE, f"# {heading(server)}\n", "# After the comment\n")
    assert server.shows("After the comment")
    assert not re.search("training|running", server.said()[len(before) :])


MISTAKES = {
    "a wrong number": ("docs/lesson/computation.md", "$4 \\cdot 3 + 4 \\cdot 4 + 4 = 32$", "$4 \\cdot 3 + 4 \\cdot 4 + 4 = 33$",
                       r"docs/lesson/computation\.md:\d+: "),
    "broken Python": ("hooks/drawing/figure.py", "class Figure:", "class Figure", r"hooks/drawing/figure\.py:\d+: SyntaxError"),
    "a hook that raises": ("hooks/drawing/figure.py", "WIDE, COMPACT = 680, 340", "WIDE, COMPACT = 680, 1 / 0",
                           r"hooks/drawing/figure\.py:\d+: ZeroDivisionError"),
    "a broken link": ("docs/lesson/computation.md", "\n# Compute", "\n[one](nowhere.md)\n\n# Compute", r"computation\.md.*nowhere\.md"),
    "a broken setting": ("mkdocs.yml", "site_name: R", "site_name: [R", r"mkdocs\.yml.*line \d+"),
}  # fmt: skip


def tell(server: Server, path: str, right: str, wrong: str, place: str) -> None:
    """Make a mistake, see it told in the page and in the terminal, and mend it."""
    before = server.said()
    server.tree.plant(path, right, wrong)
    assert server.shows(place), server.text()
    assert "This page cannot be built" in server.text()
    assert re.search(place, server.said()[len(before) :], re.S)
    server.tree.plant(path, wrong, right)


def test_a_mistake_is_told_with_its_place_as_often_as_it_is_made_and_the_page_comes_back_when_it_is_mended(server):
    first, *others = MISTAKES.values()
    tell(server, *first)
    assert server.shows("</article>")
    for mistake in (first, *others):
        tell(server, *mistake)
    assert server.shows("</article>")


def test_a_second_server_at_the_same_address_is_told_how_to_name_another(server):
    command = (sys.executable, "-m", "mkdocs", "serve", "--dev-addr", server.address)
    second = server.tree.run(*command)
    assert second.returncode != 0
    assert f"{server.address} is taken" in second.stderr
    assert "make serve ADDRESS=" in second.stderr
    assert "Traceback" not in second.stderr


REBUILDS = """
import gc, hashlib, logging, pathlib, time
from mkdocs.commands.build import build
from mkdocs.config import load_config

logging.basicConfig()
page, code = pathlib.Path("docs/lesson/hidden-state.md"), pathlib.Path("rnn_docs/cells/lstm.py")
text, source = page.read_text("utf-8"), code.read_text("utf-8")
for turn, (words, comments) in enumerate([(0, 0), (1, 1), (2, 2), (3, 2), (2, 2)]):
    page.write_text(text + words * "\\nMore.\\n", "utf-8")
    if not turn or code.read_text("utf-8") != source + comments * "\\n# a comment":
        code.write_text(source + comments * "\\n# a comment", "utf-8")
    config = load_config("mkdocs.yml", site_dir="out")
    if not turn:
        config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1/")
    del config
    collected, patience = gc.get_stats()[2]["collections"], 1000
    while gc.get_stats()[2]["collections"] == collected:  # the server clears away by itself
        time.sleep(0.05)
        patience -= 1
        assert patience, "nothing was cleared away"
    modules = sum(type(thing).__name__ == "module" for thing in gc.get_objects())
    built = [(str(path), path.read_bytes()) for path in sorted(pathlib.Path("out").rglob("*")) if path.is_file()]
    digest = hashlib.sha256(repr(built).encode()).hexdigest()
    del built
    print(len(gc.get_objects()), modules, digest, flush=True)
"""


def test_what_is_held_in_memory_does_not_grow_after_the_second_build_and_what_is_remembered_is_what_is_made(tree):
    """Counted, not weighed: objects, and the modules among them. The last build reads from memory what the third made."""
    result = tree.run(sys.executable, "-c", REBUILDS)
    assert result.returncode == 0, result.stderr
    held = [line.split() for line in result.stdout.splitlines()]
    objects, modules = ([int(build[part]) for build in held] for part in (0, 1))
    assert modules[1:] == [modules[1]] * 4
    assert objects[2] < 1.003 * objects[1], held  # after a change of page and code, …
    assert objects[4] < 1.003 * objects[2], held  # … and of a page alone
    made, others, remembered = (build[2] for build in held[2:])
    assert made == remembered != others
