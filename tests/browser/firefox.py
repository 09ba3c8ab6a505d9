"""Every block of the site, served and on a disk, in a Firefox: `make test-firefox FIREFOX=/usr/bin/firefox-esr`.

Firefox is driven by its own remote protocol, Marionette: a socket, and lists in JSON with their length before them.
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from publish.serving import serving

PATIENCE = 180  # seconds that a script may take: the first one starts Python
PORT = 2828  # where Firefox listens, if nobody says otherwise
RUN_ALL = """const [done] = arguments; (async () => { const found = [];
  for (const element of document.querySelectorAll("article rnn-run[id^=run-]")) {
    const began = performance.now(); await element.act("Run");
    found.push([element.id, element.dataset.state, element.block.shown.output, performance.now() - began]) }
  done(found) })()"""


class Firefox:
    """A running Firefox with an empty profile."""

    def __init__(self, program: str, profile: str) -> None:
        command = [program, "--headless", "--marionette", "--no-remote", "--profile", profile]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.socket, self.asked, self.left = _connected(), 0, b""
        self._answer()  # it greets
        self.ask("WebDriver:NewSession", {})
        self.ask("WebDriver:SetTimeouts", {"script": PATIENCE * 1000})

    def ask(self, command: str, options: dict[str, Any]) -> Any:
        """Send a command and wait for its result. Raises RuntimeError with Firefox' own words."""
        self.asked += 1
        message = json.dumps([0, self.asked, command, options]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._answer()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def runs(self, address: str) -> list[list[Any]]:
        """Open a page and run all its blocks: id, state, what was printed instead, milliseconds."""
        self.ask("WebDriver:Navigate", {"url": address})
        found: list[list[Any]] = self.ask(
            "WebDriver:ExecuteAsyncScript", {"script": RUN_ALL, "args": [], "sandbox": None}
        )
        return found

    def _answer(self) -> Any:
        while b":" not in self.left:
            self.left += self.socket.recv(4096)
        length, _, rest = self.left.partition(b":")
        while len(rest) < int(length):
            rest += self.socket.recv(65536)
        self.left = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()


def _connected() -> socket.socket:
    """A connection, as soon as Firefox listens. Raises TimeoutError if it does not."""
    for _ in range(PATIENCE):
        try:
            made = socket.create_connection(("127.0.0.1", PORT))
        except OSError:
            time.sleep(1)
            continue
        made.settimeout(2 * PATIENCE)
        return made
    raise TimeoutError(f"no Firefox listens at port {PORT}")


def main(site: str, archive: str, program: str) -> int:
    """Print a line a page, of the site from a server and of the offline archive, unpacked; 1 if a block was wrong."""
    if not program:
        sys.exit("Name a Firefox: make test-firefox FIREFOX=/usr/bin/firefox-esr")
    wrong = 0
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as disk, serving(site) as server:
        shutil.unpack_archive(archive, disk)
        firefox = Firefox(program, profile)
        try:
            for folder, address in ((site, server.address), (disk, f"{Path(disk).as_uri()}/")):
                for page in with_code(folder):
                    name = page.relative_to(folder).as_posix()
                    wrong += told(f"{address}{name}", firefox.runs(address + name))
        finally:
            firefox.close()
    return int(wrong > 0)


def with_code(folder: str) -> list[Path]:
    """The pages with blocks that run. Exits if there is none."""
    pages = [path for path in sorted(Path(folder).rglob("*.html")) if '<rnn-run id="run-' in path.read_text("utf-8")]
    return pages or sys.exit(f"{folder}: no page with code that runs")


def told(address: str, found: list[list[Any]]) -> int:
    """Print what became of a page's blocks; how many were wrong."""
    wrong = [run for run in found if run[1] != "same"]
    first = f"{found[0][3] / 1000:.1f} s for the first" if found else ""
    print(f"{address}: {len(found)} blocks, {len(wrong)} wrong, {first}", *wrong, flush=True)
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
