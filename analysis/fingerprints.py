"""What tells one state of the program from another: a hash of its code and of the words it reads with."""

import hashlib
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def code_and_words(without: Collection[str] = ()) -> str:
    """Sixteen characters that change with any file of analysis/ and data/lexicon/, those of the parts `without` left out."""
    digest = hashlib.sha256()
    code = (ROOT / "analysis").rglob("*.py")
    words = (path for path in (ROOT / "data" / "lexicon").rglob("*") if path.is_file())
    for path in sorted((*code, *words)):
        if path.relative_to(ROOT).parts[1] not in without:
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
