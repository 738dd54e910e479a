"""Mistakes of a designer: each is answered by a sentence with the file, the line, the word and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

import mtmpattern as mtm
from mtmpattern.drafting.library import find_template
from tests.places import EXAMPLES

TEXT = (EXAMPLES / "little_shirt.py").read_text("utf-8")
ANA = mtm.read_body("ana")

# What stands there, what is written instead, the code, what is said, and the line where it is, counted from the change.
READ = [
    ('"upper_arm_girth")\n    estimable', '"bust")\n    estimable', "template.needs",
     "bust is a customer's word for chest_girth"),
    ('"back_waist_length", "upper_arm_girth")\n    fabric', '"upper_arm_grith")\n    fabric', "template.needs",
     "Did you mean upper_arm_girth?"),
    ('"upper_arm_girth")\n    fabric', '"thigh_girth")\n    fabric', "template.needs",
     "thigh_girth is not among needs"),
    ('needs     = ("chest_girth",', 'need      = ("chest_girth",', "template.word", "Did you mean needs?"),
    ("fabric    = woven", "fabrics   = woven", "template.word", "Did you mean fabric?"),
    ("fabric    = woven(mass=(90, 200), default=\"poplin\")", 'fabric    = "poplin"', "template.fabric", "woven()"),
    ('default="poplin"', 'default="poplim"', "fabric.unknown", "Did you mean poplin?"),
    ('openings  = ("neck", "armhole", "armhole", "hem")', 'openings  = ("hem")', "template.word",
     'openings = ("hem",)'),
    ('"little-shirt", "1"', '"little-shirt", 1', "template.word", 'version = "1"'),
    ("    ease   = mm(100, 60, 200", '    fits = {"slim": {"eas": 80}}\n    ease   = mm(100, 60, 200', "option.unknown",
     "Did you mean ease?"),
    ("    ease   = mm(100, 60, 200", '    fits = {"slim": {"ease": 800}}\n    ease   = mm(100, 60, 200', "option.range",
     "60 mm to 200 mm"),
    ("    ease   = mm(100, 60, 200", '    fits = {"slim": 80}\n    ease   = mm(100, 60, 200', "template.word",
     "fits ="),
    ("mm(100, 60, 200", "mm(50, 60, 200", "option.default", "its default, 50 mm, is outside 60 mm to 200 mm"),
    ("mm(100, 60, 200", "mm(100, 200, 60", "option.default", "is more than its maximum"),
    ("mm(100, 60, 200", 'mm("100", 60, 200', "option.default", "is not a number"),
    (', "button band beyond the centre")', ")", "template.call", "mm needs note"),
    ('on="torso front")', 'on="body front")', "piece.word", "Did you mean torso front?"),
    ('on="torso back")', 'on="torso back", layer="lnining")', "piece.word", "Did you mean lining?"),
    ('cut(shell), on="torso back"', 'cut(outer), on="torso back"', "template.undefined", "other_cloth"),
    ('cut(shell), on="torso back"', 'cut("sail"), on="torso back"', "pattern.role", "sail"),
    ('on="torso back")\n    def back(self)', 'on="torso back")\n    def front(self)', "template.twice",
     "states front twice"),
    ("middle = Point(0, foot.y)", "middle = Pont(0, foot.y)", "template.undefined", "Did you mean Point?"),
    ("arrive=UP).then", "arrive=DOWN).then", "template.undefined", "from mtmpattern.drafting import DOWN"),
    ("self.middle.scye_depth", "self.midle.scye_depth", "template.undefined", "Did you mean middle?"),
    ("self.middle.scye_depth", "self.middle.scye_dept", "template.needs", "Did you mean scye_depth?"),
    ("self.middle.scye_depth", "self.middle.thigh_girth", "template.needs", "Add it to needs"),
    ("self.half(80, 22)", "self.hlaf(80, 22)", "template.undefined", "Did you mean half?"),
    ("return edges(hem=line(middle, foot), **shape,", "edges(hem=line(middle, foot), **shape,", "template.dropped",
     "return edges(...)"),
    ("yield sew(front.side, back.side", "sew(front.side, back.side", "template.dropped", "yield sew(...)"),
    ('yield measured("chest"', 'measured("chest"', "template.dropped", "yield measured(...)"),
    ("yield bind(front.armhole", "yield binds(front.armhole", "template.undefined", "Did you mean bind?"),
    ('back.side, construction="felled")', 'back.side, construction="flat-felled")', "operation.construction",
     "Did you mean felled?"),
    ('back.side, construction="felled")', 'back.side, contruction="felled")', "template.call",
     "Did you mean construction?"),
    ("yield sew(front.side, back.side,", "yield sew(front.side,", "template.call", "sew needs second"),
    ("def making(self):", "def makking(self):", "template.word", "Did you mean making()?"),
    ("middle = Point(0, foot.y)", "middle = Point(0 foot.y)", "template.load", "cannot be read"),
    ("return max(self.middle.chest_girth,", "max(self.middle.chest_girth,", "template.dropped", "Write return"),
]
DRAFTED = [
    ("middle = Point(0, foot.y)", "middle = Point(0, foot.y / 0)", "template.raised", "back: foot.y / 0 divides by 0"),
    ("yield sew(front.side,", "yield sew(front.sides,", "piece.edge", "Did you mean side?"),
    ("\"centre\": top})", "\"centre\": (0, 30)})", "outline.edge", "stand: the point centre is tuple"),
    ("step.up(8), top, leave=UP, arrive=LEFT", "step.up(8), top, leave=270.0, arrive=LEFT", "curve.",
     "stand, end: a curve from"),
    ("return edges(hem=line(middle, foot)", "return edges(hem=line(foot, middle)", "outline.open", "back: edge"),
    ("hem(front.hem, back.hem, depth=10", 'hem(front.hem, back.hem, depth="10"', "operation.value",
     "hem: depth is '10', which is not a number"),
    ("self.neck + self.band, 0", "self.neck() + self.band, 0", "template.raised", "a number takes no brackets"),
    ("yield bag(stand.end)", "yield bag(stand.end) + bag(collar.leaf)", "template.raised", "cannot be added"),
    ('yield measured("chest"', 'yield measured("chets"', "measure.missing", "You say chets; did you mean chest?"),
    ('yield passes("armhole"', 'yield passes("arm hole"', "wear.unchecked", "did you mean armhole?"),
    ("yield bind(front.armhole + back.armhole)", "pass", "claim.none", "edge that nothing happens to"),
    ("(collar.leaf + collar.outer)", "(collar.outer + collar.leaf + collar.neck)", "", "collar"),
    ("return shape, foot, pitch", "return shape, foot", "template.raised", "names 3 values and gets 2"),
    ('at="underarm"', 'at="underram"', "measure.point", "Did you mean underarm?"),
]


def faulty(tmp_path: Path, old: str, new: str) -> tuple[Path, int]:
    """The example with a mistake in it, and the line of the mistake."""
    assert old in TEXT
    file = tmp_path / "shirt.py"
    file.write_text(TEXT.replace(old, new, 1), "utf-8")
    before = TEXT[: TEXT.index(old)]
    return file, before.count("\n") + 1 + new.count("\n")


@pytest.mark.parametrize(("old", "new", "code", "says"), READ)
def test_what_is_seen_when_the_file_is_read(tmp_path: Path, old: str, new: str, code: str, says: str) -> None:
    file, line = faulty(tmp_path, old, new)
    with pytest.raises(mtm.MtmError) as caught:
        find_template(file)
    problem = next(each for each in caught.value.problems if each.code == code)
    assert says in str(problem)
    assert problem.file == "shirt.py"
    assert problem.line is not None and abs(problem.line - line) <= 4     # a statement is said to begin at its first
    assert f"shirt.py line {problem.line}" in str(problem)


@pytest.mark.parametrize(("old", "new", "code", "says"), DRAFTED)
def test_what_is_seen_when_it_is_drafted(tmp_path: Path, old: str, new: str, code: str, says: str) -> None:
    file, _ = faulty(tmp_path, old, new)
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft(file, ANA)
    problem = next(each for each in caught.value.problems if each.code.startswith(code))
    assert says in str(problem)
    assert problem.file == "shirt.py"
    assert problem.line


def test_all_faults_of_a_file_come_together(tmp_path: Path) -> None:
    text = TEXT
    for old, new in (("mm(100, 60, 200", "mm(50, 60, 200"), ("Point(0, foot.y)", "Pont(0, foot.y)"),
                     ('on="torso back"', 'on="body back"'), ("self.middle.scye_depth", "self.middle.scye_dept"),
                     ("yield sew(front.side,", "sew(front.side,")):
        text = text.replace(old, new, 1)
    file = tmp_path / "shirt.py"
    file.write_text(text, "utf-8")
    with pytest.raises(mtm.MtmError) as caught:
        find_template(file)
    assert {each.code for each in caught.value.problems} == {
        "option.default", "template.undefined", "piece.word", "template.needs", "template.dropped"}
    lines = [each.line or 0 for each in caught.value.problems]
    assert lines == sorted(lines) and all(lines)


def test_sound_files_have_no_faults() -> None:
    for name in ("little_shirt", "yoke_skirt", "designers_own"):
        assert find_template(EXAMPLES / f"{name}.py").name
