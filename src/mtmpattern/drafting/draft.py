"""From a template, a body and choices, all checked, to an audited pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from operator import attrgetter
from os import PathLike
from typing import Any

from ..body import Body, complete, entry, missing, read_body
from ..body.body import Measure, Wishes
from ..body.catalogue import printed_measure
from ..documents import token
from ..errors import (
    DraftError,
    MeasurementError,
    MtmError,
    OptionError,
    PatternRefused,
    Problem,
    TemplateNotFound,
    clean,
    did_you_mean,
    gathered,
    nearest,
    no_surprise,
    shown,
)
from ..geometry.tolerance import SAME
from ..limits import MOST_ASKED
from ..pattern.audit import audit as faults_of
from ..pattern.audit import refuse_faulty
from ..pattern.model.ease import EaseAsked
from ..pattern.model.fabric import Fabric, read_fabric
from ..pattern.model.piece import Piece
from ..pattern.model.requirement import Measured, Note, Passage, Proportion, Sided
from ..pattern.model.run import Run
from ..pattern.model.vocabulary import is_number
from ..pattern.pattern import NOT_AUDITED, Pattern
from ..units import LENGTH
from ..version import VERSION
from .crossed import crossed_notes
from .fault_lines import with_lines
from .file_wishes import file_note, file_wishes
from .garment_schema import LONGEST, MOST_ALTERED
from .hemming import hemmed_flat
from .intention import Structure, forget_properties
from .library import find_template
from .piece_method import PieceMethod
from .plain_refusal import in_plain_words
from .raised import in_words, located
from .reach import Given, Refusal, Tried, levers_of, spare_levers
from .reuse import Reuse
from .template import Template, asked_of, notions_of, operations_of
from .template_file import files_of
from .used import unused_note
from .worn import ease_notes, eases

# ---- What was asked, checked -------------------------------------------------------------------------------------


_WORDS = {
    # what it is called, what to say instead, and the codes of a wrong side, type and range
    "alteration": ("alteration of", "how many mm to add; minus takes away",
                   "alteration.side", "alteration.type", "alteration.range"),
    "garment": ("garment's", "what the garment shall measure", "garment.side", "garment.type", "garment.range"),
}


def types_asked(body: object, fit: object, **mappings: object) -> None:
    """Refuse arguments of the wrong type before anything is made of them."""
    problems = []
    if not isinstance(body, Body):
        problems.append(Problem(f"the body is {type(body).__name__}, not a body", "measurement.body", "/measurements",
                                "Read it first: read_body(measurements).", params={"type": type(body).__name__}))
    if fit is not None and not isinstance(fit, str):
        problems.append(Problem(f"the fit is {type(fit).__name__}, not a name", "option.type", "/fit", "Name a fit.",
                                params={"field": "fit", "type": type(fit).__name__}))
    for name, value in mappings.items():
        if value is not None and not isinstance(value, Mapping):
            problems.append(Problem(f"{name} is {type(value).__name__}, not a dict", "option.type", f"/{name}",
                                    "Give what is meant by name.", params={
                                        "field": name, "type": type(value).__name__}))
        elif value and len(value) > MOST_ASKED:
            problems.append(Problem(f"{name} has {len(value)} entries, more than {MOST_ASKED}", "option.count",
                                    f"/{name}", "Give only what the template has.",
                                    params={"field": name, "count": len(value), "most": MOST_ASKED}))
    if problems:
        raise OptionError.of(problems)


def options_asked(kind: type[Template], fit: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The option values of a fit with single options over them; `OptionError` names every wrong one."""
    known = kind.options()
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    if fit is not None:
        if fit not in kind.fits:
            problems.append(unknown("fit", fit, kind.fits, kind.name))
        chosen = kind.fits.get(fit, {})
        problems += [unknown("option", name, known, kind.name) for name in chosen if name not in known]
        values.update(chosen)
    for name, value in given.items():
        if name not in known:
            problems.append(unknown("option", name, known, kind.name))
        else:
            values[name] = value
    checked = {name: gathered(problems, lambda n=name, v=value: known[n].checked(v))  # type: ignore[misc]
               for name, value in values.items() if name in known}
    if problems:
        raise OptionError.of(problems)
    return checked


