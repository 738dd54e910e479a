"""Turned hems lie flat: the turned edge against where it lands, on the cut parts, whatever the curve."""

import math
from dataclasses import replace

import pytest
from shapely.geometry import LineString, Polygon
from shapely.geometry import Point as ShapelyPoint

import mtmpattern as mtm
from mtmpattern.drafting import Point, curve, edges, line
from mtmpattern.drafting.hemming import hemmed_flat
from mtmpattern.geometry import path
from mtmpattern.papers.work import order_of_work
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.model.fabric_file import read_fabric
from mtmpattern.pattern.model.operation import Hem
from mtmpattern.pattern.model.outline import Cut
from mtmpattern.pattern.model.piece import Piece, PieceInfo
from mtmpattern.pattern.model.run import Run, Step
from mtmpattern.pattern.pattern import Pattern
from mtmpattern.pattern.seams.turn_up import LONGER, SHORTER, most_flare
from mtmpattern.pattern.stored import from_json

ANA, BEN = map(mtm.read_body, ("ana", "ben"))


def panel(lean, *, length=200.0, depth=30.0, cloth="jersey", high=300.0):
    """A panel whose sides lean in by ``lean`` degrees toward a hem that is an arc square to both."""
    chord = length if not lean else length * math.sin(math.radians(lean)) / math.radians(lean)
    left, right = Point(-chord / 2, 0), Point(chord / 2, 0)
    up_right, up_left = right.along(90 - lean, high), left.along(90 + lean, high)
    outline = edges(hem=curve(left, right, leave=lean, arrive=-lean) if lean else line(left, right),
                    right=line(right, up_right), top=line(up_right, up_left), left=line(up_left, left))
    piece = Piece(PieceInfo("panel", outline, (Cut("shell"),), side="whole"))
    run = Run((Step(piece, "hem"),))
    return Pattern("panel", "1", (piece,), (Hem((run,), depth),), fabrics={"shell": read_fabric(cloth)})


def measured(pattern, edge="hem"):
    """Raw edge and landing of a part, on its cut polygon alone, without the module under test."""
    (part,) = pattern.parts(grown=False)
    sewn = Polygon([(p.x, p.y) for p in path.flatten(part.sewn_outline, .01)])
    fold = LineString([(p.x, p.y) for p in path.flatten(part.edge(edge).sewn, .01)])
    (depth,) = {op.depth for op in pattern.operations if isinstance(op, Hem)}
    inside = fold.parallel_offset(depth, "left").intersection(sewn)

    def is_raw(each):
        ends = [ShapelyPoint(p.x, p.y) for p in (each.start, each.end)]
        return all(fold.distance(p) > depth - .1 and not sewn.buffer(1).contains(p) for p in ends)

    return sum(each.length for each in part.cut if is_raw(each)), inside.length


# ---- The geometry -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lean", [0.0, 2.0, 5.0, 8.0, 11.0, -3.0, -8.0])
def test_a_panel_lies_flat_however_its_sides_lean(lean):
    pattern = panel(lean)
    (turned,) = pattern.turn_ups
    assert turned.turned == pytest.approx(-2 * lean, abs=1e-6)
    assert turned.amiss == pytest.approx(-2 * 30 * math.radians(2 * lean), abs=1e-6)
    raw, landing = measured(pattern)
    assert landing == pytest.approx(turned.lands_on, abs=.6)
    assert raw - landing == pytest.approx(turned.left, abs=.8)
    assert -SHORTER["knit"] <= (raw - landing) / landing <= LONGER["knit"] + .002
    assert not [problem for problem in audit(pattern) if problem.code == "hem.turn"]


def test_a_hem_that_was_fine_is_cut_as_it_was():
    (turned,) = panel(1.0).turn_ups
    assert turned.flare == 0
    assert turned.amiss != 0
    (part,) = panel(1.0).parts(grown=False)
    foot = min(part.cut, key=lambda each: each.start.y).start
    assert abs(foot.x) == pytest.approx(100 - 30 * math.sin(math.radians(1)), abs=.1)     # the side runs on


def test_cloth_shears_only_so_far():
    assert most_flare("woven") == pytest.approx(14.0, abs=.1)
    assert most_flare("knit") == pytest.approx(24.3, abs=.1)
    (turned,) = panel(20.0, cloth="poplin").turn_ups
    assert turned.flare == pytest.approx(most_flare("woven"))
    assert turned.problem.code == "hem.turn"
    assert turned.problem.where == "panel.hem"


