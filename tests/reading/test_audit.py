"""Every fault that the audit of a drawing names, with its block and its place."""

from __future__ import annotations

import json

import pytest

import mtmpattern as mtm
from mtmpattern.drafting.library import find_template
from mtmpattern.errors import FileFormatError
from mtmpattern.pattern.stored import sealed
from mtmpattern.reading import audit_dxf, audit_file, miscut, read_dxf, read_pattern
from tests.places import BODIES, TESTS
from tests.reading.dxf import habits
from tests.reading.dxf.habits import block, file, insert, line, point, polyline, style, tags, text

GOOD = (style("Piece Name: A", "Quantity: 1") + polyline("1", habits.CUT) + polyline("14", habits.SEWN)
        + line("7", *habits.GRAIN))
TRIMMED = GOOD.replace(polyline("14", habits.SEWN), polyline("14", [
    (-5, -5), (305, -5), (315, 200), (295, 335), (230, 405), (120, 425), (35, 385), (-5, 260)]))
METRIC = text("Units: METRIC")


def audited(content: str, shown: str = "", name: str = "A"):
    return audit_dxf(file(block(name, content), METRIC + (shown or insert(name))))


def test_a_good_piece_is_clean():
    findings = audited(GOOD)
    assert not len(findings)
    assert findings.to_dict()["clean"]
    (row,) = findings.measures
    assert row == {"piece": "A", "block": "A", "size": "", "quantity": "1", "material": "", "area": 0.1161,
                   "cut": 1311.71, "sewn": pytest.approx(1240, abs=15), "notches": 0, "drills": 0}


