"""Knitted pieces: knitted by a swatch, linked without an allowance; what cannot be linked is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import (
    Outline,
    Template,
    cut,
    knitted,
    passes,
    piece,
    raw,
    sew,
    shell,
)
from mtmpattern.drafting import knit as knit_cloth
from mtmpattern.drafting import swatch as swatch_cloth
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.operation import CONSTRUCTIONS, construction, stitch_of
from mtmpattern.pattern.model.outline import Cut
from mtmpattern.pattern.stored import from_json
from tests.pattern.simple import folded

BODY = mtm.Body.of({"waist_girth": 800})


class Tube(Template):
    """Two panels linked at the sides."""

    name, needs, openings = "tube", ("waist_girth",), ("waist", "hem")
    fabric = swatch_cloth(mass=(150, 400))
    construction = "linked"

    def panel(self) -> Outline:
        return folded(self.middle.waist_girth / 4, 300)

    @piece(knitted(shell), on="torso front")
    def front(self) -> Outline:
        return self.panel()

    @piece(knitted(shell), on="torso back")
    def back(self) -> Outline:
        return self.panel()

    def making(self) -> object:
        yield sew(self.front.side, self.back.side, construction=self.construction)
        yield raw(self.front.waist, self.back.waist, self.front.hem, self.back.hem)

    def wearing(self) -> object:
        yield passes("waist", 800, "waist", 800)


class SewnTube(Tube):
    """The same, overlocked."""

    name, construction = "sewn-tube", "plain"


class CutTube(Tube):
    """The same cut from jersey, and linked all the same."""

    name, fabric = "cut-tube", knit_cloth()
    front = piece(cut(shell), on="torso front")(Tube.front.method)
    back = piece(cut(shell), on="torso back")(Tube.back.method)


class KnittedFromRoll(Tube):
    """Knitted pieces that ask for cloth on a roll."""

    name, fabric = "knitted-from-roll", knit_cloth()


@pytest.fixture(scope="module")
def tube() -> Pattern:
    return mtm.draft(Tube, BODY)


def test_a_knitted_garment_ends_where_it_was_drafted(tube: Pattern) -> None:
    assert [p.info.knitted for p in tube.pieces] == [True, True]
    for part in tube.for_cutting().parts:
        left, low, right, high = part.bounds
        assert (right - left, high - low) == (pytest.approx(400), pytest.approx(300)), "no allowance on any edge"
    assert stitch_of(tube.operations[0], tube.fabrics["shell"].kind) == "101"
    assert from_json(tube.to_json()) == tube


def test_the_swatch_enters_the_digest(tube: Pattern) -> None:
    ours = tube.fabrics["shell"]
    assert ours.swatch is not None
    denser = replace(ours.swatch, stitches=replace(ours.swatch.stitches, mean=61.0))
    other = mtm.draft(Tube, BODY, fabrics={"shell": type(ours).of_swatch("merino-jersey", denser)})
    assert other.digest != tube.digest


@pytest.mark.parametrize(("kind", "codes"), [
    (SewnTube, ["claim.linked"]), (CutTube, ["claim.linked"]), (KnittedFromRoll, ["piece.knitted"] * 2),
])
def test_what_cannot_be_linked_or_knitted_is_refused(kind: type[Template], codes: list[str]) -> None:
    with pytest.raises(mtm.PatternRefused) as caught:
        mtm.draft(kind, BODY)
    assert [problem.code for problem in caught.value.problems] == codes


def test_a_swatch_is_not_cut_from(ana: mtm.Body) -> None:
    with pytest.raises(mtm.OptionError, match="merino-jersey is a knitted swatch; this needs a knit"):
        mtm.draft("crew-tee", ana, fabrics={"shell": "merino-jersey"})


def test_a_piece_is_knitted_once_and_to_its_size() -> None:
    for wrong in ({"plies": 2}, {"trimmed": 2.0}):
        with pytest.raises(mtm.OutlineError, match="knitted"):
            Cut("shell", knitted=True, **wrong)  # type: ignore[arg-type]


def test_linking_takes_stitches_and_no_millimetres() -> None:
    how = construction("linked")
    assert (how.first, how.second, how.most, how.linking, how.is_linked) == (0, 0, 0, 1, True)
    assert [name for name, other in CONSTRUCTIONS.items() if other.is_linked] == ["linked"]


def test_a_stored_pattern_from_before_is_read_and_cut_as_it_was(vest: Pattern) -> None:
    """Written before fabrics had a form, fibres and drape figures, and before pieces could be knitted."""
    text = (Path(__file__).parent / "goldens" / "vest-format-1.json").read_text("utf-8")
    stored = from_json(text)
    cloth = stored.fabrics["shell"]
    assert (cloth.form, cloth.print, cloth.fibres, cloth.care, cloth.drape, cloth.swatch) == (
        "open", "none", (), (), None, None)
    assert not any(p.info.knitted for p in stored.pieces)
    assert stored.digest == json.loads(text)["digest"]
    assert stored.for_cutting().parts == vest.for_cutting().parts
    again = json.loads(stored.to_json())
    assert again["fabrics"] == json.loads(text)["fabrics"]
