"""Places like this one: nearest neighbours by stated variables, after the manner of CIPFA's nearest neighbours model.

Each variable is the logarithm of an amount, standardised over the places of the level in that year. The distance of two places is the root
mean square difference over the variables both report, then scaled so that the farthest place is at 1.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.townships import results
from analysis.store import Store

# What makes places alike: size, wealth, farming, people.
VARIABLES = (
    "population", "gdp", "fiscal_revenue_local", "fiscal_revenue_total", "disposable_income_rural", "net_income_rural",
    "grain_output", "primary_va", "industrial_output", "village_income",
)  # fmt: skip
FEWEST_SHARED = 3
FEWEST_PLACES = 5
MOST_NEIGHBOURS = 10


class Neighbours(NamedTuple):
    """`table`: place_id, place, distance (0 to 1), shared (variables both report), nearest first; empty where too little is known.

    `variables`: those that the place itself reports and at least FEWEST_PLACES places do, with the number of places.
    """

    table: pd.DataFrame
    variables: dict[str, int]


def neighbours(store: Store, level: str, place_id: str, year: int) -> Neighbours:
    """The places most like one, among those of its level that report at least FEWEST_SHARED of its variables for the year."""
    rows = results(store)
    rows = rows[(rows["level"] == level) & (rows["year"] == year) & (rows["measure"] == "level") & ~rows["doubt"]]
    rows = rows[rows["metric"].isin(VARIABLES) & (rows["value"] > 0) & ~rows["ambiguous"]]
    rows = rows[rows["base"].isin(("yuan", "count", "tonne"))]
    wide = np.log(rows.pivot_table(index="place_id", columns="metric", values="value", aggfunc="first"))
    empty = pd.DataFrame({"place_id": [], "place": [], "distance": [], "shared": []})
    if place_id not in wide.index:
        return Neighbours(empty, {})
    counts = wide.notna().sum()
    known = [name for name in wide.columns if counts[name] >= FEWEST_PLACES and pd.notna(wide.loc[place_id, name])]
    variables = {name: int(counts[name]) for name in known}
    if len(known) < FEWEST_SHARED:
        return Neighbours(empty, variables)
    spread = wide[known].std(ddof=0).replace(0, np.nan)
    differences = (wide[known] - wide.loc[place_id, known]) / spread
    shared = differences.notna().sum(axis=1)
    distance = np.sqrt((differences**2).mean(axis=1))[shared >= FEWEST_SHARED].drop(place_id, errors="ignore").dropna()
    if distance.empty:
        return Neighbours(empty, variables)
    names = rows.drop_duplicates("place_id").set_index("place_id")["place"]
    table = pd.DataFrame({
        "place_id": distance.index, "place": names.reindex(distance.index).to_numpy(),
        "distance": (distance / distance.max()).to_numpy(), "shared": shared.reindex(distance.index).to_numpy(),
    })  # fmt: skip
    return Neighbours(table.sort_values(["distance", "place"], ignore_index=True).head(MOST_NEIGHBOURS), variables)
