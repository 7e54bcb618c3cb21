"""The data page: inventory with filters, diagnosis of a file, problems, downloads that open, changes between versions."""

import io
import math
import re
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.compare import inventory
from analysis.compare.downloads import to_zip
from analysis.corrections import Correction
from analysis.schema import TABLES
from analysis.store import Store
from pages.files import corrected, takeaway
from pages.frame.strings import LANGUAGES, catalogue
from tests.conftest import ROOT
from tests.reader_sample import DOC, TWIN, first_fact
from tests.samples import write_sample
from tests.visits import app_on, html, visit

PARTS = ("files", "problems", "corrections", "upload", "downloads", "changes")


@pytest.fixture
def app(rich_store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return app_on(rich_store, monkeypatch)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_opens_cold_in_both_languages(app: AppTest, part: str, language: str) -> None:
    visit(app, "data", part=part, lang=language)
    assert app.header[0].value == catalogue(language)[f"data.part.{part}"]


def test_inventory_accounts_for_every_file(app: AppTest) -> None:
    visit(app, "data")
    table = app.dataframe[0].value
    assert len(table) == 31 and "空.txt" in set(table["文件"])
    assert "30 个文件里有 30 篇文本" in html(app)


@pytest.mark.parametrize(
    ("filters", "rows"),
    [({"st": "unread"}, 1), ({"st": "year"}, 1), ({"il": "county"}, 10), ({"kd": "duty_report"}, 1), ({"find": "青禾 2021"}, 2),
     ({"pc": "text_cut_off"}, 2), ({"st": "year,unread"}, 2)],
)  # fmt: skip
def test_filters_come_from_the_link(app: AppTest, filters: dict[str, str], rows: int) -> None:
    visit(app, "data", **filters)
    assert len(app.dataframe[0].value) == rows


def test_a_bad_filter_is_refused_with_a_note(app: AppTest) -> None:
    visit(app, "data", st="galaxy")
    assert any("galaxy" in caption.value for caption in app.caption)
    assert len(app.dataframe[0].value) == 31


@pytest.mark.parametrize(("made_from", "notes"), [("older001", 1), ("sample01", 0)])
def test_a_link_made_from_other_data_says_so(app: AppTest, made_from: str, notes: int) -> None:
    """Point 24: links are versioned."""
    visit(app, "data", v=made_from)
    assert len(app.warning) == notes and all(made_from in note.value for note in app.warning)


def test_a_file_is_diagnosed(app: AppTest) -> None:
    """Point 29."""
    visit(app, "data", file="青禾镇2021.txt")
    page = html(app)
    assert (
        "青禾镇2021.txt" in page and "正文在中途断掉" in page and catalogue("zh")["problem.text_cut_off.mend"] in page
    )
    assert any("utf-8" in caption.value for caption in app.caption)


def test_a_diagnosis_tells_whole_numbers_and_says_nothing_twice(app: AppTest) -> None:
    visit(app, "data", file="空.txt")
    assert "文件是空的" in html(app) and "文件是空的:文件是空的" not in html(app)
    visit(app, "data", file="青禾镇2021.txt")
    assert "<strong>1 · " in html(app) and ".0 " not in html(app)


@pytest.mark.parametrize(
    ("title", "shown"),
    [("松溪镇工作报告", "松溪镇工作报告"), ("——2031年1月9日在松溪镇人民代表大会上", "松溪镇 2031"), ("2031年1月9日", "松溪镇 2031"),
     ("2031年政府工作报告", "2031年政府工作报告"), (None, "松溪镇 2031"), (math.nan, "松溪镇 2031"),
     ("(2031年1月9日在松溪镇第三届人民代表大会上)", "松溪镇 2031"), ("──在松溪镇第三届人民代表大会", "松溪镇 2031"),
     ("二〇三一年一月九日在镇第三届人大一次会议上", "松溪镇 2031"), ("第三届人民代表大会第一次会议上", "松溪镇 2031"),
     ("一、2030年工作总结", "松溪镇 2031"), ("松溪镇镇长 甘 田", "松溪镇 2031"), ("在全镇经济工作会议上的讲话", "在全镇经济工作会议上的讲话"),
     ("2031年1月在镇人代会上的政府工作报告", "2031年1月在镇人代会上的政府工作报告"), ("政 府 工 作 报 告", "政府工作报告")],
)  # fmt: skip
def test_a_line_of_dates_is_no_title(title: object, shown: str) -> None:
    assert inventory.title_of(title, "松溪镇", 2031.0) == shown


def test_an_unknown_file_says_so(app: AppTest) -> None:
    visit(app, "data", file="<b>不在.txt")
    assert any(caption.value == catalogue("zh")["data.no_file"] for caption in app.caption)
    assert "<b>不在" not in html(app)


def test_problems_come_in_plain_words_with_a_way_to_the_place(app: AppTest) -> None:
    visit(app, "data", part="problems", pcode="text_cut_off")
    summary, listed = app.dataframe[0].value, app.dataframe[1].value
    assert set(summary.iloc[:, 0]) == {
        catalogue("zh")[f"problem.{code}"] for code in ("correction_applied", "file_empty", "text_cut_off")
    }
    assert listed["place"].tolist() == [f"/reader?corpus=reports&doc={DOC}&lang=zh&s=10-14"]


def test_corrections_are_listed_with_what_became_of_them(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    mended = first_fact(TWIN)
    shared = {"reads": {"value": 2}, "action": "set", "to": {"value": 3}, "reason": "上文写作另一数"}
    blocks = [
        Correction(file=file, start=10, quote=mended["quote"], by="一位读者", on=date(2031, 2, 1), **shared)
        for file in ("石磨镇2021.txt", "别处.txt")
    ]
    monkeypatch.setattr(corrected, "load_corrections", lambda: tuple(blocks))
    visit(app, "data", part="corrections")
    table = app.dataframe[0].value
    assert table["state"].tolist() == ["✎ 已更正", "— 文件不在这里"]
    assert table["to"].tolist() == ["value=3", "value=3"] and f"doc={TWIN}" in table["place"].iloc[0]


def problem_codes() -> set[str]:
    """Codes as the program writes them: first in Problem(...), in a row of the problems table, or yielded by a check."""
    first = re.compile(r'(?:Problem\(|yield \[?|\[\n)\s*"([a-z]+(?:_[a-z]+)+)",')
    named = ("checks", "corpus", "readers", "pipeline.py", "corrections.py", "neighbours.py")
    files = [file for name in named for file in [*(ROOT / "analysis" / name).rglob("*.py"), ROOT / "analysis" / name]]
    found = {code for file in files if file.is_file() for code in first.findall(file.read_text(encoding="utf-8"))}
    return found - set(column.name for table in TABLES.values() for column in table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_code_in_the_program_has_its_words_and_its_mend(language: str) -> None:
    codes = problem_codes()
    assert {"file_empty", "text_cut_off", "unit_slip", "growth_unlike_last_report"} <= codes
    assert [code for code in sorted(codes) if f"problem.{code}" not in catalogue(language)] == []
    assert [code for code in sorted(codes) if f"problem.{code}.mend" not in catalogue(language)] == []


def test_the_zip_of_the_page_opens_in_pandas(rich_store: Path) -> None:
    """Point 25."""
    store = Store(rich_store)
    archive = zipfile.ZipFile(
        io.BytesIO(to_zip({name: takeaway.table_of(store, name) for name in takeaway.LEAVING}, store.version))
    )
    facts = pd.read_csv(io.BytesIO(archive.read("data/facts.csv")))
    assert len(facts) == len(store.facts) and facts["quote"].tolist() == store.facts["quote"].tolist()
    pairs = pd.read_csv(io.BytesIO(archive.read("data/pairs.csv")))
    assert set(pairs["type"]) == {"A", "C"} and pairs["target_report"].notna().all()
    assert "lexicon/indicators.toml" in archive.namelist()
    reports = pd.read_parquet(io.BytesIO(archive.read("parquet/reports.parquet")))
    assert len(reports) == len(store.reports)


@pytest.mark.parametrize("table", takeaway.LEAVING)
def test_every_table_can_be_taken_away(app: AppTest, table: str) -> None:
    visit(app, "data", part="downloads", table=table)
    buttons = [button.proto.label for button in app.get("download_button")]
    assert catalogue("zh")["data.parquet"] in buttons


@pytest.mark.parametrize("part", PARTS)
def test_an_empty_store_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    write_sample(tmp_path / "s", reports=[], facts=[], texts=[], sections=[])
    visit(app_on(tmp_path / "s", monkeypatch), "data", part=part)


def test_without_any_store_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.frame.corpus.DATA", tmp_path)
    page = visit(app_on(tmp_path / "none", monkeypatch), "data")
    assert page.info[0].value == catalogue("zh")["empty.nothing"]


def test_pasting_nothing_asks_for_something(app: AppTest) -> None:
    visit(app, "data", part="upload")
    app.button[0].click().run()
    assert [warning.value for warning in app.warning] == [catalogue("zh")["data.upload.nothing"]]


def test_a_pasted_report_is_diagnosed_added_and_cleared(app: AppTest) -> None:
    visit(app, "data", part="upload")
    app.text_area[0].input("松溪乡2021年政府工作报告\n一、2020年工作回顾\n2020年,全乡地区生产总值完成3.2亿元,同比增长6.1%。\n"
                           "二、2021年工作安排\n2021年,地区生产总值力争增长7%以上。\n")  # fmt: skip
    app.text_input[0].input("松溪<b>")
    app.button[0].click().run()
    assert any("诊断" in heading.value for heading in app.subheader) and "松溪_b_" in html(app)
    next(button for button in app.button if button.label == catalogue("zh")["data.upload.add"]).click().run()
    assert not app.exception and app.success.len == 1
    app.switch_page("pages/reader.py").run()
    assert not app.exception and "松溪乡" in html(app)
    app.switch_page("pages/data.py")
    app.query_params["part"] = "upload"
    app.run()
    next(button for button in app.button if button.label == catalogue("zh")["data.upload.clear"]).click().run()
    assert not app.exception and app.success.len == 0


def test_problems_are_told_in_english(app: AppTest) -> None:
    visit(app, "data", part="problems", pcode="file_empty", lang="en")
    listed = app.dataframe[1].value
    assert "The file is empty." in set(listed["message"])
