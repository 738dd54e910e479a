"""What is laid and by which rules: garments, how parts may lie, what is kept between them, how long a table is."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, TypeAlias

from ..errors import Problem, StationError
from ..pattern.model.fabric import FORMS, Fabric
from ..pattern.parts.part import CutPattern
from ..placing.placed import MOST_TILT

Direction: TypeAlias = Literal["part", "garment", "lay"]

DIRECTIONS: Final[dict[Direction, str]] = {
    "part": "each part may lie head up or head down",
    "garment": "all parts of a garment lie one way, which may differ from garment to garment",
    "lay": "all parts of a lay lie one way",
}
MOST_SPACING: Final = 100.0     # mm
MOST_PLIES: Final = 300
MOST_GARMENTS: Final = 2_000    # in one plan
LONGEST_ORDER: Final = 40       # letters of an order's number
TABLES: Final = (300.0, 200_000.0)      # mm


@dataclass(frozen=True, slots=True)
class Bundle:
    """The parts of one garment, as often as it is made. ``order`` is the number of the order that it belongs to."""

    pattern: CutPattern
    copies: int = 1
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayRules:
    """How parts may lie.

    ``spacing`` mm stay between any two parts, for the knife or the beam. ``tilt`` allows degrees off the grain to both
    sides. ``direction`` says which parts must lie the same way; cloth with a nap or a one-way print asks for ``lay``
    by itself. ``plies`` lengths of cloth lie on each other. ``table`` is the longest lay in mm; more is cut in
    sections. ``end`` mm of cloth are lost at each end of each ply. Only open cloth is laid so far: a fabric of another
    form is refused by `check_fabric`.

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
                                    "tilt", "Parts hang askew when they lie further off their grain; allow less."))
        if self.direction not in DIRECTIONS:
            problems.append(Problem(f"the direction {str(self.direction)[:40]!r} is not known", "marker.direction",
                                    "direction", f"Use one of {', '.join(DIRECTIONS)}."))
        if not 1 <= self.plies <= MOST_PLIES:
            problems.append(Problem(f"{self.plies} plies were asked for", "marker.plies", "plies",
                                    f"Give 1 to {MOST_PLIES}."))
        if self.table is not None and not TABLES[0] <= self.table <= TABLES[1]:
            problems.append(Problem(f"a table of {self.table:g} mm cannot be laid on", "marker.table", "table",
                                    f"Give its length, {TABLES[0]:g} to {TABLES[1]:g} mm."))
        if not (math.isfinite(self.end) and 0.0 <= self.end <= 500.0):
            problems.append(Problem(f"{self.end:g} mm are lost at each end of a ply", "marker.end", "end",
                                    "Give 0 to 500 mm."))
        if problems:
            raise StationError.of(problems)

    def to_dict(self) -> dict[str, Any]:
        """The rules as plain data."""
        return asdict(self)


def check_fabric(fabric: Fabric, role: str, pattern: CutPattern) -> list[Problem]:
    """Why parts of a role cannot be laid on a fabric: its form, no width, a shrinkage they were not cut for."""
    if fabric.kind == "swatch":
        return [Problem(f"{fabric.name} is a swatch: its pieces are knitted to shape", "marker.form", role,
                        "Name a fabric that comes off a roll.")]
    problems = []
    if fabric.form != "open":
        problems.append(Problem(f"{fabric.name} is {FORMS[fabric.form]}; only open cloth can be laid so far",
                                "marker.form", role, "Slit the tube or unfold the cloth, and say `form: open`."))
    if fabric.repeat_warp or fabric.repeat_weft:
        named = [match.name for part in pattern.of_role(role) for match in part.matches]
        if named:
            problems.append(Problem(f"{fabric.name} has a repeat and {pattern.template} asks for its print to match at "
                                    f"{len(named)} places, which markers cannot do yet", "marker.match", role,
                                    "Lay these parts by hand, or take cloth without a repeat."))
    warp, weft = pattern.shrinkage.get(role, (1.0, 1.0))
    wanted = 1.0 / (1.0 - fabric.shrinkage_warp), 1.0 / (1.0 - fabric.shrinkage_weft)
    if role in pattern.fabrics and pattern.fabrics[role] != fabric and max(
            abs(warp - wanted[0]), abs(weft - wanted[1])) > 5e-3:
        problems.append(Problem(
            f"the parts of {pattern.template} were cut for cloth that shrinks otherwise: they are {warp:.3f} by "
            f"{weft:.3f} of their size along warp and weft, and {fabric.name} asks for {wanted[0]:.3f} by "
            f"{wanted[1]:.3f}", "marker.shrinkage", role, f"Make the pattern for it: --fabric {role}={fabric.name}."))
    return problems


def check_bundles(bundles: tuple[Bundle, ...]) -> None:
    """Refuse what cannot be laid at all: nothing, too much, parts that are drawn on the fold.

    Raises:
        StationError: every fault of the bundles.

    """
    problems = []
    if not any(bundle.pattern.parts for bundle in bundles):
        problems.append(Problem("there is nothing to lay", "marker.empty",
                                hint="Give at least one garment with parts."))
    garments = sum(max(bundle.copies, 0) for bundle in bundles)
    if garments > MOST_GARMENTS:
        problems.append(Problem(f"{garments} garments are to be laid at once, {MOST_GARMENTS} is the limit",
                                "marker.count", hint="Lay them in several plans."))
    for bundle in bundles:
        name = bundle.pattern.template
        if not 1 <= bundle.copies <= MOST_GARMENTS:
            problems.append(Problem(f"{bundle.copies} copies of {name} are asked for", "marker.count", name,
                                    f"Ask for 1 to {MOST_GARMENTS}."))
        if len(bundle.order) > LONGEST_ORDER or not bundle.order.isprintable():
            problems.append(Problem(f"the order of {name} has {len(bundle.order)} letters, or some that do not print",
                                    "marker.order", name, f"Use at most {LONGEST_ORDER} letters and digits."))
        halves = [part.id for part in bundle.pattern.parts if part.mirror]
        if halves:
            problems.append(Problem(f"{', '.join(halves)}: drawn on the fold, and takes twice as much cloth",
                                    "marker.fold", halves[0], "Lay the parts opened, as for_cutting() gives them."))
    if problems:
        raise StationError.of(problems)