ROWS = {
    "no piece name": ("dxf.name", "warning", GOOD.replace("Piece Name: A", "hello"), None),
    "an open outline": ("dxf.open", "fault", GOOD.replace(polyline("1", habits.CUT), polyline("1", habits.CUT[:-1], 0)),
                        (40, 380)),
    "an outline that crosses itself": ("dxf.crossing", "fault", GOOD.replace(polyline("1", habits.CUT), polyline(
        "1", [habits.CUT[0], habits.CUT[2], habits.CUT[1], *habits.CUT[3:]])), None),
    "a sewn line outside": ("dxf.sewn", "fault", GOOD.replace(
        polyline("14", habits.SEWN), polyline("14", [(-5, 10), *habits.SEWN[1:]])), (-5, 10)),
    "a trimmed interfacing": ("dxf.trimmed", "note", TRIMMED + text("Material: Fusible 40 g"), None),
    "an interfacing by its name": ("dxf.trimmed", "note", TRIMMED.replace("Name: A", "Name: COLLAR FUSING"), None),
    "an interfacing in Chinese": ("dxf.trimmed", "note", TRIMMED + text("Material: 粘衬"), None),
    "a cut line inside the sewn line of a cloth": ("dxf.trimmed", "fault", TRIMMED + text("Material: CANVAS"), None),
    "one of a cloth that is not stated": ("dxf.trimmed", "fault", TRIMMED, None),
    "one hardly inside": ("dxf.trimmed", "warning", GOOD.replace(polyline("14", habits.SEWN), polyline(
        "14", [(-2, -2), (302, -2), (312, 201), (292, 332), (230, 402), (120, 422), (38, 382), (-2, 261)])), None),
    "cut and sewn line swapped": ("dxf.trimmed", "fault", GOOD.replace(
        polyline("14", habits.SEWN), polyline("14", habits.CUT)).replace(
        polyline("1", habits.CUT), polyline("1", habits.SEWN)), None),
    "no sewn line": ("dxf.sewn_missing", "note", GOOD.replace(polyline("14", habits.SEWN), ""), None),
    "a notch off the line": ("dxf.notch", "fault", GOOD + point("4", (150, 3.2), 30, 4), (150, 3.2)),
    "a notch on the sewn line": ("dxf.notch", "warning", GOOD + point("4", (150, 10), 30, 4), (150, 10)),
    "no grain": ("dxf.grain", "fault", GOOD.replace(line("7", *habits.GRAIN), ""), None),
    "the grain outside": ("dxf.grain", "warning", GOOD.replace(
        line("7", *habits.GRAIN), line("7", (900, 0), (900, 99))), (900, 0)),
    "a drill hole outside": ("dxf.drill", "fault", GOOD + point("13", (400, 100)), (400, 100)),
    "a cut that leaves the piece": ("dxf.cutout", "warning", GOOD + line("11", (100, 100), (100, -50)), (100, 100)),
    "an unknown layer": ("dxf.layer", "note", GOOD + line("99", (1, 1), (2, 2)), None),
    "an unreadable quantity": ("dxf.quantity", "fault", GOOD.replace("Quantity: 1", "Quantity: a few"), None),
    "an impossible quantity": ("dxf.quantity", "fault", GOOD.replace("Quantity: 1", "Quantity: 9999"), None),
    "a vertex far off": ("dxf.far", "fault", GOOD.replace(
        polyline("1", habits.CUT), polyline("1", [*habits.CUT, (-293_524, 90)])), (-293_524, 90)),
    "a bow-tie of equal halves": ("dxf.crossing", "fault", GOOD.replace(
        polyline("1", habits.CUT), polyline("1", [(0, 0), (200, 200), (200, 0), (0, 200)])), (100, 100)),
    "a piece of a millimetre": ("dxf.zero", "fault", GOOD.replace(
        polyline("1", habits.CUT), polyline("1", [(10, 10), (11, 10), (11, 11), (10, 11)])), (10, 10)),
    "a drill hole in a cutout": ("dxf.drill", "fault", GOOD + polyline("11", [(50, 50), (90, 50), (90, 90), (50, 90)])
                                 + point("13", (70, 70)), (70, 70)),
    "an internal line outside": ("dxf.line", "warning", GOOD + line("8", (100, 100), (100, -50)), (100, 100)),
    "a line of no length": ("dxf.zero", "note", GOOD + polyline("8", [(5, 5), (5, 5.004)], 0), (5, 5)),
    "vertices that stand twice": ("dxf.vertex", "note", GOOD.replace(
        polyline("1", habits.CUT), polyline("1", [habits.CUT[0], *habits.CUT])), (0, 0)),
    "a text that is too long": ("dxf.text", "warning", GOOD + text("x" * 300), None),
    "two outlines": ("dxf.outlines", "warning", GOOD + polyline("1", [(50, 50), (90, 50), (90, 90)]), (50, 50)),
    "an outline beside the outline": ("dxf.outlines", "fault", GOOD + polyline("1", [(600, 0), (650, 0), (650, 90)]),
                                      (600, 0)),
    "a cutout that crosses itself": ("dxf.crossing", "fault", GOOD + polyline(
        "11", [(50, 50), (90, 90), (90, 50), (50, 90)]), (50, 50)),
    "things that are not drawn so": ("dxf.entity", "note", GOOD + tags(0, "HATCH", 8, 1), None),
}


@pytest.mark.parametrize("what", list(ROWS))
def test_a_fault_has_its_code_weight_and_place(what):
    code, weight, content, place = ROWS[what]
    found = [finding for finding in audited(content) if finding.code == code]
    assert [finding.weight for finding in found] == [weight]
    if place:
        assert (found[0].at.x, found[0].at.y) == pytest.approx(place)
        assert found[0].block == "A"
    assert found[0].message in str(found[0])


