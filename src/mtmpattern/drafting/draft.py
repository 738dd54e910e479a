"""From a template, a body and choices, all checked, to an audited pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from operator import attrgetter
from os import PathLike
from typing import Any

from mtmpattern.body import Body, complete, entry, missing, read_body
from mtmpattern.body.body import Measure, Wishes
from mtmpattern.body.catalogue import printed_measure
from mtmpattern.documents import token
from mtmpattern.drafting.crossed import crossed_notes
from mtmpattern.drafting.fault_lines import with_lines
from mtmpattern.drafting.file_wishes import file_note, file_wishes
from mtmpattern.drafting.garment_schema import LONGEST, MOST_ALTERED
from mtmpattern.drafting.hemming import hemmed_flat
from mtmpattern.drafting.intention import Structure, forget_properties
from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.piece_method import PieceMethod
from mtmpattern.drafting.plain_refusal import in_plain_words
from mtmpattern.drafting.raised import in_words, located
from mtmpattern.drafting.reach import Given, Refusal, Trial, levers_of, unused_levers
from mtmpattern.drafting.reuse import Reuse
from mtmpattern.drafting.template import Template, notions_of, operations_of, outweighed_in, requirements_of
from mtmpattern.drafting.template_file import files_of
from mtmpattern.drafting.used import unused_note
from mtmpattern.drafting.worn import ease_notes, eases
from mtmpattern.errors import (
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
from mtmpattern.geometry.tolerance import SAME
from mtmpattern.limits import MOST_ASKED
from mtmpattern.pattern.audit import audit as faults_of
from mtmpattern.pattern.audit import refuse_faulty
from mtmpattern.pattern.model.ease import RequiredEase
from mtmpattern.pattern.model.fabric import Fabric, read_fabric
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.requirement import Measured, Note, Passage, Proportion, Sided
from mtmpattern.pattern.model.run import Run
from mtmpattern.pattern.model.vocabulary import is_number
from mtmpattern.pattern.pattern import NOT_AUDITED, Pattern
from mtmpattern.units import LENGTH
from mtmpattern.version import VERSION

# ---- Requests, checked -------------------------------------------------------------------------------------------


_WORDS = {
    # its name, what to say instead, and the codes for a wrong side, type and range
    "alteration": ("alteration of", "how many mm to add; minus takes away",
                   "alteration.side", "alteration.type", "alteration.range"),
    "garment": ("garment's", "what the garment must measure", "garment.side", "garment.type", "garment.range"),
}


def check_types(body: object, fit: object, **mappings: object) -> None:
    """Refuse arguments of the wrong type before they are used."""
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
                                    "Give a dict of names and values.", params={
                                        "field": name, "type": type(value).__name__}))
        elif value and len(value) > MOST_ASKED:
            problems.append(Problem(f"{name} has {len(value)} entries, more than {MOST_ASKED}", "option.count",
                                    f"/{name}", "Give only what the template has.",
                                    params={"field": name, "count": len(value), "most": MOST_ASKED}))
    if problems:
        raise OptionError.of(problems)


def checked_options(kind: type[Template], fit: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The option values of a fit, which single options override; `OptionError` names every wrong one."""
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


def checked_alterations(kind: type[Template], given: Mapping[str, Any], at: str = "/alterations") -> dict[str, Any]:
    """The mm to add to each intended measurement, in all or by side; `OptionError` names every wrong one.

    ``at`` is the JSON pointer of these amounts in the request.
    """
    return _checked_amounts(kind, given, "alteration", at, -MOST_ALTERED, MOST_ALTERED)


def checked_garment(kind: type[Template], given: Mapping[str, Any], at: str = "/garment") -> dict[str, Any]:
    """The mm that replace each intended measurement, in all or by side; `OptionError` names every wrong one."""
    return _checked_amounts(kind, given, "garment", at, 1.0, LONGEST)


