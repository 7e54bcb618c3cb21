"""What there is to read: the files of a folder, of a .zip, or a single file, listed without reading them."""

import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from analysis.model import Claim, Problem
from analysis.readers.claims import INDEX, Index, claim_from_name, read_index

# Left by operating systems, never a report.
LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A file that can be read: `source` names it within what was given, `member` is its name inside an archive at `path`."""

    source: str
    path: Path
    size: int
    claim: Claim = field(default_factory=Claim)
    member: str = ""


class Listing(NamedTuple):
    """What there is to read, and what is wrong with the listing itself: folders closed to us, rows of an index without a file."""

    sources: list[SourceRef]
    problems: list[Problem]


def list_sources(location: Path) -> list[SourceRef]:
    """Every file below a folder (archives opened too), of an archive, or the file itself, by name; claims attached.

    Hidden files, what operating systems leave, and index.csv are no sources. Raises FileNotFoundError where nothing is there.
    """
    return list_all(location).sources


def list_all(location: Path) -> Listing:
    """The sources together with the problems of the listing. Raises FileNotFoundError and PermissionError."""
    location = Path(location)
    if not location.exists():
        raise FileNotFoundError(location)
    if not os.access(location, os.R_OK):
        raise PermissionError(f"{location} may not be read")
    if location.is_dir():
        return _in_folder(location)
    if _is_archive(location):
        return _with_claims(*_in_archive(location, ""))
    return Listing([SourceRef(location.name, location, location.stat().st_size, claim_from_name(location.name))], [])


def read_data(ref: SourceRef) -> bytes:
    """The bytes of a source. Raises OSError, zipfile.BadZipFile or RuntimeError (a password) where they cannot be had."""
    if not ref.member:
        return ref.path.read_bytes()
    archive = _open_archive(ref.path, ref.path.stat().st_mtime_ns)
    return archive.read(ref.member)


def _in_folder(folder: Path) -> Listing:
    refs: list[SourceRef] = []
    indexes: dict[str, Index] = {}
    closed: list[Problem] = []
    for path in sorted(_files(folder, closed)):
        name = _readable(path.relative_to(folder).as_posix())
        if _is_litter(name):
            continue
        if path.name.lower() == INDEX:
            indexes[name] = read_index(path.read_bytes(), str(PurePosixPath(name).parent))
        elif _is_archive(path):
            members, inside = _in_archive(path, name)
            refs += members
            indexes |= inside
        else:
            refs.append(SourceRef(name, path, path.stat().st_size))
    listing = _with_claims(refs, indexes)
    return Listing(listing.sources, closed + listing.problems)


def _files(folder: Path, closed: list[Problem]) -> Iterator[Path]:
    """The files below a folder; folders that may not be opened are added to `closed`."""

    def note(error: OSError) -> None:
        name = _readable(os.path.relpath(error.filename, folder))
        closed.append(Problem("folder_unreadable", name, f"文件夹打不开:{error.strerror}"))

    for parent, _, names in os.walk(folder, onerror=note):
        yield from (path for path in (Path(parent, name) for name in names) if path.is_file())


def _readable(name: str) -> str:
    """A file's name as text: one written in another encoding than the system's is mostly GBK."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="replace")
    return name


def _in_archive(path: Path, prefix: str) -> tuple[list[SourceRef], dict[str, Index]]:
    refs: list[SourceRef] = []
    indexes: dict[str, Index] = {}
    archive = _open_archive(path, path.stat().st_mtime_ns)
    for info in archive.infolist():
        name = _inner_path(_member_name(info))
        if info.is_dir() or not name or _is_litter(name):
            continue
        source = str(PurePosixPath(prefix) / name)
        if PurePosixPath(name).name.lower() == INDEX and not info.flag_bits & 0x1:
            indexes[source] = read_index(archive.read(info), str(PurePosixPath(source).parent))
        else:
            refs.append(SourceRef(source, path, info.file_size, member=info.filename))
    return sorted(refs, key=lambda ref: ref.source), indexes


def _inner_path(name: str) -> str:
    """A member's path within its archive: what leads out of it (../, a leading slash) is cut off, for it is a name only."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return str(PurePosixPath(*(part for part in parts if part not in ("/", "..", ".")))) if parts else ""


def _with_claims(refs: list[SourceRef], indexes: dict[str, Index]) -> Listing:
    claims = {file: claim for index in indexes.values() for file, claim in index.claims.items()}
    found = [
        ref if ref.claim != Claim() else replace(ref, claim=claims.get(ref.source) or claim_from_name(ref.source))
        for ref in refs
    ]
    return Listing(found, [*_index_problems(indexes, {ref.source for ref in refs})])


def _index_problems(indexes: dict[str, Index], there: Iterable[str]) -> Iterator[Problem]:
    for source, index in indexes.items():
        yield from (Problem(fault.code, source, fault.message) for fault in index.faults)
        for file in index.claims:
            if file not in there:
                yield Problem("index_file_absent", source, f"index.csv 里写了“{file}”,但没有这个文件。")


@lru_cache(maxsize=4)
def _open_archive(path: Path, _changed: int) -> zipfile.ZipFile:
    """Kept open: reading the list of members anew for each of thousands of members would cost more than the reading."""
    return zipfile.ZipFile(path)


def _is_archive(path: Path) -> bool:
    """Whether a file is an archive with a list of members; one that is broken is listed as a file and reported as such."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        _open_archive(path, path.stat().st_mtime_ns)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return True


def _member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; names without the UTF-8 flag were written in the packer's own encoding, here mostly GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_litter(name: str) -> bool:
    return any(part.startswith(".") or part.lower() in LITTER for part in PurePosixPath(name).parts)
