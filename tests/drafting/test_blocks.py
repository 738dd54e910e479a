"""Blocks: parts of a garment under a name, what they bring to it, and what it may change of them."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import (
    Block,
    Point,
    Template,
    choice,
    cut,
    drafted,
    edges,
    intended,
    line,
    measured,
    mm,
    once,
    percent,
    piece,
    raw,
    shell,
    woven,
    yes_no,
)
from mtmpattern.drafting.library import find_template, template_names


def square(side: float) -> object:
    a = Point(0, 0)
    return edges(low=line(a, a.right(side)), end=line(a.right(side), a.right(side).up(side)),
                 top=line(a.right(side).up(side), a.up(side)), begin=line(a.up(side), a))


POCKETING = {"pocketing": woven(mass=(70, 200), default="poplin")}


class Pocket(Block["Apron"]):
    """A square pocket."""

    needs, estimable = ("hand_girth",), ("hand_girth",)
    other_cloth = POCKETING

    pocket_size  = percent(60, 40, 90, "pocket, part of the hand girth")
    pocket_cloth = choice("shell", "pocketing", note="what the pocket is cut from")
    pocketed     = yes_no(True, "a pocket")
    rounder = 1.0

    @intended("pocket_width", each_side=True)
    def width(self):
        return self.body.hand_girth * self.pocket_size * self.rounder

    @once
    def times(self):
        return []

    @piece(cut(shell), on="torso front", when=pocketed)
    def pocket(self):
        self.times.append(1)
        return square(min(self.width, self.garment.room))

    @piece(cut("pocketing"), on="torso front", when=pocket_cloth.chosen("pocketing"))
    def bag(self):
        return square(self.pocket.low.length)

    def making(self):
        if self.pocketed:
            yield raw(self.pocket.low, self.pocket.end, self.pocket.top, self.pocket.begin)


class Apron(Template):
    """A cloth with a pocket."""

    name, needs, fabric, openings = "apron", ("height",), woven(), ()
    patch = Pocket()
    hem_depth = mm(20, 10, 40, "hem")

    @property
    def room(self):
        return self.body.height / 4

    @piece(cut(shell), on="torso front")
    def front(self):
        return square(self.room)

    def making(self):
        yield raw(self.front.low, self.front.end, self.front.top, self.front.begin)
        yield from self.patch.making()

    def finished(self):
        yield measured("pocket_width", self.patch.pocket.low.length)


BODY = mtm.Body.of({"height": 1700, "hand_girth": (200, 220)})
EVEN = mtm.Body.of({"height": 1700, "hand_girth": 200})


# ---- What a block brings --------------------------------------------------------------------------------------------


def test_what_a_block_declares_is_the_garments():
    assert Apron.needs == ("height", "hand_girth") and Apron.estimable == ("hand_girth",)
    assert list(Apron.options()) == ["pocket_size", "pocket_cloth", "pocketed", "hem_depth"]
    assert list(Apron.piece_methods()) == ["pocket", "bag", "front"]
    assert Apron.intentions() == {"pocket_width": "patch.width"} and Apron.altered_by_side() == ("pocket_width",)
    assert set(Apron.cloths()) == {"shell", "pocketing"}


def test_a_garment_that_gives_a_block_up_no_longer_needs_what_it_needed():
    class Plain(Apron):
        patch = None

    assert Plain.needs == ("height",) and list(Plain.piece_methods()) == ["front"]


def test_a_piece_of_a_block_is_drafted_once_and_cut():
    pattern = drafted(Apron, EVEN)
    assert [each.info.name for each in pattern.pieces] == ["pocket", "front"]
    assert pattern.finished["pocket_width"] == pattern.intended["pocket_width"] == pytest.approx(120)
    template = Apron(EVEN)
    assert template.patch is template.patch and template.patch.pocket is template.patch.pocket
    assert template.patch.times == [1]
    assert Apron(EVEN).patch is not template.patch


def test_its_options_and_intentions_are_asked_of_the_garment():
    wide = drafted(Apron, EVEN, pocket_size=80, alterations={"pocket_width": 5})
    assert wide.finished["pocket_width"] == pytest.approx(165)
    assert [each.info.name for each in drafted(Apron, EVEN, pocket_cloth="pocketing").pieces] == [
        "pocket", "bag", "front"]
    assert drafted(Apron, EVEN, garment={"pocket_width": 99}).finished["pocket_width"] == pytest.approx(99)
    with pytest.raises(mtm.OptionError, match="pocket_sise"):
        drafted(Apron, EVEN, pocket_sise=80)


def test_each_side_has_a_block_of_its_own():
    pattern = drafted(Apron, BODY)
    assert pattern.finished["pocket_width"] == pytest.approx({"left": 120, "right": 132})
    assert pattern.piece("pocket").other_side().low.length == pytest.approx(132)
    same = drafted(Apron, EVEN, alterations={"pocket_width": {"left": 4}})
    assert same.finished["pocket_width"] == pytest.approx({"left": 124, "right": 120})


def test_a_block_reads_only_what_it_lists():
    class Curious(Pocket):
        @once
        def times(self):
            return [self.body.height]

    class Wrong(Apron):
        patch = Curious()

    with pytest.raises(mtm.MeasurementError, match=r"apron\.patch reads height"):
        drafted(Wrong, EVEN)


# ---- What a garment changes of it -----------------------------------------------------------------------------------


def test_an_option_is_fixed():
    class Firm(Apron):
        patch = Pocket(pocket_size=50, pocketed=True, rounder=1.5)

    assert list(Firm.options()) == ["pocket_cloth", "hem_depth"]
    pattern = drafted(Firm, EVEN)
    assert pattern.finished["pocket_width"] == pytest.approx(150)
    assert "pocket_size" not in pattern.options


def test_a_piece_that_is_never_wanted_is_not_there():
    class Bare(Apron):
        patch = Pocket(pocketed=False)

        def finished(self):
            return ()

    assert [each.info.name for each in drafted(Bare, EVEN).pieces] == ["front"]


def test_an_option_gets_another_default_and_range():
    class Wide(Apron):
        patch = Pocket(pocket_size=percent(80, 70, 90, "a wide pocket"))

    assert (Wide.options()["pocket_size"].default, Wide.options()["pocket_size"].least) == (80, 70)
    assert Apron.options()["pocket_size"].default == 60
    assert drafted(Wide, EVEN).finished["pocket_width"] == pytest.approx(160)


def test_an_option_is_renamed_and_two_blocks_live_side_by_side():
    class Second(Pocket):
        pocket = bag = width = None

        @piece(cut(shell), on="torso back", when=Pocket.pocketed)
        def back_pocket(self):
            return square(self.body.hand_girth * self.pocket_size)

        def making(self):
            yield raw(self.back_pocket.low, self.back_pocket.end, self.back_pocket.top, self.back_pocket.begin)

    names = {"pocket_size": "back_size", "pocket_cloth": "back_cloth", "pocketed": "back_pocketed"}

    class Two(Apron):
        behind = Second(renamed=names)

    assert list(Two.options())[-3:] == ["back_size", "back_cloth", "back_pocketed"]
    assert Two.options()["back_size"].name == "back_size"
    pattern = drafted(Two, EVEN, back_size=80)
    assert pattern.piece("back_pocket").low.length == pytest.approx(160)
    assert pattern.piece("pocket").low.length == pytest.approx(120)
    assert "back_pocket" not in [each.info.name for each in drafted(Two, EVEN, back_pocketed=False).pieces]
    assert Two.piece_methods()["back_pocket"].condition == "back_pocketed=yes"


def test_an_inherited_block_is_changed_a_little():
    class Firm(Apron):
        patch = Apron.patch.but(pocket_size=50)

    class Request(Firm):
        patch = Firm.patch.but(pocket_size=percent(70, 40, 90, "asked for again"))

    assert "pocket_size" not in Firm.options() and "pocket_size" in Apron.options()
    assert drafted(Firm, EVEN).finished["pocket_width"] == pytest.approx(100)
    assert drafted(Request, EVEN).finished["pocket_width"] == pytest.approx(140)


class Bare(Block["Apron"]):
    """A block that brings nothing."""


# ---- What is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("make", "code", "said"), [
    (lambda: Pocket(pocket_sise=3), "block.setting", "pocket_size"),
    (lambda: Pocket(pocket_size=mm(3, 1, 9, "no percent")), "block.setting", "percent"),
    (lambda: Pocket(pocket_size=5000), "option.range", "40 % to 90 %"),
    (lambda: Pocket(making=3), "block.setting", "making"),
    (lambda: Pocket(renamed={"pocket_sise": "x"}), "block.setting", "pocket_size"),
    (lambda: Pocket(pocket_size=50, renamed={"pocket_size": "x"}), "block.setting", "pocket_size"),
    (lambda: Pocket().garment, "block.outside", "Pocket"),
    (lambda: type("Twice", (Apron,), {"second": Pocket()}), "block.name", "pocket_size"),
    (lambda: type("Clash", (Apron,), {"pocket_size": mm(3, 1, 9, "x")}), "block.name", "pocket_size"),
    (lambda: type("Named", (Apron,), {"pocket_size": Bare()}), "block.name", "an option called pocket_size"),
    (lambda: type("Mixed", (Pocket, Apron), {}), "block.name", "Give the block a name"),
])
def test_what_cannot_be_is_refused(make, code, said):
    with pytest.raises((mtm.MtmError, RuntimeError)) as refused:
        make()
    error = refused.value if isinstance(refused.value, mtm.MtmError) else refused.value.__cause__
    assert error.problems[0].code == code
    assert said in str(error)


def test_the_pieces_that_wait_for_each_other_are_named_across_a_block():
    class Ring(Apron):
        @property
        def room(self):
            return self.patch.pocket.low.length

    with pytest.raises(mtm.DraftError) as refused:
        drafted(Ring, EVEN)
    assert refused.value.code in ("piece.cycle", "template.raised")


@pytest.mark.parametrize("name", template_names())
def test_shipped_garments_have_no_name_twice(name):
    kind = find_template(name)
    brought = [each for block in kind.blocks().values() for each in block.options()]
    assert len(set(brought)) == len(brought)
    assert not set(brought) & {*kind.blocks()}
