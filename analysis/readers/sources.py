"""What there is to read: the files of a folder, of a .zip, or a single file, listed without reading them."""

import zipfile
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from analysis.model import Claim
from analysis.readers.claims import INDEX, claim_from_name, read_index

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


def list_sources(location: Path) -> list[SourceRef]:
    """Every file below a folder (archives opened too), of an archive, or the file itself, by name; claims attached.

    Hidden files, what operating systems leave, and index.csv are no sources. Raises FileNotFoundError where nothing is there.
    """
    location = Path(location)
    if not location.exists():
        raise FileNotFoundError(location)
    if location.is_dir():
        return _in_folder(location)
    if _is_archive(location):
        return _in_archive(location, "")
    return [SourceRef(location.name, location, location.stat().st_size, claim_from_name(location.name))]


def read_data(ref: SourceRef) -> bytes:
    """The bytes of a source. Raises OSError, zipfile.BadZipFile or RuntimeError (a password) where they cannot be had."""
    if not ref.member:
        return ref.path.read_bytes()
    archive = _open_archive(ref.path, ref.path.stat().st_mtime_ns)
    return archive.read(ref.member)


def _in_folder(folder: Path) -> list[SourceRef]:
    refs: list[SourceRef] = []
    claims: dict[str, Claim] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if _is_litter(name):
            continue
        if path.name.lower() == INDEX:
            claims |= read_index(path.read_bytes(), str(PurePosixPath(name).parent))
        elif _is_archive(path):
            refs += _in_archive(path, name)
        else:
            refs.append(SourceRef(name, path, path.stat().st_size))
    return _with_claims(refs, claims)


def _in_archive(path: Path, prefix: str) -> list[SourceRef]:
    refs: list[SourceRef] = []
    claims: dict[str, Claim] = {}
    archive = _open_archive(path, path.stat().st_mtime_ns)
    for info in archive.infolist():
        name = _member_name(info)
        if info.is_dir() or _is_litter(name):
            continue
        source = str(PurePosixPath(prefix) / name)
        if PurePosixPath(name).name.lower() == INDEX and not info.flag_bits & 0x1:
            claims |= read_index(archive.read(info), str(PurePosixPath(source).parent))
        else:
            refs.append(SourceRef(source, path, info.file_size, member=info.filename))
    return _with_claims(sorted(refs, key=lambda ref: ref.source), claims)


def _with_claims(refs: list[SourceRef], claims: dict[str, Claim]) -> list[SourceRef]:
    return [
        ref if ref.claim != Claim() else replace(ref, claim=claims.get(ref.source) or claim_from_name(ref.source))
        for ref in refs
    ]


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
