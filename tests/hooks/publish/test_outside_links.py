"""Links that lead out are asked once each, and those that lead nowhere are named with their page."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from publish import outside_links


class Host(BaseHTTPRequestHandler):
    """Answers with the number in the path."""

    def do_GET(self) -> None:
        self.send_response(int(self.path[1:]))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.fixture
def host():
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_link_that_leads_nowhere_is_named_with_its_page(tmp_path, host):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(
        f'<a href="{host}/200">x</a> <a href="{host}/404#part">x</a> <a href="../b/">x</a> <a>x</a>', "utf-8"
    )
    (tmp_path / "b.html").write_text(f'<a href="{host}/404">x</a> <a href="{host}/403">x</a>', "utf-8")
    (wrong,) = outside_links.report(tmp_path)
    assert wrong.startswith(f"a/index.html: {host}/404: 404 ")


def test_a_host_that_does_not_answer_is_a_fault(host):
    closed = host.rpartition(":")[0] + ":9"
    assert outside_links.fault(f"{host}/200") == ""
    assert outside_links.fault(f"{closed}/") != ""
