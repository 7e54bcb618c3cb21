"""Readers: encodings, web pages with offsets, archives and folders, claims, and what becomes of bad files."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.model import Claim, Document, Problem
from analysis.readers import LARGEST, list_all, list_sources, read_bytes, read_source
from analysis.readers.html import visible_text
from tests.conftest import SHARED, needs_shared

TEXT = (
    "各位代表：现在，我代表松溪头镇人民政府，向大会报告工作，请予审议。去年财政收入增长百分之五，群众生活继续改善。\n"
    * 3
)
TRADITIONAL = "各位代表：現在，我代表鎮人民政府，向大會報告工作，請予審議，並請列席會議的同志提出意見。我們將繼續努力。"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
    ],
)
def test_encodings_are_recognised(encoding: str, named: str) -> None:
    document = read_bytes("报告.txt", TEXT.encode(encoding))
    assert isinstance(document, Document)
    assert (document.text, document.encoding) == (TEXT, named)


def test_big5_is_not_read_as_gb18030() -> None:
    document = read_bytes("报告.txt", TRADITIONAL.encode("big5"))
    assert isinstance(document, Document)
    assert (document.text, document.encoding) == (TRADITIONAL, "big5")


def test_utf8_cut_in_a_character_is_read_and_named_as_damaged() -> None:
    document = read_bytes("报告.txt", (TEXT * 5).encode()[:-2])
    assert isinstance(document, Document)
    assert document.encoding == "utf-8, damaged"
    assert document.text.startswith(TEXT)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.txt", b"", "file_empty"),
        ("空白.txt", " \n\u3000\n".encode(), "file_empty"),
        ("图.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "file_binary"),
        ("乱.txt", bytes(range(256)) * 20, "file_binary"),
        ("空页.html", b"<html><head><script>x</script></head><body></body></html>", "file_empty"),
        ("坏.zip", "这不是压缩包".encode(), "file_archive"),
        ("大.txt", b"a" * (LARGEST + 1), "file_too_large"),
    ],
)
def test_bad_files_become_problems(name: str, data: bytes, code: str) -> None:
    problem = read_bytes(name, data)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.source) == (code, name)
    assert problem.message


PAGE = (
    "<!doctype html><html><head><title>某站</title><style>p{}</style></head><body><div>首页 &gt; 报告</div>"
    "<p>全镇生产总&#20540;12&#46;5亿元,<b>增长</b>6%。</p><script>var a='藏';</script><table><tr><td>粮食</td><td>3万吨</td></tr></table></body></html>"
)


def test_the_visible_text_of_a_page_keeps_its_places() -> None:
    text, source_map = visible_text(PAGE)
    assert "全镇生产总值12.5亿元,增长6%。" in text
    assert "藏" not in text and "某站" not in text and "粮食\n" in text
    start = text.index("6%")
    assert PAGE[slice(*source_map.span_to_source(start, start + 2))] == "6%"
    assert PAGE[source_map.to_source(text.index("值"))] == "&"


@given(st.text(max_size=200))
def test_any_text_is_a_page_of_some_sort(text: str) -> None:
    visible, source_map = visible_text(text)
    assert all(0 <= source_map.to_source(offset) <= len(text) for offset in range(len(visible)))


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(read_bytes("甲.txt", data), Document | Problem)


def _folder(tmp_path: Path) -> Path:
    (tmp_path / "township" / "深").mkdir(parents=True)
    (tmp_path / "township" / "松溪头镇_2021.txt").write_text(TEXT, "utf-8")
    (tmp_path / "township" / "深" / "无名.txt").write_text(TEXT, "utf-8")
    (tmp_path / ".hidden.txt").write_text("x", "utf-8")
    (tmp_path / "index.csv").write_text(
        "file,level,place,year,delivered,partial,source_url\ntownship/深/无名.txt,township,松溪头镇,2022,2022,1,http://a.cn\n",
        "utf-8-sig",
    )
    return tmp_path


def test_a_folder_is_listed_with_its_claims(tmp_path: Path) -> None:
    refs = list_sources(_folder(tmp_path))
    assert [ref.source for ref in refs] == ["township/松溪头镇_2021.txt", "township/深/无名.txt"]
    assert refs[0].claim == Claim(level="township", place="松溪头镇", year=2021)
    assert refs[1].claim == Claim("township", "松溪头镇", 2022, 2022, True, "http://a.cn")
    assert isinstance(read_source(refs[1]), Document)


def test_an_archive_gives_what_the_folder_gives(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _folder(folder)
    packed = tmp_path / "报告.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    alone, within = list_sources(packed), list_sources(folder)
    assert [(ref.source, ref.claim) for ref in alone] == [(ref.source, ref.claim) for ref in within]
    assert [read_source(ref) for ref in alone] == [read_source(ref) for ref in within]
    assert [ref.source for ref in list_sources(tmp_path)][-1] == "报告.zip/township/深/无名.txt"


def test_member_names_in_gbk_are_readable(tmp_path: Path) -> None:
    packed = tmp_path / "老.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo("placeholder")
        info.filename = "松溪头镇_2019.txt".encode("gbk").decode("cp437")
        archive.writestr(info, TEXT)
    data = packed.read_bytes()
    utf8_flagged = "松溪头镇_2019.txt".encode("gbk").decode("cp437").encode("utf-8")
    raw = "松溪头镇_2019.txt".encode("gbk")
    if utf8_flagged in data:
        # zipfile can write such names only as UTF-8: put the raw bytes and the missing flag in by a hand-made archive.
        packed.write_bytes(_zip_with_raw_name(raw, TEXT.encode()))
    (ref,) = list_sources(packed)
    assert ref.source == "松溪头镇_2019.txt"
    document = read_source(ref)
    assert isinstance(document, Document) and document.text == TEXT


def _zip_with_raw_name(name: bytes, data: bytes) -> bytes:
    import struct
    import zlib

    crc = zlib.crc32(data)
    local = (
        struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 33, crc, len(data), len(data), len(name), 0) + name + data
    )
    central = (
        struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, crc, len(data), len(data), len(name), 0, 0, 0, 0, 0, 0
        )
        + name
    )
    return local + central + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)


def test_a_broken_archive_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04 not an archive")
    (ref,) = list_sources(tmp_path)
    problem = read_source(ref)
    assert isinstance(problem, Problem) and problem.code == "file_archive"


def test_an_archive_inside_an_archive_is_told_and_nothing_leads_out_of_one(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("里.txt", TEXT)
    with zipfile.ZipFile(tmp_path / "外.zip", "w") as archive:
        archive.writestr("里.zip", inner.getvalue())
        archive.writestr("../../逃.txt", TEXT)
        archive.writestr("/根.txt", TEXT)
    refs = {ref.source: ref for ref in list_sources(tmp_path)}
    assert set(refs) == {"外.zip/里.zip", "外.zip/逃.txt", "外.zip/根.txt"}
    problem = read_source(refs["外.zip/里.zip"])
    assert isinstance(problem, Problem) and problem.code == "file_archive"
    assert isinstance(read_source(refs["外.zip/逃.txt"]), Document)


def test_rows_of_an_index_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(TEXT, encoding="utf-8")
    rows = "file,level,place,year\n甲.txt,village,青石镇,abcd\n没有.txt,township,青石镇,2019\n,township,青石镇,2019\n"
    (tmp_path / "index.csv").write_text(rows, encoding="utf-8")
    sources, problems = list_all(tmp_path)
    assert [(ref.source, ref.claim.year) for ref in sources] == [("甲.txt", None)]
    assert [problem.code for problem in problems] == ["index_cell_unusable"] * 3 + ["index_file_absent"]
    assert "abcd" in problems[0].message and "没有.txt" in problems[3].message


def test_an_index_without_its_columns_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.csv").write_text("name,year\n甲.txt,2019\n", encoding="utf-8")
    assert [problem.code for problem in list_all(tmp_path).problems] == ["index_unusable"]


def test_a_file_name_that_is_no_utf8_is_read_as_gbk(tmp_path: Path) -> None:
    name = "青石镇2019年.txt".encode("gbk")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(TEXT, encoding="utf-8")
    except OSError:  # a file system that takes UTF-8 names only
        return
    (ref,) = list_sources(tmp_path)
    assert ref.source == "青石镇2019年.txt"
    assert isinstance(read_source(ref), Document)


def test_a_missing_place_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list_sources(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("county/甲州乙市_丙县_2022.txt", Claim("county", "甲州乙市_丙县", 2022)),
        ("松溪头镇2021年政府工作报告.txt", Claim("", "松溪头镇", 2021)),
        ("000_0948a3da3f33f01f.txt", Claim()),
        ("报告.txt", Claim()),
    ],
)
def test_file_names_claim_place_and_year(name: str, claim: Claim) -> None:
    document = read_bytes(name, TEXT.encode())
    assert isinstance(document, Document) and document.claim == claim


@needs_shared
def test_every_shared_report_is_listed_with_its_claim() -> None:
    refs = list_sources(SHARED / "reports" / "real.zip")
    assert len(refs) == 2677
    assert all(ref.claim.year and ref.claim.place and ref.claim.level for ref in refs)
