"""Checks what a template or block states in its class when the class is made; every fault is reported at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import isfunction, isgeneratorfunction, signature
from typing import TYPE_CHECKING, Any

from mtmpattern.body.catalogue import CATALOGUE, NAMES
from mtmpattern.drafting.intention import Once
from mtmpattern.drafting.option import Option
from mtmpattern.drafting.piece_method import PieceMethod
from mtmpattern.drafting.template_file import TemplateFile, file_of
from mtmpattern.errors import MtmError, Problem, did_you_mean, nearest, shown
from mtmpattern.pattern.model.cloth import Cloth
from mtmpattern.pattern.model.fabric_file import read_fabric, shipped_fabrics

if TYPE_CHECKING:
    from mtmpattern.drafting.template import Template

_STATED: Mapping[str, tuple[type, ...]] = {
    "name": (str,), "version": (str,), "needs": (tuple, list), "estimable": (tuple, list), "fabric": (Cloth,),
    "other_cloth": (Mapping,), "openings": (tuple, list), "sides_differ": (bool,), "fits": (Mapping,)}
"""The names that a class may state besides options, blocks and methods, with their types."""
_ANY_STATED = tuple({each for types in _STATED.values() for each in types} | {tuple, list})
_METHODS = ("making", "finished", "wearing", "notions", "bounds", "outweighed")
_HOW = {"name": 'Write name = "my-skirt".', "version": 'Write version = "1".',
        "needs": 'Write a tuple, with a comma after a single name: needs = ("waist_girth",).',
        "estimable": 'Write a tuple, with a comma after a single name: estimable = ("waist_to_hip",).',
        "fabric": "Say fabric = knit(stretch=0.25), or woven().",
        "other_cloth": 'Write other_cloth = {"pocketing": woven()}.',
        "openings": 'Write a tuple, with a comma after a single name: openings = ("hem",).',
        "sides_differ": "Write sides_differ = True.",
        "fits": 'Write fits = {"slim": {"hip_ease": 30}, "regular": {}}.'}
OWN = {
    "body": "the measures of the drafted side", "middle": "the measures that both sides share",
    "wearer_side": "the side that is drafted", "twin": "the draft of the other side", "fabrics": "the cloth",
    "notes": "the notes so far", "option_values": "the values of the options", "alterations": "what is altered",
    "requested_measures": "the measures that were asked for", "structure": "what is decided while drafting",
    "reuse": "what is kept between drafts", "measures_read": "the measures read so far",
    "pieces_waiting": "the pieces being drafted", "began_with": "the names that a draft begins with",
    "note": "a note for the maker", "rescued": "a note on a rescue", "held": "a number to build with",
    "stretched": "the length of a run when stretched", "noted": "the notes so far", "options": "the options",
    "blocks": "the blocks", "piece_methods": "the pieces", "intentions": "the intended measures",
    "intended_measures": "the intended measures",
    "altered_by_side": "the measures of each side", "cloths": "the cloths", "body_for": "the measures of a part",
    "middle_for": "the shared measures of a part", "owner_of": "what drafts a piece",
    "drafted_piece": "a piece of this draft", "block_name": "the name of a block"}
"""The names that a draft has of its own, and what each is: a template gives them to nothing else."""
ALIKE = .8
"""The similarity from which a name is taken for a misspelt word."""


def faults_of_class(kind: type[Any]) -> list[Problem]:
    """The faults of options and pieces that a class states itself, each with its line."""
    file = file_of(kind)
    return [*_taken_names(kind, file), *_arguments(kind, file), *_option_faults(kind, file),
            *_piece_faults(kind, file)]


def faults_of_template(kind: type[Template]) -> list[Problem]:
    """The faults of everything that a template states itself."""
    file = file_of(kind)
    wrong = list(_wrong_types(kind, file))
    found = [*_unknown_words(kind, file), *wrong, *faults_of_class(kind)]
    stated = {name for name in _STATED if name in vars(kind)} - {each.where for each in wrong}
    if kind.name and not isinstance(getattr(kind, "fabric", None), Cloth) and not any(
            each.where in ("fabric", "fabrics", "cloth") for each in found):
        found.append(_problem(kind, file, f"{kind.name} does not say what its cloth must be", "template.fabric",
                              "fabric", _HOW["fabric"], "name"))
    for name in ("needs", "estimable"):
        found += _measure_faults(kind, file, name) if name in stated else ()
    found += _cloth_faults(kind, file) if not {"fabric", "other_cloth"} & {each.where for each in wrong} else ()
    if "fits" in stated:
        found += _fit_faults(kind, file)
    if kind.name and not found:
        found += _gathered(kind.cloths, lambda role: file.line_of(kind.__name__, role) if file else None, file)
    return found


# ---- Words of the class -------------------------------------------------------------------------------------------


def _unknown_words(kind: type[Template], file: TemplateFile | None) -> Iterator[Problem]:
    """Names that look like misspelt words of a template: ``fabrics =``, ``def makeing(self)``."""
    inherited = {name for base in kind.__mro__[1:] for name in vars(base)}
    for name, value in vars(kind).items():
        if name.startswith("_") or name in _STATED or name in inherited:
            continue
        near = nearest(name, _STATED, cutoff=ALIKE) if isinstance(value, _ANY_STATED) else ()
        if near and isinstance(value, (*_STATED[near[0]], tuple, list)):
            yield _problem(kind, file, f"{name} = means nothing to a template", "template.word", name,
                           f"Did you mean {near[0]}?", name)
        if isgeneratorfunction(value):
            near = nearest(name, [each for each in _METHODS if each not in vars(kind)], cutoff=.75)
            if near:
                yield _problem(kind, file, f"{name}() means nothing to a template", "template.word", name,
                               f"Did you mean {near[0]}()?", name)


def _taken_names(kind: type[Any], file: TemplateFile | None) -> Iterator[Problem]:
    """Options, pieces and methods with the name of something that a draft has already."""
    for name in vars(kind):
        if name in OWN and file is not None:
            yield _problem(kind, file, f"{name} is taken: self.{name} is {OWN[name]}", "template.taken", name,
                           "Give it another name.", name)


def _arguments(kind: type[Any], file: TemplateFile | None) -> Iterator[Problem]:
    """Methods that are called without arguments and ask for some, or that lack ``self``."""
    for name, value in vars(kind).items():
        method = value.method if isinstance(value, Once) else value if name in _METHODS else None
        if file is None or not isfunction(method):
            continue
        asked = [each.name for each in signature(method).parameters.values()
                 if each.default is each.empty and each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)]
        if not asked:
            yield _problem(kind, file, f"{name}() does not take self", "template.call", name,
                           f"Write def {name}(self):", name)
        elif len(asked) > 1:
            yield _problem(kind, file, f"{name}() asks for {', '.join(asked[1:])}, and nothing gives it that",
                           "template.call", name, f"Write def {name}({asked[0]}): and read the options, measures and "
                           f"pieces from {asked[0]}.", name)


def _wrong_types(kind: type[Template], file: TemplateFile | None) -> Iterator[Problem]:
    for name, types in _STATED.items():
        value = kind._stated.get(name, vars(kind).get(name))        # what it states, before its blocks add to it
        if name in vars(kind) and not isinstance(value, types):
            code = "template.fabric" if name == "fabric" else "template.word"
            yield _problem(kind, file, f"{name} = {shown(value)} has the wrong type", code, name,
                           _HOW[name], name)
    roles = vars(kind).get("other_cloth")
    for role, cloth in roles.items() if isinstance(roles, Mapping) else ():
        if not isinstance(cloth, Cloth):
            yield _problem(kind, file, f"other_cloth states {shown(cloth)} for {role}", "template.fabric", role,
                           _HOW["other_cloth"], "other_cloth", role)
    openings = vars(kind).get("openings")
    for each in openings if isinstance(openings, tuple | list) else ():
        if not isinstance(each, str):
            yield _problem(kind, file, f"openings names {shown(each)}, which is not a word", "template.word",
                           "openings", _HOW["openings"], "openings")


def _cloth_faults(kind: type[Template], file: TemplateFile | None) -> Iterator[Problem]:
    """Cloth whose default is not a fabric that ships."""
    if file is None:
        return
    stated = [("fabric", kind.fabric)] if "fabric" in vars(kind) else []
    stated += [("other_cloth", cloth) for cloth in vars(kind).get("other_cloth", {}).values()]
    for name, cloth in stated:
        if cloth.default and cloth.default not in shipped_fabrics() and not cloth.default.endswith((".yaml", ".yml")):
            yield _problem(kind, file, f"{name}: there is no fabric {cloth.default}", "fabric.unknown", cloth.default,
                           f"{did_you_mean(cloth.default, shipped_fabrics())} Use one of "
                           f"{', '.join(shipped_fabrics())}, or a .yaml file.".strip(), name, cloth.default)
        elif cloth.default in shipped_fabrics() and (refused := cloth.refuses(read_fabric(cloth.default))):
            fit = [each for each in shipped_fabrics() if cloth.refuses(read_fabric(each)) is None]
            yield _problem(kind, file, f"{name}: without another cloth it is made of {cloth.default}: {refused}",
                           "template.fabric", cloth.default,
                           f"Say default={fit[0]!r}, or another of {', '.join(fit)}." if fit else
                           "Name a .yaml file of a fabric: default=.", name)


def _measure_faults(kind: type[Template], file: TemplateFile | None, stated: str) -> Iterator[Problem]:
    names = vars(kind)[stated] if stated == "estimable" else kind._stated.get(stated, ())
    for name in names:
        if name not in CATALOGUE:
            message, hint = unknown_measure(name)
            yield _problem(kind, file, f"{stated}: {message}", "template.needs", str(name), hint, stated, name)
        elif stated == "estimable" and kind.name and name not in kind.needs:
            yield _problem(kind, file, f"estimable: {name} is not among needs", "template.needs", name,
                           "Add it to needs, or leave it out here.", stated, name)


def unknown_measure(name: object) -> tuple[str, str]:
    """The message and hint for a name that is not in the catalogue of measures."""
    if not isinstance(name, str):
        return f"{shown(name)} is not the name of a measure", "Write its name as text."
    if name in NAMES:
        return f"{name} is a customer's word for {NAMES[name]}", f"A template calls it {NAMES[name]}."
    return f"no measure is called {name}", did_you_mean(name, CATALOGUE, "docs/measuring.md lists the measures.")


# ---- Options, fits and pieces -------------------------------------------------------------------------------------


def _option_faults(kind: type[Any], file: TemplateFile | None) -> Iterator[Problem]:
    for name, option in vars(kind).items():
        if isinstance(option, Option):
            for message, hint in option.faults():
                yield _problem(kind, file, f"{name}: {message}", "option.default", name, hint, name)


def _fit_faults(kind: type[Template], file: TemplateFile | None) -> Iterator[Problem]:
    options = kind.options()
    for fit, values in vars(kind)["fits"].items():
        if not isinstance(values, Mapping) or not isinstance(fit, str):
            yield _problem(kind, file, f"the fit {shown(fit)} states {shown(values)}", "template.word", "fits",
                           _HOW["fits"], "fits", fit)
            continue
        for name, value in values.items():
            if name not in options:
                yield _problem(kind, file, f"the fit {fit} sets {name}, and there is no such option", "option.unknown",
                               str(name), did_you_mean(name, options, f"There are {', '.join(options) or 'none'}."),
                               "fits", name)
                continue
            try:
                options[name].checked(value)
            except MtmError as error:
                yield _problem(kind, file, f"the fit {fit} sets {error.problems[0].message}", error.code, name,
                               error.hint, "fits", name)


def _piece_faults(kind: type[Any], file: TemplateFile | None) -> Iterator[Problem]:
    for name, method in vars(kind).items():
        if isinstance(method, PieceMethod):
            yield from (_problem(kind, file, each.message, each.code, each.where, each.hint, name)
                        for each in method.problems)


# ---- Places -------------------------------------------------------------------------------------------------------


def _problem(kind: type[Any], file: TemplateFile | None, message: str, code: str, where: str, hint: str, stated: str,
             word: object = None) -> Problem:
    line = file.line_of(kind.__name__, stated, word) if file else None
    return Problem(message, code, where, hint, file.name if file and line else "", line,
                   params={"template": kind.__name__, "word": where})


def _gathered(attempt: Callable[[], object], line: Callable[[str], int | None],
              file: TemplateFile | None) -> Iterable[Problem]:
    try:
        attempt()
    except MtmError as error:
        for each in error.problems:
            found = line(each.where)
            yield Problem(each.message, each.code, each.where, each.hint, file.name if file and found else "", found)