def alterations_asked(kind: type[Template], given: Mapping[str, Any], at: str = "/alterations") -> dict[str, Any]:
    """The mm to add to intended measurements by name, numbers or by side; `OptionError` names every wrong one.

    ``at`` is the place of these amounts in what was sent.
    """
    return _amounts_asked(kind, given, "alteration", at, -MOST_ALTERED, MOST_ALTERED)


def garment_asked(kind: type[Template], given: Mapping[str, Any], at: str = "/garment") -> dict[str, Any]:
    """What the garment shall measure by name, in mm, in place of what is intended; every wrong one at once."""
    return _amounts_asked(kind, given, "garment", at, 1.0, LONGEST)


def _amounts_asked(kind: type[Template], given: Mapping[str, Any], what: str, at: str, least: float,
                   most: float) -> dict[str, Any]:
    problems: list[Problem] = []
    names = kind.intentions()
    of, do, wrong_side, wrong_type, wrong_range = _WORDS[what]
    for name, value in given.items():
        place = at + token(str(name)[:60])
        if name not in names:
            problems.append(replace(unknown(what, name, names, kind.name), where=place))
        elif isinstance(value, Mapping) and name not in kind.altered_by_side():
            problems.append(Problem(f"{of} {name}: it is measured on the whole garment, not on one side",
                                    wrong_side, place, f"Say {do} in all.", params={"name": name}))
        sides = value if isinstance(value, Mapping) else {"": value}
        said = shown(name) if name not in names else name
        for side, mm in sides.items():
            here = place + (token(str(side)[:60]) if isinstance(value, Mapping) else "")
            about = {"name": said, **({"side": str(side)[:60]} if side else {})}
            if isinstance(value, Mapping) and side not in ("left", "right"):
                problems.append(Problem(f"{of} {said}: {shown(side)} is not a side", wrong_side, here,
                                        "Say left or right.", params=about))
            if not is_number(mm):
                problems.append(Problem(f"{of} {said}: {shown(mm)} is not a number of millimetres",
                                        wrong_type, here, f"Say {do}, as a number.",
                                        params={**about, "value": shown(mm)}))
            elif not least <= mm <= most:
                problems.append(Problem(f"{of} {said}: {mm:g} mm is outside {least:g} to {most:g} mm",
                                        wrong_range, here, f"Say {do}, in millimetres.",
                                        params={**about, "value": mm, "least": least, "most": most}))
    if problems:
        raise OptionError.of(problems)
    return {name: {side: float(mm) for side, mm in sorted(value.items())} if isinstance(value, Mapping)
            else float(value) for name, value in sorted(given.items()) if value != {}}


def fabrics_asked(kind: type[Template], given: Mapping[str, Fabric | str],
                  values: Mapping[str, Any]) -> dict[str, Fabric]:
    """The cloth of each role that is cut; a shipped one where none was brought, refused where it does not suit."""
    cloths = kind.cloths()
    problems: list[Problem] = []
    wanted = {cut.role for method in kind.piece_methods().values()
              if method.wanted(kind, values) for cut in method.cuts}
    for role in given:
        if role not in cloths:
            problems.append(unknown("fabric", role, cloths, kind.name))
    chosen = {}
    for role, cloth in cloths.items():
        if role not in wanted:
            continue
        fabric, place = given.get(role, cloth.default), "/fabrics" + token(role)
        try:
            read = fabric if isinstance(fabric, Fabric) else read_fabric(fabric)
        except MtmError as error:
            problems += [replace(each, where=place + each.where if each.where[:1] in ("", "/") else place)
                         for each in error.problems]
            continue
        reason = cloth.refuses(read)
        if reason:
            problems.append(Problem(f"{role}: {reason}", "fabric.unfit", place, "Choose another cloth for it.",
                                    params={"role": role, "fabric": read.name}))
        chosen[role] = read
    if problems:
        raise OptionError.of(problems)
    return chosen


NAMED = {"alteration": "intended measurement", "garment": "intended measurement", "fabric": "cloth"}


