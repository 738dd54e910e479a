"""Steps, minutes and everything to be bought, from the operations alone and one table."""

import json

import pytest
from mtmpattern.templates.straight_skirt import StraightSkirt

import mtmpattern as mtm
from mtmpattern.drafting import (
    Point,
    Template,
    bind,
    cut,
    drafted,
    edges,
    fold,
    hem,
    line,
    notion,
    other,
    piece,
    sew,
    shell,
    woven,
)
from mtmpattern.errors import DraftError, FileFormatError
from mtmpattern.papers.work import notion_rows, notions_as_data, order_of_work, work_as_data, work_lines
from mtmpattern.pattern.making import minutes, to_buy, work_steps
from mtmpattern.pattern.model.notion import Notion
from mtmpattern.pattern.model.operation import Buttoned, Hem, Raw, Zipped
from mtmpattern.pattern.model.times import StitchClass, read_times, usual_times
from mtmpattern.pattern.seams.seam import walked
from mtmpattern.pattern.stored import from_json, sealed
from tests.places import EXAMPLES

ANA, BEN = map(mtm.read_body, ("ana", "ben"))


@pytest.fixture(scope="module")
def shirt():
    return drafted("shirt", BEN, estimates=True)


@pytest.fixture(scope="module")
def skirt():
    return drafted("straight-skirt", ANA, estimates=True)


# ---- Steps --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", mtm.template_names())
def test_every_garment_has_a_step_for_every_sentence(template):
    pattern = drafted(template, BEN if template == "shirt" else ANA, estimates=True)
    steps = work_steps(pattern)
    assert len(steps) == len(order_of_work(pattern)) == len(work_as_data(pattern))
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert all(step.minutes > 0 for step in steps if step.kind != "raw")
    for step in steps:
        operation = pattern.operations[step.operation] if step.operation >= 0 else None
        laps = isinstance(operation, Buttoned) and not operation.count
        if step.kind not in ("fuse", "pleat", "opened", "fused") and not laps and not isinstance(operation, Raw):
            assert step.stitch, step


def test_the_times_are_those_of_the_trade(shirt):
    """A formal shirt takes 22 minutes in published breakdowns, a tee 5 to 8."""
    assert 17 < minutes(work_steps(shirt)) < 30
    assert 4 < minutes(work_steps(drafted("crew-tee", ANA, estimates=True))) < 8


def test_lengths_are_those_of_the_seams(skirt):
    hems = [step for step in work_steps(skirt) if step.operation >= 0 and isinstance(skirt.operations[step.operation],
                                                                                     Hem)]
    sewn = sum(walked(seam.first) for seam in skirt.seams if seam.kind == "hemmed")
    assert sum(step.length for step in hems) == pytest.approx(sewn)


def test_a_line_over_a_fold_is_begun_once():
    tee = drafted("crew-tee", ANA, estimates=True)
    counts = {step.operation: step.count for step in work_steps(tee)}
    said = {number: str(operation) for number, operation in enumerate(tee.operations)}
    assert [counts[n] for n, text in said.items() if text.startswith("sew front.shoulder")] == [2]
    assert [counts[n] for n, text in said.items() if text.startswith("hem front.hem")] == [2]


def test_sentences_carry_stitch_and_minutes(skirt):
    lines = work_lines(skirt)
    assert all(line.endswith(" min)") for line in lines)
    assert any("301; press open" in line for line in lines)
    assert json.dumps(work_as_data(skirt))


# ---- What is to be bought -----------------------------------------------------------------------------------------


def test_zips_and_buttons_follow_from_the_seams(skirt, shirt):
    zips = [each for each in to_buy(skirt) if each.what == "zip"]
    assert [each.length for each in zips] == [pytest.approx(skirt.piece("back").opening.length, abs=.01)]
    assert sum(isinstance(each, Zipped) for each in skirt.operations) == 1
    buttons = [each for each in to_buy(shirt) if each.what == "button"]
    asked = {str(op.under): op.count for op in shirt.operations if isinstance(op, Buttoned) and op.count}
    assert {each.use: each.count for each in buttons} == {
        use: count * (2 if use.startswith("cuff") else 1) for use, count in asked.items()}


class Collar(Template):
    """Two halves that are bound round the neck; the back has a fold, the front a seam."""

    name = "collar"
    fabric = woven()
    sewn_first = True

    def half(self, centre):
        neck, low = Point(0, 0), Point(0, -200)
        return edges(hem=line(low, low.right(150)), side=line(low.right(150), Point(150, 50)),
                     neckline=line(Point(150, 50), neck), centre=centre(neck, low))

    @piece(cut(shell), on="torso front")
    def front(self): return self.half(line)

    @piece(cut(shell), on="torso back")
    def back(self): return self.half(fold)

    def making(self):
        seam = sew(self.front.centre, other(self.front.centre))
        yield sew(self.front.side, self.back.side)
        if self.sewn_first:
            yield seam
        yield bind(self.front.neckline + self.back.neckline)
        yield hem(self.front.hem, self.back.hem, depth=10)
        if not self.sewn_first:
            yield seam


