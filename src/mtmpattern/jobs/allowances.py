"""Other allowance widths for a finished pattern, by the names of its seams; hems keep the depth of their option."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from mtmpattern import units
from mtmpattern.errors import MtmError, OptionError, Problem, did_you_mean
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.audit import refuse_faulty
from mtmpattern.pattern.model.operation import Hem, Unsewn
from mtmpattern.pattern.stored import from_json, sealed, to_json

MOST_ALLOWANCE: Final = 100.0
"""Millimetres."""

_ARGUMENT: Final = "allowances"
Place = tuple[str, str]
"""A piece and an edge."""


def read_widths(texts: Iterable[str]) -> dict[str, float]:
    """Read ``side=15mm`` texts, in mm where they have no unit. Raises one `OptionError` with every bad one."""
    found: dict[str, float] = {}
    problems: list[Problem] = []
    for text in texts:
        name, equals, width = text.partition("=")
        name = name.strip().casefold().replace("-", "_").replace(" ", "_")
        if not equals or not name:
            problems.append(Problem(f"{text[:40]!r} does not name a seam", "export.allowance", _ARGUMENT,
                                    "Write SEAM=LENGTH, as in side=15mm.", argument=_ARGUMENT))
            continue
        try:
            mm = float(units.length(width, "mm"))
        except MtmError as error:
            problems += [replace(each, message=f"the allowance of {name[:40]}: {each.message}", code="export.allowance",
                                 where=_ARGUMENT, argument=_ARGUMENT) for each in error.problems]
            continue
        if not 0.0 <= mm <= MOST_ALLOWANCE:
            problems.append(Problem(f"the allowance of {name[:40]}, {units.typed(mm)} mm, is more than "
                                    f"{MOST_ALLOWANCE:g} mm", "export.allowance", _ARGUMENT, "Check its unit.",
                                    argument=_ARGUMENT))
        found[name] = mm
    if problems:
        raise OptionError.of(problems)
    return found


def seams_of(pattern: Pattern) -> dict[str, set[Place]]:
    """The edges whose allowance can be another one, both sides of each seam, by the names of the edges in it."""
    found: dict[str, set[Place]] = {}
    for seam in pattern.seams:
        if seam.operation is None or isinstance(seam.operation, Hem | Unsewn):
            continue
        places = set()
        for span in (*seam.first, *seam.second):
            edge = pattern.sewing.parts.parts[span.part].edges.get(span.edge)
            if edge is not None and edge.edge in edge.piece.info.edges and not edge.piece.info.is_slit(edge.edge):
                places.add((edge.piece.info.name, edge.edge))
        for _, name in places:
            found.setdefault(name, set()).update(places)
    return found


def with_widths(pattern: Pattern, widths: Mapping[str, float]) -> Pattern:
    """The pattern with other widths at the seams of these names, on both sides of each, audited again.

    Raises `OptionError` for a name that no seam has, and `PatternRefused` for a width that a construction cannot take.
    """
    if not widths:
        return pattern
    seams = seams_of(pattern)
    problems = []
    chosen: dict[Place, float] = {}
    for name, mm in widths.items():
        if name in seams:
            chosen |= dict.fromkeys(seams[name], mm)
        elif name in {"hem", "hems"}:
            problems.append(Problem("the depth of a hem is an option of the garment, not an allowance",
                                    "export.allowance", _ARGUMENT,
                                    f"`mtmpattern show {pattern.template}` lists the options; give it as one.",
                                    argument="options"))
        else:
            hint = did_you_mean(name, seams, f"Its seams are {', '.join(sorted(seams))}.")
            problems.append(Problem(f"{pattern.template} has no seam {name[:40]}", "export.allowance", _ARGUMENT, hint,
                                    argument=_ARGUMENT))
    if problems:
        raise OptionError.of(problems)
    data = json.loads(to_json(pattern))
    for piece in (*data["pieces"], *data["right_pieces"]):
        own = {edge: mm for (owner, edge), mm in chosen.items() if owner == piece["name"]}
        piece["allowance"] = {**piece["allowance"], **own}
    data["inputs"] = {**data["inputs"], "allowances": dict(sorted(widths.items()))}
    data["digest"] = replace(pattern, inputs=data["inputs"]).digest
    return refuse_faulty(replace(from_json(sealed(data)), remarks=pattern.remarks))