def unknown(what: str, name: object, known: Iterable[str], template: str) -> Problem:
    """The fault of asking a template for a fit, option, alteration or fabric that it does not have."""
    names, said_name = sorted(known), clean(name, 60) if isinstance(name, str) else type(name).__name__
    place = "/fit" if what == "fit" else {"garment": "/garment"}.get(what, f"/{what}s") + token(said_name)
    return Problem(f"{template} has no {NAMED.get(what, what)} {shown(name)}", f"{what}.unknown", place,
                   did_you_mean(name, names, f"It has {', '.join(names) or 'none'}."),
                   params={"template": template, "name": said_name, "near": list(nearest(name, names))})


# ---- Inputs of the digest ----------------------------------------------------------------------------------------


def inputs_of(kind: type[Template], template: Template, body: Body, fit: str | None) -> dict[str, Any]:
    """Template, body, choices and cloths, and the release that drafted them; never a computed measure."""
    given = {"garment": template.asked_measures, "held": template.structure.held}
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
    """Draft a garment for a body and audit it; what comes back may be cut.

    ``template`` is a name, the `Path` of a template file, or a class; a text never opens a file. ``body`` may be the
    measurements as a dict too, as `read_body` takes them: their faults then come in one report with all others.

    ``options`` are given in the unit of each (mm, percent, degrees), by name or as keywords; ``alterations`` add mm to
    intended measurements by name, for one side as ``{"sleeve": {"left": 5}}``; ``garment`` says what it shall measure
    instead of what the template intends, as taken from a garment that fits; ``fabrics`` name the cloth of a role.
    ``estimates`` lets every missing measure be estimated, also those that the template wants measured. ``audit=False``
    leaves the audit out, which takes most of the time: `Pattern.audited` is False then and every drawing says so. Who
    drafts on every click takes `mtmpattern.Live`.

    Raises `OptionError`, `MeasurementError`, `DraftError` and its kinds, each with every fault at once. Faults of the
    draft say which of the things that were given caused them, and the range that it may have for this body: this is
    found by drafting again with other values. Who does not need it drafts with `drafted` and asks `refuse_faulty`.
    """
    unread: list[Problem] = []
    known = gathered(unread, lambda: read_body(body)) if isinstance(body, Mapping) else body
    unread = [replace(each, where=f"/measurements{each.where}") for each in unread]
    try:
        return _draft(template, known, Given(fit, {**_mapped(options), **more}, alterations or {}, garment or {}),
                      fabrics, options, estimates=estimates, audit=audit, unread=unread)
    except MtmError as error:
        raise error.in_unit(known.unit if isinstance(known, Body) else _stated_unit(body)) from error.__cause__


def _stated_unit(measurements: object) -> str:
    """The unit of measurements that could not be read."""
    stated = measurements.get("unit") if isinstance(measurements, Mapping) else None
    return (LENGTH.unit(stated) if isinstance(stated, str) and len(stated) < 40 else None) or "mm"


def _draft(template: str | PathLike[str] | type[Template], body: Body | None, given: Given,
           fabrics: Mapping[str, Fabric | str] | None, options: Any, *, estimates: bool, audit: bool,
           unread: Sequence[Problem]) -> Pattern:
    """The same, its refusals in mm; without a body there are only faults of the measurements, which are ``unread``."""
    kind = template if isinstance(template, type) else find_template(template)
    order = checked_order(kind, body, fit=given.fit, fabrics=fabrics, alterations=given.alterations,
                          garment=given.garment, estimates=estimates, options=options, more=given.options,
                          unread=unread)
    body = order.body
    given = replace(given, alterations=order.alterations, garment=order.garment)
    body = replace(body, wishes=Wishes())                   # they are part of what was given now

    def made(asked: Given) -> Pattern:
        return drafted(kind, body, fit=asked.fit, fabrics=fabrics, alterations=asked.alterations,
                       garment=asked.garment, estimates=estimates, options=asked.options)

    try:
        pattern = pattern_of(order, order.templates())
        return refuse_faulty(pattern) if audit else pattern
    except DraftError as error:
        if not audit:
            raise
        problems = _explained(kind, given, error, made)
        if kind.__module__.startswith("mtmpattern."):
            raise type(error).of(in_plain_words(problems, kind.piece_methods())) from error.__cause__
        if isinstance(error, PatternRefused):
            problems = with_lines(problems, order.templates()[0])
        raise type(error).of(problems) from error.__cause__


