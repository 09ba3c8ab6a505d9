"""Pack a built site into the archive that is handed out, with its checksum beside it. The same site, the same bytes."""

import os
import time
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

READABLE = 0o100644 << 16  # a plain file that everybody may read, wherever the archive is unpacked


def pack(site: Path, name: str, target: Path) -> Path:
    """Write `name`.zip and its checksum into a folder; the archive holds one folder of that name."""
    target.mkdir(parents=True, exist_ok=True)
    archive, unfinished = target / f"{name}.zip", target / f"{name}.zip.new"
    with ZipFile(unfinished, "w", ZIP_DEFLATED, compresslevel=9) as out:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            entry = ZipInfo(f"{name}/{path.relative_to(site).as_posix()}", _day())
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, READABLE
            out.writestr(entry, path.read_bytes())
    unfinished.replace(archive)
    digest = sha256(archive.read_bytes()).hexdigest()
    archive.with_name(f"{archive.name}.sha256").write_text(f"{digest}  {archive.name}\n", "utf-8")
    return archive


def _day() -> tuple[int, int, int, int, int, int]:
    """The day that every file carries: a given one, or the first that an archive can name."""
    return time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", 315532800)))[:6]
