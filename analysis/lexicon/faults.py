"""Loading the lexicon is all or nothing: every fault is collected with its file, entry and mend, then raised at once."""

from pathlib import Path
from typing import NamedTuple

LEXICON = Path(__file__).resolve().parents[2] / "data" / "lexicon"


class Fault(NamedTuple):
    file: str
    entry: str
    what: str
    mend: str


class LexiconError(Exception):
    """The words in data/lexicon do not hold together; the message lists every fault and how to mend it."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(f"{fault.file}: {fault.entry}: {fault.what}; {fault.mend}" for fault in faults))


def raise_if_any(faults: list[Fault]) -> None:
    """Raise LexiconError when there is at least one fault."""
    if faults:
        raise LexiconError(faults)
