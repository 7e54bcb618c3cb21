"""The words that segmentation must keep whole: policy terms with their area and year, indicator names, place names."""

import csv
import gzip
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, product
from pathlib import Path
from typing import NamedTuple

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

TERMS_FILE = "policy_terms.txt"
AREAS_FILE = "policy_areas.toml"
# Shorter indicator and place names also occur across the seam of two other words: 出口 in 进出口.
SHORTEST_KEPT_WHOLE = 3
# Digits of a county's division code.
COUNTY_CODE = 6
# A form with more spellings than this describes a clause (成功调解了各类矛盾纠纷), not a name.
MOST_SPELLINGS = 32
ALTERNATIVES = re.compile(r"\[([^\]]*)\]")
HAN_NAME = re.compile(r"[㐀-鿿]+")


class PolicyArea(NamedTuple):
    """A field of government work; `headings` are words that tell it from a section heading."""

    area: str
    zh: str
    en: str
    headings: tuple[str, ...]


class PolicyTerm(NamedTuple):
    """A term of the genre. `since` is the year it came up, None where unknown; `forms` are other ways of writing it, counted as it."""

    term: str
    area: str
    since: int | None
    forms: tuple[str, ...]


@cache
def load_policy_areas(folder: Path = LEXICON) -> tuple[PolicyArea, ...]:
    """The areas of policy_areas.toml in file order."""
    entries = tomllib.loads((folder / AREAS_FILE).read_text(encoding="utf-8"))
    missing = [
        Fault(AREAS_FILE, area, f"no {key}", "add it")
        for area, entry in entries.items()
        for key in ("zh", "en", "headings")
        if not entry.get(key)
    ]
    raise_if_any(missing)
    return tuple(
        PolicyArea(area, entry["zh"], entry["en"], tuple(entry["headings"])) for area, entry in entries.items()
    )


@cache
def load_policy_terms(folder: Path = LEXICON) -> tuple[PolicyTerm, ...]:
    """The terms of policy_terms.txt in file order; LexiconError lists unknown areas, impossible years and repeated forms."""
    areas = {area.area for area in load_policy_areas(folder)}
    terms: list[PolicyTerm] = []
    faults: list[Fault] = []
    area = ""
    for line in (folder / TERMS_FILE).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            area = line.strip("[] ")
            if area not in areas:
                faults.append(Fault(TERMS_FILE, line, "no such policy area", f"add it to {AREAS_FILE}"))
        elif line.strip() and not line.startswith("#"):
            terms.append(_policy_term(line, area, faults))
    faults += _repeated(terms)
    raise_if_any(faults)
    return tuple(terms)


def _policy_term(line: str, area: str, faults: list[Fault]) -> PolicyTerm:
    """`term [year] [= other form]...`: forms may hold no spaces."""
    head, *forms = [part.strip() for part in line.split("=")]
    term, _, year = head.partition(" ")
    year = year.strip()
    if year and not (year.isdigit() and 1949 <= int(year) <= 2100):
        faults.append(Fault(TERMS_FILE, line, "the year is none", "write the year as four digits, or leave it out"))
        year = ""
    if any(not form or " " in form for form in forms):
        faults.append(Fault(TERMS_FILE, line, "an empty form or one with a space", "write = before every form"))
    return PolicyTerm(term, area, int(year) if year else None, tuple(forms))


def _repeated(terms: list[PolicyTerm]) -> list[Fault]:
    seen: dict[str, str] = {}
    faults = []
    for term in terms:
        for form in (term.term, *term.forms):
            if form in seen:
                faults.append(Fault(TERMS_FILE, form, f"stands twice, under {seen[form]} and {term.term}", "keep one"))
            seen[form] = term.term
    return faults


@cache
def indicator_names(folder: Path = LEXICON) -> frozenset[str]:
    """Han names of indicators as texts write them, from the `forms` in indicators.toml; none where there is no such file."""
    file = folder / "indicators.toml"
    if not file.exists():
        return frozenset()
    entries = tomllib.loads(file.read_text(encoding="utf-8")).get("indicator", [])
    spelled = [list(spelled_out(form)) for entry in entries for form in entry.get("forms", ())]
    return frozenset(_long_names(chain.from_iterable(names for names in spelled if len(names) <= MOST_SPELLINGS)))


def spelled_out(form: str) -> Iterator[str]:
    """Every string that a form with alternatives stands for: "[地区|]生产总值" gives 地区生产总值 and 生产总值."""
    parts = ALTERNATIVES.split(form)
    choices = (part.split("|") if place % 2 else (part,) for place, part in enumerate(parts))
    return map("".join, product(*choices))


@cache
def place_names(folder: Path = LEXICON) -> frozenset[str]:
    """Full names of provinces, cities and counties from divisions.csv.gz; none where there is no such file.

    Townships are left out: 新建镇 is also the beginning of 新建镇级道路.
    """
    file = folder / "divisions.csv.gz"
    if not file.exists():
        return frozenset()
    with gzip.open(file, "rt", encoding="utf-8", newline="") as rows:
        return frozenset(_long_names(row["name"] for row in csv.DictReader(rows) if len(row["code"]) <= COUNTY_CODE))


def _long_names(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if len(name) >= SHORTEST_KEPT_WHOLE and HAN_NAME.fullmatch(name))
