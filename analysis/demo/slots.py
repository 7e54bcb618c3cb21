"""Filling a sentence: `<a|b>` chooses, `{gdp yoy about}` prints a figure and marks it, `{n 3 9}` prints a number that is no fact."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Any

from analysis.demo.figures import HUNDRED, SHOCK_YEAR, Ledger, Township, drawn, floored, nearest, rounded

SLOT = re.compile(r"\{([^{}]+)\}")
CHOICE = re.compile(r"<([^<>]*\|[^<>]*)>")
SCALES = {"万": 4, "亿": 8}
BOUNDS = {"ge", "le", "about", "range"}
WORDINGS = {"strive", "ensure", "expect"}
FIVE_YEAR_PACE = Decimal("1.06")
RANGE_JOINS = ("—", "至", "~")


class UnavailableError(Exception):
    """The place has no such figure for the year, or naming it would say something untrue."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A planted fact: where its number stands and how it is labelled, in the columns of the truth files."""

    start: int
    end: int
    text: str
    metric: str
    measure: str
    kind: str
    period: str
    bound: str
    wording: str
    value: str
    redacted: bool

    def moved(self, by: int) -> "Mark":
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(slots=True)
class Scene:
    """All that the words of one report hang on: whose it is, of which years, with which figures."""

    township: Township
    ledger: Ledger
    figures: dict[str, Any]
    words: dict[str, list[str]]
    rng: Random
    reviewed: int
    planned: int
    half: bool = False
    year_shift: int = 0
    hidden_style: str = ""
    hide_years: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    used_words: set[str] = field(default_factory=set)

    def period(self, target: bool) -> str:
        if self.hide_years:
            return "T" if target else "R"
        year = str((self.planned if target else self.reviewed) + self.year_shift)
        return f"{year}H1" if self.half and not target else year


