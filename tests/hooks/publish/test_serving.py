"""The one server of the house: files as they are, or packed and counted as the large hosts send them."""

import gzip
from http.client import HTTPConnection

import pytest
from publish import serving


def asked(server, path):
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.fixture
def site(tmp_path):
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson/index.html").write_text("<p>h</p>" * 99, "utf-8")
    (tmp_path / "font.woff2").write_bytes(b"\x00\x01")
    return tmp_path


def test_files_come_as_they_are_and_silently(site, capfd):
    with serving.serving(site) as server:
        answer, body = asked(server, "/lesson/")
    assert body == (site / "lesson/index.html").read_bytes()
    assert answer.getheader("Content-Encoding") is None
    assert server.sent == 0
    assert capfd.readouterr().err == ""


def test_two_folders_are_served_side_by_side_at_addresses_of_their_own(site):
    with serving.serving(site) as one, serving.serving(site / "lesson") as other:
        assert one.port != other.port
        assert min(one.port, other.port) >= 1024  # below, only root may listen
        assert asked(one, "/lesson/")[1] == asked(other, "/")[1]
        assert other.address == f"http://127.0.0.1:{other.port}/"


def test_packed_what_is_text_is_packed_and_every_byte_is_counted(site):
    with serving.serving(site, serving.Packed) as server:
        answer, page = asked(server, "/lesson/")
        _, font = asked(server, "/font.woff2")
        missing, _ = asked(server, "/nowhere")
    assert answer.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(page) == (site / "lesson/index.html").read_bytes()
    assert font == b"\x00\x01"
    assert server.sent == len(page) + 2
    assert missing.status == 404


@pytest.mark.parametrize(
    ("error", "printed"), [(BrokenPipeError, False), (ConnectionResetError, False), (KeyError, True)]
)
def test_a_browser_that_leaves_before_the_end_is_no_error_and_anything_else_is(site, capfd, error, printed):
    class Failing(serving.Plain):
        def do_GET(self):
            raise error

    with serving.serving(site, Failing) as server, pytest.raises(ConnectionError):
        asked(server, "/")
    assert ("Traceback" in capfd.readouterr().err) == printed


def test_the_first_chromium_that_the_machine_has_is_found(monkeypatch):
    monkeypatch.setattr(serving.shutil, "which", lambda name: f"/bin/{name}" if name == "chromium-browser" else None)
    assert serving.chromium() == "/bin/chromium-browser"
    monkeypatch.setattr(serving.shutil, "which", lambda name: None)
    assert serving.chromium() is None


@pytest.mark.parametrize(("user", "wanted"), [(0, True), (1000, False)])
def test_only_root_starts_it_without_its_sandbox(monkeypatch, user, wanted):
    monkeypatch.setattr(serving.os, "geteuid", lambda: user, raising=False)
    assert ("--no-sandbox" in serving.flags()) == wanted


def test_an_address_is_taken_for_as_long_as_somebody_listens_there(site):
    with serving.serving(site) as server:
        port = server.port
        assert serving.is_taken("127.0.0.1", port)
    assert not serving.is_taken("127.0.0.1", port)
