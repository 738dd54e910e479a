"""The order of work in plain sentences, from the operations that audit and notches rest on too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from mtmpattern.pattern import Pattern
from mtmpattern.pattern.buttons import Buttoned
from mtmpattern.pattern.operations import Bag, Bind, Caught, Encase, Hem, Lay, Opened, Operation, Raw, Sew, Zipped
from mtmpattern.pattern.outline import FUSIBLE
from mtmpattern.pattern.run import HALF, OTHER, WHOLE, Run, touches_fold

_EDGE: Final = re.compile(r"\b([a-z]\w*)\.([a-z]\w*)$")


def order_of_work(pattern: Pattern) -> tuple[str, ...]:
    """Every step as one sentence, in order: what is done to single pieces first, then the operations."""
    halves = {piece.info.name for piece in pattern.pieces if len(piece.info.halves) == 2}
    return (*(_prepared(line, halves) for line in pattern.preparations), *map(told, pattern.operations))


def _prepared(line: str, halves: set[str]) -> str:
    """``sew 2 darts of back.waist`` as a sentence; what is said of a half is done to both."""
    text = re.sub(r"^fuse (?=\w+$)", "fuse the ", line)
    edge = _EDGE.search(text)
    if edge:
        text = _EDGE.sub(r"the \1 \2", text) + (", on each half" if edge[1] in halves else "")
    return _sentence(text)


def told(operation: Operation) -> str:
    """One operation as a sentence; of one that has no sentence of its own, what it calls itself."""
    words: Callable[[Any], str] = _WORDS.get(type(operation), str)
    return _sentence(words(operation))


def _sentence(text: str) -> str:
    plain = " ".join(text.replace("_", " ").split())
    return f"{plain[:1].upper()}{plain[1:]}."


# ---- Words for runs -----------------------------------------------------------------------------------------------


def _run(run: Run) -> str:
    """``the back waist and front waist``; one that goes round is whole, one of the other half is called so."""
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


def _halves(first: Run, second: Run) -> bool:
    """Whether the run of one half is sewn to the same run of the other."""
    return {first.reach, second.reach} == {HALF, OTHER} and first.steps == second.steps


def _sides(*runs: Run) -> str:
    """`` on both sides`` of what both of the wearer's sides have for themselves."""
    steps = [step for run in runs if run.reach == HALF for step in run.steps]
    both = len(steps) == sum(len(run.steps) for run in runs) and all(
        len(step.piece.info.halves) == 2 and not touches_fold(step) for step in steps)
    return " on both sides" if both else ""


# ---- Words for operations -----------------------------------------------------------------------------------------


def _sewn(op: Sew) -> str:
    how = "" if op.construction.name == "plain" else f" with a {op.construction.name} seam"
    if _halves(op.first, op.second):
        text = f"sew the two halves together along {_run(op.first)}{how}"
    else:
        text = f"sew {_run(op.first)} to {_run(op.second)}{_sides(op.first, op.second)}{how}{_eased(op)}"
    return text + (f"; press {op.press}" if op.press else "")


def _eased(op: Sew) -> str:
    if op.ratio is not None:
        return f"{', stretching' if op.ratio < 1 else ', gathering'} it: it is {100 * op.ratio:.0f} % as long"
    mm = sum(op.eased.values()) if isinstance(op.eased, Mapping) else op.eased
    if abs(mm) < 0.5:
        return ""
    return f", easing in {mm:.0f} mm" if mm > 0 else f", stretched on by {-mm:.0f} mm"


def _hemmed(op: Hem) -> str:
    under = f" and {op.under:.0f} mm more under" if op.under else ""
    return f"hem {_runs(op.runs)}: turn up {op.depth:.0f} mm{under}{', fused' if op.fused else ''}"


def _encased(op: Encase) -> str:
    return f"sew {_runs(op.layers)} between both layers of {_run(op.between)}"


def _bagged(op: Bag) -> str:
    return f"sew both layers together along {_run(op.run)}{_sides(op.run)}, and turn them out"


def _bound(op: Bind) -> str:
    return f"bind {_run(op.run)}{_sides(op.run)} with {_run(op.by) if op.by else 'tape'}"


def _laid(op: Lay) -> str:
    name, under = op.piece.info.name, op.on.info.name
    both = " on both sides" if len(op.piece.info.halves) == 2 and not op.piece.info.opens else ""
    if op.piece.info.role == FUSIBLE:
        return f"fuse the {name} to the wrong side of the {under} behind the mark {op.at}{both}"
    return f"lay the {name} on the {under} at the mark {op.at}{both}, and stitch down {_run(op.sewn)}"


def _opened(op: Opened) -> str:
    halves = op.piece.info.halves
    side = " on both sides" if len(halves) == 2 and not op.piece.info.opens else f" on the {halves[0]}" if all(
        halves) and len(halves) == 1 else ""
    return (f"cut the {op.on.info.name} open along the mark {op.at}{side}, with a small triangle at each end; turn the "
            f"{op.piece.info.name} through and sew the triangles down")


def _caught(op: Caught) -> str:
    return f"catch {_run(op.run)} in {_run(op.by)}{_sides(op.run)}"


def _zipped(op: Zipped) -> str:
    if _halves(op.first, op.second):
        return f"set a zip into {_run(op.first)}"
    return f"set a zip between {_run(op.first)} and {_run(op.second)}"


def _buttoned(op: Buttoned) -> str:
    if not op.count:
        return f"lap {_run(op.over)} over {_run(op.under)}"
    many, plural = ("a", "") if op.count == 1 else (str(op.count), "s")
    return f"make {many} buttonhole{plural} at {_run(op.over)}, and sew {many} button{plural} on {_run(op.under)}"


def _raw(op: Raw) -> str:
    return f"leave {_runs(op.runs)} as cut"


_WORDS: Final[Mapping[type, Callable[[Any], str]]] = {
    Sew: _sewn, Hem: _hemmed, Encase: _encased, Bag: _bagged, Bind: _bound, Lay: _laid, Caught: _caught,
    Zipped: _zipped, Buttoned: _buttoned, Opened: _opened, Raw: _raw,
}
