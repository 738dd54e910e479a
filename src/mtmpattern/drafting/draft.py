"""From a template, a body and choices to an audited pattern."""

from __future__ import annotations

import math
import traceback
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any, TypeVar

from ..body import Body, complete, missing
from ..errors import DraftError, MeasurementError, MtmError, OptionError, Problem
from ..geometry.tolerance import SAME
from ..pattern.audit import refuse_faulty
from ..pattern.fabric import Fabric, read_fabric
from ..pattern.measured import Sided
from ..pattern.pattern import Pattern
from ..pattern.piece import Piece
from ..pattern.requirements import Passage, Proportion
from .library import find_template
from .template import Template, operations_of

T = TypeVar("T")

MOST_ALTERED = 500.0
"""An alteration of more than this many mm is a slip of the pen."""


def draft(template: str | Path | type[Template], body: Body, *, fit: str | None = None,
          fabrics: Mapping[str, Fabric | str] | None = None, alterations: Mapping[str, Any] | None = None,
          **options: Any) -> Pattern:
    """Draft a garment for a body and audit it; what comes back may be cut.

    ``options`` are given in the unit each is told in (mm, percent, degrees); ``alterations`` add mm to intended
    measurements by name, for one side as ``{"sleeve": {"left": 5}}``; ``fabrics`` name the cloth of a role.

    Raises `OptionError`, `MeasurementError`, `DraftError` and its kinds, each with every fault at once.
    """
    return refuse_faulty(drafted(template, body, fit=fit, fabrics=fabrics, alterations=alterations, **options))


def drafted(template: str | Path | type[Template], body: Body, *, fit: str | None = None,
            fabrics: Mapping[str, Fabric | str] | None = None, alterations: Mapping[str, Any] | None = None,
            **options: Any) -> Pattern:
    """The same without the audit, for those who want to see what is wrong."""
    kind = template if isinstance(template, type) else find_template(template)
    values = _options(kind, fit, options)
    altered = _alterations(kind, alterations or {})
    completed = complete(body, kind.needs)
    lacking = missing(completed, kind.needs)
    if lacking:
        raise MeasurementError.of(lacking)
    cloth = _fabrics(kind, fabrics or {}, values)
    sided = completed.differs(kind.needs) or any(isinstance(value, Mapping) for value in altered.values())
    left = kind(completed, options=values, alterations=altered, fabrics=cloth)
    right = left
    if sided:
        right = kind(completed, side="right", options=values, alterations=altered, fabrics=cloth)
        left.twin, right.twin = right, left
    try:
        return _pattern(kind, left, right, completed, fit)
    except MtmError:
        raise
    except (Exception, SystemExit) as error:  # a template is somebody's code; whatever it raises ends in a sentence
        raise DraftError(
            f"{kind.name} raised {type(error).__name__}: {_short(error)}", code="template.raised",
            where=_line_of(error), hint="Mend the template; drafting stopped there.") from error


def _pattern(kind: type[Template], left: Template, right: Template, body: Body, fit: str | None) -> Pattern:
    pieces = tuple(getattr(left, name) for name, method in kind.piece_methods().items() if method.wanted(left))
    _share_equal_pieces(left, right, [piece.info.name for piece in pieces])
    operations = tuple(operations_of(left))
    right_operations = tuple(operations_of(right)) if right is not left else ()
    _must_match(operations, right_operations)
    asked = list(left.wearing())
    both = [*asked, *(r for r in right.wearing() if right is not left and r not in asked)]
    if right is not left:
        for name in (piece.info.name for piece in pieces if piece.info.fold):
            _halves_must_meet(getattr(left, name), getattr(right, name))
    notes = [*left.notes, *(note for note in right.notes if right is not left)]
    return Pattern(
        template=kind.name, version=kind.version, pieces=pieces, operations=operations,
        right_operations=right_operations, options=dict(left.option_values), fit=fit or "",
        alterations=dict(left.alterations), fabrics=dict(left.fabrics),
        intended=_sided(left, right, _intended),
        finished=_finished(left, right), openings=kind.openings,
        passages=tuple(r for r in both if isinstance(r, Passage)),
        proportions=tuple(r for r in both if isinstance(r, Proportion)), notes=tuple(notes),
        inputs=_inputs(kind, left, body, fit))


def _share_equal_pieces(left: Template, right: Template, names: list[str]) -> None:
    """Where both sides came out the same there is one piece, and both sides speak of it."""
    for name in names if right is not left else ():
        ours, theirs = getattr(left, name), getattr(right, name)
        if ours.info.outline == theirs.info.outline:
            right.drafted_values[name] = ours


def _inputs(kind: type[Template], template: Template, body: Body, fit: str | None) -> dict[str, Any]:
    return {
        "mtmpattern": installed_version("mtmpattern"), "template": kind.name, "version": kind.version,
        "body": body.digest, "fit": fit or "", "options": dict(template.option_values),
        "alterations": dict(template.alterations),
        "fabrics": {role: fabric.to_dict() for role, fabric in template.fabrics.items()},
    }


def _sided(left: Template, right: Template, of: Callable[[Template], dict[str, float]]) -> dict[str, Sided]:
    ours, theirs = of(left), of(right) if right is not left else {}
    return {name: value if abs(theirs.get(name, value) - value) < SAME else {"left": value, "right": theirs[name]}
            for name, value in ours.items()}


def _intended(template: Template) -> dict[str, float]:
    return {name: float(getattr(template, attribute)) for name, attribute in template.intentions().items()}


