"""From a template, a body and choices to an audited pattern."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from ..body import Body, complete, entry, missing
from ..errors import DraftError, MeasurementError, MtmError, TemplateNotFound
from ..geometry.tolerance import SAME
from ..pattern.audit import refuse_faulty
from ..pattern.fabric import Fabric
from ..pattern.measured import Sided
from ..pattern.pattern import Pattern
from ..pattern.piece import Piece
from ..pattern.requirements import Note, Passage, Proportion
from .asking import alterations_asked, fabrics_asked, garment_asked, options_asked, types_asked
from .inputs import inputs_of
from .library import find_template
from .pieces import PieceMethod
from .structure import Structure
from .template import Template, asked_of, operations_of


def draft(template: str | Path | type[Template], body: Body, /, *, fit: str | None = None,
          fabrics: Mapping[str, Fabric | str] | None = None, alterations: Mapping[str, Any] | None = None,
          garment: Mapping[str, Any] | None = None, estimates: bool = False, **options: Any) -> Pattern:
    """Draft a garment for a body and audit it; what comes back may be cut.

    ``options`` are given in the unit each is told in (mm, percent, degrees); ``alterations`` add mm to intended
    measurements by name, for one side as ``{"sleeve": {"left": 5}}``; ``garment`` says what it shall measure instead of
    what the template intends, as taken from a garment that fits; ``fabrics`` name the cloth of a role.
    ``estimates`` lets every missing measure be estimated, also those that the template wants measured.

    Raises `OptionError`, `MeasurementError`, `DraftError` and its kinds, each with every fault at once.
    """
    return refuse_faulty(drafted(template, body, fit=fit, fabrics=fabrics, alterations=alterations, garment=garment,
                                 estimates=estimates, **options))


def drafted(template: str | Path | type[Template], body: Body, /, *, fit: str | None = None,
            fabrics: Mapping[str, Fabric | str] | None = None, alterations: Mapping[str, Any] | None = None,
            garment: Mapping[str, Any] | None = None, estimates: bool = False, structure: Structure | None = None,
            **options: Any) -> Pattern:
    """The same without the audit, for those who want to see what is wrong. ``structure`` takes down what is decided."""
    kind = template if isinstance(template, type) else find_template(template)
    if not issubclass(kind, Template):
        raise TemplateNotFound(f"{kind.__name__} is not a template", code="template.unknown", where="template",
                               hint="Give a class that inherits from mtmpattern.drafting.Template, or a name.")
    types_asked(body, fit, alterations=alterations, garment=garment, fabrics=fabrics)
    values = options_asked(kind, fit, options)
    altered = alterations_asked(kind, alterations or {})
    wanted = garment_asked(kind, garment or {})
    completed = _completed(kind, body, estimates=estimates)
    cloth = fabrics_asked(kind, fabrics or {}, values)
    altered_apart = any(isinstance(value, Mapping) for value in (*altered.values(), *wanted.values()))
    sided = kind.sides_differ or altered_apart or completed.differs(kind.needs)
    asked: dict[str, Any] = {"options": values, "alterations": altered, "fabrics": cloth, "garment": wanted,
                             "structure": structure or Structure()}
    left = kind(completed, **asked)
    right = left
    if sided:
        right = kind(completed, side="right", **asked)
        left.twin, right.twin = right, left
    try:
        return _pattern(kind, left, right, completed, fit)
    except MtmError:
        raise
    except (Exception, SystemExit) as error:  # a template is somebody's code; whatever it raises ends in a sentence
        raise DraftError(
            f"{kind.name} raised {type(error).__name__}: {_short(error)}", code="template.raised",
            where=_line_of(error), hint="Mend the template; drafting stopped there.") from error


def _completed(kind: type[Template], body: Body, *, estimates: bool) -> Body:
    """The body with all that the template needs; `MeasurementError` for all that has to be measured and was not."""
    completed = complete(body, kind.needs)
    guessed = {name for name in kind.needs if name not in body.measures and name in completed.measures
               and completed.measure(name).source == "estimated"}
    refused = set() if estimates else guessed - set(kind.estimable)
    problems = []
    for lacking in missing(Body({name: completed.measure(name) for name in completed.names if name not in refused}),
                           kind.needs):
        hint = lacking.hint
        if lacking.where in refused:
            measure, unit = completed.measure(lacking.where), entry(lacking.where).unit
            hint += (f" It would be estimated as {measure.middle:.0f} {unit}, give or take {2 * measure.sd:.0f}; "
                     "measure it, or allow estimates.")
        problems.append(replace(lacking, hint=hint))
    if problems:
        raise MeasurementError.of(problems)
    return completed


def _pattern(kind: type[Template], left: Template, right: Template, body: Body, fit: str | None) -> Pattern:
    methods = [method for method in kind.piece_methods().values() if method.wanted(left, left.option_values)]
    pieces = tuple(map(left.drafted_piece, methods))
    _share_equal_pieces(left, right, methods)
    operations = tuple(operations_of(left))
    right_operations = tuple(operations_of(right)) if right is not left else ()
    _must_match(operations, right_operations)
    asked = list(asked_of(left))
    both = [*asked, *(r for r in asked_of(right) if right is not left and r not in asked)]
    if right is not left:
        for method, piece in zip(methods, pieces, strict=True):
            if piece.info.fold:
                _halves_must_meet(piece, right.drafted_piece(method))
    notes = [*_remarked(body), *_estimated(kind, body), *left.notes,
             *(note for note in right.notes if right is not left)]
    return Pattern(
        template=kind.name, version=kind.version, pieces=pieces, operations=operations,
        right_operations=right_operations, options=dict(left.option_values), fit=fit or "",
        alterations=dict(left.alterations), fabrics=dict(left.fabrics),
        intended=_sided(left, right, _intended),
        finished=_finished(left, right), openings=kind.openings,
        passages=tuple(r for r in both if isinstance(r, Passage)),
        proportions=tuple(r for r in both if isinstance(r, Proportion)), notes=tuple(notes),
        inputs=inputs_of(kind, left, body, fit))


def _remarked(body: Body) -> list[Note]:
    """What reading the measurements had to say, without the file's name: it may be a person's."""
    return [Note(f"{each.message}. {each.hint}".strip(), "measurements") for each in body.remarks]


def _estimated(kind: type[Template], body: Body) -> list[Note]:
    """A note for every measurement that nobody took, with how far off it may well be."""
    notes = []
    for name in kind.needs:
        measure, told = body.measure(name), entry(name)
        if measure.source == "estimated":
            notes.append(Note(f"{told.label} was not measured; {measure.middle:.0f} {told.unit} is estimated and may "
                              f"be {2 * measure.sd:.0f} {told.unit} off", "estimated"))
    return notes


def _share_equal_pieces(left: Template, right: Template, methods: Iterable[PieceMethod]) -> None:
    """Where both sides came out the same there is one piece, and both sides speak of it."""
    for method in methods if right is not left else ():
        ours, theirs = left.drafted_piece(method), right.drafted_piece(method)
        if ours.info.outline == theirs.info.outline:
            right.owner_of(method).drafted_values[method.key] = ours


def _sided(left: Template, right: Template, of: Callable[[Template], dict[str, float]]) -> dict[str, Sided]:
    ours, theirs = of(left), of(right) if right is not left else {}
    return {name: value if abs(theirs.get(name, value) - value) < SAME else {"left": value, "right": theirs[name]}
            for name, value in ours.items()}


def _intended(template: Template) -> dict[str, float]:
    return {name: float(attrgetter(path)(template)) for name, path in template.intentions().items()}


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


def _short(error: BaseException) -> str:
    text = str(error) or "without a message"
    return text if len(text) < 200 else text[:197] + "..."


def _line_of(error: BaseException) -> str:
    """The last place in a template's own file, never deeper in the machinery."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "mtmpattern" not in Path(f.filename).parts or "templates" in Path(f.filename).parts]
    frame = (own or frames)[-1]
    return f"{Path(frame.filename).name} line {frame.lineno}"
