"""Lighthouse on a page of each kind, in its mobile form: `make lighthouse`. Fails below 98, 100, 100, 100.

It comes from npm, into a folder of its own, and drives the machine's Chromium; the site is served packed, as hosts do.
"""

import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

PAGES = ("", "lesson/computation/", "lesson/lstm/", "notebooks/sentiment/")
ATLEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
PACKED = {".html", ".css", ".js", ".json", ".svg"}


class Host(http.server.SimpleHTTPRequestHandler):
    """A host as the large ones are: packed answers that may be kept."""

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

    def log_message(self, *_: object) -> None:
        """The requests say nothing."""


def scores(program: str, address: str) -> tuple[dict[str, int], list[str]]:
    """The score of each category; the audits that cost one, and how fast Lighthouse found the machine."""
    command = [program, address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(ATLEAST)}")
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    environment = os.environ | {"CHROME_PATH": browser}
    report = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    lost = [
        reference["id"]
        for category in report["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"] and _costs(report["audits"][reference["id"]])
    ]
    found = {name: round(100 * category["score"]) for name, category in report["categories"].items()}
    return found, [*lost, f"(machine {report['environment']['benchmarkIndex']:.0f}; a quiet one has 1500 and more)"]


def _costs(audit: dict[str, object]) -> bool:
    counts = audit["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    return counts and (audit["score"] or 0) < 0.9


def main(site: str, program: str) -> int:
    """Print a line a page; 1 if any is below what is asked."""
    below = 0
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for page in PAGES:
            found, lost = scores(program, f"http://localhost:{server.server_address[1]}/{page}")
            print(f"/{page}: {' / '.join(str(found[name]) for name in ATLEAST)}", *lost, flush=True)
            below += any(found[name] < least for name, least in ATLEAST.items())
        server.shutdown()
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
