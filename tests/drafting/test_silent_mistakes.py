"""Mistakes of a designer that used to make a wrong garment, or gave no line: each is refused where it was written."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import mtmpattern as mtm
import mtmpattern.drafting as words
from mtmpattern.drafting import Template
from mtmpattern.drafting.declaration import OWN
from mtmpattern.drafting.library import find_template
from tests.drafting.panel_skirt import PanelSkirt

ANA = replace(mtm.read_body("ana"), unit="mm")
TEXT = '''"""A skirt of two panels with a waist dart."""
from mtmpattern.drafting import *


class LittleSkirt(Template):
    name, version = "little-skirt", "1"
    needs    = ("waist_girth", "hip_girth", "waist_to_hip", "waist_to_knee")
    fabric   = woven()
    openings = ("waist", "hem")

    dart_width = mm(20, 10, 40, "width of the waist dart")
    rows       = count(2, 1, 3, "rows of stitches")

    def side(self):
        low, level = -self.body.waist_to_knee, -self.body.waist_to_hip
        wide, narrow = self.body.hip_girth / 4 + 15, self.body.waist_girth / 4 + 10 + self.dart_width
        hip = Point(wide, level)
        return line(Point(wide, low), hip).then(line(hip, Point(narrow, 0)))

    def panel(self):
        side = self.side()
        low, level = -self.body.waist_to_knee, -self.body.waist_to_hip
        waist = line(side.end, Point(0, 0)).with_darts([
            dart(width=self.dart_width, length=100, at=1/2)])
        return edges(
            hem=line(Point(0, low), side.start), side=side, waist=waist, centre=fold(Point(0, 0), Point(0, low)),
            points={"hip": side.at_level(level)},
            inner={"yoke": line(Point(0, -150), side.at_level(-150))},
            levels={"hip": level})

    @piece(cut(shell), on="torso front", level="waist", peaks=("waist", "hem", "side"))
    def front(self): return self.panel()
    @piece(cut(shell), on="torso back", level="waist", peaks=("waist", "hem", "side"))
    def back(self): return self.panel()

    def making(self):
        yield sew(self.front.side, self.back.side)
        yield bind(self.front.waist + self.back.waist)
        yield hem(self.front.hem, self.back.hem, depth=30)

    def finished(self):
        yield measured("hip", around(self.front, self.back, at="hip"))

    def wearing(self):
        yield ease("hip", around(self.front, self.back, at="hip"), least=20)
        yield passes("waist", 1200, "hip girth", self.middle.hip_girth)
'''

DART = "dart(width=self.dart_width, length=100, at=1/2)"
HIP = 'measured("hip", around(self.front, self.back, at="hip"))'
PASSES = 'passes("waist", 1200, "hip girth", self.middle.hip_girth)'

# What stands there, what is written instead, the code, and what is said; the line is that of the change.
DRAFTED = [
    (DART, "dart(width=20, length=900, at=1/2)", "intake.inside",
     "front.waist: the dart of 900.0 mm at 50% of the edge ends outside the piece"),
    (DART, "dart(width=6, length=100, at=.993)", "intake.inside", "runs to the fold centre"),
    (DART, "dart(width=20, length=3, at=1/2), dart(width=20, length=700, at=.97)", "intake.", "front.waist"),
    (DART, "dart(20, 100, 1/3), dart(20, 100, .334)", "intake.place", "front.waist: a dart or pleat 20.0 mm wide"),
    (DART, "dart(20, 100, at=80)", "intake.place", "at=80 does not lie on its edge"),
    (DART, 'dart("20", 100, at=1/2)', "intake.width", "dart: width is '20', which is not a number"),
    (DART, "pleat(20, None, at=1/2)", "intake.width", "pleat: length is None"),
    ('"hip": side.at_level(level)}', '"hip": side.at_level(level).left(3)}', "outline.beside",
     "front.hip: the point lies 2.9 mm off side, so side has no notch there"),
    ('"hip": side.at_level(level)}', '"hip": Point(3000, level)}', "outline.beside", "front.hip: the point lies outs"),
    ('"hip": side.at_level(level)}', '"hip": side.at(5000)}', "edge.place", "5000.0 mm along an edge lies beyond it"),
    ("line(Point(0, -150), side.at_level(-150))", "line(Point(900, 0), Point(900, -100))", "outline.inner",
     "front.yoke: 100.0 of the 100.0 mm of this line lie outside the cut line"),
    ("yield bind(self.front.waist + self.back.waist)", "yield bind(self.front.waist.first(5000))", "run.place",
     "5000.0 mm along front.waist lies beyond it"),
    ("yield bind(self.front.waist + self.back.waist)", 'yield bind(self.front.waist.part("hip", None))', "run.point",
     "has no point hip on it"),
    (PASSES, 'passes("waist", 1200, "hip girth", "995")', "wear.number", "the hip girth is '995', which is not"),
    (PASSES, 'passes("waist", self.front, "hip girth", 900)', "wear.number", "Name an edge of the piece"),
    (PASSES, 'passes("waist", self.front.waist.edge, "hip girth", 900)', "wear.number", "Write .length after it"),
    (PASSES, 'passes("waist", None, "hip girth", 900)', "wear.number", "write return in its method"),
    (PASSES, 'passes(3, 1200, "hip girth", 900)', "wear.number", "passes: the opening is 3, which is not text"),
    (PASSES, 'proportion("flare", "1.5", 1, 2)', "wear.number", "proportion flare: its value is '1.5'"),
    (PASSES, 'proportion("flare", 1.5, 2, 1)', "wear.number", "least=2 is more than most=1"),
    ('levels={"hip": level})', 'levels={"hip": "low"})', "piece.word", "levels: hip is 'low', which is not a number"),
    ("depth=30)", "depth=30, under=40)", "operation.value", "a hem 30 mm deep with 40 mm under"),
    ("depth=30)", 'depth="2 cm")', "operation.value", "hem: depth is '2 cm', which is not a number"),
    ("depth=30)", "depth=2.5)", "operation.value", "write 25 for 2.5 cm"),
    ("depth=30)", "depth=30, under=.8)", "operation.value", "0.8 mm under is too narrow to sew"),
    ("yield sew(self.front.side, self.back.side)", "yield sew(self.front.side, self.back.side, gathered=150)",
     "operation.value", "150 % is gathered=1.5"),
    ("yield sew(self.front.side, self.back.side)", "yield sew(self.front.side, self.back.side, stretched=85)",
     "operation.value", "85 % is stretched=0.85"),
    ("yield sew(self.front.side, self.back.side)", 'yield sew(self.front.side, self.back.side, gathered="2")',
     "operation.value", "sew: gathered is '2', which is not a number"),
    (HIP, 'measured("hip", "995")', "measure.word", "without quotes"),
    (HIP, 'measured("hip", around("front", at="hip"))', "piece.given", "Write self.front without quotes"),
    ('def back(self): return self.panel()', 'def back(self): return derived(self.panel())', "piece.given",
     "derived is given an outline, not a piece"),
    ('def back(self): return self.panel()', 'def back(self): return derived("front")', "piece.given",
     "derived is given 'front', which is not a piece"),
    ('def back(self): return self.panel()', 'def back(self): return facing(self.panel(), "hem", depth=30)',
     "piece.given", "facing is given an outline"),
    ('    openings = ("waist", "hem")', '', "surface.openings", "not declared"),
]
# The same for what is seen when the file is read.
READ = [
    ('needs    = ("waist_girth", "hip_girth", "waist_to_hip", "waist_to_knee")', 'needs    = ("waist_girth")',
     "template.word", "with a comma after a single name"),
    ("count(2, 1, 3,", "count(2.5, 1, 3,", "option.default", "rows: its default 2.5 is not a whole number"),
    ("fabric   = woven()", "fabric   = woven(mass=(80, 200))", "template.fabric", "skirt-twill is too heavy with 240"),
    ("fabric   = woven()", "fabric   = woven(mass=150)", "template.load", "mass=150: write the least and the most"),
    ("rows       = count", "body       = count", "template.taken", "self.body is the measures of the drafted side"),
    ("    def side(self):", "    def middle(self): return 3\n    def side(self):", "template.taken",
     "self.middle is the measures that both sides share"),
    ("    def making(self):", "    def making(self, size):", "template.call", "making() asks for size"),
    ("    def back(self): return", "    def back(self, wide): return", "template.call", "back() asks for wide"),
    ("    def wearing(self):", "    def wearing():", "template.call", "wearing() does not take self"),
    ("""    @piece(cut(shell), on="torso back", level="waist", peaks=("waist", "hem", "side"))\n""", "    @piece\n",
     "piece.cut", "Write @piece(cut(shell)) above def back(self)"),
    ("yield sew(self.front.side, self.back.side)", "return sew(self.front.side, self.back.side)", "template.dropped",
     "making() ends at return sew(self.front.side, self.back.side), which is dropped. Write yield"),
    ("""    @piece(cut(shell), on="torso back",""", """    @piece(cut(shell, plies=1.5), on="torso back",""",
     "operation.value", "Cut a whole number of plies"),
]


def faulty(tmp_path: Path, old: str, new: str) -> tuple[Path, int]:
    """The skirt with a mistake in it, and the line of the mistake."""
    assert TEXT.count(old) == 1
    file = tmp_path / "skirt.py"
    file.write_text(TEXT.replace(old, new), "utf-8")
    return file, TEXT[: TEXT.index(old)].count("\n") + 1


def test_the_skirt_is_sound(tmp_path: Path) -> None:
    file, _ = faulty(tmp_path, DART, DART)
    assert mtm.draft(file, ANA).finished["hip"] == pytest.approx(ANA.hip_girth + 60)


@pytest.mark.parametrize(("old", "new", "code", "says"), DRAFTED)
def test_it_is_refused_on_its_line(tmp_path: Path, old: str, new: str, code: str, says: str) -> None:
    file, line = faulty(tmp_path, old, new)
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft(file, ANA)
    problem = next(each for each in caught.value.problems if each.code.startswith(code))
    assert says in str(problem)
    assert problem.file == "skirt.py"
    above = 4 if code in ("piece.word", "surface.openings") else 0          # where the whole statement begins
    assert problem.line is not None and line - above <= problem.line <= line


@pytest.mark.parametrize(("old", "new", "code", "says"), READ)
def test_it_is_seen_when_the_file_is_read(tmp_path: Path, old: str, new: str, code: str, says: str) -> None:
    file, line = faulty(tmp_path, old, new)
    with pytest.raises(mtm.MtmError) as caught:
        find_template(file)
    problem = next(each for each in caught.value.problems if each.code == code)
    assert says in str(problem)
    assert problem.file == "skirt.py" and problem.line is not None and line - 1 <= problem.line <= line + 1


TAKEN_AS_IT_IS = {("mm", 3), ("count", 3), ("passes", 2), ("measured", 0), ("edges", "points"), ("edges", "inner"),
                  ("edges", "levels"), ("piece", "peaks")}
"""Words of which some wrong value is no mistake: a note or name in quotes, and nothing where nothing need be said."""


def test_whatever_is_given_to_a_word_is_refused_on_a_line(tmp_path: Path) -> None:
    spots = [(call.func.id, key, value) for call in ast.walk(ast.parse(TEXT))
             if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in words.__all__
             for key, value in (*enumerate(call.args), *((each.arg, each.value) for each in call.keywords))]
    first = {(word, key): value for word, key, value in reversed(spots)}
    assert len(first) > 40
    lines, silent = TEXT.splitlines(keepends=True), []
    for number, ((word, key), value) in enumerate(first.items()):
        for wrong in ('"12"', "None", "[]"):
            file = tmp_path / f"skirt_{number}_{len(wrong)}.py"
            starts = [sum(map(len, lines[: line - 1])) + column for line, column in (
                (value.lineno, value.col_offset), (value.end_lineno, value.end_col_offset))]
            file.write_text(f"{TEXT[: starts[0]]}{wrong}{TEXT[starts[1]:]}", "utf-8")
            try:
                mtm.draft(file, ANA)
            except mtm.MtmError as error:
                problem = error.problems[0]
                if "defect" in problem.code or not problem.line:
                    silent.append(f"{word} {key}={wrong}: {problem}")
            else:
                if (word, key) not in TAKEN_AS_IT_IS:
                    silent.append(f"{word} {key}={wrong} is taken")
    assert not silent, "\n".join(silent)


def test_it_is_one_problem_that_a_comma_is_forgotten(tmp_path: Path) -> None:
    file, _ = faulty(tmp_path, READ[0][0], READ[0][1])
    with pytest.raises(mtm.MtmError) as caught:
        find_template(file)
    assert [each.code for each in caught.value.problems if each.where == "needs"] == ["template.word"]


def test_every_name_of_a_draft_is_known_to_be_taken() -> None:
    template = PanelSkirt(ANA)
    own = {*template.began_with, *(name for name in vars(Template) if not name.startswith("_"))}
    stated = {"name", "version", "needs", "estimable", "fabric", "other_cloth", "openings", "sides_differ", "fits"}
    methods = {"making", "finished", "wearing", "notions", "bounds", "outweighed"}
    assert {name for name in own if not name.startswith("_")} - stated - methods == {*OWN}


def test_what_a_template_prints_stays_out_of_the_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = "        side = self.side()\n"
    file, _ = faulty(tmp_path, first, f"{first}        print('x', 7)\n")
    mtm.draft(file, ANA)
    printed = capsys.readouterr()
    assert not printed.out and "x 7" in printed.err


def test_a_file_may_be_started_as_a_program(tmp_path: Path) -> None:
    file, _ = faulty(tmp_path, DART, DART)
    file.write_text(f'{TEXT}\n\nif __name__ == "__main__":\n    draft(LittleSkirt, "ana")\n', "utf-8")
    assert find_template(file).name == "little-skirt"
    file.write_text(f'{TEXT}\n\ndraft(LittleSkirt, "ana")\n', "utf-8")
    with pytest.raises(mtm.MtmError, match=r"template\.dropped"):
        find_template(file)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "skirt.py"
    file.write_bytes(TEXT.replace("width of the waist dart", "Abnäher").encode("cp1252"))
    with pytest.raises(mtm.MtmError, match="not saved as UTF-8") as caught:
        find_template(file)
    assert caught.value.problems[0].line == TEXT[: TEXT.index("width of the")].count("\n") + 1


def test_darts_of_two_edges_that_cross(tmp_path: Path) -> None:
    file, line = faulty(tmp_path, "side=side, waist=waist",
                        "side=line(side.start, side.end).with_darts([dart(20, 160, at=.9)]), waist=waist")
    file.write_text(file.read_text("utf-8").replace('{"hip": side.at_level(level)}', "{}").replace(
        "side.at_level(-150))", "Point(50, -150))"), "utf-8")
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft(file, ANA)
    problem = next(each for each in caught.value.problems if each.code == "intake.crossing")
    assert problem.message == "front: a dart of side and a dart of waist run into each other"
    assert problem.file == "skirt.py" and problem.line in (line, line - 2)      # the line of one of the two


def test_an_intended_measure_in_quotes(tmp_path: Path) -> None:
    first = "    def side(self):\n        low, level = -self.body.waist_to_knee,"
    tall = '    @intended\n    def tall(self): return "600"\n\n'
    file, line = faulty(tmp_path, first, tall + first.replace("self.body.waist_to_knee", "self.tall"))
    with pytest.raises(mtm.MtmError, match="intended tall: its value is '600', which is not a number") as caught:
        mtm.draft(file, ANA)
    assert (caught.value.problems[0].file, caught.value.problems[0].line) == ("skirt.py", line + 4)
