"""A host as the large ones are, for what is measured in a browser: packed answers that may be kept, bytes counted."""

import gzip
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

PACKED = {".html", ".css", ".js", ".json", ".svg"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Host(http.server.SimpleHTTPRequestHandler):
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

    def log_message(self, *_: object) -> None:
        """The requests say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """`sent` counts the bytes of all bodies."""

    sent = 0

    @property
    def address(self) -> str:
        return f"http://localhost:{self.server_address[1]}/"


@contextmanager
def serving(site: str | Path) -> Iterator[Server]:
    """The built site on a host of this machine, for as long as it is needed."""
    with Server(("127.0.0.1", 0), partial(Host, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def browser() -> str:
    """The machine's own Chromium."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or sys.exit(f"This needs one of {', '.join(BROWSERS)}")
