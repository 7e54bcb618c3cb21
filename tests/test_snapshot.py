"""The snapshot: opens as a store, holds no sentence, refuses to lose facts; the shipped one is small, quick, and equal to a rebuild."""

import json
import shutil
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analysis.compare.dictionary_page import PAGE, dictionary_page
from analysis.pipeline import build
from analysis.readers import list_sources
from analysis.snapshot import (
    ARCHIVE,
    LONGEST_RUN,
    SnapshotError,
    collect,
    differences,
    short_quote,
    short_text,
    write_snapshot,
)
from analysis.store import Store, StoreError
from tests.conftest import ROOT, SHARED, needs_shared
from tests.stores import fact, make_store, report

R21 = report(2021, kind_evidence="这是一句为测试而写的没有标点的很长的话它不应当出现在快照里面")
SHIPPED = ROOT / "data" / "snapshot"


def made_up(path: Path, facts: int = 4) -> Store:
    rows = {
        "reports": [R21],
        "facts": [fact(R21, place * 10, 2020, float(place)) for place in range(facts)],
        "sections": [
            {"report_id": R21["report_id"], "start": 0, "end": 9, "role": "review", "heading": "一、工作回顾"}
        ],
        "terms": [{"report_id": R21["report_id"], "role": "review", "term": "项目", "count": 3}],
        "texts": [{"report_id": R21["report_id"], "text": "原文"}],
        "problems": [{"code": "year_doubtful", "source": R21["source"], "message": "年份存疑"}],
    }
    return make_store(path, rows)


def test_a_snapshot_opens_as_a_store_without_texts(tmp_path: Path) -> None:
    store = made_up(tmp_path / "store")
    written = write_snapshot(store, tmp_path / "snapshot")
    snapshot = Store(tmp_path / "snapshot")
    assert not snapshot.has_texts and snapshot.text(R21["report_id"]) is None
    assert len(snapshot.facts) == written.rows["facts"] == 4
    assert snapshot.facts.dtypes.to_dict() == store.facts.dtypes.to_dict()
    assert snapshot.table("terms")["count"].tolist() == [3]
    assert snapshot.table("numbers").empty
    assert "不应当出现" not in snapshot.reports["kind_evidence"].iloc[0]
    assert differences(store, snapshot) == {}


def test_a_folder_that_is_no_snapshot_is_left_alone(tmp_path: Path) -> None:
    store = made_up(tmp_path / "store")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "diary.txt").write_text("keep me")
    with pytest.raises(StoreError, match="holds no analysis"):
        write_snapshot(store, mine)
    assert (mine / "diary.txt").read_text() == "keep me"


def test_the_same_store_gives_the_same_bytes(tmp_path: Path) -> None:
    store = made_up(tmp_path / "store")
    for name in ("one", "two"):
        write_snapshot(store, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_description_names_every_column_of_every_file(tmp_path: Path) -> None:
    write_snapshot(made_up(tmp_path / "store"), tmp_path / "snapshot")
    package = json.loads((tmp_path / "snapshot" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert pq.read_schema(tmp_path / "snapshot" / resource["path"]).names == names


def test_losing_facts_stops_and_says_which(tmp_path: Path) -> None:
    write_snapshot(made_up(tmp_path / "store"), tmp_path / "snapshot")
    poorer = made_up(tmp_path / "poorer", facts=3)
    with pytest.raises(SnapshotError, match=r"1 facts lost.*gdp 1"):
        write_snapshot(poorer, tmp_path / "snapshot")
    assert len(Store(tmp_path / "snapshot").facts) == 4
    write_snapshot(poorer, tmp_path / "snapshot", accept_losses=True)
    assert len(Store(tmp_path / "snapshot").facts) == 3


def test_a_rebuild_that_reads_otherwise_is_told(tmp_path: Path) -> None:
    write_snapshot(made_up(tmp_path / "store"), tmp_path / "snapshot")
    other = made_up(tmp_path / "other", facts=3)
    found = differences(other, Store(tmp_path / "snapshot"))
    assert found["facts"]["found_in"].astype(str).tolist() == ["snapshot"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("政府工作报告", "政府工作报告"),
        ("山" * LONGEST_RUN, "山" * LONGEST_RUN),
        ("山" * (LONGEST_RUN + 1), "山" * LONGEST_RUN + "…"),
        ("山 " * (LONGEST_RUN + 1), ("山 " * LONGEST_RUN) + "…"),
        ("一、山,水。" * 20, "一、山,水。" * 20),
    ],
)
def test_texts_are_cut_at_the_first_long_run(text: str, short: str) -> None:
    assert short_text(text) == short


def test_a_quote_is_a_number_with_its_unit() -> None:
    assert short_quote("321.3亿元") == "321.3亿元"
    assert len(short_quote("长" * 60)) == 25


def test_the_shipped_snapshot_is_small_and_opens() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 30_000_000
    store = Store(SHIPPED)
    assert len(store.reports) > 2600 and len(store.facts) > 10_000 and len(store.problems) > 0


@needs_shared
def test_a_sample_rebuilt_from_the_shared_reports_equals_the_snapshot(tmp_path: Path) -> None:
    shared, folder = SHARED / "reports", tmp_path / "reports"
    archive_folder = folder / ARCHIVE
    archive_folder.mkdir(parents=True)
    with zipfile.ZipFile(shared / ARCHIVE) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".txt"))[7::130]
        archive.extractall(archive_folder, [*names, "index.csv"])
    (folder / "seeds").mkdir()
    for path in sorted((shared / "seeds").glob("*.txt")):
        shutil.copy(path, folder / "seeds" / path.name)
    store, snapshot = build(folder, tmp_path / "store").store, Store(SHIPPED)
    assert set(store.record.sources) <= set(snapshot.record.sources)
    found = differences(store, snapshot)
    assert found == {}, {name: rows.head(5).to_dict("records") for name, rows in found.items()}


@needs_shared
def test_what_the_snapshot_is_made_of_are_the_seeds_and_the_archive(tmp_path: Path) -> None:
    collect(SHARED / "reports", tmp_path)
    names = {reference.source.split("/")[0] for reference in list_sources(tmp_path)}
    assert names == {"seeds", ARCHIVE}


def test_without_the_shared_reports_nothing_is_collected(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        collect(tmp_path, tmp_path)


def test_the_dictionary_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == dictionary_page()