def _finished(left: Template, right: Template) -> dict[str, Sided]:
    whole: dict[str, float] = {}

    def of(template: Template) -> dict[str, float]:
        found = {}
        for got in template.finished():
            found[got.name] = whole.setdefault(got.name, got.value) if got.both else got.value
        return found

    return _sided(left, right, of)


def _must_match(left: tuple[Any, ...], right: tuple[Any, ...]) -> None:
    """Both sides are made by the same operations, only their numbers may differ."""
    if right and [type(op) for op in left] != [type(op) for op in right]:
        raise DraftError("making() yields other operations for the right side than for the left", code="making.sides",
                         hint="Yield the same operations whichever side is drafted; only numbers may differ.")


def _halves_must_meet(left: Piece, right: Piece) -> None:
    """Both halves of a piece that opens over a fold have the same fold."""
    a, b = left.info.edges[left.info.fold], right.info.edges[right.info.fold]
    gap = max(a.start.distance(b.start), a.end.distance(b.end))
    if gap > 0.01:
        raise DraftError(
            f"{left.info.name}: its left and right halves do not meet on the fold, by {gap:.1f} mm",
            code="sides.centre", where=left.info.name,
            hint="Take what lies on the centre line from self.middle instead of self.body.")


# ---- Checking what was asked ------------------------------------------------------------------------------------


def _gather(found: list[Problem], attempt: Callable[[], T]) -> T | None:
    try:
        return attempt()
    except MtmError as error:
        found.extend(error.problems)
        return None


def _options(kind: type[Template], fit: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
    known, problems, values = kind.options(), [], {}  # type: ignore[var-annotated]
    if fit is not None:
        if fit not in kind.fits:
            problems.append(_unknown("fit", fit, kind.fits, kind.name))
        values.update(kind.fits.get(fit, {}))
    for name, value in given.items():
        if name not in known:
            problems.append(_unknown("option", name, known, kind.name))
        else:
            values[name] = value
    checked = {name: _gather(problems, lambda n=name, v=value: known[n].checked(v))  # type: ignore[misc]
               for name, value in values.items() if name in known}
    if problems:
        raise OptionError.of(problems)
    return checked


def _alterations(kind: type[Template], given: Mapping[str, Any]) -> dict[str, Any]:
    problems: list[Problem] = []
    names = kind.intentions()
    for name, value in given.items():
        if name not in names:
            problems.append(_unknown("intended measurement", name, names, kind.name))
        sides = value if isinstance(value, Mapping) else {"both": value}
        for side, mm in sides.items():
            if isinstance(value, Mapping) and side not in ("left", "right"):
                problems.append(Problem(f"alteration of {name}: {side!r} is no side", "alteration.side", name,
                                        "Say left or right."))
            if isinstance(mm, bool) or not isinstance(mm, int | float) or not math.isfinite(mm):
                problems.append(Problem(f"alteration of {name}: {str(mm)[:40]!r} is no number of millimetres",
                                        "alteration.type", name, "Say how many mm to add; minus takes away."))
            elif abs(mm) > MOST_ALTERED:
                problems.append(Problem(f"alteration of {name}: {mm:g} mm is more than {MOST_ALTERED:g} mm",
                                        "alteration.range", name, "Alterations are in millimetres."))
    if problems:
        raise OptionError.of(problems)
    return {name: {side: float(mm) for side, mm in sorted(value.items())} if isinstance(value, Mapping)
            else float(value) for name, value in sorted(given.items())}


def _fabrics(kind: type[Template], given: Mapping[str, Fabric | str], values: Mapping[str, Any]) -> dict[str, Fabric]:
    cloths, problems = kind.cloths(), list[Problem]()
    wanted = {cut.role for method in kind.piece_methods().values()
              if method.when is None or values.get(method.when.name, method.when.default) for cut in method.cuts}
    for role in given:
        if role not in cloths:
            problems.append(_unknown("cloth", role, cloths, kind.name))
    chosen = {}
    for role, cloth in cloths.items():
        if role not in wanted:
            continue
        fabric = given.get(role, cloth.default)
        read = _gather(problems, lambda f=fabric: f if isinstance(f, Fabric) else read_fabric(f))  # type: ignore[misc]
        reason = cloth.refuses(read) if read else None
        if reason:
            problems.append(Problem(f"{role}: {reason}", "fabric.unfit", role, "Choose another cloth for it."))
        if read:
            chosen[role] = read
    if problems:
        raise OptionError.of(problems)
    return chosen


def _unknown(what: str, name: object, known: Any, template: str) -> Problem:
    names = sorted(known)
    near = get_close_matches(str(name), names, 1)
    shown = str(name) if len(str(name)) < 50 else str(name)[:47] + "..."
    return Problem(f"{template} has no {what} {shown!r}", f"option.{what.rsplit(maxsplit=1)[-1]}", shown,
                   f"Did you mean {near[0]}?" if near else f"It has {', '.join(names) or 'none'}.")


def _short(error: BaseException) -> str:
    text = str(error) or "without a message"
    return text if len(text) < 200 else text[:197] + "..."


def _line_of(error: BaseException) -> str:
    """The last place in a template's own file, never deeper in the machinery."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "mtmpattern" not in Path(f.filename).parts or "templates" in Path(f.filename).parts]
    frame = (own or frames)[-1]
    return f"{Path(frame.filename).name} line {frame.lineno}"
