"""Options, fits, alterations, sides, pieces that wait for each other, and where templates come from."""

from __future__ import annotations

from pathlib import Path

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import (
    Point,
    Template,
    choice,
    count,
    cut,
    degrees,
    edges,
    hem,
    intended,
    line,
    measured,
    once,
    passes,
    percent,
    piece,
    shell,
    woven,
    yes_no,
)
from mtmpattern.drafting import mm as millimetres
from mtmpattern.drafting.library import find_template, schema, template_names
from tests.places import BODIES


class Flag(Template):
    """A square of cloth, hemmed all round."""

    name, needs, fabric, openings = "flag", ("height",), woven(), ("bottom",)
    size = percent(10, 5, 20, "edge, part of the height")
    lean = degrees(0, -10, 10, "lean of the sides")
    rows = count(2, 1, 5, "rows of stitching")
    look = choice("plain", "striped", note="cloth")
    bound = yes_no(False, "bound instead of hemmed")
    depth = millimetres(10, 5, 20, "hem")

    @intended
    def width(self) -> float:
        return self.body.height * self.size

    @once
    def drawn_times(self) -> list[int]:
        return []

    @piece(cut(shell), drawn="whole")
    def square(self) -> object:
        self.drawn_times.append(1)
        a, w = Point(0, 0), self.width
        return edges(bottom=line(a, a.right(w)), fly=line(a.right(w), a.right(w).up(w)),
                     top=line(a.right(w).up(w), a.up(w)), hoist=line(a.up(w), a))

    @piece(cut(shell), drawn="whole", when=bound)
    def tape(self) -> object:
        return edges(one=line(Point(0, 0), Point(9, 0)), two=line(Point(9, 0), Point(0, 9)),
                     three=line(Point(0, 9), Point(0, 0)))

    @piece(cut(shell), drawn="whole", when=look.chosen("striped"), unless=bound)
    def pole(self) -> object:
        return edges(one=line(Point(0, 0), Point(9, 0)), two=line(Point(9, 0), Point(0, 9)),
                     three=line(Point(0, 9), Point(0, 0)))

    def making(self) -> object:
        square = self.square
        yield hem(square.bottom, square.fly, square.top, square.hoist, depth=self.depth)

    def finished(self) -> object:
        yield measured("width", self.square.bottom)

    def wearing(self) -> object:
        yield passes("bottom", 1, "nothing", 0)


BODY = mtm.Body.of({"height": 1700})


def flag(**options: object) -> object:
    return mtm.draft(Flag, BODY, **options)  # type: ignore[arg-type]


def test_a_piece_is_drafted_once() -> None:
    template = Flag(BODY)
    assert template.square is template.square
    assert template.drawn_times == [1]


def test_options_read_as_plain_numbers() -> None:
    template = Flag(BODY, options={"size": 12.0})
    assert (template.size, template.lean, template.rows, template.look, template.bound) == (.12, 0, 2, "plain", False)
    assert isinstance(Flag.size.default, float) and Flag.size.name == "size"


def test_an_alteration_is_added_and_enters_the_digest() -> None:
    plain, wider = flag(), flag(alterations={"width": 7})
    assert wider.finished["width"] == pytest.approx(plain.finished["width"] + 7)
    assert wider.digest != plain.digest


@pytest.mark.parametrize(("options", "codes"), [
    ({"size": 50}, {"option.range"}),
    ({"size": "a lot"}, {"option.type"}),
    ({"size": float("nan")}, {"option.type"}),
    ({"size": True}, {"option.type"}),
    ({"rows": 2.5}, {"option.type"}),
    ({"look": "stripes"}, {"option.type"}),
    ({"bound": "yes"}, {"option.type"}),
    ({"sise": 10}, {"option.unknown"}),
    ({"size": 50, "rows": 9, "colour": 3}, {"option.range", "option.unknown"}),
    ({"fit": "huge"}, {"fit.unknown"}),
    ({"fabrics": {"shell": "jersey"}}, {"fabric.unfit"}),
    ({"fabrics": {"sail": "poplin"}}, {"fabric.unknown"}),
    ({"alterations": {"widht": 3}}, {"alteration.unknown"}),
    ({"alterations": {"width": 3000}}, {"alteration.range"}),
    ({"alterations": {"width": "wide"}}, {"alteration.type"}),
    ({"alterations": {"width": {"port": 3}}}, {"alteration.side"}),
])
def test_every_wrong_choice_is_refused_at_once(options: dict[str, object], codes: set[str]) -> None:
    with pytest.raises(mtm.OptionError) as caught:
        flag(**options)
    assert {problem.code for problem in caught.value.problems} == codes
    assert all(problem.hint for problem in caught.value.problems)


