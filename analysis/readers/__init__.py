"""Files in, documents out: text with its encoding and where it came from, or a Problem that says why not."""

import hashlib
import zipfile
import zlib
from pathlib import PurePosixPath

from analysis.model import FORMATS, Claim, Document, Problem
from analysis.readers.claims import claim_from_name
from analysis.readers.decoding import decode, is_binary
from analysis.readers.docx import DocxError, docx_text, is_docx
from analysis.readers.html import looks_like_html, visible_text
from analysis.readers.pdf import PdfError, pdf_pages
from analysis.readers.pdf import visible_text as pdf_visible_text
from analysis.readers.sources import Listing, SourceRef, list_all, list_sources, read_data

__all__ = ["LARGEST", "Listing", "SourceRef", "list_all", "list_sources", "read_bytes", "read_source"]

LARGEST = 20_000_000
# Word and WPS up to 2003, and Word documents under a password; RTF.
OLD_OFFICE = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf")
PDF_FAULTS = {
    "pdf_scanned": "PDF 里只有图片,没有文字(扫描件),请先做文字识别(OCR),或另找文字版。",
    "file_encrypted": "PDF 加了密码,请去掉密码后再放进来。",
    "file_unreadable": "PDF 打不开,文件可能不完整,请重新下载。",
}


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
    claim = claim if claim != Claim() else claim_from_name(source)
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _from_pdf(source, data, claim)
    if is_docx(data):
        return _from_docx(source, data, claim)
    return _refused(source, data) or _from_text(source, data, claim)


def _refused(source: str, data: bytes) -> Problem | None:
    """The Problem of a file that holds no text we can read, with the way to make it one."""
    if data.startswith(OLD_OFFICE):
        return Problem(
            "file_old_word", source, "旧版 Word/WPS 文档(或加了密码的文档),请在 Word 或 WPS 里另存为 .docx。"
        )
    if data.startswith(ARCHIVES) or PurePosixPath(source).suffix.lower() == ".zip":
        return Problem(
            "file_archive", source, "打不开的压缩包、压缩包里的压缩包,或表格、幻灯片:请先解开或另存,再放进来。"
        )
    if is_binary(data):
        suffix = PurePosixPath(source).suffix.lower() or "无扩展名"
        return Problem("file_binary", source, f"不是文本文件({suffix}),请另存为 {'、'.join(FORMATS)} 之一。")
    return None


def _from_text(source: str, data: bytes, claim: Claim) -> Document | Problem:
    decoded = decode(data)
    if decoded is None:
        return Problem("file_unreadable", source, "认不出文件的编码,请另存为 UTF-8。")
    if not decoded.text.strip("\ufeff \t\r\n\u3000"):
        return Problem("file_empty", source, "文件里没有文字。")
    return _document(source, data, decoded.text, decoded.encoding, claim)


def _from_docx(source: str, data: bytes, claim: Claim) -> Document | Problem:
    try:
        text = docx_text(data)
    except DocxError as error:
        return Problem("file_unreadable", source, f"Word 文档打不开:{error}")
    if not text.strip():
        return Problem("file_empty", source, "Word 文档里没有文字(可能只有图片)。")
    return Document(source, text, hashlib.sha256(data).hexdigest(), "docx", "docx", claim)


def _from_pdf(source: str, data: bytes, claim: Claim) -> Document | Problem:
    try:
        pages = pdf_pages(data)
    except PdfError as error:
        return Problem(str(error), source, PDF_FAULTS[str(error)])
    visible, visible_map = pdf_visible_text(pages)
    digest = hashlib.sha256(data).hexdigest()
    return Document(source, "".join(pages), digest, "pdf", "pdf", claim, visible, visible_map)


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