def _explained(kind: type[Template], given: Given, error: DraftError, made: Callable[[Given], Pattern]) -> tuple[
        Problem, ...]:
    """The faults of a refused draft, each with what caused it and the range that it may have."""
    def tried(asked: Given) -> Tried:
        try:
            pattern = made(asked)
        except MtmError as fault:
            return Tried(fault.problems)
        return Tried(faults_of(pattern), pattern.ease, pattern.intended)

    known = kind.options()
    levers = tuple(levers_of(given, known, MOST_ALTERED, LONGEST, kind.fits))
    spare = tuple(spare_levers(given, known.values(), kind.intentions(), MOST_ALTERED))
    first = tried(given) if error.code == "wear.girth" else Tried(error.problems)
    if not levers and not any(problem.code == "wear.girth" for problem in first.problems):
        return error.problems
    return Refusal(given, replace(first, problems=error.problems), levers, spare, tried).explained()


@no_surprise(DraftError, "this draft", "draft.defect")
def drafted(template: str | PathLike[str] | type[Template], body: Body, /, *, fit: str | None = None,
            fabrics: Mapping[str, Fabric | str] | None = None, alterations: Mapping[str, Any] | None = None,
            garment: Mapping[str, Any] | None = None, estimates: bool = False, structure: Structure | None = None,
            options: Mapping[str, Any] | None = None, **more: Any) -> Pattern:
    """The same without the audit, for those who want to see what is wrong. ``structure`` takes down what is decided."""
    order = checked_order(template, body, fit=fit, fabrics=fabrics, alterations=alterations, garment=garment,
                          estimates=estimates, options=options, more=more)
    return pattern_of(order, order.templates(structure))


@dataclass(frozen=True, slots=True)
class CheckedOrder:
    """What is to be drafted, checked: a template, a body with all that it needs, choices and cloths."""

    kind: type[Template]
    body: Body
    fit: str | None
    options: Mapping[str, Any]
    alterations: Mapping[str, Any]
    garment: Mapping[str, Any]
    fabrics: Mapping[str, Fabric]

    @property
    def sided(self) -> bool:
        """Whether each of the wearer's sides is drafted for itself."""
        apart = any(isinstance(value, Mapping) for value in (*self.alterations.values(), *self.garment.values()))
        return self.kind.sides_differ or apart or self.body.differs(self.kind.needs)

    def templates(self, structure: Structure | None = None, reuse: Reuse | None = None) -> tuple[Template, Template]:
        """The template for the left and the right side; one and the same where the sides do not differ."""
        asked: dict[str, Any] = {"options": self.options, "alterations": self.alterations, "fabrics": self.fabrics,
                                 "garment": self.garment, "structure": structure or Structure()}
        if reuse:
            asked["reuse"] = reuse
        left = self.kind(self.body, **asked)
        if not self.sided:
            return left, left
        right = self.kind(self.body, side="right", **asked)
        left.twin, right.twin = right, left
        return left, right


