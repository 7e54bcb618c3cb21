"""Frames that follow from a store alone and take seconds to make, kept as files from one run of the program to the next.

A file is named by the version of the data and of the code that makes it, so it cannot be stale; without the folder (it is in
data/store, which `make clean` removes) all is made anew.
"""

import logging
import os
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, wraps
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.fingerprints import code_and_words
from analysis.store import Store

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "store" / "prepared"
# Below so many bytes of facts making is as quick as reading.
LEAST_BYTES = 300_000
# Data and code of earlier versions go when so many newer files of the same name are there.
MOST_OF_A_NAME = 4
LOG = logging.getLogger("zhenlan")

Result = TypeVar("Result")


class Frames(Mapping[str, pd.DataFrame]):
    """Frames by name, each kept for the store and made when first asked for; several threads may ask at once."""

    def __init__(self, store: Store, group: str, makers: Mapping[str, Callable[[], pd.DataFrame]]) -> None:
        self._store, self._group, self._makers = store, group, dict(makers)
        self._known: dict[str, pd.DataFrame] = {}
        self._lock = RLock()

    def __getitem__(self, name: str) -> pd.DataFrame:
        with self._lock:
            if name not in self._known:
                self._known[name] = kept(self._store, f"{self._group}-{name}", self._makers[name])
            return self._known[name]

    def __iter__(self):
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def kept(store: Store, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """What `make()` gives, read from its file where there is one, else made and written. Small stores are not worth a file."""
    if not _is_large(store):
        return make()
    file = _file(store, name, "parquet")
    try:
        return pq.read_table(file, memory_map=True).to_pandas()
    except (OSError, pa.ArrowException):
        frame = make()
        table = pa.Table.from_pandas(frame, preserve_index=False)
        _write(file, name, lambda fresh: pq.write_table(table, fresh, compression="lz4"))
        return frame


def kept_arrays(store: Store, name: str, make: Callable[[], dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """As `kept`, for arrays by name."""
    if not _is_large(store):
        return make()
    file = _file(store, name, "npz")
    try:
        with np.load(file) as stored:
            return {key: stored[key] for key in stored.files}
    except (OSError, ValueError, zipfile.BadZipFile):
        arrays = make()
        _write(file, name, lambda fresh: np.savez(fresh, **arrays))
        return arrays


def once(most: int) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """As functools.lru_cache, but what two threads ask for at once is made by one of them."""

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        lock, remembered = RLock(), lru_cache(maxsize=most)(function)

        @wraps(function)
        def run(*arguments: Any) -> Result:
            with lock:
                return remembered(*arguments)

        return run

    return decorate


def _file(store: Store, name: str, ending: str) -> Path:
    return FOLDER / f"{name}-{store.version}-{code_version()}.{ending}"


def _is_large(store: Store) -> bool:
    try:
        return (store.path / "facts.parquet").stat().st_size >= LEAST_BYTES
    except OSError:
        return False


def _write(file: Path, name: str, write: Callable[[Path], object]) -> None:
    """Write beside, then rename, so that nobody reads a half; where it cannot be written the next run makes it again."""
    fresh = file.with_name(f"{os.getpid()}.{file.name}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write(fresh)
        fresh.rename(file)
        for old in sorted(file.parent.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime)[:-MOST_OF_A_NAME]:
            old.unlink(missing_ok=True)
    except (OSError, pa.ArrowException):
        LOG.warning("%s could not be kept in %s", name, file.parent)


@cache
def code_version() -> str:
    """Changes with any code and any words, so that nobody has to know on which of them a frame depends."""
    return code_and_words()[:8]
