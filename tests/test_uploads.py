"""What a visitor brings along is bounded, named safely, looked at before it is added, and gone at the end."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import uploads
from analysis.uploads import Upload, UploadError, Workspace

REPORT = """松溪乡2021年政府工作报告

一、2020年工作回顾
2020年,全乡地区生产总值完成3.2亿元,同比增长6.1%;农民人均纯收入达到12300元,增长8%。

二、2021年工作安排
2021年的主要预期目标是:地区生产总值增长7%以上,农民人均纯收入增长8%左右。
""".encode()


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@given(st.text(max_size=200))
def test_any_name_stays_inside_the_folder(tmp_path_factory, name):
    folder = tmp_path_factory.getbasetemp()
    path = uploads.free_path(folder, name)
    assert path.parent == folder and not path.name.startswith(".") and len(path.name) <= 100


def test_a_taken_name_gets_a_number(tmp_path: Path):
    (tmp_path / "甲.txt").write_text("x")
    assert uploads.free_path(tmp_path, "../甲.txt").name == "甲 2.txt"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([Upload("a.txt", b"x" * (uploads.MOST_BYTES + 1))], "too_many_bytes"),
        ([Upload("a.txt", b"x")] * (uploads.MOST_FILES + 1), "too_many_files"),
        ([Upload("a.zip", zipped(**{f"{n}.txt": b"x" for n in range(uploads.MOST_FILES + 1)}))], "too_many_files"),
        ([Upload("a.zip", zipped(big=b"0" * (uploads.MOST_UNPACKED + 1)))], "too_much_unpacked"),
    ],
)
def test_more_than_is_taken_is_refused(files, code):
    with pytest.raises(UploadError, match=code):
        uploads.check(files)


def test_a_broken_archive_counts_as_a_file():
    assert uploads.unpacked_sizes(b"PK nothing") == [10]


def test_staged_reports_are_looked_at_and_then_added():
    workspace = Workspace()
    seen = workspace.stage([Upload("松溪.txt", REPORT), Upload("空.txt", b" ")])
    assert len(seen.reports) == 1 and len(seen.facts) >= 4
    assert "file_empty" in set(seen.problems["code"])
    assert not workspace.store_path.exists()
    store = workspace.add_pending()
    assert store.path == workspace.store_path and len(store.reports) == 1
    workspace.stage([Upload("松溪.txt", REPORT.replace("松溪".encode(), "柳湾".encode()))])
    assert len(workspace.add_pending().reports) == 2
    workspace.clear()
    assert not workspace.store_path.exists()


def test_the_folder_goes_with_the_workspace():
    workspace = Workspace()
    root = workspace.root
    assert root.is_dir()
    del workspace
    assert not root.exists()
