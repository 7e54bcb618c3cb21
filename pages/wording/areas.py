"""How much of the text speaks of which policy area, over years or places."""

from functools import partial

from analysis.compare import word_charts, word_views
from analysis.compare.word_views import Selection
from analysis.store import Store
from pages import frame
from pages.frame import text

MOST_PLACES = 12


def draw(store: Store, selection: Selection) -> None:
    """The view of attention."""
    by = frame.segments("by", ("year", "place"), "year", text("terms.by"), lambda name: text(f"terms.by.{name}"))
    shares, of_text = frame.compute(word_views.areas, store, selection, by)
    if shares.empty:
        frame.empty(text("terms.none.areas"))
        return
    names = word_views.area_names(frame.language())
    rows = shares.assign(area=[names.get(area) or text("terms.area.none") for area in shares["area"]])
    if by == "place":
        most = rows.drop_duplicates("place").nlargest(MOST_PLACES, "reports")["place"]
        rows = rows[rows["place"].isin(list(most))]
    else:
        rows = rows.astype({"year": int})
    rows = rows.assign(
        cell=[f"{share:.0%}" for share in rows["share"]],
        hover=[
            text("terms.hover.area", area=row.area, key=getattr(row, by), share=f"{row.share:.1%}", n=row.reports)
            for row in rows.itertuples()
        ],
    ).reset_index(drop=True)
    columns = [name for name in ("area", by, "reports", "han", "mentions", "share") if name in rows]
    top = rows.groupby("area", sort=False)["share"].mean().drop(text("terms.area.none"), errors="ignore")
    frame.draw(
        store,
        frame.Chart(
            key="areas", claim=text("terms.claim.areas" if of_text else "terms.claim.mentions", area=top.idxmax(), share=f"{top.max():.0%}", n=len(top)),
            subtitle=text("terms.axis.area" if of_text else "terms.axis.mentions"), table=rows[columns],
            labels={name: text(f"terms.column.{name}") for name in columns}, formats={"share": "percent", "year": "%d"},
            figure=partial(word_charts.matrix, rows, "share", float(rows["share"].max()), by, "area", frame.on_phone()),
            reports=int(rows.groupby(by)["reports"].max().sum()),
            notes=[text("terms.note.areas" if of_text else "terms.note.mentions")],
        ),
    )  # fmt: skip
