"""`make serve`: what changes is shown, what is wrong is told with its place, and the server lives on."""

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


MISTAKES = {
    "a wrong number": ("docs/lesson/computation.md", "$4 \\cdot 3 + 4 \\cdot 4 + 4 = 32$", "$4 \\cdot 3 + 4 \\cdot 4 + 4 = 33$",
                       r"docs/lesson/computation\.md:\d+: "),
    "a broken link": ("docs/lesson/computation.md", "\n# Compute", "\n[one](nowhere.md)\n\n# Compute", r"computation\.md.*nowhere\.md"),
    "a broken setting": ("mkdocs.yml", "site_name: R", "site_name: [R", r"mkdocs\.yml.*line \d+"),
}  # fmt: skip
IN_CODE = {
    "broken Python": ("hooks/drawing/figure.py", "class Figure:", "class Figure", r"hooks/drawing/figure\.py:\d+: SyntaxError"),
    "a hook that raises": ("hooks/drawing/figure.py", "WIDE, COMPACT = 680, 340", "WIDE, COMPACT = 680, 1 / 0",
                           r"hooks/drawing/figure\.py:\d+: ZeroDivisionError"),
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
    """Mistakes in the code come last: that the last of them is mended is seen below, when the code changes again."""
    first, *others = MISTAKES.values()
    tell(server, *first)
    assert server.shows("</article>")
    for mistake in (first, *others):
        tell(server, *mistake)
    assert server.shows("</article>")
    for mistake in IN_CODE.values():
        tell(server, *mistake)


def test_a_comment_in_the_package_trains_and_runs_nothing(server):
    before = server.said()
    file = server.tree.folder / "rnn_docs/cells/lstm.py"
    file.write_text(file.read_text("utf-8") + "\n# a comment\n", "utf-8")
    server.tree.plant(SOURCE, f"# {heading(server)}\n", "# After the comment\n")
    assert server.shows("After the comment")
    assert not re.search("training|running", server.said()[len(before) :])


# A server builds before it listens. Here the build ends when the code is imported.
SECOND = """
import sys
from mkdocs.__main__ import cli
from mkdocs.commands import build

build.build = lambda config, **told: config.plugins.on_config(config)
cli(["serve", "--dev-addr", sys.argv[1]])
"""


def test_a_second_server_at_the_same_address_is_told_how_to_name_another(server):
    second = server.tree.run(sys.executable, "-c", SECOND, server.address)
    assert second.returncode != 0
    assert f"{server.address} is taken" in second.stderr
    assert "make serve ADDRESS=" in second.stderr
    assert "Traceback" not in second.stderr
