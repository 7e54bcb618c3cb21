"""Texts in traditional characters, read as if they were written in simplified ones.

Some pages hand a report on in traditional characters. Names, headings and cues are known in simplified ones, so what is read
is a copy of equal length; what is shown and pointed at stays as it stands.
"""

from functools import cache

import opencc

# Frequent in reports and never written in simplified text.
TELLTALES = "億萬產業鎮鄉農經濟發會國長實現總財"
HAN_FIRST, HAN_LAST = 0x4E00, 0x9FFF


def simplified(text: str) -> str:
    """The text character by character in simplified ones, of equal length; the text itself where none shows that it needs to be."""
    if not any(sign in text for sign in TELLTALES):
        return text
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    """Every Han character that has another one in simplified script, by OpenCC's table of characters."""
    convert = opencc.OpenCC("t2s").convert
    pairs = ((code, convert(chr(code))) for code in range(HAN_FIRST, HAN_LAST + 1))
    return {code: plain for code, plain in pairs if len(plain) == 1 and plain != chr(code)}
