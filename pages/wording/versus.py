"""Group A against group B: the terms that tell them apart, the surest first."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.compare import word_charts, word_views
from analysis.compare.groups import Group
from analysis.compare.shifts import LEAST_COUNT, Comparison, most_of_each_side, sure_terms
from analysis.compare.word_views import Selection
from analysis.store import Store
from pages import frame
from pages.frame import state, text
from pages.wording import choice

TERMS_DRAWN = 15
STANCES = ("any", "firm", "soft")
KINDS = ("all", "rising", "falling", "new", "vanished")
COLUMNS = (
    "term", "kind", "count_a", "count_b", "rate_a", "rate_b", "reports_a", "reports_b", "log_ratio", "low", "high", "lrc", "g2",
    "g2_full", "bic", "q", "percent", "z", "dispersion",
)  # fmt: skip
# Evidence that is not shown where the groups are too small for any test.
TESTS = ("lrc", "g2", "g2_full", "bic", "q", "z")
FORMATS = {name: "%.2f" for name in ("rate_a", "rate_b", "log_ratio", "low", "high", "lrc", "z", "dispersion")}
FORMATS |= {"g2": "%.1f", "g2_full": "%.1f", "bic": "%.1f", "q": "%.2g", "percent": "%+.0f"}


def draw(store: Store, selection: Selection) -> None:
    """The view of two groups."""
    _presets(store, selection)
    a, b = groups(store, selection)
    policy_only = frame.switch("po", True, text("terms.policy_only"), help=text("terms.policy_only.help"))
    weighted = frame.switch("dw", True, text("terms.weighted"), help=text("terms.weighted.help"))
    least = int(frame.number("min", 2.0, 50.0, 1.0, float(LEAST_COUNT), text("terms.least"), format="%d"))
    found = compared(store, selection, a, b, policy_only, least, weighted)
    _banners(found)
    kind = frame.segments("k", KINDS, "all", text("terms.kind"), lambda name: text(f"terms.kind.{name}"))
    table = found.table if kind == "all" else found.table[found.table["kind"] == kind]
    if table.empty:
        frame.empty(text("terms.none.difference", a=found.reports_a, b=found.reports_b))
        return
    _chart(store, found, table.reset_index(drop=True))


def compared(
    store: Store, selection: Selection, a: Group, b: Group, policy_only: bool, least: int = LEAST_COUNT, weighted: bool = True
) -> Comparison:  # fmt: skip
    """Two groups of a selection compared."""
    return frame.compute(
        word_views.versus, store, selection.level, a, b, selection.doubtful, selection.same_places, policy_only, least, weighted
    )  # fmt: skip


def groups(store: Store, selection: Selection) -> tuple[Group, Group]:
    """The controls of both groups: years, place, sections. B opens with the early half of the years, A with the late half."""
    middle = (selection.first_year + selection.last_year) // 2
    left, right = st.columns(2)
    with left, st.container(border=True):
        st.markdown(f"**{text('terms.group.a')}**")
        a = _group(store, selection, "a", (min(middle + 1, selection.last_year), selection.last_year))
    with right, st.container(border=True):
        st.markdown(f"**{text('terms.group.b')}**")
        b = _group(store, selection, "b", (selection.first_year, middle))
    return a, b


def _group(store: Store, selection: Selection, side: str, default: tuple[int, int]) -> Group:
    span = (selection.first_year, selection.last_year)
    first, last = choice.years_within(f"{side}y", span, default)
    places = frame.compute(word_views.places, store, selection.level)
    names = {"": text("terms.place.all"), "~": text("terms.place.others")} | places
    options = ["", *places] if side == "a" else ["", "~", *places]
    place = frame.select(f"{side}p", options, "", text("terms.place"), names)
    role = frame.segments(
        f"{side}s", choice.ROLES, selection.role, text("terms.role"), lambda name: text(f"terms.role.{name}")
    )
    stance = frame.segments(
        f"{side}w", STANCES, "any", text("terms.stance"), lambda name: text(f"terms.stance.{name}"),
        help=text("terms.stance.help"),
    )  # fmt: skip
    group = Group(first, last, role=role, stance="" if stance == "any" else stance)
    if place == "~":
        other = state.in_url("ap") or ""
        return replace(group, others_than=(other,) if other else ())
    return replace(group, places=(place,) if place else ())


def _presets(store: Store, selection: Selection) -> None:
    """Comparisons in words; a click writes both groups into the URL."""
    first, last = selection.first_year, selection.last_year
    whole = {"ay": f"{first}-{last}", "by": f"{first}-{last}"}
    cleared = dict.fromkeys(("as", "bs", "ap", "bp", "aw", "bw"))
    presets = {"sections": cleared | whole | {"as": "plan", "bs": "review"}}
    for name, a, b in (("epidemic", (2020, 2022), (2017, 2019)), ("revitalisation", (2021, 2024), (2016, 2020))):
        if first <= b[0] and a[0] <= last:
            presets[name] = cleared | {"ay": f"{a[0]}-{min(a[1], last)}", "by": f"{b[0]}-{b[1]}"}
    places = frame.compute(word_views.places, store, selection.level)
    chosen = state.in_url("ap") or next(iter(places), "")
    if len(places) > 1:
        presets["place"] = cleared | whole | {"ap": chosen, "bp": "~"}
    presets["stance"] = cleared | whole | {"aw": "firm", "bw": "soft"}
    with st.container(horizontal=True, gap="small"):
        for name, values in presets.items():
            label = text(f"terms.preset.{name}", place=places.get(chosen, ""))
            st.button(label, key=f"terms.preset.{name}", on_click=state.write, kwargs=values)


def _banners(found: Comparison) -> None:
    if found.reports_a == 1 == found.reports_b:
        st.info(text("terms.single"), icon=":material/looks_one:")
    elif found.thin:
        st.info(text("terms.thin"), icon=":material/info:")
    st.caption(
        text(
            "terms.sizes", a=found.reports_a, b=found.reports_b, ea=_effective(found.effective_a), eb=_effective(found.effective_b),
            ha=f"{found.han_a:,}", hb=f"{found.han_b:,}", family=f"{found.family:,}", basis=text(f"terms.basis.{found.basis}"),
        )
    )  # fmt: skip


def _effective(reports: float) -> str:
    """Reports with near duplicates counted as one: a whole number is written as one."""
    return f"{reports:.1f}".removesuffix(".0")


def _chart(store: Store, found: Comparison, table: pd.DataFrame) -> None:
    drawn = most_of_each_side(table, TERMS_DRAWN).sort_values("lrc", ascending=False, kind="stable")
    rest = table.drop(drawn.index)
    rows = pd.concat([drawn, rest], ignore_index=True)
    drawn = rows.head(len(drawn)).assign(hover=[_hover(row) for row in rows.head(len(drawn)).itertuples()])
    columns = [name for name in COLUMNS if not (found.thin and name in TESTS)]
    shown = rows[columns].assign(kind=[text(f"terms.kind.{name}") for name in rows["kind"]])
    frame.draw(
        store,
        frame.Chart(
            key="versus", claim=_claim(found, table), subtitle=text("terms.axis.log_ratio", basis=text(f"terms.basis.{found.basis}")),
            table=shown, labels={name: text(f"terms.column.{name}") for name in columns}, formats=FORMATS,
            figure=partial(word_charts.lollipop, drawn, text("terms.axis.log_ratio.short")), legend=word_charts.lollipop_legend(drawn, text),
            reports=found.reports_a + found.reports_b, notes=[text("terms.note.versus"), text("terms.note.dispersion")],
        ),
    )  # fmt: skip


def _hover(row) -> str:
    return text(
        "terms.hover.versus", term=row.term, a=row.count_a, b=row.count_b, ra=f"{row.rate_a:.2f}", rb=f"{row.rate_b:.2f}",
        da=row.reports_a, db=row.reports_b, ratio=f"{row.log_ratio:+.2f}", lrc=f"{row.lrc:+.2f}",
    )  # fmt: skip


def _claim(found: Comparison, table: pd.DataFrame) -> str:
    more, less = sure_terms(table)
    if found.thin or not (more or less):
        return text("terms.claim.unsure", a=found.reports_a, b=found.reports_b, family=found.family)
    name = text("terms.list_comma").join
    return text(
        "terms.claim.versus", more=len(more), less=len(less), a=found.reports_a, b=found.reports_b,
        top=name(more[:3]) or "—", bottom=name(less[:3]) or "—",
    )  # fmt: skip
