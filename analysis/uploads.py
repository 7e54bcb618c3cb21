"""Reports that one visitor brings along: staged, looked at, then added to a collection that only this visitor sees.

Everything lies in a temporary folder that goes away with the workspace, which goes away with the visit.
"""

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from analysis.pipeline import build
from analysis.readers.docx import is_docx
from analysis.store import Store

MOST_FILES = 60
MOST_BYTES = 20_000_000
MOST_UNPACKED = 60_000_000
LONGEST_NAME = 80
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"|?*/\\]')


class Upload(NamedTuple):
    name: str
    data: bytes


class UploadError(Exception):
    """More than is taken: "too_many_files", "too_many_bytes" or "too_much_unpacked"; the page puts the code into words."""


class Workspace:
    """The visitor's folder: `pending` files are only looked at, `added` files make up the collection."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="zhenlan-", ignore_cleanup_errors=True)
        self.root = Path(self._folder.name)
        self.pending = self.root / "pending"
        self.added = self.root / "added"

    @property
    def store_path(self) -> Path:
        """Where the store of the added reports lies once there are any."""
        return self.root / "session"

    def stage(self, uploads: Sequence[Upload]) -> Store:
        """Analyse these files by themselves, so that they can be looked at before they are added. Raises UploadError."""
        check(uploads)
        shutil.rmtree(self.pending, ignore_errors=True)
        self.pending.mkdir(parents=True)
        for upload in uploads:
            free_path(self.pending, upload.name).write_bytes(upload.data)
        return build(self.pending, self.root / "preview").store

    def add_pending(self) -> Store:
        """Add the staged files to the collection. Raises UploadError when the collection would become too large."""
        staged = _files(self.pending)
        check([Upload(path.name, path.read_bytes()) for path in (*_files(self.added), *staged)])
        self.added.mkdir(exist_ok=True)
        for path in staged:
            path.rename(free_path(self.added, path.name))
        return build(self.added, self.store_path).store

    def clear(self) -> None:
        """Forget every file and what was read out of it."""
        for path in (self.pending, self.added, self.store_path, self.root / "preview"):
            shutil.rmtree(path, ignore_errors=True)


def check(uploads: Sequence[Upload]) -> None:
    """Raise UploadError where the files, unpacked, are more than a visitor may bring."""
    sizes = [size for upload in uploads for size in unpacked_sizes(upload.data)]
    if sum(len(upload.data) for upload in uploads) > MOST_BYTES:
        raise UploadError("too_many_bytes")
    if len(sizes) > MOST_FILES:
        raise UploadError("too_many_files")
    if sum(sizes) > MOST_UNPACKED:
        raise UploadError("too_much_unpacked")


def unpacked_sizes(data: bytes) -> list[int]:
    """Bytes of each file that the data hold: of the members of an archive as it declares them, else of the data."""
    if not data.startswith(b"PK"):
        return [len(data)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [info.file_size for info in archive.infolist() if not info.is_dir()]
            # A Word document is a zip too, but one file.
            return [sum(sizes)] if is_docx(data) else sizes
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return [len(data)]


def free_path(folder: Path, name: str) -> Path:
    """A path in the folder for a file of this name, which may be any string; never one that is taken."""
    plain = NOT_IN_NAMES.sub("_", PurePosixPath(name.replace("\\", "/")).name).strip(". ") or "文本.txt"
    suffix = PurePosixPath(plain).suffix[:10]
    stem = plain.removesuffix(suffix)[:LONGEST_NAME]
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} {number}{suffix}"
    return path


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []
