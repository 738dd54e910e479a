"""The order of work in plain sentences, from the same operations that the audit and the notches use."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from mtmpattern.pattern import Pattern
from mtmpattern.pattern.making import WorkStep, to_buy, work_steps
from mtmpattern.pattern.model.notion import Notion
from mtmpattern.pattern.model.operation import (
    Bag,
    Bind,
    Buttoned,
    Caught,
    Encase,
    Hem,
    Lay,
    Opened,
    Operation,
    Preparation,
    Raw,
    Separate,
    Sew,
    Zipped,
)
from mtmpattern.pattern.model.outline import FUSIBLE
from mtmpattern.pattern.model.run import HALF, OTHER, WHOLE, Run, touches_fold
from mtmpattern.pattern.model.times import Times
from mtmpattern.pattern.seams.seam import Seam


def order_of_work(pattern: Pattern) -> tuple[str, ...]:
    """Every step as one sentence, in order: preparations of single pieces first, then the operations."""
    seams: dict[int, list[Seam]] = defaultdict(list)
    for seam in pattern.seams:
        if seam.layer == 0:
            seams[seam.step].append(seam)
    halves = {piece.info.name for piece in pattern.pieces if len(piece.info.halves) == 2}
    return (*(_sentence(_prepared(each, both=each.piece in halves)) for each in pattern.preparations),
            *(sentence_of(operation, seams[step]) for step, operation in enumerate(pattern.operations)))


def _prepared(done: Preparation, *, both: bool) -> str:
    """The preparation of a single piece in words; that of a half is done on both halves."""
    if done.kind == "fuse":
        return f"fuse the {done.piece}"
    if done.kind == "fish-eye":
        return f"sew {done.edge} inside {done.piece}, {done.width:.0f} mm wide and {done.length:.0f} mm long"
    many = f"{done.count} {done.kind}{'s' if done.count > 1 else ''}"
    return (f"{'sew' if done.kind == 'dart' else 'fold'} {many} of the {done.piece} {done.edge}"
            + (", on each half" if both else ""))


def sentence_of(operation: Operation, seams: Sequence[Seam]) -> str:
    """One operation as a sentence; ``seams`` are its seams in the outermost layer."""
    words: Callable[[Any, Sequence[Seam]], str] | None = _WORDS.get(type(operation))
    return _sentence(words(operation, seams) if words else str(operation))


def _sentence(text: str) -> str:
    plain = " ".join(text.replace("_", " ").split())
    return f"{plain[:1].upper()}{plain[1:]}."


# ---- Runs in words --------------------------------------------------------------------------------------------------

def _run(run: Run) -> str:
    """``the back waist and front waist``; ``the whole`` for one that goes round, ``the other`` for the other half."""
    names = dict.fromkeys(("" if step.is_whole_edge else "part of the ") + f"{step.piece.info.name} {step.edge}"
                          for step in run.steps)
    reach = {WHOLE: "the whole ", OTHER: "the other ", HALF: "the "}[run.reach]
    return (reach + _listed([*names])).replace("the part of the", "part of the")


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _runs(runs: tuple[Run, ...]) -> str:
    if all(run.reach == HALF and len(run.steps) == 1 for run in runs):
        return _listed([_run(run) for run in runs])
    return ", and ".join(_run(run) for run in runs)


def _centre(seams: Sequence[Seam], first: Run, second: Run) -> bool:
    """Whether a run of one half is joined to the same run of the other, in one seam."""
    return len(seams) == 1 and {first.reach, second.reach} == {HALF, OTHER} and first.steps == second.steps


def _sides(seams: Sequence[Seam], *runs: Run) -> str:
    """`` on both sides`` where there is a seam on each of the wearer's sides, not two halves of one line."""
    apart = not any(touches_fold(step) for run in runs for step in run.steps)
    return " on both sides" if len(seams) == 2 and apart else ""


# ---- Operations in words --------------------------------------------------------------------------------------------

def _sewn(op: Sew, seams: Sequence[Seam]) -> str:
    how = "" if op.construction.name == "plain" else f" with a {op.construction.name} seam"
    if _centre(seams, op.first, op.second):
        text = f"sew the two halves together along {_run(op.first)}{how}"
    elif _ends(op):
        text = f"sew the ends of the {op.first.steps[0].piece.info.name} together{_sides(seams, op.first)}{how}"
    else:
        text = f"sew {_run(op.first)} to {_run(op.second)}{_sides(seams, op.first, op.second)}{how}{_eased(op)}"
    return text + (f"; press {op.press}" if op.press else "")


def _ends(op: Sew) -> bool:
    """Whether the seam closes a strip into a ring."""
    sides = [(run.reach, step.piece.info.name, step.edge) for run in op.runs for step in run.steps]
    return len(sides) == 2 and sides[0][:2] == sides[1][:2] and {each[2] for each in sides} == {"begin", "end"}


def _eased(op: Sew) -> str:
    if op.ratio is not None:
        return f"{', stretching' if op.ratio < 1 else ', gathering'} it: it is {100 * op.ratio:.0f} % as long"
    mm = sum(op.eased.values()) if isinstance(op.eased, Mapping) else op.eased
    if abs(mm) < 0.5:
        return ""
    return f", easing in {mm:.0f} mm" if mm > 0 else f", stretched on by {-mm:.0f} mm"


def _hemmed(op: Hem, seams: Sequence[Seam]) -> str:
    under = f" and {op.under:.0f} mm more under" if op.under else ""
    return f"hem {_runs(op.runs)}: turn up {op.depth:.0f} mm{under}{', fused' if op.fused else ''}"


