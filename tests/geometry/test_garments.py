"""The cut lines of real pieces: every garment for every person."""


import pytest
import shapely

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.geometry import Region
from mtmpattern.geometry.tolerance import OFFSET
from tests.geometry import oracle
from tests.places import BODIES

PEOPLE = sorted(BODIES.glob("*.yaml"))
GARMENTS = [("crew-tee", {}), ("crew-tee", {"fit": "slim"}),
            ("straight-skirt", {}), ("straight-skirt", {"lined": True})]
CORNERS = 60.0
"""Within so many mm of a corner of the outline, corner work may change the width (a hem's turn is 40 deep)."""


@pytest.mark.parametrize(("garment", "choices"), GARMENTS)
@pytest.mark.parametrize("file", PEOPLE, ids=lambda file: file.stem)
def test_the_cut_line_keeps_its_distance(garment, choices, file):
    for part in drafted(garment, mtm.read_body(file), **choices).for_cutting().parts:
        cut, sewn = oracle.polygon_of(part.cut, 0.001), oracle.polygon_of(part.sewn_outline, 0.001)
        assert oracle.connected(part.cut, 1e-6)
        assert cut.is_valid, part.id
        if part.role == "fusible":
            continue
        assert cut.buffer(0.01).covers(sewn), part.id
        outline = oracle.line_of(part.cut)
        ends = shapely.MultiPoint([(edge.curves[0].start.x, edge.curves[0].start.y) for edge in part.sewn])
        for edge in part.sewn:
            widths = []
            for curve in edge.sewn:
                for share in (0.1, 0.3, 0.5, 0.7, 0.9):
                    place = oracle.place(curve.point(share))
                    if ends.distance(place) > CORNERS:
                        widths.append(outline.distance(place))
            if widths and edge.curves == edge.sewn:        # where there are no dart caps
                assert max(widths) - min(widths) < OFFSET, (part.id, edge.name, widths)


def test_regions_of_real_pieces():
    part = drafted("crew-tee", mtm.read_body(PEOPLE[0])).for_cutting().parts[0]
    region = Region(part.cut)
    assert region.is_simple
    assert region.area == pytest.approx(oracle.polygon_of(part.cut, 0.001).area, rel=1e-5)
