"""What a measurement file says of garments, for the one that is drafted: its alterations and its finished measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..body import Body
from ..body.body import Amounts
from ..documents import token
from ..errors import Problem, clean, listed, nearest
from ..pattern.model.requirement import Note
from .template import Template

UNNAMED = "alteration.unnamed"


def file_wishes(kind: type[Template], body: Body) -> tuple[dict[str, Any], dict[str, Any], list[Problem]]:
    """The alterations and the garment measures of the body's file for a garment, and what is wrong with them.

    What stands under the garment's own name goes before what the file says without naming one.
    """
    found: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for block, by_name in (("alter", body.wishes.alterations), ("garment", body.wishes.garment)):
        problems += _misnamed(kind, block, by_name)
        unnamed = by_name.get("", {})
        problems += _of_another(kind, block, unnamed)
        found.append({**unnamed, **by_name.get(kind.name, {})})
    return found[0], found[1], problems


def file_note(kind: type[Template], body: Body) -> tuple[Note, ...]:
    """That a file changed the garment without saying that it means this garment."""
    names = [*body.wishes.alterations.get("", {}), *body.wishes.garment.get("", {})]
    if not names:
        return ()
    return (Note(f"The measurement file changes {listed(names)} and names no garment; it was done to the {kind.name}. "
                 f"Write `alter: {{{kind.name}: ...}}` if it is meant for this garment alone", UNNAMED,
                 given={"garment": kind.name, "names": names}),)


def _misnamed(kind: type[Template], block: str, by_name: Mapping[str, Amounts]) -> Iterator[Problem]:
    from .library import template_names  # noqa: PLC0415  # it imports this module's users

    known = (kind.name, *template_names())
    for name in by_name:
        near = nearest(name, known) if name and name not in known else ()
        if near:
            yield Problem(f"{block}: no garment is called {clean(name)}", f"measurement.{block}",
                          f"/{block}{token(clean(name))}", f"Did you mean {near[0]}?",
                          params={"name": clean(name), "near": list(near)})


def _of_another(kind: type[Template], block: str, unnamed: Amounts) -> Iterator[Problem]:
    """A measure that this garment does not have: the file seems to speak of another one."""
    known = kind.intentions()
    strange = [name for name in unnamed if name not in known]
    what = "alteration" if block == "alter" else "garment"
    for name in strange:
        near = nearest(name, known)
        hint = (f"Did you mean {near[0]}?" if near else
                f"If it is meant for another garment, name that one: `{block}: {{shirt: {{{clean(name)}: ...}}}}`. "
                f"{kind.name} has {', '.join(sorted(known)) or 'none'}.")
        yield Problem(f"{block}: {kind.name} has no {clean(name)}, and the measurement file names no garment",
                      f"{what}.unknown", f"/{block}{token(clean(name))}", hint,
                      params={"template": kind.name, "name": clean(name), "near": list(near)})
