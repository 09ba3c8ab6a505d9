"""Archives: the same members give the same bytes, and a pattern leaves out what it matches and nothing else."""

import io
import tarfile
import time
from zipfile import ZIP_STORED, ZipFile

import pytest
from publish import archives

FILES = {"b/two.py": b"2" * 999, "a/one.py": b"1", "a/one.pyi": b"", "a/tests/t.py": b"t"}


def in_zip(data):
    with ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def in_tar(data):
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:xz") as packed:
        return {entry.name: packed.extractfile(entry).read() for entry in packed}


@pytest.mark.parametrize(("pack", "unpack"), [(archives.zipped, in_zip), (archives.tarred, in_tar)])
def test_what_is_packed_comes_out_and_the_clock_leaves_no_trace(monkeypatch, pack, unpack):
    packed = pack(FILES)
    monkeypatch.setattr(time, "time", lambda: 2e9)
    assert pack(FILES) == packed
    assert unpack(packed) == FILES


def test_a_tar_does_not_depend_on_the_order_in_which_files_were_found():
    assert archives.tarred(dict(reversed(FILES.items()))) == archives.tarred(FILES)


def test_a_zip_can_hold_files_as_they_are():
    stored = archives.zipped(FILES, ZIP_STORED)
    assert b"2" * 999 in stored
    assert b"2" * 999 not in archives.zipped(FILES)
    assert in_zip(stored) == FILES


def test_members_of_several_archives_without_what_patterns_match(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.whl").write_bytes(
            archives.zipped({f"{name}/{path}": data for path, data in FILES.items()})
        )
    with ZipFile(tmp_path / "one.whl", "a") as packed:
        packed.mkdir("one/empty")
    found = archives.members([tmp_path / "one.whl", tmp_path / "two.whl"], ["*.pyi", "*/tests/*", "two/b/*", "A/*"])
    assert sorted(found) == ["one/a/one.py", "one/b/two.py", "two/a/one.py"]
    assert found["one/b/two.py"] == FILES["b/two.py"]