@pytest.mark.parametrize("sewn_first", [True, False])
def test_a_ring_is_bound_with_one_tape(sewn_first):
    made = drafted(type("Bound", (Collar,), {"sewn_first": sewn_first}), ANA)
    half = made.piece("front").neckline.length + made.piece("back").neckline.length
    (tape,) = [each for each in to_buy(made) if each.what == "tape"]
    assert (tape.count, tape.use) == (1, "whole(front.neckline + back.neckline)")      # over the fold, at least
    assert tape.length == pytest.approx(2 * half, abs=.01)


def test_edges_on_both_sides_are_bound_with_two_tapes():
    apron = drafted(EXAMPLES / "apron.py", ANA)
    (tape,) = [each for each in to_buy(apron) if each.what == "tape"]
    assert (tape.count, tape.length) == (2, pytest.approx(apron.piece("apron").arm.length, abs=.01))


def test_fusible_is_the_area_of_its_parts(skirt):
    (fusible,) = [each for each in to_buy(skirt) if each.what == "fusible"]
    parts = skirt.for_cutting().parts
    assert fusible.area == pytest.approx(sum(part.area for part in parts if part.role == "fusible"), abs=1)


def test_thread_grows_with_the_seams():
    short, long_ = (drafted("straight-skirt", ANA, estimates=True, to_knee=each) for each in (80, 140))
    metres = [next(each.length for each in to_buy(pattern) if each.what == "thread") for pattern in (short, long_)]
    assert 5_000 < metres[0] < metres[1] < 100_000


def test_a_template_states_what_does_not_follow():
    class Corded(StraightSkirt):
        name = "corded"

        def notions(self):
            yield notion("cord", "hem", length=self.front.hem + self.back.hem, width=4, note="waxed")
            yield notion("eyelet", "front", count=2, width=8)

    pattern = drafted(Corded, ANA, estimates=True)
    again = from_json(pattern.to_json())
    assert again.notions == pattern.notions
    assert [each.what for each in pattern.notions] == ["cord", "eyelet"]
    assert ("2", "eyelet", "8 mm wide", "front") in notion_rows(pattern)
    assert {"what": "eyelet", "count": 2, "width": 8.0, "use": "front"} in notions_as_data(pattern)
    data = json.loads(pattern.to_json())
    data["notions"][0]["what"] = "dragon"
    with pytest.raises(FileFormatError, match=r"pattern\.value"):
        from_json(sealed(data))


@pytest.mark.parametrize(("ask", "code"), [
    (lambda: notion("zipper"), "notion.kind"), (lambda: notion("cord", length=-1), "notion.number"),
    (lambda: notion("cord", count=0), "notion.number"),
])
def test_what_is_no_notion_is_refused(ask, code):
    with pytest.raises(DraftError) as error:
        ask()
    assert error.value.code == code


def test_notions_yields_notions():
    class Strange(StraightSkirt):
        name = "strange"

        def notions(self):
            yield "a cord"

    with pytest.raises(DraftError, match="which is not a notion"):
        drafted(Strange, ANA, estimates=True)


# ---- The table ----------------------------------------------------------------------------------------------------


def table(**changes):
    times = usual_times()
    rows = {name: {each: getattr(row, each) for each in row.__slots__} for name, row in times.stitches.items()}
    return {"allowance": times.allowance, "share_of_speed": times.share_of_speed, "buttonhole": times.buttonhole,
            "button": times.button, "stitches": rows, "handling": dict(times.handling),
            "pressing": dict(times.pressing), "thread": dict(times.thread), **changes}


def test_a_workroom_may_have_its_own(skirt):
    slow = read_times(table(allowance=2 * usual_times().allowance))
    assert minutes(work_steps(skirt, slow)) == pytest.approx(2 * minutes(work_steps(skirt)))
    assert read_times(table()) == usual_times()


def test_the_thread_of_a_lockstitch():
    """C = 2 + 2 T S: 2.4 mm for each mm of a seam half a millimetre thick at 4 stitches a cm."""
    lockstitch = usual_times().stitches["301"]
    assert lockstitch.thread(.5) == pytest.approx(2 + 2 * .5 * .4)
    assert isinstance(lockstitch, StitchClass)


@pytest.mark.parametrize(("changes", "code"), [
    ({"allowance": -1}, "times.range"), ({"speed": 3}, "times.key"), ({"handling": {}}, "times.missing"),
    ({"stitches": {}}, "times.missing"), ({"pressing": {"each": 1, "per_metre": 1, "steam": 1}}, "times.key"),
])
def test_every_fault_of_a_table_is_named(changes, code):
    with pytest.raises(FileFormatError) as error:
        read_times(table(**changes))
    assert code in {problem.code for problem in error.value.problems}


def test_a_notion_is_plain():
    assert Notion("zip", length=180.0) == Notion("zip", "", 1, 180.0)
