"""On the bias both halves of a piece grow unlike: their cut lines still meet in one corner over the fold."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

import mtmpattern as mtm
from mtmpattern.drafting import (
    LEFT,
    RIGHT,
    Point,
    Template,
    bind,
    curve,
    cut,
    drafted,
    edges,
    facing,
    fold,
    hem,
    line,
    piece,
    sew,
    shell,
    woven,
)
from mtmpattern.geometry import path
from mtmpattern.pattern.model.fabric_file import read_fabric


class VTop(Template):
    """A front and a back of straight lines with a V neck, cut on the bias."""

    name = "v-top"
    fabric = woven()
    openings = ("neck", "armhole", "armhole", "hem")

    def panel(self, depth):
        neck, tip, under, foot = Point(90, 0), Point(190, -35), Point(250, -240), Point(250, -600)
        middle, low = Point(0, -depth), Point(0, -600)
        return edges(hem=line(low, foot), side=line(foot, under), armhole=curve(under, tip, leave=LEFT, inflected=True),
                     shoulder=line(tip, neck), neckline=line(neck, middle), centre=fold(middle, low))

    @piece(cut(shell), on="torso front", grain="bias", peaks=("neckline", "hem"))
    def front(self): return self.panel(170)

    @piece(cut(shell), on="torso back", grain="bias", peaks=("neckline", "hem"))
    def back(self): return self.panel(40)

    @piece(cut(shell), on="torso front", front=RIGHT, peaks=("neckline", "inner"))
    def front_facing(self): return facing(self.front, "neckline", depth=40)

    @piece(cut(shell), on="torso back", front=LEFT, peaks=("neckline", "inner"))
    def back_facing(self): return facing(self.back, "neckline", depth=40)

    def making(self):
        facings = self.front_facing, self.back_facing
        yield sew(self.front.shoulder, self.back.shoulder)
        yield sew(facings[0].shoulder, facings[1].shoulder)
        yield sew(facings[0].neckline + facings[1].neckline, self.front.neckline + self.back.neckline)
        yield bind(facings[0].inner + facings[1].inner)
        yield sew(self.front.side, self.back.side)
        yield bind(self.front.armhole + self.back.armhole)
        yield hem(self.front.hem, self.back.hem, depth=10)


@pytest.mark.parametrize(("warp", "weft"), [(.08, .02), (.05, .03), (.02, .09), (.03, .03)])
@pytest.mark.parametrize("name", ["front", "back"])
def test_one_notch_lies_in_the_corner(name: str, warp: float, weft: float) -> None:
    cloth = replace(read_fabric("poplin"), shrinkage_warp=warp, shrinkage_weft=weft)
    pattern = drafted(VTop, mtm.read_body("ana"), fabrics={"shell": cloth})
    part = next(each for each in pattern.for_cutting().parts if each.piece == name)
    ring = shapely.LinearRing([(at.x, at.y) for at in path.flatten(part.cut, .001)])
    assert ring.is_simple
    notches = [notch for notch in part.notches if notch.name == "centre"]
    assert len(notches) == 2                                        # one at the neck, one at the hem
    for notch in notches:
        assert ring.distance(shapely.Point(notch.on_cut.x, notch.on_cut.y)) < .002
        corner = min((curve.start for curve in part.cut), key=notch.on_cut.distance)
        assert corner.distance(notch.on_cut) < .002                 # the corner of the cut line, and no step beside it
        wide = notch.at.distance(notch.on_cut)
        assert wide > 9 and notch.on_cut.along(notch.direction, wide).same_as(notch.at, .001)
    assert min(curve.length for curve in part.cut) > 1              # no short line along the fold
