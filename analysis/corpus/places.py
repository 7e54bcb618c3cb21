"""Which place a report speaks of: read from its title, meeting line, salutation and running text, never from the file name."""

import hashlib
import re
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from analysis.corpus.identify import own_level, speaks_as_prefecture
from analysis.corpus.mentions import Mentions, count_mentions, right_above
from analysis.lexicon.divisions import MUNICIPALITIES, divisions
from analysis.model import Claim, Level, Place, Verdict

HEAD = 1500
ORDINAL = r"[一二三四五六七八九十百零〇\d_xX×＿]{1,4}"
NAME = r"[一-鿿xX×_＿]"

# Where a report names its own place, the surest first; each gives a name to be looked up from its end.
NAMING = (
    ("会议", re.compile(rf"({NAME}{{1,24}}?)\s{{0,4}}第?{ORDINAL}届[一-鿿]{{0,3}}(?:人民代表大会|人大)")),
    ("称谓", re.compile(rf"代表({NAME}{{1,22}}?)(?:人民政府|政府)")),
    (
        "署名",
        re.compile(
            rf"({NAME}{{2,22}}?)(?:人民政府)?(?:代理?)?(?:副)?(?:市长|县长|区长|镇长|乡长|省长|州长|盟长|旗长|主席)"
        ),
    ),
    ("标题", re.compile(rf"({NAME}{{2,22}}?)(?:人民政府)?(?:\d{{4}}年?)?度?(?:人民)?(?:政府)?工作报告")),
)
NATIONAL = re.compile(
    r"我(?:受.{0,20}委托[,，]?)?代表(?:中华人民共和国)?国务院|届全国人民代表大会|国务院政府工作报告|国务院总理"
)
# An unlisted name is believed only where it stands by itself: after these words or at the beginning of a line.
LEAD_IN = re.compile(r"^(?:.*(?:\d日|[在于日]))?")
LEADING = ("在", "于", "日", "月", "年", "表", "我", "向", "由", "受", "是", "的", "和", "与", "对", "将", "为")
MASKED = re.compile(r"(?:[xX×＿_]{1,8}|某{1,2})\s*(?:省|市|县|区|州|旗|镇|乡|街道)")
MASKED_OWN = re.compile(r"(?:[xX×＿_]{1,8}|某{1,2})\s*(镇|乡|街道)")
MANY_MASKS = 3
TOWNSHIP_DIGITS = 9
FEWEST_MENTIONS = 3
CLEARLY_MORE = 2.0
MOST_CLUES = 12


class Found(NamedTuple):
    """A place with the level that goes with it and what it was told by."""

    place: Place
    level: Level
    evidence: str


class _Text:
    """A report's text with what is asked of it more than once, each found when first asked for: most reports name their place."""

    def __init__(self, title: str, text: str) -> None:
        self.text = text
        self.head = f"{title}\n{text[:HEAD]}"

    @cached_property
    def mentions(self) -> Mentions:
        return count_mentions(self.text)

    @cached_property
    def level(self) -> Level:
        return Level.TOWNSHIP if MASKED_OWN.search(self.head) else own_level(self.text)


def find_place(title: str, text: str) -> Found:
    """The place and level of a report. Without a name of its own the place is anonymous, with the names left over as clues."""
    own = _Text(title, text)
    if NATIONAL.search(own.head):
        return Found(Place("CN", "全国"), Level.NATIONAL, "国务院")
    named = _named(own)
    if named:
        return named
    masked = MASKED.search(own.head) or len(MASKED.findall(text)) >= MANY_MASKS
    running = None if masked else _by_running_text(own)
    return running or Found(_anonymous(own), own.level, "正文没有写出自己的地名")


def _named(own: _Text) -> Found | None:
    for evidence, shape in NAMING:
        for match in shape.finditer(own.head):
            resolved = _resolve(match[1], own)
            if resolved:
                return Found(*resolved, f"{evidence}“{match[0][-30:]}”")
    return None


def _resolve(name: str, own: _Text) -> tuple[Place, Level] | None:
    """The division that a written name ends with, parents and the rest of the text deciding between namesakes; None for no name."""
    table = divisions()
    name = name.removesuffix("人民政府")
    if not name.endswith(table.endings):
        return None
    for start in range(len(name) - 1):
        written = name[start:]
        codes = table.candidates(written)
        if codes and _begins_there(name[:start], codes):
            code = _best(codes, name[:start], own)
            if code:
                return _place(code, written), table.level_of(written, code)
            return _unlisted(written, own, name[:start]), table.level(codes[0])
    written = LEAD_IN.sub("", name)
    if _is_unlisted_name(written, own.text):
        return _unlisted(written, own), Level.TOWNSHIP
    return None


