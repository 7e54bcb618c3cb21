"""What is kept ready between runs: it equals what is made anew, is made once, and a faulty file is made again; the pages' HTML."""

import threading
import time
from pathlib import Path

import pandas as pd
import pytest

from analysis import corpora
from analysis.compare import prepared, select, targets, termcounts
from analysis.store import Store
from pages import serving
from tests.made_up_words import made_up_store
from tests.samples import write_sample
from tests.stores import fact, make_store, report


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every store is worth files, and they lie in a folder of their own."""
    monkeypatch.setattr(prepared, "FOLDER", tmp_path / "prepared")
    monkeypatch.setattr(prepared, "LEAST_BYTES", 0)
    return tmp_path / "prepared"


def test_frames_from_files_equal_those_made(tmp_path: Path, kept: Path) -> None:
    write_sample(tmp_path / "store")
    made = targets.all_pairs(Store(tmp_path / "store"))
    first = {kind: made[kind] for kind in made}
    assert len(list(kept.glob("pairs-*"))) == len(first) == 5
    again = targets.all_pairs(Store(tmp_path / "store"))
    for kind, frame in first.items():
        pd.testing.assert_frame_equal(again[kind], frame)
    seen = select.make_observations(Store(tmp_path / "store"))
    pd.testing.assert_frame_equal(select.observations(Store(tmp_path / "store")), seen)


def test_matrices_from_files_equal_those_made(tmp_path: Path, kept: Path) -> None:
    store = made_up_store(tmp_path / "store")
    made, again = termcounts.load_term_counts(store), termcounts.load_term_counts(store)
    assert list(kept.glob("counts-*.npz"))
    assert list(made.terms) == list(again.terms) and "乡村振兴" in made.terms
    for role in termcounts.ROLES:
        assert (made.matrix(role) != again.matrix(role)).nnz == 0


def test_a_broken_file_is_made_again(tmp_path: Path, kept: Path) -> None:
    write_sample(tmp_path / "store")
    whole = len(select.observations(Store(tmp_path / "store")))
    for file in kept.iterdir():
        file.write_bytes(b"broken")
    assert len(select.observations(Store(tmp_path / "store"))) == whole


def test_what_two_threads_ask_for_is_made_once() -> None:
    calls = []

    @prepared.once(2)
    def slow(number: int) -> int:
        calls.append(number)
        time.sleep(0.05)
        return number

    threads = [threading.Thread(target=slow, args=(1,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert calls == [1] and slow(1) == 1 and calls == [1]


def test_reports_are_firm_or_soft_by_the_wording_of_their_targets(tmp_path: Path) -> None:
    years = {name: report(2020, place_id=name) for name in ("hard", "mild", "even", "none")}
    words = {"hard": [{"bound": "ge"}, {"wording": "ensure"}, {"bound": "about"}], "mild": [{"wording": "strive", "bound": "ge"}],
             "even": [{"bound": "ge"}, {"bound": "about"}], "none": [{"kind": "result", "bound": "ge"}]}  # fmt: skip
    rows = [
        fact(years[name], 10 * at, 2020, 8.0, **{"kind": "target"} | given)
        for name, found in words.items()
        for at, given in enumerate(found)
    ]
    store = make_store(tmp_path / "store", {"reports": list(years.values()), "facts": rows})
    assert termcounts.stances(store).to_dict() == {"hard-2020": "firm", "mild-2020": "soft"}


def test_pages_of_charts_ask_for_plotly_early_and_tell_where_the_server_is() -> None:
    charts, plain = serving._html(True), serving._html(False)
    assert "modulepreload" in charts.partition("PlotlyChart.")[0][-200:] and "BACKEND_BASE_URL" in charts
    assert "PlotlyChart." not in plain and "BACKEND_BASE_URL" in plain
    assert {route.path for route in serving.routes()} == {
        f"/{name}" for name in (*serving.WITH_PLOTLY, *serving.OTHERS, serving.FIRST)
    }


def test_setting_up_keeps_what_the_first_page_needs(tmp_path: Path, kept: Path) -> None:
    write_sample(tmp_path / "store")
    corpora.keep_ready(Store(tmp_path / "store"))
    for name in ("observations", "counts", *(f"pairs-{kind}" for kind in "ABCDE")):
        assert list(kept.glob(f"{name}-*"))