def checked_order(template: str | PathLike[str] | type[Template], body: Body | None, *, fit: str | None = None,
                  fabrics: Mapping[str, Fabric | str] | None = None, alterations: Mapping[str, Any] | None = None,
                  garment: Mapping[str, Any] | None = None, estimates: bool = False,
                  options: Mapping[str, Any] | None = None, more: Mapping[str, Any] | None = None,
                  unread: Sequence[Problem] = ()) -> CheckedOrder:
    """What was asked, checked; `OptionError` and `MeasurementError` have every fault.

    ``unread`` are the faults of a body that could not be read; the other faults are found all the same.
    """
    kind = template if isinstance(template, type) else find_template(template)
    if not issubclass(kind, Template):
        raise TemplateNotFound(f"{kind.__name__} is not a template", code="template.unknown", where="template",
                               hint="Give a class that inherits from mtmpattern.drafting.Template, or a name.",
                               params={"type": kind.__name__})
    wrong = [*unread, *_faults_of(lambda: types_asked(Body({}) if unread else body, fit, options=options,
                                                      alterations=alterations, garment=garment, fabrics=fabrics))]
    if isinstance(body, Body) and body.wishes:
        altered, wanted, strange = file_wishes(kind, body)
        wrong += strange
        alterations, garment = {**altered, **_mapped(alterations)}, {**wanted, **_mapped(garment)}
    return asked_of_kind(kind, body, fit=fit, options={**_mapped(options), **(more or {})}, alterations=alterations,
                         garment=garment, fabrics=fabrics, estimates=estimates, wrong=wrong)


def asked_of_kind(kind: type[Template], body: Body | None, *, fit: str | None, options: Mapping[str, Any],
                  alterations: Mapping[str, Any] | None, garment: Mapping[str, Any] | None,
                  fabrics: Mapping[str, Fabric | str] | None, estimates: bool,
                  wrong: Sequence[Problem] = ()) -> CheckedOrder:
    """What was asked of a template, checked: every fault of fit, options, alterations, garment, cloths and measures.

    They come in one error, after those that were found before (``wrong``). It is a `MeasurementError` where all faults
    are of the measures, otherwise an `OptionError`.
    """
    found = list(wrong)
    if fit is not None and not isinstance(fit, str):
        fit = None                                          # reported already
    values = gathered(found, lambda: options_asked(kind, fit, options))
    altered = gathered(found, lambda: alterations_asked(kind, _mapped(alterations)))
    wanted = gathered(found, lambda: garment_asked(kind, _mapped(garment)))
    cloths = gathered(found, lambda: fabrics_asked(kind, _mapped(fabrics), _sound(kind, fit, options)
                                                  if values is None else values))
    completed = gathered(found, lambda: completed_for(kind, body, estimates=estimates)) if isinstance(
        body, Body) else None
    if found or values is None or altered is None or wanted is None or cloths is None or completed is None:
        of_body = all(each.code.startswith("measurement.") for each in found)
        of_type = any(each.code == "measurement.body" for each in found)
        raise (MeasurementError if of_body and not of_type else OptionError).of(
            sorted(dict.fromkeys(found), key=lambda each: each.weight != ""))
    return CheckedOrder(kind, completed, fit, values, altered, wanted, cloths)


def _mapped(given: Any) -> Mapping[str, Any]:
    """A mapping that is not too large, or nothing: what else was given is reported already."""
    return given if isinstance(given, Mapping) and len(given) <= MOST_ASKED else {}


def _faults_of(attempt: Callable[[], object]) -> list[Problem]:
    found: list[Problem] = []
    gathered(found, attempt)
    return found


def _sound(kind: type[Template], fit: str | None, options: Mapping[str, Any]) -> dict[str, Any]:
    """The option values that are sound among some that are not, to see which cloths are wanted."""
    known, values = kind.options(), dict(kind.fits.get(fit or "", {}))
    for name, value in options.items():
        if name in known and not _faults_of(lambda n=name, v=value: known[n].checked(v)):  # type: ignore[misc]
            values[name] = value
    return values


def pattern_of(order: CheckedOrder, templates: tuple[Template, Template]) -> Pattern:
    """The pattern that the templates of an order draft."""
    with sentences_of(order.kind):
        return _pattern(order.kind, *templates, order.body, order.fit)


@contextmanager
def sentences_of(kind: type[Template]) -> Iterator[None]:
    """A template is somebody's code: whatever it raises ends in a sentence, as a `DraftError`."""
    try:
        yield
    except MtmError as error:
        raise located(error, files_of(kind, *map(type, kind.blocks().values()))) from error.__cause__
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise in_words(kind.name, error, files_of(kind, *map(type, kind.blocks().values()))) from error


