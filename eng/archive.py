#!/usr/bin/env python3
"""Packs folders of artifacts/dist and writes SHA256SUMS beside them: archive.py SECONDS FOLDER….

The same files give the same bytes: names are sorted, nobody owns them, and every time is SECONDS, that of the commit.
A folder whose name says it is for Windows becomes a .zip, any other a .tar.gz.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import pathlib
import stat
import sys
import tarfile
import time
import zipfile


def pack(folder: pathlib.Path, seconds: int) -> pathlib.Path:
    entries = sorted([folder, *folder.rglob("*")], key=lambda path: path.relative_to(folder.parent).as_posix())
    strange = [path for path in entries if path.is_symlink() or not (path.is_dir() or path.is_file())]
    if strange:
        raise SystemExit(f"error: {strange[0]} is neither a file nor a folder")
    archive = folder.with_name(folder.name + (".zip" if "-win-" in folder.name else ".tar.gz"))
    unfinished = archive.with_name(archive.name + ".new")
    (_zip if archive.suffix == ".zip" else _tar)(unfinished, folder.parent, entries, seconds)
    os.replace(unfinished, archive)
    return archive


def _mode(path: pathlib.Path) -> int:
    """Whether it runs is kept; what the builder's umask was is not."""
    return 0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644


def _tar(archive: pathlib.Path, parent: pathlib.Path, entries: list[pathlib.Path], seconds: int) -> None:
    with open(archive, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed, tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for path in entries:
            about = tarfile.TarInfo(path.relative_to(parent).as_posix())
            about.mode, about.mtime, about.uname, about.gname = _mode(path), seconds, "root", "root"
            if path.is_dir():
                about.type = tarfile.DIRTYPE
                tar.addfile(about)
            else:
                about.size = path.stat().st_size
                with open(path, "rb") as content:
                    tar.addfile(about, content)


def _zip(archive: pathlib.Path, parent: pathlib.Path, entries: list[pathlib.Path], seconds: int) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in entries:
            if path.is_file():
                about = zipfile.ZipInfo(path.relative_to(parent).as_posix(), time.gmtime(seconds)[:6])
                about.compress_type, about.create_system, about.external_attr = zipfile.ZIP_DEFLATED, 3, (stat.S_IFREG | _mode(path)) << 16
                packed.writestr(about, path.read_bytes())


def sums(folder: pathlib.Path) -> None:
    """Writes the checksums of every archive in a folder, in the form that `sha256sum --check` reads."""
    archives = sorted(path for path in folder.iterdir() if path.name.endswith((".tar.gz", ".zip")))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in archives]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def main(seconds: str, *folders: str) -> None:
    for name in folders:
        folder = pathlib.Path(name).resolve()
        archive = pack(folder, int(seconds))
        sums(folder.parent)
        print(f"archive: {archive} ({archive.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__.strip())
    main(*sys.argv[1:])