def _begins_there(before: str, codes: tuple[str, ...]) -> bool:
    """Whether a name begins after these characters: 溪头镇 does not in 松溪头镇, it does in 保定溪头镇 and 在溪头镇."""
    if not before or len(codes[0]) < 9 or before.endswith((*divisions().endings, *LEADING)):
        return True
    return any(
        before.endswith(divisions().short(divisions().full_name(parent)))
        for code in codes
        for parent in divisions().parents(code)
    )


def _is_unlisted_name(name: str, text: str) -> bool:
    """A township whose name is in no table still has a name, when the text keeps using it."""
    shape = re.fullmatch(r"([一-鿿]{2,4}?)(?:镇|乡|街道)", name)
    if not shape or re.search(r"[某各全我本该个县市区乡镇]|政府|人民", shape[1]):
        return False
    return text.count(shape[1]) >= FEWEST_MENTIONS


def _best(codes: tuple[str, ...], before: str, own: _Text) -> str | None:
    """Among namesakes: the one whose parents stand before the name, then the one whose parents the text names most."""
    codes = tuple(code for code in codes if len(code) < TOWNSHIP_DIGITS or not _is_elsewhere(code, before))
    if not codes:
        return None
    if len(codes) == 1:
        return codes[0]
    table = divisions()
    if all(code.startswith(codes[0]) and table.full_name(code) == table.full_name(codes[0]) for code in codes):
        return codes[0]
    told = [code for code in codes if any(_is_named(parent, before) for parent in table.parents(code))]
    if len(told) == 1:
        return told[0]
    ranked = sorted(told or codes, key=lambda code: _rank(code, own), reverse=True)
    return None if _rank(ranked[0], own)[:2] == _rank(ranked[1], own)[:2] else ranked[0]


def _is_elsewhere(code: str, before: str) -> bool:
    """Whether another county or city than a township lies in stands before its name: this namesake is not it."""
    table = divisions()
    lies_in = {table.short(table.full_name(parent)) for parent in table.parents(code)}
    above = right_above(before)
    return bool(above) and all(table.short(name) not in lies_in for name in above)


def _rank(code: str, own: _Text) -> tuple[int, bool, int]:
    table = divisions()
    mentioned = sum(own.mentions.counts[parent] for parent in table.parents(code))
    return mentioned, table.level(code) is own.level, -len(code)


def _is_named(code: str, text: str) -> bool:
    table = divisions()
    name = table.full_name(code)
    return bool(name) and (name in text or table.short(name) in text)


def _place(code: str, written: str) -> Place:
    table = divisions()
    names = {len(each): table.full_name(each) for each in (*table.parents(code), code)}
    return Place(
        place_id=code,
        name=written if table.candidates(written) else table.full_name(code),
        province=names.get(2, ""),
        city=names.get(4, ""),
        county=names.get(6, ""),
        township=names.get(9, ""),
        code=code,
    )


def _unlisted(name: str, own: _Text, before: str = "") -> Place:
    """A named place that is not in the table, or several times: its parents are those before its name, else as the text names them."""
    table = divisions()
    codes = {code for above in right_above(before) for code in table.candidates(above)}
    code = codes.pop() if len(codes) == 1 else _most_named_parent(name, own)
    province, city, county = (table.full_name(code[:length]) if len(code) >= length else "" for length in (2, 4, 6))
    slug = hashlib.sha256(f"{province}{city}{county}{name}".encode()).hexdigest()[:8]
    township = name if name.endswith(("镇", "乡", "街道")) else ""
    return Place(f"n{slug}", name, province, city, county, township)


def _most_named_parent(name: str, own: _Text) -> str:
    """The county, city or province that the text names most, as far down as the counts agree; "" where they do not."""
    table, code = divisions(), ""
    for length in (2, 4, 6):
        counts = Counter(
            {each: n for each, n in own.mentions.counts.items() if len(each) == length and each.startswith(code)}
        )
        (best, most), *rest = counts.most_common(2) or [("", 0)]
        own_name = bool(best) and table.short(name) == table.short(table.full_name(best))
        if not best or own_name or (rest and rest[0][1] * CLEARLY_MORE > most):
            break
        code = best
    return code


def _by_running_text(own: _Text) -> Found | None:
    """The division of the speaking level that the text names clearly more often than any other of that level."""
    if own.level is Level.TOWNSHIP:
        return _township_in_running_text(own)
    if own.level is Level.PROVINCE:
        return _by_own_name(own, 2) or _by_what_lies_in_it(own, 2)
    table = divisions()
    fitting = {code: count for code, count in own.mentions.counts.items() if _could_speak(code, own)}
    names = Counter[str]()
    for code, count in fitting.items():
        short = table.short(table.full_name(code))
        names[short] = max(names[short], count)
    (best, most), *rest = names.most_common(2) or [("", 0)]
    if most < FEWEST_MENTIONS or (rest and rest[0][1] * CLEARLY_MORE > most):
        return None
    code = _best(
        tuple(sorted((code for code in fitting if table.short(table.full_name(code)) == best), key=len)), "", own
    )
    if code is None:
        return None
    return Found(_place(code, table.full_name(code)), table.level(code), f"正文写到“{best}”{most}次")


