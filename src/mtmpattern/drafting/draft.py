"""From a template, a body and a request to an audited pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from operator import attrgetter
from os import PathLike
from typing import Any

from mtmpattern.body import Body, entry, read_body
from mtmpattern.body.body import Wishes
from mtmpattern.body.reader import stated_unit
from mtmpattern.drafting.bounds import check_bounds
from mtmpattern.drafting.checked_request import CheckedRequest, checked_request, estimate_shown
from mtmpattern.drafting.dart_crossings import crossed_notes
from mtmpattern.drafting.ease_checks import ease_notes, eases
from mtmpattern.drafting.fault_lines import with_lines
from mtmpattern.drafting.file_wishes import file_note
from mtmpattern.drafting.garment_schema import LONGEST, MOST_ALTERED
from mtmpattern.drafting.garment_unit import beside_others, mistaken_units
from mtmpattern.drafting.hemming import hemmed_flat
from mtmpattern.drafting.intention import Structure, forget_properties
from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.piece_method import PieceMethod
from mtmpattern.drafting.plain_refusal import in_plain_words
from mtmpattern.drafting.refusal import Refusal, Trial, levers_of, unused_levers
from mtmpattern.drafting.request import Request
from mtmpattern.drafting.stray_points import must_have_notches
from mtmpattern.drafting.template import Template, notions_of, operations_of, outweighed_in, requirements_of
from mtmpattern.drafting.template_error import in_words, located
from mtmpattern.drafting.template_file import files_of
from mtmpattern.drafting.unused_measures import unused_note
from mtmpattern.errors import (
    DraftError,
    MtmError,
    OptionError,
    PatternRefused,
    Problem,
    check_arguments,
    gathered,
    no_surprise,
    shown,
    texts_in,
)
from mtmpattern.geometry.tolerance import SAME
from mtmpattern.pattern.audit import audit as faults_of
from mtmpattern.pattern.audit import refuse_faulty
from mtmpattern.pattern.model.ease import RequiredEase
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.requirement import Measured, Note, Passage, Proportion, Sided
from mtmpattern.pattern.model.run import Run
from mtmpattern.pattern.pattern import NOT_AUDITED, Pattern
from mtmpattern.version import VERSION

# ---- Inputs of the digest ----------------------------------------------------------------------------------------


def inputs_of(kind: type[Template], template: Template, body: Body, fit: str | None) -> dict[str, Any]:
    """Template, body, choices and cloths, and the release that drafted them; never a computed measure."""
    given = {"garment": template.requested_measures, "held": template.structure.held}
    return {
        "mtmpattern": VERSION, "template": kind.name, "version": kind.version,
        "body": body.digest, "fit": fit or "", "options": dict(template.option_values),
        "alterations": dict(template.alterations),
        "fabrics": {role: fabric.to_dict() for role, fabric in template.fabrics.items()},
        **{name: dict(value) for name, value in given.items() if value},
    }


# ---- Drafting ----------------------------------------------------------------------------------------------------


@no_surprise(DraftError, "this draft", "draft.defect")
def draft(template: str | PathLike[str] | type[Template], body: Body | Mapping[str, object], /, *,
          fit: str | None = None, fabrics: Mapping[str, Fabric | str] | None = None,
          alterations: Mapping[str, Any] | None = None, garment: Mapping[str, Any] | None = None,
          estimates: bool = False, audit: bool = True, options: Mapping[str, Any] | None = None,
          **more: Any) -> Pattern:
    """Draft a garment for a body and audit it; the pattern returned can be cut.

    ``template`` is a name, the `Path` of a template file, or a class; a string never opens a file. ``body`` may also be
    a dict of measurements, as for `read_body`; its faults are then reported together with all others.

    Each of ``options`` is given in its own unit (mm, percent, degrees), by name or as a keyword; ``alterations`` add mm
    to intended measurements by name, for one side as ``{"sleeve": {"left": 5}}``; ``garment`` gives measures that
    replace intended ones, as taken from a garment that fits; ``fabrics`` name the cloth of each role. ``estimates``
    allows every missing measure to be estimated, even those that the template requires to be measured. ``audit=False``
    skips the audit, which takes most of the time: `Pattern.audited` is then False and every drawing says so. To draft
    on every click, use `mtmpattern.Live`.

    Raises `OptionError`, `MeasurementError`, `DraftError` and its subclasses, each with every fault at once. A fault of
    the draft names the input that caused it and the values that are valid for this body, which takes further drafts to
    find. To save these, call `drafted` and then `refuse_faulty`.
    """
    check_arguments(audit=(audit, "True or False"))
    unread: list[Problem] = []
    known = gathered(unread, lambda: read_body(body)) if isinstance(body, Mapping) else body
    unread = [replace(each, where=f"/measurements{each.where}") for each in unread]
    request = Request.given(fit, options, alterations, garment, fabrics)
    with texts_in(known.unit if isinstance(known, Body) else stated_unit(body) if isinstance(body, Mapping) else "mm"):
        return _draft(template, known, request, more, estimates=estimates, audit=audit, unread=unread)


def _draft(template: str | PathLike[str] | type[Template], body: Body | None, request: Request,
           more: Mapping[str, Any], *, estimates: bool, audit: bool, unread: Sequence[Problem]) -> Pattern:
    """Draft, with errors in mm; ``unread`` are the faults of measurements that gave no body."""
    kind = template if isinstance(template, type) else find_template(template)
    checked = checked_request(kind, body, request, more=more, estimates=estimates, unread=unread)
    body = replace(checked.body, wishes=Wishes())           # they are part of the request from here
    request = replace(request, options={**request.options, **more}, alterations=checked.alterations,
                      garment=checked.garment)
    try:
        pattern = pattern_of(checked, checked.templates())
        pattern = refuse_faulty(pattern) if audit else pattern
    except DraftError as error:
        mistaken = () if not checked.garment else tuple(
            mistaken_units(replace(checked, garment={}).templates()[0], checked.garment))
        if not audit:
            raise OptionError.of(mistaken) if mistaken else error from error.__cause__
        problems = _explained(kind, request, error, lambda inputs: drafted(
            kind, body, **inputs.arguments, estimates=estimates))
        if mistaken:
            raise OptionError.of(beside_others(mistaken, problems)) from error
        if kind.__module__.startswith("mtmpattern."):
            estimated = [entry(name).label for name in kind.needs if checked.body.measure(name).source == "estimated"]
            raise type(error).of(in_plain_words(
                problems, kind.piece_methods(), request, kind.options(), estimated)) from error.__cause__
        if isinstance(error, PatternRefused):
            problems = with_lines(problems, checked.templates()[0])
        raise type(error).of(problems) from error.__cause__
    if audit:
        must_have_notches(kind, pattern)
    return pattern


def _explained(kind: type[Template], given: Request, error: DraftError,
               made: Callable[[Request], Pattern]) -> tuple[Problem, ...]:
    """The faults of a refused draft, each with its cause and the range that is valid for it."""
    def trial(inputs: Request) -> Trial:
        try:
            pattern = made(inputs)
        except MtmError as fault:
            return Trial(fault.problems)
        return Trial(faults_of(pattern), pattern.ease, pattern.intended)

    known = kind.options()
    levers = tuple(levers_of(given, known, MOST_ALTERED, LONGEST, kind.fits))
    unused = tuple(unused_levers(given, known.values(), kind.intentions(), MOST_ALTERED))
    first = trial(given) if error.code == "wear.girth" else Trial(error.problems)
    if not levers and not any(problem.code == "wear.girth" for problem in first.problems):
        return error.problems
    return Refusal(given, replace(first, problems=error.problems), levers, unused, trial).explained()


@no_surprise(DraftError, "this draft", "draft.defect")
def drafted(template: str | PathLike[str] | type[Template], body: Body, /, *, fit: str | None = None,
            fabrics: Mapping[str, Fabric | str] | None = None, alterations: Mapping[str, Any] | None = None,
            garment: Mapping[str, Any] | None = None, estimates: bool = False, structure: Structure | None = None,
            options: Mapping[str, Any] | None = None, **more: Any) -> Pattern:
    """Draft without the audit, to look at what is wrong. ``structure`` records what is decided."""
    request = Request.given(fit, options, alterations, garment, fabrics)
    checked = checked_request(template, body, request, more=more, estimates=estimates)
    return pattern_of(checked, checked.templates(structure))


def pattern_of(checked: CheckedRequest, templates: tuple[Template, Template]) -> Pattern:
    """The pattern that the templates of a request draft."""
    with sentences_of(checked.kind):
        return _pattern(checked.kind, *templates, checked.body, checked.fit)


@contextmanager
def sentences_of(kind: type[Template]) -> Iterator[None]:
    """Turn whatever the code of a template raises into a `DraftError` with a plain sentence."""
    try:
        yield
    except MtmError as error:
        raise located(error, files_of(kind, *map(type, kind.blocks().values()))) from error.__cause__
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise in_words(kind.name, error, files_of(kind, *map(type, kind.blocks().values()))) from error


def _pattern(kind: type[Template], left: Template, right: Template, body: Body, fit: str | None) -> Pattern:
    methods, pieces = drafted_pieces(left, right)
    operations = tuple(operations_of(left))
    right_operations = tuple(operations_of(right)) if right is not left else ()
    _must_match(operations, right_operations)
    drafted_from = _measures_read(left, right)
    required = list(requirements_of(left))
    required_right = list(requirements_of(right)) if right is not left else required
    both = [*required, *(each for each in required_right if each not in required)]
    ease = eases(left, right, _eases_of(required), _eases_of(required_right), body, fit or "")
    if right is not left:
        for method, piece in zip(methods, pieces, strict=True):
            if piece.info.fold:
                _halves_must_meet(piece, right.drafted_piece(method))
    notes = [*_remarked(body), *file_note(kind, body), *_estimated(kind, body), *_noted(left, right),
             *ease_notes(ease), *crossed_notes(operations),
             *unused_note(body, drafted_from, {*_measures_read(left, right), *(each.measure for each in ease)},
                          outweighed_in(left) & outweighed_in(right))]
    return hemmed_flat(Pattern(
        template=kind.name, version=kind.version, pieces=pieces, operations=operations,
        right_operations=right_operations, options=dict(left.option_values), fit=fit or "",
        alterations=dict(left.alterations), fabrics=dict(left.fabrics),
        intended=_sided(left, right, _intended),
        finished=_finished(left, right), openings=kind.openings,
        passages=tuple(r for r in both if isinstance(r, Passage)),
        proportions=tuple(r for r in both if isinstance(r, Proportion)),
        notes=tuple(note.in_unit(body.unit) for note in notes), ease=ease,
        notions=notions_of(left), remarks=(NOT_AUDITED,),
        inputs=inputs_of(kind, left, body, fit)))


def drafted_pieces(left: Template, right: Template) -> tuple[list[PieceMethod], tuple[Piece, ...]]:
    """The pieces that are wanted, as drafted for the left, and the methods that draft them."""
    check_bounds(left, right)
    methods = [method for method in left.piece_methods().values() if method.wanted(left, left.option_values)]
    pieces = tuple(map(left.drafted_piece, methods))
    _share_equal_pieces(left, right, methods)
    return methods, pieces


def _measures_read(left: Template, right: Template) -> set[str]:
    return left.reuse.measures_read if left.reuse else left.measures_read | right.measures_read


def _eases_of(required: Iterable[object]) -> Iterator[RequiredEase]:
    return (each for each in required if isinstance(each, RequiredEase))


def _remarked(body: Body) -> list[Note]:
    """The remarks from reading the measurements, without the file's name, which may be a person's."""
    return [Note(f"{each.message}. {each.hint}".strip(), "measurements", given={"code": each.code, **each.params})
            for each in body.remarks]


def _estimated(kind: type[Template], body: Body) -> list[Note]:
    """A note for every estimated measurement, with how far off it may be."""
    notes = []
    for name in kind.needs:
        measure, listed = body.measure(name), entry(name)
        if measure.source == "estimated":
            value, off = estimate_shown(name, measure, body.unit)
            notes.append(Note(f"{listed.label} was not measured; {value} is estimated and may be {off} off",
                              "estimated", given={"measure": name, "value": round(measure.middle, 1),
                                                  "sd": round(measure.sd, 1)}))
    return notes


def _noted(left: Template, right: Template) -> list[Note]:
    """What both sides noted; what they have in common once, as of no side."""
    if right is left:
        return left.noted
    ours, theirs = ([replace(note, side="") for note in side.noted] for side in (left, right))
    return [plain if plain in theirs else note for note, plain in zip(left.noted, ours, strict=True)] + \
           [note for note, plain in zip(right.noted, theirs, strict=True) if plain not in ours]


def _share_equal_pieces(left: Template, right: Template, methods: Iterable[PieceMethod]) -> None:
    """Let both sides share one piece where they draft it equal."""
    if right is left:
        return
    for method in methods:
        ours, theirs = left.drafted_piece(method), right.drafted_piece(method)
        if ours.info.outline == theirs.info.outline and ours is not theirs:
            owner = right.owner_of(method)
            if right.reuse:
                right.reuse.share(getattr(type(owner), method.key), owner, ours)
            else:
                vars(owner)[method.key] = ours
    for owner in (right, *(getattr(right, name) for name in type(right).blocks())):
        forget_properties(owner)            # runs of pieces that have been replaced may be among them


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
        for each in template.finished():
            if not isinstance(each, Measured):
                what = each if isinstance(each, Run) else shown(each)
                raise DraftError(f"finished() yields {what}, which is not measured", code="measure.word",
                                 where=template.name, hint='Yield measured("length", ...).',
                                 params={"method": "finished", "what": what})
            found[each.name] = whole.setdefault(each.name, each.value) if each.both else each.value
        return found

    return _sided(left, right, of)


def _must_match(left: tuple[Any, ...], right: tuple[Any, ...]) -> None:
    """Refuse sides that are made by different operations; only their numbers may differ."""
    if right and [type(op) for op in left] != [type(op) for op in right]:
        raise DraftError("making() yields different operations for the right side and the left", code="making.sides",
                         hint="Yield the same operations whichever side is drafted; only numbers may differ.")


def _halves_must_meet(left: Piece, right: Piece) -> None:
    """Refuse halves of a piece that do not share the fold over which it opens."""
    a, b = left.info.edges[left.info.fold], right.info.edges[right.info.fold]
    gap = max(a.start.distance(b.start), a.end.distance(b.end))
    if gap > 0.01:
        raise DraftError(
            f"{left.info.name}: its left and right halves do not meet on the fold, by {gap:.1f} mm",
            code="sides.centre", where=left.info.name,
            hint="Take what lies on the centre line from self.middle instead of self.body.")
