"""Notions: what has to be bought for a garment besides cloth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mtmpattern.errors import DraftError, UnknownName, shown
from mtmpattern.pattern.model.run import Run
from mtmpattern.pattern.model.vocabulary import is_number

KINDS: Final = ("zip", "button", "snap", "hook and eye", "eyelet", "elastic", "cord", "cord stop", "tape",
                "shoulder tape", "neck tape", "buckle", "label", "thread", "fusible", "other")
"""Kinds of notions."""
LONGEST: Final = 100_000.0
MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Notion:
    """One thing to buy: ``what`` of `KINDS`, how many, how long and wide each is in mm (0 where it does not apply).

    ``use`` says where it goes: an edge as the template calls it, or a few words. ``area`` is in square mm.
    """

    what: str
    use: str = ""
    count: int = 1
    length: float = 0.0
    width: float = 0.0
    area: float = 0.0
    note: str = ""


def notion(kind: str, use: str | Run = "", *, count: int = 1, length: float | Run = 0.0, width: float = 0.0,
           note: str = "") -> Notion:
    """Something to buy that does not follow from how the garment is sewn: a cord, eyelets, tape for the shoulders.

    ``use`` and ``length`` may be a run of edges. Zips and buttons, bought tape, thread and fusible follow from the
    operations and are not stated.
    """
    if kind not in KINDS:
        raise UnknownName.among(KINDS, kind, f"{shown(kind)} is not a kind of notion", code="notion.kind",
                                where=str(use))
    mm = length.length if isinstance(length, Run) else length
    if not (isinstance(count, int) and 1 <= count <= MOST and is_number(mm) and is_number(width)
            and 0 <= mm <= LONGEST and 0 <= width <= LONGEST):
        raise DraftError(f"{shown(count)} {kind}, {shown(length)} mm long and {shown(width)} mm wide",
                         code="notion.number", where=str(use), hint=f"Say 1 to {MOST} of them, in millimetres.")
    return Notion(kind, str(use), count, float(mm), float(width), 0.0, note)
