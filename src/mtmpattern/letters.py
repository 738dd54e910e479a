"""Letters that nobody sees: blanks of every width, and marks without a width.

Text copied from a web page or a word processor has them, and no reader of a file can tell why its line is wrong.
"""

from __future__ import annotations

import re
from typing import Final

_BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_MARKS: Final = "\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphens, zero-width blanks, directions of writing, and marks of a file's beginning."""
_JOINERS: Final = "\u200c\u200d"
"""Without a width too, but letters of Persian and of Indian scripts change their form beside them."""
_UNSEEN: Final = re.compile(f"([{_BLANKS}])|[{_MARKS}]")


def seen(text: str) -> str:
    """The text as people see it: each blank a plain one, and no mark without a width."""
    return text if text.isascii() else _UNSEEN.sub(lambda found: " " if found[1] else "", text)


def bare(text: str) -> str:
    """A name or a value as people see it, which no joiner belongs in, without blanks at its ends."""
    return (text if text.isascii() else seen(text).translate(_NO_JOINERS)).strip()


_NO_JOINERS: Final = dict.fromkeys(map(ord, _JOINERS))
