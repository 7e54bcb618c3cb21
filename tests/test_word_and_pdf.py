"""Word documents and PDFs: the text in order, no page furniture, offsets that lead back, a plain word where there is no text."""

import io
import zipfile

import pytest

from analysis.corpus import prepare
from analysis.extract import read_report
from analysis.model import Document, Problem
from analysis.readers import read_bytes

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def word(body: str) -> bytes:
    """A Word document with this body."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        package.writestr("word/header1.xml", "<w:hdr>页眉</w:hdr>")
    return data.getvalue()


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with these lines, set in a font that every reader knows; nothing is embedded."""
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"BT /F1 12 Tf 60 {780 - 20 * row} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for row, line in enumerate(lines)
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {7 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    written, offsets = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def test_a_word_document_gives_paragraphs_and_tables_in_order() -> None:
    cells = "<w:tr><w:tc>" + paragraph("粮食") + "</w:tc><w:tc>" + paragraph("3万吨") + "</w:tc></w:tr>"
    body = paragraph("青石镇政府", "工作报告") + f"<w:tbl>{cells}</w:tbl>" + paragraph("全年财政总收入1亿元。")
    document = read_bytes("报告.docx", word(body))
    assert isinstance(document, Document)
    assert document.text == "青石镇政府工作报告\n粮食\t3万吨\n全年财政总收入1亿元。\n"
    assert document.format == "docx"


def test_what_was_deleted_or_stands_there_twice_is_left_out_of_a_word_document() -> None:
    deleted = "<w:del><w:r><w:delText>2亿元</w:delText></w:r></w:del>"
    added = "<w:ins><w:r><w:t>1亿元</w:t></w:r></w:ins>"
    twice = (
        "<mc:AlternateContent><mc:Choice><w:r><w:t>一次</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>一次</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    )
    document = read_bytes("报告.docx", word(paragraph("收入", deleted, added, "<w:r><w:tab/></w:r>", twice)))
    assert isinstance(document, Document) and document.text == "收入1亿元\t一次\n"


PAGES = [
    ["青石镇人民政府文件", "青石镇政府工作报告", "一、2018年工作回顾", "全年财政总收入1.2 亿元，增长8.5%，全部农民人均纯收", "入12000元。", "— 1 —"],
    ["青石镇人民政府文件", "固定资产投资完成三千二百万元，比上一年增长百分", "之五。", "二、2019年工作安排", "今年财政总收入增长8%。", "— 2 —"],
    ["青石镇人民政府文件", "各位代表！让我们团结起来，一同向前。", "— 3 —"],
]  # fmt: skip


def test_a_pdf_gives_paragraphs_without_running_heads_and_page_numbers() -> None:
    document = read_bytes("报告.pdf", pdf(PAGES))
    assert isinstance(document, Document)
    assert document.visible is not None and document.visible.splitlines() == [
        "青石镇政府工作报告",
        "一、2018年工作回顾",
        "全年财政总收入1.2亿元，增长8.5%，全部农民人均纯收入12000元。",
        "固定资产投资完成三千二百万元，比上一年增长百分之五。",
        "二、2019年工作安排",
        "今年财政总收入增长8%。",
        "各位代表！让我们团结起来，一同向前。",
    ]


def test_the_figures_of_a_pdf_lead_back_to_its_text() -> None:
    document = read_bytes("报告.pdf", pdf(PAGES))
    assert isinstance(document, Document)
    facts = [fact for report in prepare(document)[0] for fact in read_report(report)]
    found = {document.text[fact.source_start : fact.source_end] for fact in facts}
    assert {"1.2 亿元", "8.5%", "12000元", "百分\n之五", "8%"} <= found


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("扫描.pdf", pdf([[], []]), "pdf_scanned"),
        ("断.pdf", pdf(PAGES)[:200], "file_unreadable"),
        ("断.pdf", b"%PDF-1.7 ...", "file_unreadable"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_old_word"),
        ("旧.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_old_word"),
        ("旧.rtf", rb"{\rtf1\ansi report}", "file_old_word"),
        ("空.docx", word("<w:p/>"), "file_empty"),
        ("坏.docx", word("<w:p>"), "file_unreadable"),
        ("表.xlsx", b"PK\x03\x04 a table", "file_archive"),
    ],
)
def test_what_gives_no_text_says_what_to_do(name: str, data: bytes, code: str) -> None:
    problem = read_bytes(name, data)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert "请" in problem.message or code in ("file_empty", "file_unreadable")


def test_a_pdf_under_a_password_says_so() -> None:
    locked = pdf(PAGES).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>",
    )  # fmt: skip
    problem = read_bytes("锁.pdf", locked)
    assert isinstance(problem, Problem) and problem.code == "file_encrypted"