@pytest.mark.parametrize("cloth", ["jersey", "poplin"])
def test_what_the_audit_says_is_possible_is(cloth):
    (turned,) = panel(20.0, cloth=cloth, depth=40).turn_ups
    assert turned.problem
    assert 0 < turned.deepest < 40
    (shallower,) = panel(20.0, cloth=cloth, depth=turned.deepest - .01).turn_ups
    assert not shallower.problem
    (deeper,) = panel(20.0, cloth=cloth, depth=turned.deepest + .1).turn_ups
    assert deeper.problem


def test_the_worse_of_short_and_long_is_told():
    (short,), (long_) = panel(20.0, depth=40).turn_ups, panel(-20.0, depth=40).turn_ups[0]
    assert "too short; knit cloth takes up 3 %" in short.problem.message
    assert "too long; knit cloth takes up 5 %" in long_.problem.message


# ---- Garments -----------------------------------------------------------------------------------------------------


CASES = [
    ("trousers", ANA, {}), ("trousers", ANA, {"fit": "slim"}), ("trousers", BEN, {"fit": "shorts"}),
    ("trousers", ANA, {"taper": 70, "hem_depth": 60}), ("crew-tee", ANA, {"fit": "long"}),
    ("hoodie", ANA, {}), ("leggings", ANA, {}), ("shirt", BEN, {}),
]


@pytest.mark.parametrize(("template", "body", "asked"), CASES, ids=lambda each: str(each)[:30])
def test_hems_of_garments_lie_flat(template, body, asked):
    pattern = mtm.draft(template, body, estimates=True, **asked)
    assert pattern.turn_ups
    for turned in pattern.turn_ups:
        share = turned.left / turned.lands_on
        assert -SHORTER[turned.kind] <= share <= LONGER[turned.kind]
    assert from_json(pattern.to_json()).for_cutting().parts == pattern.for_cutting().parts


def test_a_hem_gives_way_with_a_note():
    pattern = hemmed_flat(panel(20.0, depth=40))
    (note,), (hem,) = pattern.rescues, pattern.operations
    assert note.text == f"The hem of panel.hem is turned up {hem.depth:.0f} mm and not 40 mm, so that it lies flat"
    assert note.mm == 40 - hem.depth > 0
    assert not any(turned.problem for turned in pattern.turn_ups)
    assert f"{hem.depth:.0f} mm" in " ".join(order_of_work(pattern))
    assert hemmed_flat(panel(3.0)) == panel(3.0)


def test_a_hem_stays_as_asked_where_it_would_become_too_narrow():
    pattern = hemmed_flat(panel(45.0, depth=40))
    assert pattern.operations[0].depth == 40
    assert not pattern.notes


def test_a_hem_that_cannot_be_turned_is_refused_with_what_can():
    (problem,) = [each for each in audit(panel(45.0, depth=40)) if each.code == "hem.turn"]
    assert problem.where == "panel.hem"
    assert "mm at the most" in problem.hint


def test_a_stored_pattern_with_such_a_hem_is_found_out():
    pattern = panel(45.0, depth=40)
    assert [each.code for each in audit(from_json(pattern.to_json()))].count("hem.turn") == 1


def test_what_is_turned_in_under_a_hem_counts():
    """Turned twice, the raw edge lies further out than the hem is wide."""
    pattern = panel(-20.0, length=1000.0, depth=5, cloth="poplin")
    (hem,)  = pattern.operations
    twice   = replace(pattern, operations=(replace(hem, depth=25.0, under=20.0),))
    once    = replace(pattern, operations=(replace(hem, depth=45.0),))
    assert [each.left for each in twice.turn_ups] == [each.left for each in once.turn_ups]


@pytest.mark.parametrize(("height", "width"), [(96, 4), (138, 5)])
def test_the_narrow_hem_of_a_small_circle_is_narrower(height, width):
    """The audit counts what is cut: 5 mm and 3 mm more under them."""
    small = {96: {"age": 3, "waist": 51, "hip": 54, "waist_to_hip": 11, "waist_to_knee": 32, "chest": 53,
                  "inside_leg": 38},
             138: {"waist": 62, "hip": 82, "chest": 76, "inside_leg": 62, "weight": "38 kg"}}[height]
    age = small.pop("age", None)
    body = mtm.read_body({"sex": "female", "unit": "cm", **({"age": age} if age else {}),
                          "measurements": {"height": height} | small})
    pattern = mtm.draft("circle-skirt", body, fit="full", estimates=True)
    hem = next(each for each in pattern.operations if isinstance(each, Hem))
    assert (hem.depth, bool(hem.under)) == (width, True)
    assert all(turned.left <= LONGER["woven"] * turned.lands_on for turned in pattern.turn_ups)
    assert ("so that it lies flat" in " ".join(note.text for note in pattern.rescues)) == (width < 5)