def _encased(op: Encase, seams: Sequence[Seam]) -> str:
    return f"sew {_runs(op.layers)} between both layers of {_run(op.between)}"


def _bagged(op: Bag, seams: Sequence[Seam]) -> str:
    return f"sew both layers together along {_run(op.run)}{_sides(seams, op.run)}, and turn them out"


def _bound(op: Bind, seams: Sequence[Seam]) -> str:
    return f"bind {_run(op.run)}{_sides(seams, op.run)} with {_run(op.by) if op.by else 'tape'}"


def _laid(op: Lay, seams: Sequence[Seam]) -> str:
    name, under = op.piece.info.name, op.on.info.name
    both = " on both sides" if len(seams) == 2 and not op.piece.info.opens else ""
    if op.piece.info.role == FUSIBLE:
        return f"fuse the {name} to the wrong side of the {under} behind the mark {op.at}{both}"
    return f"lay the {name} on the {under} at the mark {op.at}{both}, and stitch down {_run(op.sewn)}"


def _opened(op: Opened, seams: Sequence[Seam]) -> str:
    side = " on both sides" if len(seams) == 2 else f" on the {op.piece.info.only}" if op.piece.info.only else ""
    return (f"cut the {op.on.info.name} open along the mark {op.at}{side}, with a small triangle at each end; turn the "
            f"{op.piece.info.name} through and sew the triangles down")


def _caught(op: Caught, seams: Sequence[Seam]) -> str:
    place = f" at the notch {op.at}" if op.at else ""
    return f"catch {_run(op.run)} in {_run(op.by)}{place}{_sides(seams, op.run)}"


def _zipped(op: Zipped, seams: Sequence[Seam]) -> str:
    if _centre(seams, op.first, op.second):
        return f"set a zip into {_run(op.first)}"
    return f"set a zip between {_run(op.first)} and {_run(op.second)}"


def _buttoned(op: Buttoned, seams: Sequence[Seam]) -> str:
    if not op.count:
        return f"lap {_run(op.over)} over {_run(op.under)}"
    many, plural = ("a", "") if op.count == 1 else (str(op.count), "s")
    return f"make {many} buttonhole{plural} at {_run(op.over)}, and sew {many} button{plural} on {_run(op.under)}"


def _separate(op: Separate, seams: Sequence[Seam]) -> str:
    return f"put the {op.piece.info.name} with the garment: it is not sewn to it"


def _raw(op: Raw, seams: Sequence[Seam]) -> str:
    return f"leave {_runs(op.runs)} as cut"


_WORDS: Final[Mapping[type, Callable[[Any, Sequence[Seam]], str]]] = {
    Sew: _sewn, Hem: _hemmed, Encase: _encased, Bag: _bagged, Bind: _bound, Lay: _laid, Caught: _caught,
    Zipped: _zipped, Buttoned: _buttoned, Opened: _opened, Separate: _separate,
    Raw: _raw,
}


# ---- Stitches, minutes and notions ----------------------------------------------------------------------------------

def work_lines(pattern: Pattern, times: Times | None = None) -> tuple[str, ...]:
    """The sentences of `order_of_work`, each with its stitch class, pressing and minutes: ``... (301; 1.2 min)``."""
    return tuple(f"{sentence} ({'; '.join(filter(None, _taken(step, sentence)))})"
                 for sentence, step in zip(order_of_work(pattern), work_steps(pattern, times), strict=True))


def _taken(step: WorkStep, sentence: str) -> tuple[str, ...]:
    press = f"press {step.press}" if step.press and step.press != "fuse" and "press" not in sentence else ""
    return (step.stitch, press, f"{step.minutes:.1f} min")


def work_as_data(pattern: Pattern, times: Times | None = None) -> list[dict[str, Any]]:
    """Every step as plain data: lengths in mm, minutes to a thousandth."""
    return [{"step": step.number, "text": sentence, "kind": step.kind, "count": step.count,
             "length": round(step.length, 3), "stitch": step.stitch, "press": step.press,
             "minutes": round(step.minutes, 3)}
            for sentence, step in zip(order_of_work(pattern), work_steps(pattern, times), strict=True)]


def notion_rows(pattern: Pattern, times: Times | None = None) -> list[tuple[str, ...]]:
    """What to buy besides cloth: count, kind, size, and where it goes."""
    return [(str(each.count), each.what, _size(each), _plain(each.use) + (f"; {each.note}" if each.note else ""))
            for each in to_buy(pattern, times)]


def notions_as_data(pattern: Pattern, times: Times | None = None) -> list[dict[str, Any]]:
    """The same as plain data, in mm and square mm, without empty fields."""
    return [{"what": each.what, "count": each.count, **{name: round(value, 3) for name, value in (
        ("length", each.length), ("width", each.width), ("area", each.area)) if value},
        **{name: text for name, text in (("use", each.use), ("note", each.note)) if text}}
        for each in to_buy(pattern, times)]


def _size(each: Notion) -> str:
    if each.area:
        return f"{each.area / 1e6:.3f} m2 without waste"
    if each.what == "thread":
        return f"{math.ceil(each.length / 1000)} m"
    across = f"{each.width:g} mm wide" if each.width else ""
    return ", ".join(filter(None, (f"{each.length:.0f} mm long" if each.length else "", across)))


def _plain(words: str) -> str:
    """An edge in words: ``the whole back neckline`` for ``whole(back.neckline)``."""
    words = re.sub(r"\b(whole|other)\(([^()]*)\)", r"the \1 \2", words)
    return words.replace("_", " ").replace(".", " ")