@pytest.mark.parametrize(("text", "value"), [("8", 8.0), ("8 %", 8.0), ("8,5%", 8.5), (" 12 ", 12.0)])
def test_a_percent_as_people_type_it(text: str, value: float) -> None:
    assert Flag.size.parse(text) == value


@pytest.mark.parametrize(("text", "value"), [("12", 12.0), ("1.2 cm", 12.0), ("1/2 in", 12.7), ("12 mm", 12.0)])
def test_a_length_as_people_type_it(text: str, value: float) -> None:
    assert Flag.depth.parse(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "wide", "8 apples", "1e400", "nan", "9" * 300, "12 kg"])
def test_what_is_no_length(text: str) -> None:
    with pytest.raises(mtm.OptionError, match=r"option\.type"):
        Flag.depth.parse(text)


def test_yes_no_and_choice_as_people_type_them() -> None:
    assert Flag.bound.parse("Yes") is True and Flag.bound.parse("off") is False
    with pytest.raises(mtm.OptionError, match="yes or no"):
        Flag.bound.parse("perhaps")
    with pytest.raises(mtm.OptionError, match="Did you mean striped"):
        Flag.look.parse("stripd")


def test_reading_a_measurement_that_is_not_listed() -> None:
    wrong = type("Wrong", (Flag,), {"width": intended(lambda self: self.body.waist_girth)})
    wrong.width.name = "width"
    with pytest.raises(mtm.MeasurementError) as caught:
        mtm.draft(wrong, BODY)
    assert caught.value.code == "template.needs"


def test_a_missing_measurement_says_how_to_take_it() -> None:
    with pytest.raises(mtm.MeasurementError) as caught:
        mtm.draft("straight-skirt", mtm.Body.of({"height": 1700}))
    assert {problem.params["measure"] for problem in caught.value.problems} >= {"waist_girth", "hip_girth"}
    assert all(problem.hint for problem in caught.value.problems)


def test_what_a_template_wants_measured_is_estimated_only_when_allowed() -> None:
    some = mtm.Body.of({"height": 1700, "hip_girth": 1000}, sex="female")
    with pytest.raises(mtm.MeasurementError) as caught:
        mtm.draft("straight-skirt", some)
    (problem,) = caught.value.problems                # waist to hip and to knee may be estimated
    assert (problem.params["measure"], problem.code) == ("waist_girth", "measurement.missing")
    assert problem.hint.startswith("Measure it: ")
    assert "estimated as 7" in problem.hint
    assert problem.hint.endswith("measure it, or allow estimates.")
    notes = mtm.draft("straight-skirt", some, estimates=True).notes
    seen = [note.text for note in notes if "was not measured" in note.text]
    assert {"waist girth", "waist to hip", "waist to knee"} <= {text.split(" was ")[0] for text in seen}


def test_what_was_derived_or_is_of_a_chart_counts_as_known() -> None:
    class Leg(Flag):
        name, needs = "leg", ("height", "body_rise")

    heights = mtm.Body.of({"height": 1700, "waist_height": 1060, "inside_leg": 800})
    assert not [note for note in mtm.draft(Leg, heights).notes if note.code == "estimated"]
    with pytest.raises(mtm.MeasurementError, match="body_rise"):
        mtm.draft(Leg, BODY)
    of_chart = BODY.with_measures({"body_rise": mtm.body.Measure(260, 260, "chart")})
    assert mtm.draft(Leg, of_chart).notes == ()


@pytest.mark.parametrize("name", template_names())
def test_estimable_measures_are_needed_and_told(name: str) -> None:
    template = find_template(name)
    assert set(template.estimable) < set(template.needs)
    assert not {"height", "chest_girth", "waist_girth", "hip_girth"} & set(template.estimable)
    seen = schema(name)["properties"]["measurements"]["properties"]
    assert {need for need, each in seen.items() if each.get("x-estimable")} == set(template.estimable)


