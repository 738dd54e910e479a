"""The garments to lay, and the rules: how parts may lie, the spacing between them, how long the table is."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, TypeAlias

from mtmpattern.errors import Problem, StationError
from mtmpattern.pattern.model.fabric import FORMS, Fabric
from mtmpattern.pattern.parts.part import CutPattern
from mtmpattern.placing.placed import MOST_TILT

Direction: TypeAlias = Literal["part", "garment", "lay"]

DIRECTIONS: Final[dict[Direction, str]] = {
    "part": "each part may lie head up or head down",
    "garment": "all parts of a garment lie one way, which may differ from garment to garment",
    "lay": "all parts of a lay lie one way",
}
MOST_SPACING: Final = 100.0     # mm
MOST_PLIES: Final = 300
MOST_GARMENTS: Final = 2_000    # in one plan
LONGEST_ORDER: Final = 40       # characters of an order's number
TABLES: Final = (300.0, 200_000.0)      # mm


@dataclass(frozen=True, slots=True)
class Bundle:
    """The parts of one garment and how often it is made; ``order`` is the number of its order, if any.

    ``remarks`` are what was found when its file was read. They may hold measures of a body, and are never stored; nor
    is ``source``, the name of that file, which faults name.
    """

    pattern: CutPattern
    copies: int = 1
    order: str = ""
    remarks: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayRules:
    """How parts may lie.

    ``spacing`` mm are kept between any two parts, for the knife or the beam. ``tilt`` is how many degrees a part may
    lie off its grain, to either side. ``direction`` says which parts must lie the same way; cloth with a nap or a
    one-way print always needs ``lay``. ``plies`` lengths of cloth lie on each other. ``table`` is the longest lay in
    mm; more is cut in sections. ``end`` mm of cloth are lost at each end of each ply. Only open cloth can be laid so
    far: `check_fabric` refuses other forms.

    Raises:
        StationError: every value out of range (``marker.spacing``, ``marker.tilt``, ``marker.plies`` ...).

    """

    spacing: float = 0.0
    tilt: float = 0.0
    direction: Direction = "part"
    plies: int = 1
    table: float | None = None
    end: float = 0.0

    def __post_init__(self) -> None:
        for name in ("spacing", "tilt", "end", *(("table",) if self.table is not None else ())):
            object.__setattr__(self, name, float(getattr(self, name)))
        problems = []
        if not 0.0 <= self.spacing <= MOST_SPACING:
            problems.append(Problem(f"the spacing between parts is {self.spacing:g} mm", "marker.spacing", "spacing",
                                    f"Give 0 to {MOST_SPACING:g} mm."))
        if not 0.0 <= self.tilt <= MOST_TILT:
            problems.append(Problem(f"a tilt of {self.tilt:g} degrees is not from 0 to {MOST_TILT:g}", "marker.tilt",
                                    "tilt", "Parts that lie further off their grain hang askew; allow less."))
        if self.direction not in DIRECTIONS:
            problems.append(Problem(f"there is no direction {str(self.direction)[:40]!r}", "marker.direction",
                                    "direction", f"Use one of {', '.join(DIRECTIONS)}."))
        if not 1 <= self.plies <= MOST_PLIES:
            problems.append(Problem(f"the lay has {self.plies} plies", "marker.plies", "plies",
                                    f"Give 1 to {MOST_PLIES}."))
        if self.table is not None and not TABLES[0] <= self.table <= TABLES[1]:
            problems.append(Problem(f"the table is {self.table:g} mm long", "marker.table", "table",
                                    f"Give its length, {TABLES[0]:g} to {TABLES[1]:g} mm."))
        if not (math.isfinite(self.end) and 0.0 <= self.end <= 500.0):
            problems.append(Problem(f"the loss at each end of a ply is {self.end:g} mm", "marker.end", "end",
                                    "Give 0 to 500 mm."))
        if problems:
            raise StationError.of(problems)

    def to_dict(self) -> dict[str, Any]:
        """The rules as plain data."""
        return asdict(self)


def check_fabric(fabric: Fabric, role: str, pattern: CutPattern) -> list[Problem]:
    """Why parts of a role cannot be laid on a fabric: its form, a print to match, another shrinkage than theirs."""
    if fabric.kind == "swatch":
        return [Problem(f"{fabric.name} is a swatch: its pieces are knitted to shape", "marker.form", role,
                        "Name a fabric that comes off a roll.")]
    problems = []
    if fabric.form != "open":
        problems.append(Problem(f"{fabric.name} is {FORMS[fabric.form]}; only open cloth can be laid so far",
                                "marker.form", role, "Slit the tube or unfold the cloth, and write `form: open`."))
    if fabric.repeat_warp or fabric.repeat_weft:
        named = [match.name for part in pattern.of_role(role) for match in part.matches]
        if named:
            problems.append(Problem(f"{fabric.name} has a repeat, and the print of {pattern.template} must match at "
                                    f"{len(named)} places, which markers cannot do yet", "marker.match", role,
                                    "Lay these parts by hand, or use cloth without a repeat."))
    warp, weft = pattern.shrinkage.get(role, (1.0, 1.0))
    wanted = 1.0 / (1.0 - fabric.shrinkage_warp), 1.0 / (1.0 - fabric.shrinkage_weft)
    if role in pattern.fabrics and pattern.fabrics[role] != fabric and max(
            abs(warp - wanted[0]), abs(weft - wanted[1])) > 5e-3:
        problems.append(Problem(
            f"the parts of {pattern.template} are for cloth with another shrinkage: they are {warp:.3f} by {weft:.3f} "
            f"of their size along warp and weft, and {fabric.name} needs {wanted[0]:.3f} by {wanted[1]:.3f}",
            "marker.shrinkage", role, f"Draft the pattern on that fabric: name it for {role}.", argument="fabric"))
    return problems


def example_of(role: str) -> str:
    """A shipped fabric for a role, to be named as an example; a word for a file where none is made for it."""
    return {"shell": "jersey", "rib": "rib", "lining": "lining", "fusible": "fusible"}.get(role, "a fabric file")


def repeat_remark(fabric: Fabric) -> str:
    """A sentence on the repeat of a fabric, to which markers do not match parts; empty where it has none."""
    ways = [f"every {repeat:g} mm {way}" for repeat, way in (
        (fabric.repeat_warp, "along the cloth"), (fabric.repeat_weft, "across it")) if repeat]
    if not ways:
        return ""
    return (f"the print of {fabric.name} repeats {' and '.join(ways)}; parts are not matched to it, so stripes or "
            "checks do not meet at the seams")


def check_bundles(bundles: tuple[Bundle, ...]) -> None:
    """Refuse bundles that cannot be laid at all: none, too many, parts drawn on the fold.

    Raises:
        StationError: every fault of the bundles.

    """
    problems = []
    if not any(bundle.pattern.parts for bundle in bundles):
        problems.append(Problem("there is nothing to lay", "marker.empty",
                                hint="Give at least one garment with parts."))
    garments = sum(max(bundle.copies, 0) for bundle in bundles)
    if garments > MOST_GARMENTS:
        problems.append(Problem(f"{garments} garments are too many for one plan; the limit is {MOST_GARMENTS}",
                                "marker.count", hint="Lay them in several plans."))
    for bundle in bundles:
        name = bundle.source or bundle.pattern.template
        if not 1 <= bundle.copies <= MOST_GARMENTS:
            problems.append(Problem(f"the number of copies of {name} is {bundle.copies}", "marker.count", name,
                                    f"Give 1 to {MOST_GARMENTS}."))
        if len(bundle.order) > LONGEST_ORDER or not bundle.order.isprintable():
            problems.append(Problem(f"the order of {name} has {len(bundle.order)} characters, or unprintable ones",
                                    "marker.order", name, f"Use at most {LONGEST_ORDER} letters and digits."))
        halves = [part.id for part in bundle.pattern.parts if part.mirror]
        if halves:
            problems.append(Problem(f"{', '.join(halves)}: drawn as a half on the fold, which cannot be laid",
                                    "marker.fold", halves[0], "Lay the opened parts, as for_cutting() gives them."))
    if problems:
        raise StationError.of(problems)
