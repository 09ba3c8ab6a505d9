"""A built site on a host of this machine, for whatever looks at it in a browser, and the machine's own Chromium."""

import gzip
import http.server
import os
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = f"This needs one of {', '.join(BROWSERS)}"
PACKED = {".html", ".css", ".js", ".json", ".svg"}


class Plain(http.server.SimpleHTTPRequestHandler):
    """Hands out files as they are, and says nothing of each request."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Packed(Plain):
    """As the large hosts do: packed answers that a browser may keep, whose bytes the server counts."""

    server: "Server"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=31536000")
        if path.suffix in PACKED:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.server.sent += len(body)


class Server(http.server.ThreadingHTTPServer):
    """`sent` counts the bytes of all packed bodies."""

    sent = 0

    def handle_error(self, *request: Any) -> None:
        """What went wrong in an answer is printed, unless a browser left before its end: it may."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*request)

    @property
    def port(self) -> int:
        """Where it listens, on this machine alone."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """The address of the site's first page."""
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def serving(site: Path, handler: type[Plain] = Plain) -> Iterator[Server]:
    """A folder, served for as long as it is needed."""
    with Server(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def is_taken(host: str, port: int) -> bool:
    """Whether a program of this machine listens there already."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def chromium() -> str | None:
    """The program of the machine's own Chromium, if there is one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def flags() -> list[str]:
    """What a Chromium has to be told to start here: for root it refuses to start with its sandbox."""
    geteuid: Any = getattr(os, "geteuid", None)  # there is none on Windows
    return ["--disable-gpu", *(["--no-sandbox"] if geteuid and geteuid() == 0 else [])]