def test_pieces_that_wait_for_each_other() -> None:
    class Ring(Flag):
        name = "ring"

        @piece(cut(shell), drawn="whole")
        def square(self) -> object:
            return self.other_square.info.outline

        @piece(cut(shell), drawn="whole")
        def other_square(self) -> object:
            return self.square.info.outline
    with pytest.raises(mtm.DraftError, match="square waits for other_square waits for square") as caught:
        mtm.draft(Ring, BODY)
    assert caught.value.code == "piece.cycle"


def test_a_piece_that_was_not_asked_for() -> None:
    with pytest.raises(mtm.DraftError, match="only with bound=yes"):
        _ = Flag(BODY).tape


@pytest.mark.parametrize(("options", "pieces"), [
    ({}, ["square"]), ({"bound": True}, ["square", "tape"]), ({"look": "striped"}, ["square", "pole"]),
    ({"look": "striped", "bound": True}, ["square", "tape"]),
])
def test_a_piece_is_there_when_its_options_are_chosen(options: dict[str, object], pieces: list[str]) -> None:
    methods = Flag.piece_methods()
    assert [name for name, method in methods.items() if method.wanted(Flag, options)] == pieces
    template = Flag(BODY, options=options)
    assert [name for name, method in methods.items() if method.wanted(template, template.option_values)] == pieces


class AlwaysBound(Flag):
    """A flag of its own that leaves its maker no choice."""

    name, bound = "always-bound", True


def test_a_template_that_fixes_an_option_has_the_pieces_it_asks_for() -> None:
    tape = AlwaysBound.piece_methods()["tape"]
    assert tape.wanted(AlwaysBound, {}) and AlwaysBound(BODY).tape.info.name == "tape"
    assert not AlwaysBound.piece_methods()["pole"].wanted(AlwaysBound, {"look": "striped"})


def test_a_template_that_raises_is_told_with_its_line() -> None:
    class Broken(Flag):
        name = "broken"

        def making(self) -> object:
            yield 1 / 0
    with pytest.raises(mtm.DraftError) as caught:
        mtm.draft(Broken, BODY)
    assert caught.value.code == "template.raised" and "1 / 0 divides by 0" in str(caught.value)
    assert caught.value.problems[0].file == "test_template.py" and caught.value.problems[0].line


def test_names_and_nearest() -> None:
    assert {"crew-tee", "straight-skirt"} <= set(template_names())
    with pytest.raises(mtm.TemplateNotFound, match="Did you mean crew-tee"):
        find_template("crewtee")
    with pytest.raises(mtm.TemplateNotFound, match=r"template\.unknown"):
        find_template("x" * 10000)


@pytest.mark.parametrize(("source", "code"), [
    ("x = 1\n", "template.count"), ("def f(:\n", "template.load"), ("raise SystemExit(3)\n", "template.load"),
    ("import nothing_of_that_name\n", "template.load"), ("\x00", "template.load"),
])
def test_template_files_that_do_not_load(source: str, code: str, tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text(source)
    with pytest.raises(mtm.PluginError) as caught:
        find_template(file)
    assert caught.value.code == code


def test_schema_of_every_template() -> None:
    for name in template_names():
        seen = schema(name)
        assert seen["title"] == name and seen["description"]
        assert set(seen["properties"]["options"]["properties"]) == set(find_template(name).options())
        for option in seen["properties"]["options"]["properties"].values():
            assert option["description"]


def test_alteration_of_one_side_drafts_both() -> None:
    body = mtm.read_body(BODIES / "ana.yaml")
    plain, altered = mtm.draft("crew-tee", body), mtm.draft("crew-tee", body, alterations={"sleeve": {"left": 12}})
    before = {part.id: part.cut for part in plain.for_cutting().parts}
    after = {part.id: part.cut for part in altered.for_cutting().parts}
    assert {name for name in before if before[name] != after[name]} == {"sleeve.left.shell.1"}
    assert altered.finished["sleeve"] == pytest.approx(
        {"left": plain.finished["sleeve"] + 12, "right": plain.finished["sleeve"]})
