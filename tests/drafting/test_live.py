"""Drafting on every click: what is taken over from the draft before equals what a full draft gives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.drafting import Block, Point, Template, cut, drafted, edges, line, mm, once, piece, raw, shell, woven
from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.drafting.option import Option
from mtmpattern.errors import MtmError
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.stored import from_json
from tests.templates.people import changed, person

LOPSIDED = {"arm_length": (590.0, 604.0), "shoulder_length": (128.0, 133.0), "hip_height": (800.0, 806.0)}


def value_of(option: Option[Any], random: Random) -> object:
    """Any value that an option allows."""
    if option.kind == "yes_no":
        return random.random() < 0.5
    if option.kind == "choice":
        return random.choice(option.choices)
    assert option.least is not None
    assert option.most is not None
    value = option.least + (option.most - option.least) * random.random()
    return round(value) if option.kind == "count" else value


def outcome(draft: Any, body: mtm.Body, **asked: Any) -> Pattern | list[str]:
    """The pattern, or why there is none."""
    try:
        return draft(body, estimates=True, **asked)  # type: ignore[no-any-return]
    except MtmError as error:
        return [str(problem) for problem in error.problems]


def must_be_equal(live: mtm.Live, body: mtm.Body, **asked: Any) -> None:
    """A live draft and a full one give the same, on both sides, whatever it is."""
    ours = outcome(live.draft, body, **asked)
    full = outcome(lambda *args, **more: drafted(live.kind, *args, **more), body, **asked)
    assert ours == full
    if isinstance(ours, Pattern) and isinstance(full, Pattern):
        assert [piece.other_side() for piece in ours.pieces] == [piece.other_side() for piece in full.pieces]
        assert not ours.audited


# ---- Never a stale piece -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ["crew-tee", "hoodie", "straight-skirt", "trousers", "shirt"])
def test_one_option_changed_and_changed_back(template: str) -> None:
    random, live, body = Random(template), mtm.Live(template), person("ben")
    must_be_equal(live, body)
    for option in live.kind.options().values():
        must_be_equal(live, body, **{option.name: value_of(option, random)})
        must_be_equal(live, body)


@pytest.mark.parametrize("template", ["crew-tee", "straight-skirt", "shirt"])
def test_sides_that_differ(template: str) -> None:
    random, live, body = Random(template), mtm.Live(template), changed("ben", **LOPSIDED)
    for option in list(live.kind.options().values())[::3]:
        must_be_equal(live, body, **{option.name: value_of(option, random)})
    must_be_equal(live, body)


def test_everything_that_can_be_given_is_noticed() -> None:
    live = mtm.Live("crew-tee")
    jersey = mtm.read_fabric("jersey")
    for asked in ({}, {"fit": "slim"}, {"alterations": {"sleeve": {"left": 6.0}}}, {"alterations": {"sleeve": 6.0}},
                  {"garment": {"chest": 1080.0}}, {"garment": {"chest": 1081.0}}, {"fabrics": {"shell": jersey}}, {}):
        must_be_equal(live, person("ben"), **asked)
        must_be_equal(live, person("jim"), **asked)
    must_be_equal(live, changed("ben", chest_girth=1000.0))
    must_be_equal(live, person("ben"))


def choices(template: str, random: Random) -> dict[str, Any]:
    kind = find_template(template)
    asked: dict[str, Any] = {option.name: value_of(option, random) for option in kind.options().values()
                             if random.random() < 0.2}
    if kind.fits and random.random() < 0.3:
        asked["fit"] = random.choice(sorted(kind.fits))
    if kind.altered_by_side() and random.random() < 0.2:
        asked["alterations"] = {random.choice(kind.altered_by_side()): {random.choice(["left", "right"]): 4.0}}
    return asked


@settings(max_examples=12, deadline=None)
@given(template=st.sampled_from(template_names()), seed=st.integers(0, 10_000))
def test_choices_at_random(template: str, seed: int) -> None:
    random, live = Random(seed), mtm.Live(template)
    for _ in range(3):
        must_be_equal(live, person(random.choice(["ben", "ana"])), **choices(template, random))


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(template=st.sampled_from(template_names()), seed=st.integers(0, 1_000_000))
def test_many_choices_at_random(template: str, seed: int) -> None:
    random, live = Random(seed), mtm.Live(template)
    for _ in range(5):
        must_be_equal(live, person(random.choice(["ben", "ana", "nils", "mei"])), **choices(template, random))


# ---- What is taken over ------------------------------------------------------------------------------------------


def test_pieces_that_do_not_depend_on_it_are_the_very_same() -> None:
    live, body = mtm.Live("shirt"), person("ben")
    before = {each.info.name: each for each in live.pieces(body, estimates=True)}
    after = {each.info.name: each for each in live.pieces(body, estimates=True, collar_point=80)}
    redrawn = {name for name, each in after.items() if each is not before.get(name)}
    assert redrawn == {"collar", "under_collar"}


def test_pieces_alone_are_those_of_the_pattern() -> None:
    live, body = mtm.Live("trousers"), person("ben")
    assert live.pieces(body, estimates=True, taper=90) == live.draft(body, estimates=True, taper=90).pieces


def test_an_earlier_pattern_stays_as_it_was() -> None:
    live, body = mtm.Live("crew-tee"), person("ben")
    first = live.draft(body, estimates=True, alterations={"sleeve": {"left": 6.0}})
    live.draft(body, estimates=True, alterations={"sleeve": {"left": 6.0, "right": -9.0}}, neck_drop=100)
    assert first == drafted("crew-tee", body, estimates=True, alterations={"sleeve": {"left": 6.0}})
    again = drafted("crew-tee", body, estimates=True, alterations={"sleeve": {"left": 6.0}})
    assert [each.other_side() for each in first.pieces] == [each.other_side() for each in again.pieces]


# ---- Templates of other people ---------------------------------------------------------------------------------------


def rectangle(wide: float, high: float) -> Any:
    a, b = Point(0, 0), Point(wide, 0)
    return edges(low=line(a, b), end=line(b, b.up(high)), top=line(b.up(high), a.up(high)), begin=line(a.up(high), a))


class Flag(Template):
    """It has two cloths, a note, and values of every kind."""

    name, needs, fabric = "flag", ("height",), woven()
    openings = ("low",)
    width = mm(300, 100, 900, "how wide it is")
    length = mm(200, 100, 900, "how long it is")
    drawn: Mapping[str, int] = {}

    @property
    def tall(self) -> float:
        self.note(f"for a person {self.body.height:.0f} mm tall")
        return self.body.height / 10

    @cached_property
    def widest(self) -> float:
        return max(self.width, self.tall)

    @property
    def sizes(self) -> Any:
        yield from (self.widest, self.length)

    @once
    def scale(self) -> Any:
        return lambda mm: mm * self.length / 200

    @piece(cut(shell), drawn="whole")
    def cloth(self) -> Any:
        return rectangle(*self.sizes)

    @piece(cut(shell), drawn="whole")
    def strip(self) -> Any:
        return rectangle(self.scale(50), self.widest)

    def making(self) -> Any:
        for each in (self.cloth, self.strip):
            yield raw(each.low, each.end, each.top, each.begin)


def test_values_of_every_kind() -> None:
    live, body = mtm.Live(Flag), person("ben")
    for asked in ({}, {"length": 400.0}, {"width": 120.0}, {"width": 800.0}, {"length": 400.0, "width": 800.0}, {}):
        must_be_equal(live, body, **asked)
        must_be_equal(live, person("ana"), **asked)
    assert [str(note) for note in live.draft(body).notes] == [str(note) for note in drafted(Flag, body).notes]


class Keeps(Flag):
    """It keeps a number of its own, which no reader can see the origin of."""

    name = "keeps"
    kept = 0.0

    @piece(cut(shell), drawn="whole")
    def cloth(self) -> Any:
        if self.width > 400:
            self.kept = self.length
        return rectangle(self.width, 200)

    @piece(cut(shell), drawn="whole")
    def strip(self) -> Any:
        return rectangle(150 + self.kept, 50)


def test_a_template_that_keeps_state_is_drafted_anew() -> None:
    live, body = mtm.Live(Keeps), person("ben")
    for asked in ({}, {"width": 500.0}, {"width": 500.0, "length": 300.0}, {}, {"length": 300.0}):
        must_be_equal(live, body, **asked)


class Pole(Block["Poled"]):
    """A block with an option under another name, and one that is fixed."""

    thick = mm(20, 10, 60, "how thick it is")
    tall = mm(500, 100, 900, "how tall it is")

    @property
    def around(self) -> float:
        return self.thick * 3.14 + self.garment.length / 100

    @piece(cut(shell), drawn="whole")
    def sleeve(self) -> Any:
        return rectangle(self.around, self.tall)


class Poled(Flag):
    """A flag on a pole."""

    name = "poled"
    pole = Pole(tall=300, renamed={"thick": "pole_thick"})

    def making(self) -> Any:
        yield from super().making()
        each = self.pole.sleeve
        yield raw(each.low, each.end, each.top, each.begin)


def test_options_of_a_block() -> None:
    live, body = mtm.Live(Poled), person("ben")
    for asked in ({}, {"pole_thick": 30.0}, {"pole_thick": 30.0, "length": 300.0}, {"width": 700.0}, {}):
        must_be_equal(live, body, **asked)


def test_a_refused_draft_leaves_the_next_one_whole() -> None:
    live, body = mtm.Live("crew-tee"), person("ben")
    with pytest.raises(mtm.OptionError, match=r"option\.range"):
        live.draft(body, estimates=True, neck_drop=9000)
    must_be_equal(live, body)
    must_be_equal(live, body, garment={"chest": 200.0})
    must_be_equal(live, body)


# ---- Properties ------------------------------------------------------------------------------------------------------


def test_a_property_is_worked_out_once_for_a_draft() -> None:
    asked = count()

    class Counted(Flag):
        name = "counted"

        @property
        def tall(self) -> float:
            next(asked)
            return super().tall

    template = Counted(person("ben"))
    assert template.tall == template.tall == template.widest or template.widest == template.width
    assert next(asked) == 1
    assert Counted(person("ana")).tall != template.tall
    assert list(template.sizes) == list(template.sizes)       # a generator is made anew for each reader


# ---- What says that it was not audited -------------------------------------------------------------------------------


def test_a_draft_without_an_audit_says_so() -> None:
    body = person("ben")
    sure, unsure = (mtm.draft("crew-tee", body, estimates=True, audit=audit) for audit in (True, False))
    assert (sure.audited, unsure.audited) == (True, False)
    assert sure == unsure
    assert "do not cut it" in unsure.for_cutting().notes[0]
    assert unsure.for_cutting().notes[1:] == sure.for_cutting().notes
    assert unsure.for_cutting(on_fold=True).notes[1:] == sure.for_cutting(on_fold=True).notes
    assert unsure.for_cutting().parts == sure.for_cutting().parts
    assert not from_json(unsure.to_json()).audited
    assert from_json(sure.to_json()).audited
