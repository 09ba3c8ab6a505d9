"""The archive that is handed out."""

from hashlib import sha256
from zipfile import ZipFile

from publish import zip_archive


def test_an_archive_holds_one_folder_and_its_checksum_lies_beside_it(tmp_path):
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("<p>words</p>", "utf-8")
    (site / "assets/a.css").write_text("p{}", "utf-8")
    archive = zip_archive.pack(site, "rnn-lesson-1", tmp_path / "dist")
    with ZipFile(archive) as zipped:
        assert zipped.namelist() == ["rnn-lesson-1/assets/a.css", "rnn-lesson-1/index.html"]
        assert zipped.read("rnn-lesson-1/index.html") == b"<p>words</p>"
    digest = sha256(archive.read_bytes()).hexdigest()
    assert (tmp_path / "dist/rnn-lesson-1.zip.sha256").read_text("utf-8") == f"{digest}  rnn-lesson-1.zip\n"


def test_the_same_site_gives_the_same_bytes_whenever_it_was_built(tmp_path):
    archives = []
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        for name in ("b.html", "a.html") if folder == "first" else ("a.html", "b.html"):
            (tmp_path / folder / name).write_text("x" * 1000, "utf-8")
        archives.append(zip_archive.pack(tmp_path / folder, "site", tmp_path / f"{folder}-out").read_bytes())
    assert archives[0] == archives[1]
