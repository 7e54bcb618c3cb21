"""What a piece is: its title, its kind with the evidence, and the level of the government that speaks."""

import re
from functools import partial
from typing import NamedTuple

from analysis.lexicon.kinds import KindMarks, kind_marks
from analysis.lexicon.levels import level_words
from analysis.model import Level, ReportKind

OPENING = 600
# The words of a kind and of a level show soon; the glossaries behind long reports would only blur them.
BODY = 6000
MOST_COUNTED = 5
ENOUGH = 2.0
LONGEST_TITLE = 60
TITLE_LINES = 10
AGAINST = 4.0

# The first sentence of the report names it too, and is no title: 现在，我代表镇人民政府，向大会作工作报告.
SPOKEN = re.compile(r"^(?:现在|下面|我(?:受|代表))|请予?审[议查]")
TITLE_WORD = re.compile(r"报\s*告|总\s*结|述\s*职|讲\s*话")
MEETING_LINE = re.compile(r"届.{0,12}(?:人民代表大会|人大|会议)")
SPACES = re.compile(r"[ \t\u3000]+")

# 我代表市人民政府 says it outright; as does the name of the congress that meets.
SPEAKER = re.compile(
    r"代表(?P<speaker>自治[区州县旗]|[省市县区州盟旗镇乡]|街道)(?:人民)?(?:政府|办事处)"
    r"|(?:[在日]|^)(?P<congress>自治[区州县旗]|[省市县区州盟旗镇乡])第?[一二三四五六七八九十\d]{1,3}届",
    re.MULTILINE,
)


class KindFound(NamedTuple):
    kind: ReportKind
    evidence: str


def find_title(text: str) -> str:
    """The line among the first ones that names the report, else the meeting line, else a short first line; "" for none."""
    lines = [SPACES.sub(" ", line).strip() for line in text[:3000].splitlines()]
    lines = [line for line in lines if line and not line.startswith("各位代表") and not SPOKEN.search(line)]
    lines = lines[:TITLE_LINES]
    short = [line for line in lines if len(line) <= LONGEST_TITLE]
    named = [line for line in short if TITLE_WORD.search(line) and not line.endswith(("：", ":", "。"))]
    if named:
        return max(named, key=_title_rank)
    meeting = next((line for line in short if MEETING_LINE.search(line)), "")
    first = short[0] if short and short[0] == lines[0] else ""
    return meeting or ("" if first.endswith(("。", "：", ":", "，")) else first)


def _title_rank(line: str) -> tuple[bool, int]:
    """A title with a year or a place says more than the bare words 政府工作报告; a long one more than a breadcrumb."""
    return bool(re.search(r"\d{4}|[镇乡县市区省州旗]", line)), min(len(line), 30)


def find_kind(title: str, text: str) -> KindFound:
    """The kind with most points, and what gave them, such as 标题“述职” · 开头“本人”; OTHER where nothing speaks for a kind."""
    title = SPACES.sub("", title)
    text = text[:BODY]
    opening = text[:OPENING]
    scores = [_score(marks, title, opening, text) for marks in kind_marks()]
    points, evidence, kind = max(scores, key=lambda score: score[0])
    if points < ENOUGH:
        return KindFound(ReportKind.OTHER, "没有政府工作报告的标题、称呼或惯用语")
    return KindFound(kind, evidence)


def _score(marks: KindMarks, title: str, opening: str, text: str) -> tuple[float, str, ReportKind]:
    found = [(points, f"标题“{word}”") for word, points in marks.titles.items() if word in title]
    found += [(points, f"开头“{word}”") for word, points in marks.openings.items() if word in opening]
    for word, points in marks.body.items():
        count = min(text.count(word), MOST_COUNTED)
        if count:
            found.append((points * count, f"正文“{word}”×{count}"))
    points = sum(points for points, _ in found)
    points -= AGAINST * sum(word in text for word in marks.against) if found else 0
    best = sorted(found, reverse=True)[:3]
    return points, " · ".join(words for _, words in best), marks.kind


def own_level(text: str) -> Level:
    """The level of the speaker as the text says it (我代表市人民政府), else as its own words (全镇, 我镇) tell; UNKNOWN without any.

    Only 全- and 我- speak of oneself for certain, the party committee above is thanked too: they count three times.
    """
    text = text[:BODY]
    said = _said_outright(text[:OPENING])
    if said and said != "区":
        return level_words().speakers[said]
    words = level_words()
    counts = {level: sum(map(partial(_weighted, text), own)) for level, own in words.own.items()}
    autonomous = text.count("自治区")
    region = sum(map(partial(_weighted, text), words.region)) + autonomous // 2
    counts[Level.PROVINCE if autonomous and autonomous >= text.count("区委") else Level.COUNTY] += region
    level = max(counts, key=lambda each: counts[each])
    if sum(map(text.count, words.nation)) > counts[level]:
        return Level.NATIONAL
    return level if counts[level] else Level.UNKNOWN


def _weighted(text: str, word: str) -> int:
    return text.count(word) * (3 if word[0] in "全我" else 1)


def _said_outright(opening: str) -> str:
    said = SPEAKER.search(opening)
    return said["speaker"] or said["congress"] if said else ""


def speaks_as_prefecture(text: str) -> bool:
    """Whether the speaker is a 州 or 盟 rather than a 市: both are of the city level, but a 州 may hold a city of its own name."""
    text = text[:BODY]
    if _said_outright(text[:OPENING]) in ("州", "自治州", "盟"):
        return True
    words = level_words()
    return sum(map(text.count, words.prefecture)) > sum(map(text.count, words.municipality))
