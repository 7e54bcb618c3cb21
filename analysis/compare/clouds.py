"""Word clouds: a picture to look at, never the only view. The same words and seed give the same picture."""

import colorsys
import io
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.compare.termcounts import ALL_ROLES, Rows, TermCounts
from analysis.lexicon.stopwords import stop_words
from analysis.lexicon.terms import load_policy_terms

SEED = 42
MOST_WORDS = 120
DEBIAN_FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")


def font_path() -> str:
    """A font with Chinese characters: the packaged Noto Sans SC, else the Debian one."""
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError:
        return str(DEBIAN_FONT)
    return str(sans_path())


def cloud_words(
    counts: TermCounts, rows: Rows, role: str = ALL_ROLES, policy_only: bool = False, most: int = MOST_WORDS
) -> pd.DataFrame:
    """The words of a cloud with their counts, the most frequent first: the stock phrases of the genre are left out."""
    totals = pd.Series(counts.matrix(role)[rows].sum(axis=0).A1, index=counts.terms, name="count")
    totals = totals[(totals > 0) & ~totals.index.isin(stop_words("clouds"))]
    if policy_only:
        totals = totals[totals.index.isin({term.term for term in load_policy_terms()})]
    frame = totals.rename_axis("term").reset_index().sort_values(["count", "term"], ascending=[False, True])
    return frame.head(most).reset_index(drop=True)


def key_words(table: pd.DataFrame, side: str, most: int = MOST_WORDS) -> dict[str, float]:
    """The terms of one side of a comparison ("a" or "b") sized by LRC; empty where none is sure."""
    signed = table["lrc"] if side == "a" else -table["lrc"]
    chosen = table.assign(size=signed)[signed > 0].nlargest(most, "size")
    return dict(zip(chosen["term"], chosen["size"].astype(float), strict=True))


def cloud_png(
    weights: Mapping[str, float], colour: str = "#0072B2", width: int = 800, height: int = 400, seed: int = SEED
) -> bytes:
    """A transparent PNG of words sized by weight in shades of one colour; b"" where there are no words."""
    if not weights:
        return b""
    from wordcloud import WordCloud

    shades = _shades(colour, weights)
    cloud = WordCloud(
        font_path=font_path(), width=width, height=height, mode="RGBA", background_color=None, random_state=seed,
        prefer_horizontal=1, min_font_size=10, max_font_size=min(120, height // 5), margin=3, max_words=MOST_WORDS,
        color_func=lambda word, **_: shades[word],
    )  # fmt: skip
    picture = io.BytesIO()
    cloud.generate_from_frequencies(dict(weights)).to_image().save(picture, format="PNG")
    return picture.getvalue()


def _shades(colour: str, weights: Mapping[str, float]) -> dict[str, str]:
    """The colour, a third paler for the small words; readable on light and dark ground."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    largest = max(weights.values())
    shades = {}
    for word, weight in weights.items():
        lifted = min(light + 0.12, 0.62) + (0.08 if weight < largest / 3 else 0)
        shades[word] = "#" + "".join(
            f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lifted, saturation * 0.9)
        )
    return shades
