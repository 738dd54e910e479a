"""The station of the printer: pictures placed on parts, each as a true-scale page with registration marks.

The order places the lower left corner of a picture relative to a named point of the part. A picture that reaches over
the sewn line of its part, and so over a seam or off the cloth, is refused unless the order allows it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import shapely

from mtmpattern.errors import Problem, StationError, listed, meant
from mtmpattern.geometry import Point, path
from mtmpattern.geometry.tolerance import COARSE_CHORD
from mtmpattern.orders.stations import Station, StationInput, StationOutput
from mtmpattern.papers.print_page import PrintPage, print_preview
from mtmpattern.pattern.parts.part import CutPattern, Part

OVER: Final = 0.01
"""Square mm over the line that count as rounding."""
CENTRE: Final = "centre"


@dataclass(frozen=True)
class PlacedPicture:
    """A picture on its part, in mm of the cut part: its corners counter-clockwise from the lower left one."""

    part: Part
    name: str
    corners: tuple[Point, Point, Point, Point]
    width: float
    height: float
    turn: float
    picture: bytes | None

    @cached_property
    def over(self) -> float:
        """The area outside the sewn line of the part, in square mm."""
        box = shapely.Polygon([(point.x, point.y) for point in self.corners])
        cloth = shapely.Polygon([(point.x, point.y) for point in path.flatten(self.part.sewn_outline, COARSE_CHORD)])
        return float(box.difference(cloth.buffer(0)).area)


def place(cut: CutPattern, artwork: Mapping[str, Any], pictures: Mapping[str, bytes], number: int) -> PlacedPicture:
    """Place one picture. Raises `StationError` for an unknown part or point, and for crossing a seam unasked."""
    where = f"/artwork/{number}"
    part = _part(cut, str(artwork["part"]), where)
    at = point_of(part, str(artwork["point"]), where)
    low = Point(at.x + artwork["right"], at.y + artwork["up"])
    turn = math.radians(artwork["turn"])
    along = math.cos(turn) * artwork["width"], math.sin(turn) * artwork["width"]
    upward = -math.sin(turn) * artwork["height"], math.cos(turn) * artwork["height"]
    corners = (low, Point(low.x + along[0], low.y + along[1]),
               Point(low.x + along[0] + upward[0], low.y + along[1] + upward[1]),
               Point(low.x + upward[0], low.y + upward[1]))
    name, contents = artwork["picture"] or f"picture-{number + 1}", pictures.get(artwork["picture"] or "")
    placed = PlacedPicture(part, name, corners, artwork["width"], artwork["height"], artwork["turn"], contents)
    if placed.over > OVER and not artwork["crossing"]:
        raise StationError(f"the picture {placed.name} reaches over the sewn line of {part.id} with "
                           f"{placed.over / 100:.1f} cm2 of {placed.width * placed.height / 100:.1f} cm2",
                           code="artwork.crossing", where=where,
                           hint="Move it, make it smaller, or write `crossing: yes` to print over the seam.",
                           params={"picture": placed.name, "part": part.id, "over": placed.over / 100,
                                   "area": placed.width * placed.height / 100})
    return placed


def _part(cut: CutPattern, name: str, where: str) -> Part:
    """The first part with that id, title (``sleeve left``) or piece (``front``)."""
    for part in cut.parts:
        if name in (part.id, part.title, part.piece):
            return part
    known = list(dict.fromkeys(part.title for part in cut.parts))
    raise StationError(f"{cut.template} has no part {name[:40]!r}", code="artwork.part", where=where,
                       hint=meant(name, known), params={"template": cut.template, "name": name[:40]})


def point_of(part: Part, name: str, where: str = "") -> Point:
    """A named point of a part, the middle of an edge or line, or the centre of its box."""
    if name == CENTRE:
        x0, y0, x1, y1 = part.bounds
        return Point((x0 + x1) / 2, (y0 + y1) / 2)
    if name in part.points:
        return part.points[name]
    for edge in part.sewn:
        if name == edge.name:
            return edge.at(edge.length / 2)
    known = [CENTRE, *part.points, *(edge.name for edge in part.sewn)]
    raise StationError(f"{part.id} has no point {name[:40]!r}", code="artwork.point", where=where,
                       hint=f"{meant(name, known)}" if len(known) < 9 else f"It has {listed(known)}.",
                       params={"part": part.id, "name": name[:40]})


def work(given: StationInput) -> StationOutput:
    """A page for each picture, and one small preview with all of them on their parts."""
    artwork = given.order.get("artwork", ())
    if not artwork:
        raise StationError("the order has no pictures", code="artwork.none", where="/artwork",
                           hint="Add `artwork:`, or leave the station out.")
    placed: list[PlacedPicture] = []
    problems: list[Problem] = []
    for number, each in enumerate(artwork):
        try:
            placed.append(place(given.cut, each, given.pictures, number))
        except StationError as error:
            problems += error.problems
    if problems:
        raise StationError.of(problems)
    files = dict(_pages(given, placed))
    report = [{"part": each.part.id, "picture": each.name, "width": each.width, "height": each.height,
               "turn": each.turn, "left": round(each.corners[0].x, 3), "low": round(each.corners[0].y, 3),
               "crossing": each.over > OVER} for each in placed]
    widest = max(max(each.width, each.height) for each in placed)
    return StationOutput(files, {"pictures": report}, {"print": {"width": widest, "cloths": sorted(
        {given.cut.fabrics[each.part.role].kind for each in placed if each.part.role in given.cut.fabrics})}})


def _pages(given: StationInput, placed: list[PlacedPicture]) -> Iterator[tuple[str, bytes]]:
    for number, each in enumerate(placed, 1):
        page = PrintPage(each.part, each.name, each.corners, each.width, each.height, each.turn, each.picture)
        yield f"print-{number}.pdf", page.pdf(f"{given.cut.template} {given.cut.size}")
    yield "print-preview.pdf", print_preview(
        f"{given.cut.template} {given.cut.size}", given.cut.parts,
        [(each.part.id, each.corners, each.picture) for each in placed])


STATION: Final = Station(name="print", sentence="pictures placed on parts, true to scale for the printer", work=work,
                         settings=())
