"""Why an operation cannot be expanded into seams, in the words of the template."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtmpattern.errors import Problem
from mtmpattern.pattern.model.operation import Buttoned, Caught, Operation
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.seams.seam import Walk
from mtmpattern.pattern.seams.walk import Meetings, Orders


def wrong_edges(operation: Operation) -> Iterator[Problem]:
    """Inner lines that are used as edges, and operations on folds."""
    closing = isinstance(operation, Buttoned)
    for number, run in enumerate((*operation.runs, *((operation.by,) if isinstance(operation, Caught) else ()))):
        for step in run.steps:
            info = step.piece.info
            if step.inner:
                if not closing:
                    yield Problem(f"{operation}: {step} is a line inside the piece, not an edge", "join.inner",
                                  str(step), "Name an edge; only closings go along lines inside a piece.",
                                  operation=str(operation))
            elif step.edge == info.fold or (step.edge == info.doubled and not closing
                                            and not (isinstance(operation, Caught) and number)):
                yield Problem(f"{operation}: {step} is a fold, over which the cloth goes on", "join.fold", str(step),
                              "Nothing is done to a fold; name an edge of the piece.", operation=str(operation))


def _seen_alike(a: Piece, b: Piece) -> str:
    """A hint if a front and a back are seen from one side: joined along the side, one is drawn through the body."""
    places = {place for piece in (a, b) for place in ("front", "back") if place in piece.info.on.split()}
    if not (a.info.is_half and b.info.is_half and len(places) == 2 and a.info.flipped == b.info.flipped):
        return ""
    return (f" Or {a.info.name} and {b.info.name} are not seen as they are drawn: a front facing or lining that is "
            "drawn like the shell's states front=RIGHT, a back one front=LEFT.")


def _seen_through(first: Walk, second: Walk, meetings: Meetings) -> str:
    """A hint if two halves are drawn alike, and one of them may be the back of the other, as of a bag."""
    a, b = (meetings.parts.parts[walk[0].part].piece.info for walk in (first, second))
    if a.name == b.name or not (a.is_half and b.is_half) or a.flipped or b.flipped:
        return ""
    back = next((info.name for info in (a, b) if "back" in info.name), b.name)
    return f' If {back} is a back, it is drawn as seen through the front: state on="torso back".'


def why_not(operation: Operation, first: Orders, second: Orders, meetings: Meetings) -> Problem:
    """Why a join of two runs, each walked in one of some orders, cannot be walked, in the words of the template."""
    directions = [[back for back in (False, True) if meetings.walk(orders, backward=back)]
                  for orders in (first, second)]
    if all(directions):
        return Problem(f"{operation} is twisted: both runs are walked the same way round", "join.twist",
                       meetings.parts.drafted_name(first[0][0]),
                       "Start both runs at ends that are sewn to each other, or check which side of the piece is its "
                       "front." + _seen_through(first[0], second[0], meetings), operation=str(operation))
    return broken(operation, (first if not directions[0] else second)[0], meetings)


def broken(operation: Operation, walk: Walk, meetings: Meetings) -> Problem:
    """Where a walk breaks that goes neither way round."""
    name = meetings.parts.drafted_name
    for a, b in pairwise(walk):
        out = {back: meetings.exit(a._replace(reversed=back)) for back in (False, True)}
        into = {back: meetings.entry(b._replace(reversed=back)) for back in (False, True)}
        if any(meetings.are_one(out[back], into[back]) for back in (False, True)):
            continue
        if any(meetings.are_one(out[back], into[not back]) for back in (False, True)):
            return Problem(f"{operation}: the walk is twisted between {name(a)} and {name(b)}", "join.twist",
                           name(a), "One of the two is joined the wrong way round; check its front and its ends.",
                           operation=str(operation))
        return Problem(f"{operation}: nothing brings the ends of {name(a)} and {name(b)} together", "join.walk",
                       name(a), "Sew the edges that lie between them first, or name them in the order of the walk."
                       + _seen_alike(*(meetings.parts.parts[each.part].piece for each in (a, b))),
                       operation=str(operation))
    return Problem(f"{operation}: the walk turns back on itself", "join.twist", name(walk[0]),
                   "Name its edges in the order in which they follow each other round the garment.",
                   operation=str(operation))