def test_faults_of_the_file():
    assert audited(GOOD, text("hello")).codes == {"dxf.insert"}
    assert audited(GOOD, insert("A") + insert("B")).of_weight("fault")[0].code == "dxf.insert"
    assert audited(GOOD, insert("A") * 3).codes == {"dxf.insert"}
    assert audit_dxf(file(block("A", GOOD) * 2, METRIC + insert("A") * 2)).codes == {"dxf.duplicate"}
    assert audit_dxf(file(block("A", GOOD), insert("A"))).codes == {"dxf.units"}
    assert audit_dxf(file(block("A", GOOD), METRIC + insert("A")).removesuffix("0\nEOF\n")).codes == {"dxf.end"}
    assert audited(GOOD + text("né")).codes == {"dxf.ascii"}
    assert audited(GOOD.replace("20\n380\n", "20\n380,5\n")).codes == {"dxf.comma"}
    assert audit_dxf(file(block("A", GOOD), text("Units: ELLS") + insert("A"))).faults[0].code == "dxf.units"
    tiny = polyline("1", [(0, 0), (3, 0), (3, 4)])
    assert "dxf.size" in audited(tiny).codes


def test_what_a_file_is_tells_its_content(tmp_path):
    pattern = mtm.draft("crew-tee", mtm.read_body(BODIES / "ana.yaml"))
    for name, content, kind in (("a.txt", habits.clo(), "dxf"), ("b.dat", pattern.to_json(), "pattern"),
                                ("c", "UNITS: METRIC\nSIZE LIST: A B\nSAMPLE SIZE: A\nRULE: DELTA 1 0,0 1,1\n", "rul")):
        target = tmp_path / name
        target.write_text(content)
        assert audit_file(target).kind == kind
        assert not audit_file(target).faults
    again = read_pattern((tmp_path / "b.dat").read_bytes())
    assert again.digest == pattern.digest


@pytest.mark.parametrize(("source", "code"), [
    (b"{}", "pattern.format"), (b'{"format": "mtmpattern pattern 1"}', "pattern.format"),
    (b'{"format": "mtmpattern pattern 2"}', "pattern.changed"), (b"[1]", "pattern.format"),
    (b"{" * 9999, "pattern.format"),
])
def test_what_is_no_pattern_is_refused(source, code):
    with pytest.raises(FileFormatError) as caught:
        read_pattern(source)
    assert caught.value.code == code


def test_a_pattern_that_was_changed_by_hand_is_found_out():
    pattern = mtm.draft("crew-tee", mtm.read_body(BODIES / "ana.yaml"))
    data = json.loads(pattern.to_json())
    data["openings"] = ["hem"]
    with pytest.raises(FileFormatError, match="changed after mtmpattern wrote it"):
        audit_file(json.dumps(data).encode())
    findings = audit_file(sealed(data).encode())
    assert "surface.openings" in {finding.code for finding in findings.faults}


def test_what_reading_left_open_is_among_the_notes():
    body = mtm.read_body(BODIES / "ana.yaml")
    text = mtm.draft("crew-tee", body).to_json()
    body = mtm.complete(body, find_template("crew-tee").needs)
    assert "pattern.body" in audit_file(text.encode()).codes
    assert "pattern.body" not in {note.code for note in read_pattern(text, body=body).remarks}
    with pytest.raises(FileFormatError, match="drafted for a body other than"):
        read_pattern(text, body=mtm.Body.of({"chest_girth": 940}))
    old = (TESTS / "pattern/stored/format-1.json").read_bytes()
    found = audit_file(old)
    assert {"pattern.body", "pattern.unsealed"} <= found.codes and not found.faults


def test_only_faults_of_the_chosen_size_keep_it_from_being_cut():
    odd = block("A_L", style("Piece Name: A", "Size: L", "Quantity: 1") + polyline("1", habits.CUT)
                + point("13", (400, 100)))
    good = block("A_M", style("Piece Name: A", "Size: M", "Quantity: 1") + polyline("1", habits.CUT)
                 + point("4", (150, 1.5), 30, 4))
    read = read_dxf(file(odd + good, style("Units: METRIC", "Sample Size: M") + insert("A_L") + insert("A_M")).encode())
    assert miscut(read) == miscut(read, "M") == ()              # no grain line, and a notch that is moved by 1.5 mm
    assert [each.code for each in miscut(read, "L")] == ["dxf.drill"]
