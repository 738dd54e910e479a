"""Words that a piece or an operation states, and names that are looked up: one that is unknown is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import (
    UP,
    Block,
    Point,
    Template,
    across,
    bag,
    buttoned,
    caught,
    choice,
    cut,
    dart,
    dart_moved,
    derived,
    drafted,
    edges,
    encase,
    hem,
    if_drawn,
    knit,
    lapped,
    lay,
    line,
    opened,
    other,
    piece,
    pleat,
    sew,
    shell,
    spread,
    yes_no,
)
from mtmpattern.drafting.library import find_template
from mtmpattern.pattern import Pattern, Piece
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.model.piece import PieceInfo
from mtmpattern.pattern.model.vocabulary import BODY_PLACES, GRAINS
from mtmpattern.pattern.parts.half import GRAIN
from tests.pattern.simple import panel, pattern_of

CrewTee = find_template("crew-tee")
SLEEVES = choice("set-in", "raglan", note="sleeves")
LINED = yes_no(False, "a lining")
NAN, INF = float("nan"), float("inf")


def square(self: object) -> object:
    a, b, c, d = Point(0, 0), Point(9, 0), Point(9, 9), Point(0, 9)
    return edges(hem=line(a, b), side=line(b, c), waist=line(c, d), centre=line(d, a))


def stated(method: object) -> type:
    """A class that states a piece: what it says that means nothing is refused here."""
    return type("Stated", (Block,), {"square": method})


def pieces_of(pattern: Pattern) -> SimpleNamespace:
    return SimpleNamespace(**{piece.info.name: piece for piece in pattern.pieces})


# ---- Names that are looked up -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("look_up", "code", "hint"), [
    (lambda p, t: p.piece("frnt"), "pattern.piece", "Did you mean front? It has front, back, sleeve, neckband."),
    (lambda p, t: p.piece(""), "pattern.piece", "It has front, back, sleeve, neckband."),
    (lambda p, t: p.piece(None), "pattern.piece", "It has front, back, sleeve, neckband."),
    (lambda p, t: p.growth("shel"), "pattern.role", "Did you mean shell? It has shell, rib."),
    (lambda p, t: t.front.sholder, "piece.edge", "Did you mean shoulder? It has "),
    (lambda p, t: t.front.info.neighbours("hemm"), "piece.edge", "Did you mean hem? It has "),
    (lambda p, t: t.front.info.is_slit("hemm"), "piece.edge", "Did you mean hem? It has "),
    (lambda p, t: t.front.armhole.part("pich", None).length, "run.point", "Did you mean pitch? It has pitch."),
    (lambda p, t: across(t.front, at="pich"), "measure.point", "Did you mean pitch? It has "),
    (lambda p, t: derived(t.front, shorter={"hemm": 5}), "derived.edge", "Did you mean hem? It has "),
    (lambda p, t: lay(t.sleeve, on=t.front, at="pich", sewn=t.sleeve.hem), "lay.place", "Did you mean pitch? It has "),
    (lambda p, t: opened(t.front, on=t.sleeve, at="center"), "lay.place", "Did you mean centre? It has "),
    (lambda p, t: caught(t.front.side, by=t.back.armhole, at="pich"), "run.point", "Did you mean pitch? It has "),
])
def test_a_name_that_is_not_there(tee: Pattern, look_up: Callable[..., object], code: str, hint: str) -> None:
    with pytest.raises(LookupError) as caught_error:
        look_up(tee, pieces_of(tee))
    error = caught_error.value
    assert isinstance(error, mtm.UnknownName) and isinstance(error, mtm.DraftError)
    assert error.code == code and hint in error.hint and error.where


@pytest.mark.parametrize(("look_up", "hint"), [
    (lambda o: o.at("hemm", 0.5), "Did you mean hem? It has "),
    (lambda o: o.renamed(hemm="foot"), "Did you mean hem? It has "),
    (lambda o: spread(o, o.at("hem", 0.5), "hipp", degrees=5), "Did you mean hip? It has "),
    (lambda o: spread(o, o.at("hem", 0.5), o.at("top", 0.8), degrees=5, still="sied"), "Did you mean side? It has "),
    (lambda o: dart_moved(o, "topp", o.at("side", 0.5)), "Did you mean top? It has "),
    (lambda o: dart_moved(o, "top", o.at("side", 0.5), still="sied"), "Did you mean side? It has "),
])
def test_a_name_that_an_outline_has_not(look_up: Callable[..., object], hint: str) -> None:
    plain = panel(points={"hip": Point(310, 250)}).info.outline
    outline = replace(plain, edges={**plain.edges, "top": plain.edges["top"].with_darts([dart(20, 90, 0.5)])})
    with pytest.raises(mtm.OutlineError) as caught_error:
        look_up(outline)
    assert caught_error.value.code == "outline.unknown" and hint in caught_error.value.hint


def test_has_an_edge_can_be_asked(tee: Pattern) -> None:
    front = tee.piece("front")
    assert hasattr(front, "armhole") and not hasattr(front, "armhoel") and getattr(front, "x", None) is None


def test_a_piece_that_was_never_given_its_info_has_no_edges() -> None:
    with pytest.raises(AttributeError):
        _ = Piece.__new__(Piece).hem


def test_a_fit_that_names_an_unknown_option() -> None:
    with pytest.raises(mtm.UnknownName, match=r"the fit slim sets nek_drop, and .* Did you mean neck_drop\?"):
        type("Wrong", (CrewTee,), {"name": "wrong", "fits": {"slim": {"nek_drop": 5}}})


def test_a_cloth_that_a_template_does_not_ask_for() -> None:
    with pytest.raises(mtm.UnknownName, match=r"Did you mean shell\?") as caught_error:
        type("Wrong", (CrewTee,), {"name": "wrong", "front": piece(cut("shel"))(CrewTee.front.method)})
    assert caught_error.value.code == "pattern.role"


def test_stretch_of_a_cloth_that_it_has_not(ana: mtm.Body) -> None:
    def finished(self: object) -> list[object]:
        return [self.stretched(self.front.hem, "rip")]  # type: ignore[attr-defined]

    wrong = type("Wrong", (CrewTee,), {"name": "wrong", "finished": finished})
    with pytest.raises(mtm.UnknownName, match=r"wrong has no cloth for 'rip'\. Did you mean rib\?"):
        drafted(wrong, ana)


@pytest.mark.parametrize(("members", "code"), [
    ({"making": lambda self: [3]}, "making.operation"), ({"making": lambda self: [(None,)]}, "making.operation"),
    ({"wearing": lambda self: ["neck"]}, "wear.word"), ({"fabric": None}, "template.fabric"),
    ({"outweighed": lambda self: ["neck"]}, "outweighed.word"), ({"outweighed": lambda self: [[]]}, "outweighed.word"),
    ({"outweighed": lambda self: None}, "template.dropped"),
])
def test_what_a_template_yields_is_what_is_asked_of_it(ana: mtm.Body, members: dict[str, object], code: str) -> None:
    with pytest.raises(mtm.DraftError) as caught_error:
        mtm.draft(type("Wrong", (CrewTee,), {"name": "wrong", **members}), ana)
    assert caught_error.value.code == code


@pytest.mark.parametrize("kind", [int, object, mtm.Body])
def test_a_class_that_is_not_a_template(ana: mtm.Body, kind: type) -> None:
    with pytest.raises(mtm.TemplateNotFound, match=r"template\.unknown"):
        drafted(kind, ana)


def test_a_side_that_nobody_has(ana: mtm.Body) -> None:
    with pytest.raises(mtm.UnknownName, match=r"side='rihgt' is not a word known here\. Did you mean right\?"):
        CrewTee(ana, side="rihgt")


# ---- Words of a piece -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("settings", "code", "says"), [
    ({"on": "banana"}, "piece.word", "square: on='banana' is not a place of the body. Say a part, alone or with front"),
    ({"on": "torso frnt"}, "piece.word", "Did you mean torso front?"),
    ({"on": "sleeve"}, "piece.word", "Did you mean arm?"),
    ({"on": "bodice back"}, "piece.word", "Did you mean torso back?"),
    ({"on": None}, "piece.word", "on=None is not a place"),
    ({"grain": "byas"}, "piece.word", ("grain='byas' is neither a word known here nor a number of degrees. "
                                      "Did you mean bias? Say bias, cross, either.")),
    ({"grain": NAN}, "piece.word", "grain=nan"), ({"grain": INF}, "piece.word", "grain=inf"),
    ({"grain": True}, "piece.word", "grain=True"), ({"grain": None}, "piece.word", "grain=None"),
    ({"grain": 10 ** 400}, "piece.word", "nor a number of degrees"),
    ({"nap": "yes"}, "piece.word", "nap='yes' is neither True nor False"),
    ({"only": "lefft"}, "piece.word", "only='lefft' is not a word known here. Did you mean left?"),
    ({"only": {"lefft": SLEEVES.chosen("raglan")}}, "piece.word", "Did you mean left?"),
    ({"only": {"left": SLEEVES.chosen("ragland")}}, "piece.when",
     "only= names 'ragland', which the option cannot be. Did you mean raglan?"),
    ({"drawn": "hole"}, "piece.drawn", "drawn='hole' is not a word known here. Did you mean whole?"),
    ({"front": UP}, "piece.word", "front=90.0 is neither LEFT nor RIGHT"),
    ({"when": SLEEVES}, "piece.when", "when= names an option that is a choice, not a yes or no. Say what is chosen"),
    ({"when": SLEEVES.chosen("raglan", "kimono")}, "piece.when", "names 'kimono', which the option cannot be"),
    ({"unless": SLEEVES.chosen()}, "piece.when", "names none of an option's values"),
    ({"when": "lined"}, "piece.when", "when='lined' is not an option"),
    ({"unless": LINED.chosen("yes")}, "piece.when", "names 'yes', which the option cannot be"),
])
def test_a_word_that_no_piece_states(settings: dict[str, object], code: str, says: str) -> None:
    with pytest.raises(mtm.UnknownName) as caught_error:
        stated(piece(cut(shell), **settings)(square))  # type: ignore[arg-type]
    assert caught_error.value.code == code and says in str(caught_error.value)
    assert caught_error.value.where == "square"


def test_all_wrong_words_of_a_piece_in_one_report() -> None:
    with pytest.raises(mtm.UnknownName) as caught_error:
        stated(piece(on="banana", grain="byas", drawn="hole", when="lined")(square))  # type: ignore[arg-type]
    assert [p.code for p in caught_error.value.problems] == ["piece.word", "piece.word", "piece.drawn", "piece.when"]


@pytest.mark.parametrize("settings", [
    {"on": ""}, *({"on": place} for place in ("head", "torso side", "leg front", "wrist", "foot", "hip back")),
    *({"grain": grain} for grain in ("bias", "cross", "either", 0, 37.5, -720.0)), {"when": LINED}, {"unless": LINED},
    {"when": SLEEVES.chosen("raglan")}, {"only": {"left": SLEEVES.chosen("raglan")}}, {"only": "right"}, {"nap": True},
])
def test_words_that_a_piece_may_state(settings: dict[str, object]) -> None:
    assert piece(cut(shell), **settings)(square)  # type: ignore[arg-type]


def test_the_words_for_grain_are_those_that_parts_are_turned_by() -> None:
    assert set(GRAINS) == set(GRAIN)


def test_places_of_the_body_have_no_twin() -> None:
    assert len(BODY_PLACES) == len(set(BODY_PLACES)) and {"torso front", "arm", "leg back", "head"} <= set(BODY_PLACES)


@pytest.mark.parametrize(("settings", "code", "says"), [
    ({"allowance": {"hemm": 40}}, "piece.allowance", ("states 40 mm for 'hemm', which is not an edge of it. "
                                                     "Did you mean hem? It has hem, side, top, centre.")),
    ({"allowance": {"hem": NAN}}, "piece.allowance", "An allowance is 0 to 300 mm wide"),
    ({"allowance": {"hem": 1e9}}, "piece.allowance", "An allowance is 0 to 300 mm wide"),
    ({"allowance": {"hem": "40"}}, "piece.allowance", "states '40' mm for hem"),
    ({"allowance": {"hem": -1}}, "piece.allowance", "states -1 mm for hem"),
    ({"peaks": ("nope",)}, "piece.peaks", "names 'nope', which is neither an edge nor a point of it. It has hem"),
    ({"peaks": ("hipp",)}, "piece.peaks", "Did you mean hip?"),
    ({"peaks": "hem"}, "piece.peaks", 'peaks=\'hem\' is not a tuple of names. Say peaks=("hem",).'),
    ({"side": "lefft"}, "piece.word", "side='lefft' is not a word known here. Did you mean left?"),
    ({"on": "banana"}, "piece.word", "panel: on='banana'"), ({"grain": "byas"}, "piece.word", "Did you mean bias?"),
    ({"only": "both"}, "piece.word", "Say left, right."),
])
def test_a_drafted_piece_states_only_what_it_has(settings: dict[str, object], code: str, says: str) -> None:
    with pytest.raises(mtm.UnknownName) as caught_error:
        panel(points={"hip": Point(0, 250)}, **settings)  # type: ignore[arg-type]
    assert caught_error.value.code == code and says in str(caught_error.value)


def test_a_piece_is_cut_from_something_and_from_each_cloth_once() -> None:
    info = panel().info
    for cuts in ((), (cut(shell), cut(shell))):
        with pytest.raises(mtm.UnknownName) as caught_error:
            replace(info, cuts=cuts)
        assert caught_error.value.code == "piece.cut"


@pytest.mark.parametrize("wrong", [
    lambda: cut(shell, plies=0), lambda: cut(shell, plies=10**7), lambda: cut(shell, plies=1.5),
    lambda: cut(shell, trimmed=-1), lambda: cut(shell, trimmed=NAN), lambda: cut(""), lambda: cut(None),
])
def test_a_cut_that_nobody_can_make(wrong: Callable[[], object]) -> None:
    with pytest.raises(mtm.DraftError) as caught_error:
        wrong()
    assert caught_error.value.code == "operation.value"


def test_an_allowance_for_an_edge_that_is_not_always_drawn(ana: mtm.Body) -> None:
    stated = {"hem": if_drawn(8), "vent": if_drawn(9)}

    class Square(Template):
        name = "square"
        fabric = knit()
        square = piece(cut(shell), allowance=stated)(square)

        def making(self) -> object:
            return ()

    assert dict(drafted(Square, ana).piece("square").info.allowance) == {"hem": 8.0}


def test_a_point_may_be_a_peak() -> None:
    """A corner that is declared by its point is allowed there, as one that is declared by its edge."""
    def codes(**more: object) -> list[str]:
        half = panel(on_fold=True, lean=40, points={"foot": Point(0, 0)}, **more)  # type: ignore[arg-type]
        foot = Point(300, 60)
        bent = {**half.info.edges, "hem": line(Point(0, 0), foot), "side": line(foot, Point(340, 500))}
        half = Piece(replace(half.info, outline=replace(half.info.outline, edges=bent)))
        return [problem.code for problem in audit(pattern_of(half)) if problem.code.startswith("smooth")]

    assert codes() == ["smooth.fold"]
    assert codes(peaks=("foot",)) == codes(peaks=("hem",)) == []


@pytest.mark.parametrize("wrong", [lambda: dart(20, 90, .5, "middle"), lambda: pleat(20, 90, .5, pressed="ned")])
def test_a_dart_is_pressed_to_an_end(wrong: Callable[[], object]) -> None:
    with pytest.raises(mtm.OutlineError, match=r"cannot be pressed to .*Say start, end\.") as caught_error:
        wrong()
    assert caught_error.value.code == "intake.pressed"


@pytest.mark.parametrize("more", [{"points": {"hip": 3}}, {"inner": {"crease": Point(0, 0)}}])
def test_what_is_named_in_an_outline_is_what_it_is_called(more: dict[str, object]) -> None:
    with pytest.raises(mtm.OutlineError) as caught_error:
        edges(a=line(Point(0, 0), Point(9, 0)), b=line(Point(9, 0), Point(0, 0)), **more)  # type: ignore[arg-type]
    assert caught_error.value.code == "outline.edge"


# ---- Words of an operation --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wrong", "code", "says"), [
    (lambda t: sew(t.front.side, t.back.side, press="opn"), "operation.word",
     "front.side: press='opn' is not a word known here. Did you mean open?"),
    (lambda t: sew(t.front.side, t.back.side, match="strips"), "operation.word", "Did you mean stripe?"),
    (lambda t: sew(t.front.side, t.back.side, stitch="overlock"), "operation.word", "not a stitch class of ISO 4915"),
    (lambda t: hem(t.front.hem, depth=20, stitch="4"), "operation.word", "stitch='4'"),
    (lambda t: bag(t.front.hem, stitch="999"), "operation.word", "stitch='999'"),
    (lambda t: sew(t.front.side, t.back.side, construction="feled"), "operation.construction", "Did you mean felled?"),
    (lambda t: sew(t.front.side, t.back.side, construction=3), "operation.value", "construction=3"),
    (lambda t: sew(t.front.side, t.back.side, eased="4"), "operation.value", "front.side is eased by '4'"),
    (lambda t: sew(t.front.side, t.back.side, eased={"a..b": NAN}), "operation.value", "front.side is eased by nan"),
    (lambda t: buttoned(over=t.front.side, under=t.back.side, count=2, holes="acros"), "operation.word",
     "Did you mean across?"),
    (lambda t: buttoned(over=t.front.side, under=t.back.side, count=2, closes="left over rihgt"), "operation.word",
     "Did you mean left over right?"),
    (lambda t: lapped(over=t.front.side, under=other(t.front.side), closes="women"), "operation.word",
     "front.side: closes='women'"),
    (lambda t: buttoned(over=t.front.side, under=t.back.side, count=10**9), "operation.value", "1 to 200"),
    (lambda t: hem(t.front.hem, depth=1e9), "operation.value", "up to 1000 mm deep"),
    (lambda t: sew(t.front, t.back), "operation.run", "is not a run of edges. Name an edge of a piece"),
    (lambda t: hem("front", depth=5), "operation.run", "'front' is not a run of edges"),
    (lambda t: encase(between=t.front.hem), "operation.value", "nothing is encased"),
    (lambda t: t.front.side.part(NAN, None).length, "run.point", "nan is not a place on front.side"),
])
def test_a_word_that_no_operation_states(tee: Pattern, wrong: Callable[[object], object], code: str,
                                         says: str) -> None:
    with pytest.raises(mtm.DraftError) as caught_error:
        wrong(pieces_of(tee))
    assert caught_error.value.code == code and says in str(caught_error.value)


def test_a_number_beyond_all_floats_is_refused(ana: mtm.Body) -> None:
    for asked in ({"neck_drop": 10**400}, {"alterations": {"length": 10**400}}, {"garment": {"length": 10**400}}):
        with pytest.raises(mtm.OptionError):
            mtm.draft("crew-tee", ana, **asked)  # type: ignore[arg-type]


def test_info_can_be_made_with_the_words_of_a_drafted_piece(tee: Pattern) -> None:
    for each in tee.pieces:
        assert replace(each.info, nap=True).allowance == each.info.allowance
        assert isinstance(each.info, PieceInfo)
