"""The alterations and finished measures that a measurement file states for the drafted garment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mtmpattern.body import Body
from mtmpattern.body.body import Amounts
from mtmpattern.documents import token
from mtmpattern.drafting.template import Template
from mtmpattern.errors import Problem, clean, listed, nearest, shown
from mtmpattern.pattern.model.requirement import Note
from mtmpattern.pattern.model.vocabulary import number_of
from mtmpattern.units import typed

UNNAMED = "alteration.unnamed"
OTHERS = "alteration.others"
REPLACED = "alteration.replaced"


def file_wishes(kind: type[Template], body: Body) -> tuple[dict[str, Any], dict[str, Any], list[Problem]]:
    """The alterations and garment measures of the body's file that a garment has, and the faults of the others.

    Entries under the garment's own name take precedence over those without a garment's name.
    """
    found: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for block, by_name in (("alter", body.wishes.alterations), ("garment", body.wishes.garment)):
        problems += _misnamed(kind, block, by_name)
        unnamed = by_name.get("", {})
        problems += _strange(kind, block, unnamed, "")
        problems += _strange(kind, block, by_name.get(kind.name, {}), token(kind.name))
        found.append({name: mm for name, mm in {**unnamed, **by_name.get(kind.name, {})}.items()
                      if name in kind.intentions()})
    return found[0], found[1], problems


def replaced(block: str, stated: Mapping[str, Any], asked: Mapping[str, Any]) -> Iterator[Problem]:
    """Remarks on what a measurement file states and a request asks for otherwise, which is used."""
    for name in stated:
        if name in asked and asked[name] != stated[name]:
            yield Problem(f"{block}: {name} {_amount(asked[name])} was asked for and is used, instead of "
                          f"{_amount(stated[name])} in the measurement file", REPLACED, f"/{block}{token(name)}",
                          "They are not added; leave one of them out.",
                          params={"name": name, "asked": asked[name], "stated": stated[name]})


def _amount(value: Any) -> str:
    sides = value if isinstance(value, Mapping) else {"": value}
    return ", ".join(f"{clean(str(side))} {shown(mm) if number_of(mm) is None else typed(mm)} mm".strip()
                     for side, mm in sides.items())


def file_note(kind: type[Template], body: Body) -> Iterator[Note]:
    """Notes on what a file states for other garments, and on changes that it makes here without naming the garment."""
    wishes = body.wishes
    others = [clean(name) for name in dict.fromkeys((*wishes.alterations, *wishes.garment))
              if name not in ("", kind.name)]
    if others:
        yield Note(f"What the measurement file states for {listed(others)} was not applied to the {kind.name}", OTHERS,
                   given={"garment": kind.name, "others": others})
    names = [*wishes.alterations.get("", {}), *wishes.garment.get("", {})]
    if names:
        yield Note(f"The measurement file changes {listed(names)} and names no garment, so that this counts for "
                   f"the {kind.name}. Write `alter: {{{kind.name}: ...}}` if it is for this garment alone", UNNAMED,
                   given={"garment": kind.name, "names": names})


def _misnamed(kind: type[Template], block: str, by_name: Mapping[str, Amounts]) -> Iterator[Problem]:
    from mtmpattern.drafting.library import template_names  # noqa: PLC0415  # it imports this module's users

    known, measures = (kind.name, *template_names()), kind.intentions()
    for name in by_name:
        near = nearest(name, known) if name and name not in known else ()
        if name in measures:
            yield Problem(f"{block}: {name} needs one value, or one for left and right", f"measurement.{block}",
                          f"/{block}{token(name)}", "Write it like `sleeve: {left: 5, right: 0}`.",
                          params={"name": name})
        elif near:
            yield Problem(f"{block}: no garment is called {clean(name)}", f"measurement.{block}",
                          f"/{block}{token(clean(name))}", f"Did you mean {near[0]}?",
                          params={"name": clean(name), "near": list(near)})


def _strange(kind: type[Template], block: str, amounts: Amounts, under: str) -> Iterator[Problem]:
    """Measures that this garment does not have; ``under`` is the pointer of the garment's own block.

    Where the file names no garment, it may mean another one.
    """
    known = kind.intentions()
    what = "alteration" if block == "alter" else "garment"
    has = f"{kind.name} has {', '.join(sorted(known)) or 'none'}."
    for name in (each for each in amounts if each not in known):
        near = nearest(name, known)
        other = f"If it is meant for another garment, name that one: `{block}: {{shirt: {{{clean(name)}: ...}}}}`. "
        hint = f"Did you mean {near[0]}?" if near else has if under else other + has
        unnamed = "" if under else ", and the measurement file names no garment"
        yield Problem(f"{block}: {kind.name} has no {clean(name)}{unnamed}", f"{what}.unknown",
                      f"/{block}{under}{token(clean(name))}", hint,
                      params={"template": kind.name, "name": clean(name), "near": list(near)})
