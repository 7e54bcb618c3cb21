"""No sentence of a shared report stands in the project: files that git keeps, and every text column of the data that ships."""

import gzip
import subprocess
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.conftest import ROOT, SHARED, needs_shared
from tests.copied_runs import RUN, find_copied_runs, shared_reports

# A sentence made up for this test, without a punctuation mark.
LONG = "青山绿水之间一条新修的小路从山脚一直通到云岫村最高处的老茶园里去了"


def project_texts() -> dict[str, str]:
    """Every file that git keeps or would keep, by name; of binary tables, what stands in their text columns."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    texts = {}
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file():
            texts[name] = _table_text(path) if path.suffix == ".parquet" else _plain_text(path)
    return texts


def _plain_text(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return data.decode("utf-8", errors="ignore")


def _table_text(path: Path) -> str:
    """The cells of the text columns, kept apart by a mark that ends a run."""
    table = pq.read_table(path)
    cells: list[str] = []
    for column in table.columns:
        kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if pa.types.is_string(kind):
            values = pc.unique(column.cast(pa.string()))
            cells += [value for value in values.to_pylist() if value and len(value) >= RUN]
    return "|".join(cells)


def test_a_copied_run_is_found_over_line_breaks_and_shorter_ones_are_not() -> None:
    report = f"各位代表:{LONG[:20]}\n {LONG[20:]}。"
    assert find_copied_runs({"a": f"x{LONG}y"}, [report])[0].where == "a"
    assert find_copied_runs({"a": LONG[: RUN - 1]}, [report]) == []
    assert find_copied_runs({"a": f"{LONG[:20]},{LONG[20:34]}"}, [report]) == []
    assert len(find_copied_runs({"a": LONG[4 : 4 + RUN]}, [report])) == 1
    assert find_copied_runs({"a": LONG}, []) == []


@needs_shared
def test_no_sentence_of_a_shared_report_stands_in_the_project() -> None:
    copied = find_copied_runs(project_texts(), shared_reports(SHARED / "reports"))
    assert not copied, [f"{run.where}: {run.run}" for run in copied[:20]]
