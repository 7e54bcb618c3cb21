"""A folder becomes a store; a second build does nothing; a changed file redoes one file; a bad file is explained."""

import shutil
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.pipeline import build
from analysis.schema import TABLES, arrow_schema
from analysis.store import Store, StoreError
from tests.conftest import ROOT

DEMO = ROOT / "data" / "demo"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six demo reports in a folder of their own."""
    folder = tmp_path_factory.mktemp("reports")
    for file in sorted(DEMO.rglob("*.txt"))[:6]:
        shutil.copy(file, folder)
    return folder


@pytest.fixture(scope="module")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return build(folder, tmp_path_factory.mktemp("built") / "store").store


def test_every_table_has_the_columns_of_the_schema(store: Store) -> None:
    for name in TABLES:
        assert list(store.table(name).columns) == arrow_schema(name).names


def test_every_file_becomes_a_document_with_reports_and_facts(store: Store) -> None:
    assert len(store.documents) == 6
    assert set(store.reports["source"]) == set(store.documents["source"])
    assert (store.reports["facts"] > 0).all()


def test_every_fact_slices_back_to_its_quote(store: Store) -> None:
    texts = store.table("texts").set_index("report_id")["text"]
    for fact in store.facts.itertuples():
        assert texts[fact.report_id][fact.start : fact.end] == fact.quote


def test_a_fact_stands_at_its_place_in_the_source_file(store: Store, folder: Path) -> None:
    for source, facts in store.facts.groupby("source"):
        text = (folder / source).read_text(encoding="utf-8")
        for fact in facts.itertuples():
            assert text[fact.source_start : fact.source_end] == fact.quote


def test_the_text_of_a_report_is_found_by_its_id(store: Store) -> None:
    first = store.reports.iloc[0]
    text = store.text(first["report_id"])
    assert text is not None and len(text) == first["characters"]
    assert store.text("no such report") is None


def test_a_second_build_does_nothing(store: Store, folder: Path) -> None:
    again = build(folder, store.path)
    assert again.unchanged and again.read == 0
    assert again.store.version == store.version


def test_one_changed_file_redoes_one_file(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "reports"
    shutil.copytree(folder, copy)
    first = build(copy, tmp_path / "store")
    before = first.store.facts
    changed = sorted(copy.iterdir())[0]
    changed.write_text(changed.read_text(encoding="utf-8") + "\n2024年地区生产总值增长6.1%。\n", encoding="utf-8")
    second = build(copy, tmp_path / "store")
    assert (second.read, second.unchanged) == (1, False)
    untouched = before["source"] != changed.name
    kept = second.store.facts[second.store.facts["source"] != changed.name]
    columns = ["source", "source_start", "metric"]
    assert sorted(map(tuple, kept[columns].to_numpy())) == sorted(map(tuple, before[untouched][columns].to_numpy()))


def test_a_file_that_is_gone_leaves_the_store(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "reports"
    shutil.copytree(folder, copy)
    build(copy, tmp_path / "store")
    gone = sorted(copy.iterdir())[0]
    gone.unlink()
    store = build(copy, tmp_path / "store").store
    assert gone.name not in set(store.reports["source"])
    assert len(store.documents) == 5


def test_a_bad_file_is_a_problem_and_the_rest_is_built(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    copy = tmp_path / "reports"
    shutil.copytree(folder, copy)
    (copy / "empty.txt").write_bytes(b"")
    (copy / "picture.txt").write_bytes(bytes(range(256)) * 20)
    assert main(["build", str(copy), "--out", str(tmp_path / "store")]) == 1
    store = Store(tmp_path / "store")
    assert len(store.documents) == 6
    assert {"empty.txt", "picture.txt"} <= set(store.problems["source"])
    assert "file_empty 1" in capsys.readouterr().out


def test_wrong_use_exits_with_two(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["build", str(tmp_path / "nowhere"), "--out", str(tmp_path / "store")])
    assert exit_.value.code == 2


def test_a_second_build_says_nothing_twice(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "reports"
    shutil.copytree(folder, copy)
    names = sorted(path.name for path in copy.iterdir())
    (copy / "index.csv").write_text("file,year\n" + "".join(f"{name},1999\n" for name in names), encoding="utf-8")
    first = build(copy, tmp_path / "store").store.problems
    assert (first["code"] == "claimed_year_contradicted").any()
    (copy / "empty.txt").write_bytes(b"")
    second = build(copy, tmp_path / "store").store.problems
    assert len(second) == len(first) + 1


@pytest.mark.parametrize("kept", ["reports", "reports/a.txt"])
def test_a_store_never_takes_the_place_of_something_else(kept: str, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("2024年地区生产总值增长6.1%。", encoding="utf-8")
    with pytest.raises(SystemExit) as exit_:
        main(["build", str(tmp_path / "reports"), "--out", str(tmp_path / kept)])
    assert exit_.value.code == 2
    assert (tmp_path / "reports" / "a.txt").is_file()


@pytest.mark.parametrize("command", [["newterms"], ["export", "panel"], ["snapshot"], ["diff"]])
def test_a_folder_that_is_no_store_exits_with_two(command: list[str], tmp_path: Path) -> None:
    nothing, out = tmp_path / "nothing", str(tmp_path / "out")
    nothing.mkdir()
    rest = {"newterms": [], "diff": [str(nothing)]}.get(command[0], ["--out", out])
    assert main([*command, str(nothing), *rest]) == 2


def test_facts_exits_with_one_when_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["facts", str(tmp_path / "empty.txt")]) == 1


def test_a_folder_without_an_analysis_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="python -m analysis build"):
        Store(tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        ("build", "{empty}", "--out", "{new}"),
        ("facts", "{empty}"),
        ("build", "{demo}", "--out", "{taken}"),
        ("snapshot", "{store}", "--out", "{taken}"),
        ("newterms", "{store}", "--most", "-3"),
        ("newterms", "{store}", "--most", "0"),
        ("newterms", "{empty}"),
        ("explain", "{file}", "--at", "-5"),
        ("export", "panel", "{store}", "--out", "{file}"),
        ("demo", "--out", "{file}"),
        ("demo", "--out", "{new}", "--seed", "-1"),
        ("evaluate", "{empty}", "{file}"),
        ("evaluate", "{taken}", "{file}", "--save", "{new}/deep/scores.json"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    words: tuple[str, ...], store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {name: tmp_path / name for name in ("empty", "taken", "new", "file")}
    places["empty"].mkdir()
    places["taken"].mkdir()
    (places["taken"] / "mine.txt").write_text("keep me")
    places["file"].write_text("全年财政总收入1亿元。")
    arguments = [word.format(demo=DEMO, store=store.path, **places) for word in words]
    try:
        code = main(arguments)
    except SystemExit as stopped:  # argparse's way
        code = stopped.code
    assert code == 2
    assert len(capsys.readouterr().err.strip()) > 20
    assert (places["taken"] / "mine.txt").read_text() == "keep me"
    assert not places["new"].exists()


def test_what_an_index_names_and_does_not_have_is_told_until_it_is_mended(tmp_path: Path) -> None:
    reports, out = tmp_path / "reports", tmp_path / "store"
    reports.mkdir()
    (reports / "青石镇2019.txt").write_text("各位代表:全年财政总收入1亿元。" * 9, encoding="utf-8")
    index = reports / "index.csv"
    index.write_text("file,year\n青石镇2019.txt,abcd\n没有.txt,2019\n", encoding="utf-8")
    codes = build(reports, out).store.problems["code"].tolist()
    assert sorted(code for code in codes if code.startswith("index")) == ["index_cell_unusable", "index_file_absent"]
    assert build(reports, out).unchanged
    index.write_text("file,year\n青石镇2019.txt,\n", encoding="utf-8")
    outcome = build(reports, out)
    assert not outcome.unchanged
    assert not outcome.store.problems["code"].str.startswith("index").any()
