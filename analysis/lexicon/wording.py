"""Word lists that the sentence shapes of analysis.extract refer to, from data/lexicon/wording.csv."""

import csv
from functools import cache

from analysis.lexicon.faults import LEXICON, Fault, raise_if_any

FILE = "wording.csv"
LISTS = {
    "goes_on": "behind 以上 and the like: the statement goes on (8%以上的增速)",
    "bound": "bounds that stand behind a number",
    "adding": "words that make the firms counted new ones",
    "counted_noun": "nouns that an amount directly before them qualifies (10亿元企业)",
    "still_amount": "begin what may follow 5亿元的 without making it a qualifier",
    "whole_span": "words by which an amount is that of the whole span of years",
    "heavy": "nouns that, unknown between name and number, take the number for themselves",
    "link": "what may stand between two numbers of a list",
    "range": "what may stand between the two ends of a range",
    "list_link": "what may stand between two names of a list",
    "passed_mark": "what may follow 亿元 without a number, beside a mark reached, for it to be an amount",
    "no_place": "words that end like a place and are none",
    "verb": "words before a place suffix that show it is no name of a place (实现镇财政收入)",
    "part": "parts of a place that have figures of their own",
    "scene": "parts of a place that, named in the heading at the start of a paragraph, have the figures of the paragraph",
    "no_scene": "words by which such a heading speaks of no part of the place (融入经济带, 示范区”)",
    "acts": "beginnings of a clause that speaks of work done on a part, not of its figures",
    "narrower": "nouns that, directly before a name, make it a figure of a part",
    "part_but_whole": "parts of a place that report as places of their own: another's where 全 or 我 does not stand before",
    "lead_verb": "words between such a noun and the name",
    "noun_verb": "verbs between which and a number the noun stands that is counted (投入整治资金300万元)",
    "own_topic": "words that make a statement one of the place as a whole",
    "ahead": "words by which a sentence speaks of what is to come (今年, 要, 力争)",
    "short_of": "words that begin a clause about an aim that was missed (欠增长9%的目标)",
    "years_counted": "what behind a number makes it a count of years (近20年来最高)",
    "growth_aim": "words before 目标 that make the growth itself the aim (增长的预期目标为8%)",
    "speed": "words of growth that are an average when told of several years (增速)",
    "law_lesson": "what behind a number like that of a plan names a campaign of law lessons (七五普法)",
    "own_head": "beginnings of a name that speak of the place as a whole (全社会固定资产投资)",
    "record": "what behind a span of years tells a record and says nothing of the number (五年的最高)",
    "aim_met": "words before an aim that is only what a result is measured by (控制在预期4.2%以内)",
    "measured_by": "words before a name that is only what another is compared with (收入高于经济增速)",
    "mean_value": "nouns behind 平均 and the like that make it a mean value, not a yearly average",
    "passed": "ends of words by which a mark was passed (突破)",
    "budgeted": "what behind 占预算 makes it a share of the budget, not the rate at which a task is done",
    "mark_reached": "what behind an amount makes it a mark that was passed, not a sum of years (连续跨上20亿元台阶)",
    "beyond": "words by which a percentage tells how far a task was passed (超年度任务30%)",
    "unchanged": "behind last year: nothing changed, and no year is told of (与上年持平)",
    "carried_on": "before a plan period: what goes on from it, not when (保持“十五”时期的势头)",
    "of_clause_before": "carried names so general that they are of what the clause before speaks of (第二产业发展，完成增加值)",
    "intended": "words before 今年 by which it is a year of plans (计划今年脱贫60户)",
    "from_about": "words between 由 and the number that something rose from (由不足5亿元增加到10亿元)",
    "of_plans": "words by which a year to come, in a text without headings, is one of plans",
    "parted": "words of two characters that a blank amid them does not part (增 长)",
    "increment": "words of growth behind which an amount is the growth (增量达到12亿元)",
}


@cache
def load_wording() -> dict[str, tuple[str, ...]]:
    """The words of each list in the order of the file; raises LexiconError naming every faulty row."""
    faults: list[Fault] = []
    words: dict[str, list[str]] = {name: [] for name in LISTS}
    with (LEXICON / FILE).open(encoding="utf-8", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows), start=2):
            name, word = row.get("list") or "", row.get("word") or ""
            if name not in LISTS:
                faults.append(Fault(FILE, f"row {number}", f"unknown list {name}", f"use one of {', '.join(LISTS)}"))
            elif not word or word in words[name]:
                faults.append(Fault(FILE, f"row {number}", "empty, or stands twice in its list", "remove the row"))
            else:
                words[name].append(word)
    faults.extend(Fault(FILE, name, "has no words", "add at least one row") for name in LISTS if not words[name])
    raise_if_any(faults)
    return {name: tuple(listed) for name, listed in words.items()}
