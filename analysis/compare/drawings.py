"""Small drawings as inline SVG and HTML: they need no chart library, so the start page paints at once and prints as it is."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.compare.marks import GLYPHS, PEER, RESULT, STATUS_GLYPHS, TARGET, Words

# A grey that can be read on white and on black: an image does not know the theme.
INK = "#7b8288"
CELL_CLASSES = {
    "ok": "good",
    "part_year": "good",
    "redacted": "weak",
    "doubt": "weak",
    "duplicate": "out",
    "other_kind": "out",
}


def shares_bar(shares: Sequence[float], alt: str, width: int = 240, height: int = 22) -> str:
    """A bar of shares that add up to 1: solid, hatched, hollow, so that the parts differ without colour."""
    fills = (RESULT, "url(#zl-hatch)", "none")
    x, parts = 0.0, []
    for share, fill in zip(shares, fills, strict=False):
        parts.append(
            f'<rect x="{x * width:.1f}" y="1" width="{share * width:.1f}" height="{height - 2}" fill="{fill}" '
            f'stroke="{RESULT}" stroke-width="1"/>'
        )
        x += share
    hatch = (
        f'<pattern id="zl-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="2" height="6" fill="{RESULT}"/></pattern>'
    )
    return image(f"<defs>{hatch}</defs>{''.join(parts)}", width, height, alt)


def sparkline(series: Sequence[tuple[int, float]], alt: str, width: int = 240, height: int = 44) -> str:
    """A row of yearly values: dots, joined only where the years follow each other; first and last value are printed."""
    if not series:
        return ""
    years, values = [year for year, _ in series], [value for _, value in series]
    low, span = min(values), (max(values) - min(values)) or 1.0
    spread = (years[-1] - years[0]) or 1
    spots = [
        (34 + (year - years[0]) / spread * (width - 68), height - 8 - (value - low) / span * (height - 16))
        for year, value in series
    ]
    lines = [
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" stroke="{TARGET}" stroke-width="1.5"/>'
        for a, b, before, after in zip(spots, spots[1:], years, years[1:], strict=False)
        if after - before == 1
    ]
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{TARGET}"/>' for x, y in spots]
    ends = (
        f'<text x="{spots[0][0] - 5:.1f}" y="{spots[0][1] + 4:.1f}" text-anchor="end">{values[0]:g}</text>'
        f'<text x="{spots[-1][0] + 5:.1f}" y="{spots[-1][1] + 4:.1f}">{values[-1]:g}</text>'
    )
    return image(
        f'{"".join(lines + dots)}<g font-size="11" font-family="sans-serif" fill="{INK}">{ends}</g>', width, height, alt
    )


def dumbbells(rows: pd.DataFrame, alt: str, width: int = 720) -> str:
    """Pairs as static lines for print: hollow target, filled result. Columns label, target, result."""
    both = rows.dropna(subset=["target", "result"]).head(60)
    if both.empty:
        return ""
    values = pd.concat([both["target"], both["result"]])
    low, span = values.min(), (values.max() - values.min()) or 1.0
    parts = []
    for at, row in enumerate(both.itertuples()):
        y = 16 + at * 20
        target, result = (200 + (value - low) / span * (width - 280) for value in (row.target, row.result))
        parts.append(
            f'<text x="190" y="{y + 4}" text-anchor="end">{escape(row.label)}</text>'
            f'<line x1="{target:.1f}" y1="{y}" x2="{result:.1f}" y2="{y}" stroke="{PEER}" stroke-width="2"/>'
            f'<circle cx="{target:.1f}" cy="{y}" r="5" fill="white" stroke="{TARGET}" stroke-width="2"/>'
            f'<path d="M{result:.1f},{y - 6} l6,6 l-6,6 l-6,-6 z" fill="{RESULT}"/>'
            f'<text x="{max(target, result) + 10:.1f}" y="{y + 4}">{row.target:g} → {row.result:g}</text>'
        )
    return image(
        f'<g font-size="12" font-family="sans-serif" fill="{INK}">{"".join(parts)}</g>',
        width,
        16 + 20 * len(both) + 8,
        alt,
    )


def wording_legend(words: Words, statuses: Iterable[str] = ()) -> str:
    """What the drawn wordings mean, as a line of small marks with their names; then the glyphs of the statuses that occur."""
    marks = {
        "legend.point": f'<circle cx="12" cy="10" r="5" fill="none" stroke="{TARGET}" stroke-width="2"/>',
        "bound.ge": f'<path d="M11,3H6V17H11M6,10H19M15,6L19,10L15,14" fill="none" stroke="{TARGET}" stroke-width="2"/>',
        "bound.le": f'<path d="M13,3H18V17H13M18,10H5M9,6L5,10L9,14" fill="none" stroke="{TARGET}" stroke-width="2"/>',
        "bound.about": f'<rect x="3" y="6" width="18" height="8" fill="{TARGET}" opacity=".25"/>'
        f'<circle cx="12" cy="10" r="5" fill="none" stroke="{TARGET}" stroke-width="2"/>',
        "bound.range": f'<rect x="2" y="6" width="20" height="8" fill="{TARGET}" opacity=".6"/>',
        "wording.strive": f'<circle cx="12" cy="10" r="7" fill="none" stroke="{TARGET}" stroke-width="2" stroke-dasharray="2 2"/>',
        "kind.result": f'<path d="M12,4L18,10L12,16L6,10Z" fill="{RESULT}"/>',
    }
    items = "".join(
        f'<span class="zl-key">{image(mark, 24, 20, "")}{escape(words(key))}</span>' for key, mark in marks.items()
    )
    glyphs = "".join(
        f'<span class="zl-key">{STATUS_GLYPHS[status]} {escape(words(f"pair.{status}").lstrip("—？?≠▨＊ "))}</span>'
        for status in STATUS_GLYPHS
        if status in set(statuses)
    )
    return f'<p class="zl-keys">{items}{glyphs}</p>'


def mark_legend(items: Iterable[tuple[str, str, str]]) -> str:
    """Names beside their marks, as HTML that wraps on a phone. Items are name, colour, plotly symbol."""
    keys = "".join(
        f'<span class="zl-key">{image(symbol(shape, colour), 24, 20, "")}{escape(name)}</span>'
        for name, colour, shape in items
    )
    return f'<p class="zl-keys">{keys}</p>'


def symbol(name: str, colour: str) -> str:
    """A mark of a chart by its plotly name, in a box of 24 × 20."""
    shapes = {
        "circle": '<circle cx="12" cy="10" r="6"', "diamond": '<path d="M12,3L19,10L12,17L5,10Z"',
        "square": '<rect x="6" y="4" width="12" height="12"', "triangle-up": '<path d="M12,3L19,16H5Z"',
        "triangle-down": '<path d="M12,17L19,4H5Z"', "line-ns": '<path d="M12,2V18"', "line-ew": '<path d="M1,10H23" stroke-dasharray="5 3"',
        "line-ew-solid": '<path d="M1,10H23"',
    }  # fmt: skip
    fill = "none" if name.endswith("-open") or name.startswith("line") else colour
    return f'{shapes[name.removesuffix("-open")]} fill="{fill}" stroke="{colour}" stroke-width="2"/>'


def coverage_table(cells: pd.DataFrame, words: Words, address: Callable[[str], str]) -> str:
    """Place by year as an HTML table, a link to the report in each cell. `address` turns a report id into its URL."""
    if cells.empty:
        return ""
    years = sorted(int(year) for year in cells["year"].unique())
    gaps = {year for before, year in pairwise(years) if year - before > 1}
    head = "".join(_year_head(year, year in gaps) for year in years)
    body = []
    for _, row in cells.groupby("rank", sort=True):
        by_year = {cell.year: cell for cell in row.itertuples()}
        place = escape(str(row["place"].iloc[0]))
        filled = "".join(_cell(by_year.get(year), words, address) for year in years)
        body.append(f'<tr><th scope="row">{place}</th>{filled}</tr>')
    caption = escape(words("overview.matrix.caption", first=years[0], last=years[-1]))
    return (
        f'<div class="zl-matrix" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption>'
        f'<thead><tr><th scope="col">{escape(words("column.place"))}</th>{head}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'
    )


def strip(counts: dict[str, int], names: Callable[[str], str], address: Callable[[str], str]) -> str:
    """The states of all texts as a list of links with bars; widths are shares of the whole."""
    whole = sum(counts.values()) or 1
    items = "".join(
        f'<li><a href="{escape(address(state))}"><span class="zl-bar" style="width:{max(count / whole * 100, 0.6):.1f}%"></span>'
        f"<span>{escape(names(state))}</span><strong>{count:,}</strong></a></li>"
        for state, count in counts.items()
    )
    return f'<ul class="zl-strip">{items}</ul>'


def _year_head(year: int, after_gap: bool) -> str:
    """The last two digits of a year, set off by a line where years without any report have been left out before it."""
    mark = ' class="gap"' if after_gap else ""
    return f'<th scope="col"{mark} title="{year}"><span aria-label="{year}">{year % 100:02d}</span></th>'


def _cell(cell: Any, words: Words, address: Callable[[str], str]) -> str:
    if cell is None:
        return '<td aria-label="—"></td>'
    state = str(cell.state)
    name = words(f"status.{state}")
    title = escape(f"{cell.place} {cell.year}: {name}")
    more = "" if cell.texts < 2 else f"<sup>{cell.texts}</sup>"
    link = escape(address(str(cell.report_id)))
    return f'<td class="{CELL_CLASSES[state]}"><a href="{link}" title="{title}" aria-label="{title}">{GLYPHS[state]}{more}</a></td>'


def image(content: str, width: int, height: int, alt: str) -> str:
    """The drawing as an image with its own data: Streamlit strips inline SVG from HTML. Colours must suit light and dark."""
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{content}</svg>'
    data = b64encode(drawn.encode()).decode()
    return f'<img alt="{escape(alt)}" width="{width}" height="{height}" src="data:image/svg+xml;base64,{data}" style="max-width:100%;height:auto">'