def completed_for(kind: type[Template], body: Body, *, estimates: bool) -> Body:
    """The body with all that the template needs; `MeasurementError` for all that has to be measured and was not."""
    completed = complete(body, kind.needs)
    guessed = {name for name in kind.needs if name not in body.measures and name in completed.measures
               and completed.measure(name).source == "estimated"}
    refused = set() if estimates else guessed - set(kind.estimable)
    problems = []
    for absent in missing(Body({name: completed.measure(name) for name in completed.names if name not in refused}),
                           kind.needs):
        hint, name, params = absent.hint, absent.params["measure"], dict(absent.params)
        if name in refused:
            measure = completed.measure(name)
            value, off = estimate_shown(name, measure, body.unit)
            hint += f" It would be estimated as {value}, give or take {off}; measure it, or allow estimates."
            params |= {"estimate": round(measure.middle, 1), "sd": round(measure.sd, 1)}
        problems.append(replace(absent, hint=hint, params=params))
    if problems:
        raise MeasurementError.of(problems)
    return completed


def _pattern(kind: type[Template], left: Template, right: Template, body: Body, fit: str | None) -> Pattern:
    methods, pieces = drafted_pieces(left, right)
    operations = tuple(operations_of(left))
    right_operations = tuple(operations_of(right)) if right is not left else ()
    _must_match(operations, right_operations)
    drafted_from = _measures_read(left, right)
    asked = list(asked_of(left))
    asked_right = list(asked_of(right)) if right is not left else asked
    both = [*asked, *(r for r in asked_right if r not in asked)]
    ease = eases(left, right, _eases_of(asked), _eases_of(asked_right), body, fit or "")
    if right is not left:
        for method, piece in zip(methods, pieces, strict=True):
            if piece.info.fold:
                _halves_must_meet(piece, right.drafted_piece(method))
    notes = [*_remarked(body), *file_note(kind, body), *_estimated(kind, body), *left.noted,
             *(note for note in right.noted if right is not left), *ease_notes(ease), *crossed_notes(operations),
             *unused_note(body, drafted_from, {*_measures_read(left, right), *(each.measure for each in ease)})]
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
    methods = [method for method in left.piece_methods().values() if method.wanted(left, left.option_values)]
    pieces = tuple(map(left.drafted_piece, methods))
    _share_equal_pieces(left, right, methods)
    return methods, pieces


def _measures_read(left: Template, right: Template) -> set[str]:
    return left.reuse.measures_read if left.reuse else left.measures_read | right.measures_read


def _eases_of(asked: Iterable[object]) -> Iterator[EaseAsked]:
    return (each for each in asked if isinstance(each, EaseAsked))


def _remarked(body: Body) -> list[Note]:
    """What reading the measurements had to say, without the file's name: it may be a person's."""
    return [Note(f"{each.message}. {each.hint}".strip(), "measurements", given={"code": each.code, **each.params})
            for each in body.remarks]


def _estimated(kind: type[Template], body: Body) -> list[Note]:
    """A note for every measurement that was estimated, with how far off it may be."""
    notes = []
    for name in kind.needs:
        measure, listed = body.measure(name), entry(name)
        if measure.source == "estimated":
            value, off = estimate_shown(name, measure, body.unit)
            notes.append(Note(f"{listed.label} was not measured; {value} is estimated and may be {off} off",
                              "estimated", given={"measure": name, "value": round(measure.middle, 1),
                                                  "sd": round(measure.sd, 1)}))
    return notes


def estimate_shown(name: str, measure: Measure, unit: str) -> tuple[str, str]:
    """An estimate and how far it may be off, for people who measure in this unit."""
    value, off = (printed_measure(name, number, unit, coarse=True) for number in (measure.middle, 2 * measure.sd))
    return value, off


def _share_equal_pieces(left: Template, right: Template, methods: Iterable[PieceMethod]) -> None:
    """Where both sides came out the same there is one piece, and both sides speak of it."""
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
        for got in template.finished():
            if not isinstance(got, Measured):
                what = got if isinstance(got, Run) else shown(got)
                raise DraftError(f"finished() yields {what}, which is not measured", code="measure.word",
                                 where=template.name, hint='Yield measured("length", ...).', params={"what": what})
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
