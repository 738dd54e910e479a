"""What only hangs on a garment: ties and handles caught in its seams, flaps on laid pockets, a separate belt."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import (
    Point,
    Template,
    bag,
    caught,
    cut,
    doubled,
    drafted,
    edges,
    hem,
    lay,
    line,
    other,
    piece,
    separate,
    sew,
    shell,
    woven,
)
from mtmpattern.errors import DraftError
from mtmpattern.papers.work import order_of_work
from mtmpattern.pattern import Pattern, audit
from mtmpattern.pattern.seams.layer import hanging_pieces, layer_parts
from mtmpattern.pattern.stored import from_json

ANA = mtm.read_body("ana")


class Satchel(Template):
    """A bag with a strap caught in its hem, a patch pocket with a flap sewn to it, and a purse that comes with it."""

    name = "satchel"
    fabric = woven()
    openings = ("mouth",)

    @piece(cut(shell), drawn="whole")
    def front(self): return self.sheet(300, 250)

    @piece(cut(shell), drawn="whole")
    def back(self): return self.sheet(300, 250)

    @piece(cut(shell), drawn="whole")
    def pocket(self): return self.sheet(140, 120)

    @piece(cut(shell, plies=2), drawn="whole")
    def flap(self): return self.sheet(140, 50)

    @piece(cut(shell), drawn="whole")
    def purse(self): return self.sheet(100, 100)

    @piece(cut(shell), drawn="whole")
    def strap(self):
        start, end = Point(0, 0), Point(900, 0)
        return edges(seam=line(start, end), end=line(end, end.up(20)), turn=doubled(end.up(20), start.up(20)),
                     begin=line(start.up(20), start))

    @piece(cut(shell), drawn="whole")
    def tassel(self): return self.sheet(20, 60)

    def sheet(self, wide, high):
        low, right = Point(0, 0), Point(wide, 0)
        return edges(bottom=line(low, right), right=line(right, right.up(high)),
                     mouth=line(right.up(high), low.up(high)), left=line(low.up(high), low),
                     points={"pocket": Point(wide / 4, high / 4), "strap": Point(wide / 2, high)})

    def making(self):
        front, back, pocket, flap, strap = self.front, self.back, self.pocket, self.flap, self.strap
        yield bag(flap.left + flap.bottom + flap.right)
        yield sew(pocket.mouth, flap.mouth)
        yield lay(pocket, on=front, at="pocket", sewn=pocket.left + pocket.bottom + pocket.right)
        yield sew(front.left + front.bottom + front.right, back.right + back.bottom + back.left)
        yield bag(strap.seam)
        yield caught(strap.begin, by=front.mouth, at="strap")
        yield caught(strap.end, by=back.mouth, at="strap")
        yield hem(front.mouth, back.mouth, depth=25, under=8)
        for each in (self.purse, self.tassel):
            yield hem(each.left, each.right, each.bottom, each.mouth, depth=6, under=4)
        yield separate(self.purse), separate(self.tassel)


def pattern(kind: type[Template] = Satchel) -> Pattern:
    return drafted(kind, ANA)


def said(kind: type[Template]) -> dict[str, str]:
    return {problem.code: f"{problem.message} {problem.hint}" for problem in audit(pattern(kind))}


def test_what_hangs_on_a_bag_is_no_opening_of_its_own() -> None:
    made = pattern()
    assert audit(made) == ()
    assert {part.piece.info.name for part in layer_parts(made.sewing, "main")} == {"front", "back"}
    assert hanging_pieces(made.sewing) == {"strap", "flap", "purse", "tassel"}


def test_it_is_cut_and_made_with_the_rest() -> None:
    made = pattern()
    assert {part.piece for part in made.for_cutting().parts} >= {"strap", "purse"}
    assert "Catch the strap begin in the front mouth at the notch strap." in order_of_work(made)
    assert {(notch.piece, notch.edge, notch.at) for notch in made.notches if notch.reason == "strap"} >= {
        ("front", "mouth", 150.0), ("back", "mouth", 150.0)}
    assert "Put the purse with the garment: it is not sewn to it." in order_of_work(made)
    assert from_json(made.to_json()).operations == made.operations


@pytest.mark.parametrize(("left_out", "instead"), [("catch", "tie or a loop"), ("separate", "separate(self.")])
def test_a_piece_that_nothing_holds_is_named_with_the_words_for_it(left_out: str, instead: str) -> None:
    class Loose(Satchel):
        def making(self):
            for each in super().making():
                if not str(each).startswith(left_out) and not isinstance(each, tuple):
                    yield hem(each.run, depth=8) if str(each).startswith("catch") else each
    assert instead in said(Loose)["surface.apart"]


@pytest.mark.parametrize("sewn", ["front", "strap", "pocket"])
def test_separate_is_refused_for_what_is_sewn_caught_or_laid(sewn: str) -> None:
    class Both(Satchel):
        def making(self):
            yield from super().making()
            yield separate(getattr(self, sewn))
    assert f"{sewn} is said to be separate and is sewn to" in said(Both)["surface.separate"]


def test_separate_takes_a_piece(ana: mtm.Body) -> None:
    made = pattern()
    with pytest.raises(DraftError, match=r"separate is given purse\.left, which is not a piece"):
        separate(made.piece("purse").left)


class Towel(Template):
    """A flat thing: half of it is drawn, and it goes round nothing."""

    name = "towel"
    fabric = woven()
    openings = ("outer edge",)

    @piece(cut(shell), on="torso front")
    def left(self):
        low, right = Point(0, 0), Point(300, 0)
        return edges(bottom=line(low, right), side=line(right, right.up(500)), top=line(right.up(500), low.up(500)),
                     middle=line(low.up(500), low))

    def making(self):
        yield sew(self.left.middle, other(self.left.middle))
        yield hem(self.left.bottom, self.left.side, self.left.top, depth=8, under=6)


def test_a_flat_thing_has_an_outer_edge() -> None:
    assert audit(pattern(Towel)) == ()


@pytest.mark.parametrize("openings", [(), ("hem",), ("side",)])
def test_it_is_told_what_to_write(openings: tuple[str, ...]) -> None:
    class Other(Towel):
        pass
    Other.openings = openings
    assert 'openings = ("outer edge",)' in " ".join(said(Other).values())
