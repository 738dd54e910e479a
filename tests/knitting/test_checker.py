"""Every rule of the checker on a few lines of knitout, sound and with one fault."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.errors import StationError
from mtmpattern.knitting import check, read_knitout, read_machine
from mtmpattern.knitting.faults import MOST_FAULTS
from mtmpattern.knitting.knitout import KnitoutLine, Program
from mtmpattern.knitting.passes import PlannedPass
from tests.knitting.test_knitout import operations

HEADERS = {
    "kniterate": ";!knitout-2\n;;Machine: Kniterate\n;;Carriers: 1 2 3 4 5 6\n;;Position: Keep\n",
    "shima-swg091n2": ";!knitout-2\n;;Machine: SWG091N2\n;;Carriers: 1 2 3 4 5 6 7 8 9 10\n;;Position: Keep\n",
    "domestic-200": ";!knitout-2\n;;Machine: Domestic 200\n;;Carriers: 1 2 3 4\n;;Position: Keep\n",
}


def course(way: str, first: int, last: int, carrier: str = "3", code: str = "knit", bed: str = "f") -> list[str]:
    numbers = range(first, last + 1) if way == "+" else range(last, first - 1, -1)
    return [f"{code} {way} {bed}{number} {carrier}" for number in numbers]


def off(first: int, last: int, carrier: str = "3") -> list[str]:
    """Chain everything leftwards and fasten the last stitch."""
    lines = [f"knit - f{last} {carrier}"]
    for number in range(last, first, -1):
        lines += [f"xfer f{number} b{number}", "rack -1", f"xfer b{number} f{number - 1}", "rack 0",
                  f"knit - f{number - 1} {carrier}"]
    return [*lines, f"knit + f{first} {carrier}", f"knit - f{first} {carrier}"]


# ten stitches cast on from the left, three courses, chained off leftwards, on the Kniterate
CAST_ON = ["in 3", *(f"tuck + f{number} 3" for number in range(10, 20, 2)),
           *(f"tuck - f{number} 3" for number in range(19, 9, -2))]
SOUND = [*CAST_ON, *course("+", 10, 19), *course("-", 10, 19), *course("+", 10, 19), *off(10, 19), "out 3", "drop f10"]


def codes(lines: list[str], machine: str = "kniterate") -> set[str]:
    return {fault.code.removeprefix("knitting.") for fault in faults(lines, machine)}


def faults(lines: list[str], machine: str = "kniterate"):
    return check(read_knitout(HEADERS[machine] + "\n".join(lines) + "\n"), read_machine(machine)).faults


def test_a_sound_program_is_silent():
    checked = check(read_knitout(HEADERS["kniterate"] + "\n".join(SOUND) + "\n"), read_machine("kniterate"))
    assert checked.sound
    assert checked.loops == 10 + 3 * 10 + 10 + 2
    assert checked.transfers == 18
    assert [each.loops for each in checked.passes] == [5, 5, 10, 10, 10, 10, 1, 1]
    assert checked.passes[2].kept == (10, 19)
    assert checked.passes[5].kept == (10, 10)               # chained off
    assert checked.widest_rack == 1
    assert checked.needles == (10, 19)
    checked.ensure()


def test_the_specifications_example_only_lacks_its_end():
    lines = ["inhook 5", *(f"tuck - f{number} 5" for number in (10, 8, 6, 4, 2)),
             *(f"tuck + f{number} 5" for number in (1, 3, 5, 7, 9)), "releasehook 5", *course("-", 1, 10, "5"),
             *course("+", 1, 10, "5"), "outhook 5"]
    assert codes(lines, "shima-swg091n2") == {"held"}


def changed(old: str, new: str | None, nth: int = 0) -> list[str]:
    """The sound program with one line changed or left out."""
    lines = list(SOUND)
    places = [at for at, line in enumerate(lines) if line == old]
    lines[places[nth]:places[nth] + 1] = [] if new is None else [new]
    return lines


@pytest.mark.parametrize(("old", "new", "nth", "wanted"), [
    ("knit - f15 3", None, 0, "passed"),                    # a stitch left out in the middle
    ("knit - f19 3", None, 0, "passed"),                    # ... at the beginning of a course
    ("knit - f10 3", None, 0, "position"),                  # ... at its end
    ("knit - f15 3", "knit + f15 3", 0, "position"),
    ("knit - f15 3", "knit - f16 3", 0, "position"),        # used twice
    ("knit - f15 3", "knit - b15 3", 0, "empty"),
    ("knit - f15 3", "tuck - f15 3", 0, "tuck"),
    ("knit - f10 3", "tuck - f10 3", 0, "tuck"),            # at the edge: the next course works it at once
    ("knit - f15 3", "miss - f15 3", 0, "passed"),
    ("knit - f15 3", "knit - f15 4", 0, "carrier"),
    ("knit - f15 3", "drop f15", 0, "drop"),
    ("tuck + f14 3", "knit + f14 3", 0, "empty"),
    ("xfer f15 b15", None, 0, "transfer"),
    ("xfer f15 b15", "xfer f15 b16", 0, "transfer"),        # not facing
    ("xfer f15 b15", "xfer f15 f16", 0, "transfer"),        # the same bed
    ("rack -1", None, 0, "transfer"),
    ("rack -1", "rack -3", 0, "rack"),
    ("rack -1", "rack -1.25", 0, "rack"),
    ("in 3", None, 0, "carrier"),
    ("in 3", "in 7", 0, "carrier"),
    ("in 3", "in 3 4", 0, "carrier"),                       # used without its mate
    ("in 3", "inhook 3", 0, "hook"),
    ("out 3", None, 0, "carrier"),
    ("out 3", "outhook 3", 0, "hook"),
    ("drop f10", None, 0, "held"),
    ("drop f10", "drop f11", 0, "drop"),
    ("knit - f15 3", "knit - f915 3", 0, "needle"),
    ("knit - f15 3", "knit - fs15 3", 0, "slider"),
    ("knit - f15 3", "x-speed-number 900", 0, "extension"),
    ("knit - f15 3", "x-presser-mode on", 0, "extension"),
])
def test_one_fault_is_found(old: str, new: str | None, nth: int, wanted: str):
    assert wanted in codes(changed(old, new, nth))


def test_a_course_left_out_leaves_its_carrier_on_the_wrong_side():
    lines = [*CAST_ON, *course("+", 10, 19), *course("+", 10, 19), *off(10, 19), "out 3", "drop f10"]
    assert "position" in codes(lines)


def test_a_fault_names_everything():
    lines = changed("knit - f15 3", "knit - b15 3")
    lines[11] += " ;!source: sleeve, course 1"
    found = faults(lines)
    assert found[0].course == "sleeve, course 1"
    assert found[0].needle == "b15"
    assert found[0].line == 4 + lines.index("knit - b15 3") + 1
    assert str(found[0]).endswith("sleeve, course 1, needle b15: knits on an empty needle [knitting.empty]")


def test_faults_become_one_error():
    checked = check(read_knitout(HEADERS["kniterate"] + "knit + f10 3\nrack 9\n"), read_machine("kniterate"))
    with pytest.raises(StationError) as error:
        checked.ensure("own.k")
    assert {problem.code for problem in error.value.problems} >= {"knitting.carrier", "knitting.empty", "knitting.rack"}
    assert all(problem.file == "own.k" and problem.line for problem in error.value.problems)


def test_faults_are_capped_and_counted():
    lines = ["in 3", *(f"knit + f{number} 3" for number in range(10, 200))]
    checked = check(read_knitout(HEADERS["kniterate"] + "\n".join(lines) + "\n"), read_machine("kniterate"))
    assert len(checked.faults) == MOST_FAULTS
    assert checked.total >= 190


@pytest.mark.parametrize(("header", "words"), [
    (";!knitout-2\n;;Machine: Kniterate\n", "carriers are missing"),
    (";!knitout-2\n;;Machine: Kniterate\n;;Carriers: 1 2 3\n", "needs 1 2 3 4 5 6"),
    (";!knitout-2\n;;Machine: SWG091N2\n;;Carriers: 1 2 3 4 5 6\n", "names the machine SWG091N2"),
    (";!knitout-3\n;;Machine: Kniterate\n;;Carriers: 1 2 3 4 5 6\n", "version 3"),
])
def test_headers_are_checked(header: str, words: str):
    found = check(read_knitout(header + "\n".join(SOUND) + "\n"), read_machine("kniterate")).faults
    assert len(found) == 1
    assert words in found[0].reason


def test_short_rows_want_a_wrap():
    turned = [*course("-", 13, 19), "tuck - f12 3", *course("+", 13, 19), *course("-", 10, 19), *course("+", 10, 19)]
    assert not faults([*CAST_ON, *course("+", 10, 19), *turned, *off(10, 19), "out 3", "drop f10"])
    hole = [line for line in turned if not line.startswith("tuck")]
    assert codes([*CAST_ON, *course("+", 10, 19), *hole, *off(10, 19), "out 3", "drop f10"]) == {"hole"}
    worked = [*course("-", 13, 19), "tuck - f12 3", *course("+", 12, 19), *course("-", 10, 19), *course("+", 10, 19)]
    assert "tuck" in codes([*CAST_ON, *course("+", 10, 19), *worked, *off(10, 19), "out 3", "drop f10"])


def test_a_loop_left_on_the_other_bed_is_found_at_once():
    lines = [*CAST_ON, *course("+", 10, 19), "xfer f15 b15", "rack 1", "rack 0", *course("-", 10, 19)]
    found = faults(lines)
    assert found[0].code == "knitting.empty"                # the needle whose stitch went away
    filled = [*course("+", 10, 39)]
    filled.remove("knit + f21 3")
    wide = ["in 3", *course("+", 10, 39, code="tuck"), *course("-", 10, 39), "xfer f20 b20", "xfer f21 b21", "rack -1",
            "xfer b21 f20", "rack 0", *filled]
    assert "left_behind" in codes([*wide, "out 3"])


def test_a_long_float_is_found():
    lines = [*CAST_ON, *course("+", 10, 19), "in 4", "knit + f10 4", "knit + f40 4"]
    assert "float" in codes(lines)


def test_too_many_loops_on_a_needle():
    lines = [*CAST_ON, *course("+", 10, 19)]
    for number in range(10, 14):
        lines += [f"xfer f{number} b{number}", "rack 1", f"xfer b{number} f{number + 1}", "rack 0"]
    assert "loops" in codes(lines)


def test_ribs_and_tubes_are_sound():
    rib = ["in 3", *(f"tuck + {'fb'[number % 2]}{number} 3" for number in range(10, 20)),
           *(f"knit - {'fb'[number % 2]}{number} 3" for number in range(19, 9, -1)),
           *(f"knit + {'fb'[number % 2]}{number} 3" for number in range(10, 20))]
    joined = [*(f"xfer b{number} f{number}" for number in range(11, 20, 2)), *off(10, 19), "out 3", "drop f10"]
    assert not faults([*rib, *joined])
    assert "passed" in codes([line for line in [*rib, *joined] if line != "knit - b15 3"])
    tube = ["in 3", "rack 0.5", *(f"tuck + {bed}{number} 3" for number in range(10, 20) for bed in "fb"), "rack 0",
            *course("-", 10, 19), *course("+", 10, 19, bed="b"), *course("-", 10, 19), *course("+", 10, 19, bed="b"),
            *(f"xfer b{number} f{number}" for number in range(10, 20)), *off(10, 19), "out 3", "drop f10"]
    assert not faults(tube)


def test_yarn_from_a_gripper_must_not_lie_across_stitches():
    lines = [*CAST_ON, *course("+", 10, 19)]
    assert "across" in codes([*lines, "out 3"])             # it stands at the right, its gripper is at the left
    assert "across" in codes([*lines, "in 4", "knit + f15 4"])
    assert "entry" in codes(["in 3", *course("-", 10, 19, code="tuck")])


def hooked(*middle: str) -> list[str]:
    """Ten stitches on the Shima, brought in with the hook, with lines before the hook is released."""
    return ["inhook 3", *course("-", 10, 19, code="tuck"), *middle, "releasehook 3", *course("+", 10, 19),
            *course("-", 10, 19), *course("+", 10, 19), *off(10, 19), "outhook 3", "drop f10"]


def test_the_hook_holds_one_yarn_on_its_side():
    machine = "shima-swg091n2"
    assert not faults(hooked(), machine)
    assert "hook" in codes(["inhook 3", "releasehook 3"], machine)
    assert "hook" in codes(hooked("inhook 4"), machine)
    assert "hook" in codes(hooked("xfer f22 b22"), machine)
    assert "hook" in codes([line for line in hooked() if line != "releasehook 3"], machine)
    assert "entry" in codes(["inhook 3", *course("+", 10, 19, code="tuck")], machine)


def test_sliders_hold_loops_where_the_machine_has_them():
    lines = [*hooked()[:-1], "xfer f10 bs10"]
    assert codes(lines, "shima-swg091n2") == {"held"}
    assert "slider" in codes(changed("drop f10", "xfer f10 bs10"))


def test_the_plan_is_compared():
    program = read_knitout(HEADERS["kniterate"] + "\n".join(SOUND) + "\n")
    machine = read_machine("kniterate")
    plan = [PlannedPass(" ".join(each.carriers), each.way, each.left, each.right, each.loops)
            for each in check(program, machine).passes]
    assert check(program, machine, plan).sound
    shorter = read_knitout(HEADERS["kniterate"] + "\n".join([*CAST_ON, *course("+", 10, 19), *off(10, 19), "out 3",
                                                             "drop f10"]) + "\n")
    assert check(shorter, machine).sound                    # two courses less are sound by themselves
    found = check(shorter, machine, plan).faults
    assert [fault.code for fault in found] == ["knitting.plan", "knitting.plan"]
    assert "the plan has 8 passes; the program makes 6" in found[1].reason


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(KnitoutLine, operations), max_size=40), st.sampled_from(sorted(HEADERS)),
       st.sampled_from(["Keep", "Center", "Nowhere"]))
def test_any_program_is_answered(lines: list[KnitoutLine], machine: str, position: str):
    made = read_machine(machine)
    program = Program((("Carriers", " ".join(made.carriers)), ("Position", position)), tuple(lines))
    checked = check(program, made)
    assert len(checked.faults) <= MOST_FAULTS
    assert checked.total >= len(checked.faults)
    forming = any(line.operation and line.operation.code in ("knit", "tuck", "split") and line.operation.carriers
                  for line in lines)
    assert not (forming and checked.sound)                  # whatever it forms stays on, or was never brought in
