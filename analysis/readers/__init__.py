"""Files in, documents out: text with its encoding and where it came from, or a Problem that says why not."""

import hashlib
import zipfile
import zlib
from pathlib import PurePosixPath

from analysis.model import Claim, Document, Problem
from analysis.readers.claims import claim_from_name
from analysis.readers.decoding import decode, is_binary
from analysis.readers.html import looks_like_html, visible_text
from analysis.readers.sources import SourceRef, list_sources, read_data

__all__ = ["LARGEST", "SourceRef", "list_sources", "read_bytes", "read_source"]

LARGEST = 20_000_000


def read_source(ref: SourceRef) -> Document | Problem:
    """The document of a listed source. Whatever is wrong with it comes back as a Problem, nothing is raised."""
    if ref.size > LARGEST:
        return _too_large(ref.source, ref.size)
    try:
        data = read_data(ref)
    except (OSError, RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError, KeyError) as error:
        return Problem("file_unreadable", ref.source, f"文件打不开:{error}")
    return read_bytes(ref.source, data, ref.claim)


def read_bytes(source: str, data: bytes, claim: Claim = Claim()) -> Document | Problem:  # noqa: B008 (frozen)
    """The document of a file given by its name and bytes, such as an upload; never raises for bad input."""
    if len(data) > LARGEST:
        return _too_large(source, len(data))
    if not data.strip():
        return Problem("file_empty", source, "文件是空的。")
    suffix = PurePosixPath(source).suffix.lower()
    if is_binary(data):
        return Problem("file_binary", source, f"不是文本文件({suffix or '无扩展名'}),请另存为 txt 或 html。")
    decoded = decode(data)
    if decoded is None:
        return Problem("file_unreadable", source, "认不出文件的编码,请另存为 UTF-8。")
    if not decoded.text.strip("\ufeff \t\r\n\u3000"):
        return Problem("file_empty", source, "文件里没有文字。")
    return _document(
        source, data, decoded.text, decoded.encoding, claim if claim != Claim() else claim_from_name(source)
    )


def _document(source: str, data: bytes, text: str, encoding: str, claim: Claim) -> Document | Problem:
    digest = hashlib.sha256(data).hexdigest()
    if not looks_like_html(text):
        return Document(source, text, digest, encoding, "txt", claim)
    visible, visible_map = visible_text(text)
    if not visible.strip():
        return Problem("file_empty", source, "网页里没有可见的文字。")
    return Document(source, text, digest, encoding, "html", claim, visible, visible_map)


def _too_large(source: str, size: int) -> Problem:
    return Problem(
        "file_too_large", source, f"文件有 {size / 1_000_000:.0f} MB,超过 {LARGEST // 1_000_000} MB 的上限。"
    )