@dataclass(slots=True)
class Piece:
    """Text with the facts planted in it."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def add(self, other: "Piece | str") -> "Piece":
        if isinstance(other, str):
            self.text += other
        else:
            self.marks += [mark.moved(len(self.text)) for mark in other.marks]
            self.text += other.text
        return self


@dataclass(frozen=True, slots=True)
class Slot:
    metric: str
    measure: str
    options: frozenset[str]
    settings: dict[str, str]
    target: bool

    @property
    def bound(self) -> str:
        return next(iter(self.options & BOUNDS), "eq")

    @property
    def wording(self) -> str:
        return next(iter(self.options & WORDINGS), "-")


def fill(template: str, scene: Scene, target: bool = False) -> Piece:
    """The sentence with its marks. Raises UnavailableError where the place lacks one of its figures."""
    template = CHOICE.sub(lambda match: scene.rng.choice(match[1].split("|")), template)
    piece, position = Piece(), 0
    for match in SLOT.finditer(template):
        piece.add(template[position : match.start()])
        piece.add(_filled(match[1].split(), scene, target))
        position = match.end()
    return piece.add(template[position:])


def _filled(words: list[str], scene: Scene, target: bool) -> Piece | str:
    head = words[0]
    if head in ("n", "n1"):
        return _number(scene, head == "n1", float(words[1]), float(words[2]))
    if head == "w":
        return _word(scene, words[1])
    if head in scene.figures:
        settings = dict(word.split("=") for word in words[2:] if "=" in word)
        options = frozenset(word for word in words[2:] if "=" not in word)
        return _figure(Slot(head, words[1], options, settings, target), scene)
    if head not in scene.texts:
        raise UnavailableError(head)
    return scene.texts[head]


def _number(scene: Scene, decimal: bool, low: float, high: float) -> str:
    value = rounded(drawn(scene.rng, low, high), 1) if decimal else scene.rng.randrange(int(low), int(high) + 1)
    return scene.hidden_style if scene.hidden_style and scene.rng.randrange(10) < 8 else str(value)


def _word(scene: Scene, kind: str) -> str:
    free = [word for word in scene.words[kind] if word not in scene.used_words]
    word = scene.rng.choice(free or scene.words[kind])
    scene.used_words.add(word)
    return f"{scene.hidden_style}村" if scene.hidden_style and kind == "villages" else word


def _figure(slot: Slot, scene: Scene) -> Piece:
    if slot.measure == "grow":
        growth = _value(replace(slot, measure="yoy"), scene, falling=True)
        verb = "增长" if growth >= 0 else "下降"
        return Piece(verb).add(_marked(replace(slot, measure="yoy"), scene, growth))
    if slot.measure == "doubled":
        return Piece("一番", [_mark(slot, scene, "一番", "", "cum", False)])
    if slot.bound == "range":
        low = _value(slot, scene)
        join = scene.rng.choice(RANGE_JOINS)
        return _marked(slot, scene, low - Decimal("0.5")).add(join).add(_marked(slot, scene, low + Decimal("0.5")))
    return _marked(slot, scene, _value(slot, scene))


def _marked(slot: Slot, scene: Scene, value: Decimal) -> Piece:
    unit = _unit(slot, scene)
    shown = _plain(abs(value), slot)
    if slot.measure == "increment":
        return Piece((scene.hidden_style or shown) + unit)
    redacted = bool(scene.hidden_style) and scene.rng.randrange(10) < 8
    text = (scene.hidden_style if redacted else shown) + unit
    amount = "" if redacted else _in_base_units(value, unit)
    return Piece(text, [_mark(slot, scene, text, amount, _measure(slot), redacted)])


def _mark(slot: Slot, scene: Scene, text: str, value: str, measure: str, redacted: bool) -> Mark:
    kind = "target" if slot.target else "result"
    period = _period(slot, scene)
    return Mark(0, len(text), text, slot.metric, measure, kind, period, slot.bound, slot.wording, value, redacted)


def _measure(slot: Slot) -> str:
    renamed = {"next": "level", "total": "level", "times": "cum", "pace": "cagr", "stretch": "yoy", "value": "level"}
    return "level" if "future" in slot.settings else renamed.get(slot.measure, slot.measure)


def _unit(slot: Slot, scene: Scene) -> str:
    if slot.measure in ("yoy", "completion", "share", "cagr", "cum", "pace", "stretch"):
        return "%"
    if slot.measure in ("pp", "times"):
        return {"pp": "个百分点", "times": "倍"}[slot.measure]
    return scene.figures[slot.metric]["unit"]


def _plain(value: Decimal, slot: Slot) -> str:
    """Targets and rounded figures without idle zeros, results as they were reckoned."""
    if slot.target or slot.settings.get("floor"):
        value = value.normalize()
    return format(value, "f")


def _in_base_units(value: Decimal, unit: str) -> str:
    scaled = value.scaleb(SCALES.get(unit[0], 0))
    return format(scaled.normalize(), "f")


def _period(slot: Slot, scene: Scene) -> str:
    if "future" in slot.settings:
        return slot.settings["future"]
    if "span" in slot.settings:
        return slot.settings["span"].replace("now", str(scene.reviewed))
    if "months" in slot.settings:
        return f"{scene.reviewed + scene.year_shift}{slot.settings['months']}"
    if "prev" in slot.options:
        return str(scene.reviewed + scene.year_shift - 1)
    return scene.period(slot.target)


def _value(slot: Slot, scene: Scene, falling: bool = False) -> Decimal:
    elsewhere = slot.settings.keys() & {"span", "months", "future"} or "prev" in slot.options
    if elsewhere and (scene.hide_years or scene.half):
        raise UnavailableError("the report names its own year only")
    try:
        value = _target_value(slot, scene) if slot.target else _result_value(slot, scene)
    except KeyError as error:
        raise UnavailableError(str(error)) from error
    if (value < 0 and not falling) or value == 0:
        raise UnavailableError("a fall cannot be told in a sentence on growth")
    return value


def _result_value(slot: Slot, scene: Scene) -> Decimal:
    ledger, key = scene.ledger, (slot.metric, scene.reviewed)
    if "span" in slot.settings:
        return _over_years(slot, scene)
    if "prev" in slot.options:
        if ledger.bridged(scene.reviewed - 1, scene.reviewed):
            raise UnavailableError("the year before knew another area")
        return ledger.levels[slot.metric, scene.reviewed - 1]
    if slot.measure == "yoy":
        return _part_year_growth(slot, scene) if _part(slot, scene) else ledger.growths[key]
    if slot.measure == "level":
        return _level(slot, scene)
    if slot.measure == "share":
        return ledger.shares[key]
    if slot.measure == "completion":
        _whole_year(slot, scene)
        if ledger.bridged(scene.reviewed - 1, scene.reviewed):
            raise UnavailableError("the target was one of the old area")
        return rounded(ledger.levels[key] / ledger.targets[key] * HUNDRED, 1)
    if slot.measure in ("pp", "increment"):
        _whole_year(slot, scene)
        return ledger.levels[key] - ledger.levels[slot.metric, scene.reviewed - 1]
    raise UnavailableError(slot.measure)


def _whole_year(slot: Slot, scene: Scene) -> None:
    if _part(slot, scene):
        raise UnavailableError("only whole years have this")


def _part(slot: Slot, scene: Scene) -> str:
    return slot.settings.get("months", "H1" if scene.half else "")


def _level(slot: Slot, scene: Scene) -> Decimal:
    row, value = scene.figures[slot.metric], scene.ledger.levels[slot.metric, scene.reviewed]
    part = _part(slot, scene)
    if part and row["shape"] != "rate" and not row.get("stock"):
        share = {
            "H1": drawn(Random(f"{scene.township.name} {slot.metric}"), 0.44, 0.51),
            "M1-9": Decimal("0.73"),
            "M1-11": Decimal("0.91"),
        }[part]
        value = max(rounded(value * share, row["decimals"]), Decimal(1).scaleb(-row["decimals"]))
    if "floor" in slot.settings:
        return floored(value, Decimal(slot.settings["floor"]))
    if slot.bound == "about":
        return rounded(value, 0)
    if slot.bound == "le":
        return nearest(value + Decimal("0.5"), Decimal("0.5"))
    return value


def _part_year_growth(slot: Slot, scene: Scene) -> Decimal:
    rng = Random(f"{scene.township.name} {slot.metric} {_part(slot, scene)}")
    return scene.ledger.growths[slot.metric, scene.reviewed] + rounded(drawn(rng, -0.8, 0.8), 1)


def _over_years(slot: Slot, scene: Scene) -> Decimal:
    ledger = scene.ledger
    first, last = (int(year) for year in slot.settings["span"].replace("now", str(scene.reviewed)).split("-"))
    base = first - 1 if slot.measure in ("cagr", "total") else first
    if ledger.bridged(base, last):
        raise UnavailableError("the base year knew another area")
    if slot.measure == "total":
        return sum((ledger.levels[slot.metric, year] for year in range(first, last + 1)), Decimal(0))
    ratio = ledger.levels[slot.metric, last] / ledger.levels[slot.metric, base]
    if slot.measure == "cagr":
        return rounded(((ratio.ln() / (last - base)).exp() - 1) * HUNDRED, 1)
    return rounded(ratio, 1) if slot.measure == "times" else rounded((ratio - 1) * HUNDRED, 1)


def _target_value(slot: Slot, scene: Scene) -> Decimal:
    ledger = scene.ledger
    row = scene.figures[slot.metric]
    if "future" in slot.settings:
        return _round_sum(ledger.levels[slot.metric, SHOCK_YEAR] * FIVE_YEAR_PACE**5, row["unit"])
    target = ledger.targets[slot.metric, scene.planned]
    growing = row["shape"] == "growing"
    if slot.measure == "next":
        return _round_sum(ledger.levels[slot.metric, scene.reviewed] * (1 + target / HUNDRED), row["unit"])
    if slot.measure == "stretch":
        return target + Decimal("0.5")
    if growing != (slot.measure in ("yoy", "pace")):
        raise UnavailableError(f"{slot.metric} has no target of this measure")
    return target


def _round_sum(value: Decimal, unit: str) -> Decimal:
    if unit == "元":
        return nearest(value, Decimal(500))
    if unit == "万元":
        return nearest(value, Decimal(100 if value < 5000 else 1000))
    return rounded(value, 1) if value < 100 else rounded(value, 0)
