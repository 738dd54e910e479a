r"""Letters that a DXF writes as escapes: ``\U+524D``, ``\M+1826F``, ``%%d`` and ``^I``."""

from __future__ import annotations

import re
from typing import Final

_UNICODE: Final = re.compile(r"\\U\+(000[1-9A-F][0-9A-F]{4}|0010[0-9A-F]{4}|[0-9A-F]{4})", re.IGNORECASE)
"""A letter of four digits, or of eight beyond the first plane."""
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TAB: Final = re.compile(r"\^[IJM]")
_NUMBER: Final = re.compile(r"%%(\d{3})")
UNREAD: Final = re.compile(r"\\[UM]\+[0-9A-F]?", re.IGNORECASE)
"""What is left of an escape that means no letter."""


def decoded(value: str) -> str:
    r"""A name or text with the letters of ``\U+XXXX`` and ``\M+nXXXX``; a control character becomes a blank."""
    if "\\" not in value:
        return value
    found = _UNICODE.sub(lambda match: chr(int(match[1], 16)), value)
    if "\\M+" in found or "\\m+" in found:
        from ezdxf.lldxf.encoding import decode_mif_to_unicode  # noqa: PLC0415  takes half a second to import

        found = decode_mif_to_unicode(found.replace("\\m+", "\\M+"))
    if found == value:
        return value
    pairs = found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")       # two halves of one letter
    return _CONTROL.sub(" ", pairs)


def plain(text: str) -> str:
    """A TEXT with the signs of ``%%d``, ``%%c``, ``%%p`` and ``%%065``; underlines and the like are left out."""
    if "%%" not in text and "^" not in text:
        return text
    from ezdxf.tools.text import plain_text  # noqa: PLC0415

    text = _NUMBER.sub(lambda match: bytes([int(match[1]) & 0xFF]).decode("cp1252", "replace"), text)
    text = _TAB.sub(" ", text).replace("^ ", "^").replace("^", "\1")        # any other ^ is meant as one
    found = plain_text(text.replace("%%%", "\2")).replace("\1", "^").replace("\2", "%")
    return _CONTROL.sub(" ", found).strip()