def _checked_amounts(kind: type[Template], given: Mapping[str, Any], what: str, at: str, least: float,
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
        label = shown(name) if name not in names else name
        for side, mm in sides.items():
            here = place + (token(str(side)[:60]) if isinstance(value, Mapping) else "")
            about = {"name": label, **({"side": str(side)[:60]} if side else {})}
            if isinstance(value, Mapping) and side not in ("left", "right"):
                problems.append(Problem(f"{of} {label}: {shown(side)} is not a side", wrong_side, here,
                                        "Say left or right.", params=about))
            if not is_number(mm):
                problems.append(Problem(f"{of} {label}: {shown(mm)} is not a number of millimetres",
                                        wrong_type, here, f"Say {do}, as a number.",
                                        params={**about, "value": shown(mm)}))
            elif not least <= mm <= most:
                problems.append(Problem(f"{of} {label}: {mm:g} mm is outside {least:g} to {most:g} mm",
                                        wrong_range, here, f"Say {do}, in millimetres.",
                                        params={**about, "value": mm, "least": least, "most": most}))
    if problems:
        raise OptionError.of(problems)
    return {name: {side: float(mm) for side, mm in sorted(value.items())} if isinstance(value, Mapping)
            else float(value) for name, value in sorted(given.items()) if value != {}}


def checked_fabrics(kind: type[Template], given: Mapping[str, Fabric | str],
                  values: Mapping[str, Any]) -> dict[str, Fabric]:
    """The cloth of each role that is cut, a shipped one by default; `OptionError` for cloth that does not suit."""
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
    names, label = sorted(known), clean(name, 60) if isinstance(name, str) else type(name).__name__
    place = "/fit" if what == "fit" else {"garment": "/garment"}.get(what, f"/{what}s") + token(label)
    return Problem(f"{template} has no {NAMED.get(what, what)} {shown(name)}", f"{what}.unknown", place,
                   did_you_mean(name, names, f"It has {', '.join(names) or 'none'}."),
                   params={"template": template, "name": label, "near": list(nearest(name, names))})


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
    """Draft, with errors in mm; ``unread`` are the faults of measurements that gave no body."""
    kind = template if isinstance(template, type) else find_template(template)
    order = checked_order(kind, body, fit=given.fit, fabrics=fabrics, alterations=given.alterations,
                          garment=given.garment, estimates=estimates, options=options, more=given.options,
                          unread=unread)
    body = order.body
    given = replace(given, alterations=order.alterations, garment=order.garment)
    body = replace(body, wishes=Wishes())                   # they are part of ``given`` now

    def made(inputs: Given) -> Pattern:
        return drafted(kind, body, fit=inputs.fit, fabrics=fabrics, alterations=inputs.alterations,
                       garment=inputs.garment, estimates=estimates, options=inputs.options)

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
    """The faults of a refused draft, each with its cause and the range that is valid for it."""
    def trial(inputs: Given) -> Trial:
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
    order = checked_order(template, body, fit=fit, fabrics=fabrics, alterations=alterations, garment=garment,
                          estimates=estimates, options=options, more=more)
    return pattern_of(order, order.templates(structure))


@dataclass(frozen=True, slots=True)
class CheckedOrder:
    """A checked request: a template, a body with every measure that it needs, choices and cloths."""

    kind: type[Template]
    body: Body
    fit: str | None
    options: Mapping[str, Any]
    alterations: Mapping[str, Any]
    garment: Mapping[str, Any]
    fabrics: Mapping[str, Fabric]

    @property
    def sided(self) -> bool:
        """Whether the wearer's two sides are drafted separately."""
        apart = any(isinstance(value, Mapping) for value in (*self.alterations.values(), *self.garment.values()))
        return self.kind.sides_differ or apart or self.body.differs(self.kind.needs)

    def templates(self, structure: Structure | None = None, reuse: Reuse | None = None) -> tuple[Template, Template]:
        """The template for the left and the right side; one and the same where the sides do not differ."""
        inputs: dict[str, Any] = {"options": self.options, "alterations": self.alterations, "fabrics": self.fabrics,
                                  "garment": self.garment, "structure": structure or Structure()}
        if reuse:
            inputs["reuse"] = reuse
        left = self.kind(self.body, **inputs)
        if not self.sided:
            return left, left
        right = self.kind(self.body, side="right", **inputs)
        left.twin, right.twin = right, left
        return left, right


def checked_order(template: str | PathLike[str] | type[Template], body: Body | None, *, fit: str | None = None,
                  fabrics: Mapping[str, Fabric | str] | None = None, alterations: Mapping[str, Any] | None = None,
                  garment: Mapping[str, Any] | None = None, estimates: bool = False,
                  options: Mapping[str, Any] | None = None, more: Mapping[str, Any] | None = None,
                  unread: Sequence[Problem] = ()) -> CheckedOrder:
    """The request, checked; `OptionError` or `MeasurementError` has every fault.

    ``unread`` are the faults of a body that could not be read; all other faults are reported with them.
    """
    kind = template if isinstance(template, type) else find_template(template)
    if not issubclass(kind, Template):
        raise TemplateNotFound(f"{kind.__name__} is not a template", code="template.unknown", where="template",
                               hint="Give a class that inherits from mtmpattern.drafting.Template, or a name.",
                               params={"type": kind.__name__})
    wrong = [*unread, *_faults_of(lambda: check_types(Body({}) if unread else body, fit, options=options,
                                                      alterations=alterations, garment=garment, fabrics=fabrics))]
    if isinstance(body, Body) and body.wishes:
        altered, wanted, strange = file_wishes(kind, body)
        wrong += strange
        alterations, garment = {**altered, **_mapped(alterations)}, {**wanted, **_mapped(garment)}
    return checked_request(kind, body, fit=fit, options={**_mapped(options), **(more or {})}, alterations=alterations,
                         garment=garment, fabrics=fabrics, estimates=estimates, wrong=wrong)


def checked_request(kind: type[Template], body: Body | None, *, fit: str | None, options: Mapping[str, Any],
                  alterations: Mapping[str, Any] | None, garment: Mapping[str, Any] | None,
                  fabrics: Mapping[str, Fabric | str] | None, estimates: bool,
                  wrong: Sequence[Problem] = ()) -> CheckedOrder:
    """A request to a template, checked: fit, options, alterations, garment measures, cloths and body measures.

    All faults come in one error, after those already found (``wrong``). It is a `MeasurementError` if all are about
    measures of the body, otherwise an `OptionError`.
    """
    found = list(wrong)
    if fit is not None and not isinstance(fit, str):
        fit = None                                          # reported already
    values = gathered(found, lambda: checked_options(kind, fit, options))
    altered = gathered(found, lambda: checked_alterations(kind, _mapped(alterations)))
    wanted = gathered(found, lambda: checked_garment(kind, _mapped(garment)))
    cloths = gathered(found, lambda: checked_fabrics(kind, _mapped(fabrics), _valid_options(kind, fit, options)
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
    """The mapping; an empty one for anything else or too large, which is reported already."""
    return given if isinstance(given, Mapping) and len(given) <= MOST_ASKED else {}


def _faults_of(attempt: Callable[[], object]) -> list[Problem]:
    found: list[Problem] = []
    gathered(found, attempt)
    return found


def _valid_options(kind: type[Template], fit: str | None, options: Mapping[str, Any]) -> dict[str, Any]:
    """Only the valid option values, to see which cloths are needed."""
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
    """Turn whatever the code of a template raises into a `DraftError` with a plain sentence."""
    try:
        yield
    except MtmError as error:
        raise located(error, files_of(kind, *map(type, kind.blocks().values()))) from error.__cause__
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise in_words(kind.name, error, files_of(kind, *map(type, kind.blocks().values()))) from error


def completed_for(kind: type[Template], body: Body, *, estimates: bool) -> Body:
    """The body with every measure that the template needs; `MeasurementError` for all that must still be measured."""
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
    required = list(requirements_of(left))
    required_right = list(requirements_of(right)) if right is not left else required
    both = [*required, *(each for each in required_right if each not in required)]
    ease = eases(left, right, _eases_of(required), _eases_of(required_right), body, fit or "")
    if right is not left:
        for method, piece in zip(methods, pieces, strict=True):
            if piece.info.fold:
                _halves_must_meet(piece, right.drafted_piece(method))
    notes = [*_remarked(body), *file_note(kind, body), *_estimated(kind, body), *left.noted,
             *(note for note in right.noted if right is not left), *ease_notes(ease), *crossed_notes(operations),
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


def estimate_shown(name: str, measure: Measure, unit: str) -> tuple[str, str]:
    """An estimate and how far off it may be, written in the unit of the measurements."""
    value, off = (printed_measure(name, number, unit, coarse=True) for number in (measure.middle, 2 * measure.sd))
    return value, off


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
                                 where=template.name, hint='Yield measured("length", ...).', params={"what": what})
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