def _by_own_name(own: _Text, length: int) -> Found | None:
    table = divisions()
    counts = Counter({code: count for code, count in own.mentions.counts.items() if len(code) == length})
    (best, most), *rest = counts.most_common(2) or [("", 0)]
    if most < FEWEST_MENTIONS or (rest and rest[0][1] * CLEARLY_MORE > most):
        return None
    name = table.full_name(best)
    return Found(_place(best, name), table.level(best), f"正文写到“{table.short(name)}”{most}次")


def _could_speak(code: str, own: _Text) -> bool:
    """Whether a division is of the speaking level: a 市 may also be a county's equal or a province's, a 州 or 盟 may not."""
    name = divisions().full_name(code)
    if own.level is Level.COUNTY:
        return len(code) == 6
    if speaks_as_prefecture(own.text):
        return len(code) == 4 and name.endswith(("州", "盟"))
    return name.endswith("市") and (len(code) in (4, 6) or code in MUNICIPALITIES)


def _by_what_lies_in_it(own: _Text, length: int) -> Found | None:
    """A province or prefecture may speak of its cities and counties more than of itself: all of them together decide."""
    table = divisions()
    counts = Counter[str]()
    for code, count in own.mentions.counts.items():
        if len(code) >= length and code[:length] in table.names:
            counts[code[:length]] += count
    (best, most), *rest = counts.most_common(2) or [("", 0)]
    if most < FEWEST_MENTIONS or (rest and rest[0][1] * CLEARLY_MORE > most):
        return None
    name = table.full_name(best)
    return Found(_place(best, name), table.level(best), f"正文写到“{table.short(name)}”及其所辖{most}次")


def _township_in_running_text(own: _Text) -> Found | None:
    """A township named in full whose short name runs through the text and whose county, city or province is named too."""
    table = divisions()
    found: list[tuple[int, str]] = []
    for name in {table.full_names[pattern] for pattern, _, _ in table.full_finder.find_matches_as_indexes(own.text)}:
        short = table.short(name)
        count = own.text.count(short) if len(short) > 1 else 0
        if count <= FEWEST_MENTIONS:
            continue
        codes = [code for code in table.codes.get(name, ()) if len(code) == 9]
        found += [
            (count, code) for code in codes if any(own.mentions.counts[parent] for parent in table.parents(code)[-2:])
        ]
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[1][0] * CLEARLY_MORE > found[0][0]):
        return None
    count, code = found[0]
    name = table.full_name(code)
    return Found(_place(code, name), Level.TOWNSHIP, f"正文写到“{table.short(name)}”{count}次")


def _anonymous(own: _Text) -> Place:
    """A place without its name: 某镇 with a number made from the text, so that it stays the same from build to build."""
    masked = MASKED_OWN.search(own.text)
    ending = {Level.TOWNSHIP: "镇", Level.COUNTY: "县", Level.CITY: "市", Level.PROVINCE: "省"}.get(own.level, "地")
    if own.level is Level.TOWNSHIP and masked:
        ending = masked[1]
    elif own.level is Level.TOWNSHIP and own.text.count("全乡") > own.text.count("全镇"):
        ending = "乡"
    digest = hashlib.sha256(own.text.encode()).hexdigest()
    clues = [name for name, _ in sorted(own.mentions.first.items(), key=lambda item: item[1])]
    return Place(
        f"a{digest[:8]}",
        f"某{ending}{int(digest[:8], 16) % 9000 + 1000}",
        anonymous=True,
        clues=tuple(clues[:MOST_CLUES]),
    )


def place_verdict(claim: Claim, place: Place, level: Level) -> Verdict:
    """Whether the text bears out the place that a file name or an index claims for it."""
    if not claim.place or place.anonymous or not place.place_id:
        return Verdict.UNDETERMINED
    if level is Level.NATIONAL or claim.place in ("国务院", "全国"):
        fits = level is Level.NATIONAL and claim.place in ("国务院", "全国", "中国")
        return Verdict.CONSISTENT if fits else Verdict.DOUBTFUL
    table = divisions()
    parents, _, own = claim.place.rpartition("_")
    codes = table.candidates(own)
    if not codes or not place.code:
        return Verdict.CONSISTENT if table.short(own) == table.short(place.name) else Verdict.DOUBTFUL
    if parents:
        codes = tuple(code for code in codes if _any_named(parents, code)) or codes
    return Verdict.CONSISTENT if _same(place.code, codes) else Verdict.DOUBTFUL


def _same(code: str, codes: tuple[str, ...]) -> bool:
    """Equal codes; a city without districts has a county-level code of its own that ends in zeros."""
    return any(code == each or code.ljust(6, "0") == each.ljust(6, "0") for each in codes)


def _any_named(parents: str, code: str) -> bool:
    """Whether a division lies in what a claim such as 河北保定 names above it."""
    return any(_is_named(parent, parents) for parent in divisions().parents(code))
