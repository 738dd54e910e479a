"""Records what each value of a draft depends on, so that the next draft works out only what has changed.

A value that is worked out once (`Once`: a piece, a line, a width) records everything that was read on the way to it:
options, measures, alterations, measures of the garment, cloths, and the dependencies of every other value that it read.
The next draft reuses it if none of these has changed. Numbers, points, lines, outlines and pieces are carried over;
a value that may refer to a template, such as a function, is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from mtmpattern.geometry import Affine, Curve, Edge, FishEye, Intake, Point
from mtmpattern.pattern.model.outline import Outline
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.requirement import Note
from mtmpattern.pattern.model.run import Run

if TYPE_CHECKING:
    from mtmpattern.drafting.blocks import Block
    from mtmpattern.drafting.intention import Once
    from mtmpattern.drafting.template import Template

T = TypeVar("T")

Read: TypeAlias = tuple[str, str]
"""Something that was read: its kind and its name, as in ``("option", "neck_drop")``; without a name, all of a kind."""

Place: TypeAlias = tuple[str, str, "Once[Any]"]
"""Where a value belongs: the side that is drafted, the name of a block or nothing, and what works it out."""

Given: TypeAlias = Mapping[Read, object]
"""Everything that a draft can read, with its value."""

PLAIN = (float, int, str, type(None), Point, Curve, Edge, Outline, Affine, Intake, FishEye)
"""Types whose values refer to nothing of a draft."""


@dataclass(slots=True)
class _Frame:
    """A value that is being worked out: the reads and notes made for it so far."""

    reads: set[Read] = field(default_factory=set)
    notes: dict[tuple[str, Note], None] = field(default_factory=dict)
    used: set[_Worked] = field(default_factory=set)
    """The values that were read already."""


@dataclass(frozen=True, slots=True, eq=False)
class _Worked:
    """A value with what it was worked out from, and what was noted on the way, with the side it was noted on."""

    value: Any
    reads: frozenset[Read]
    notes: tuple[tuple[str, Note], ...]


class Reuse:
    """The values of one draft, and what each was worked out from."""

    def __init__(self, given: Given, worked: Mapping[Place, _Worked] | None = None) -> None:
        self.given = given
        self._worked = dict(worked or {})
        self.carried = len(self._worked)
        """How many values were carried over from the previous draft."""
        self._shared: dict[Place, Any] = {}
        self._frames = [_Frame()]

    def renewed(self, given: Given) -> Reuse:
        """The reuse for the next draft, with the values that do not depend on anything that has changed."""
        changed = {read for read in self.given.keys() | given.keys()
                   if read not in given or read not in self.given or self.given[read] != given[read]}
        changed |= {(kind, "") for kind, _ in changed}
        return Reuse(given, {place: worked for place, worked in self._worked.items()
                             if worked.reads.isdisjoint(changed) and is_plain(worked.value)})

    # ---- What is read and noted ---------------------------------------------------------------------------------

    def read(self, kind: str, name: str = "") -> None:
        """Record that an input was read."""
        self._frames[-1].reads.add((kind, name))

    def note(self, side: str, note: Note) -> None:
        """Record a note."""
        self._frames[-1].notes[side, note] = None

    def notes(self, side: str) -> list[Note]:
        """Everything noted on a side, in order."""
        return [note for on, note in self._frames[0].notes if on == side]

    @property
    def measures_read(self) -> set[str]:
        """All measures that were read so far."""
        return {name for kind, name in self._frames[0].reads if kind == "measure"}

    # ---- Values -------------------------------------------------------------------------------------------------

    def value(self, once: Once[T], owner: Template | Block[Any]) -> T:
        """The value of a template or block, reused if it is known and otherwise worked out."""
        place = owner.wearer_side, owner.block_name, once
        worked = self._worked.get(place)
        if worked is None:
            worked = self._worked_out(once, owner)
            if once.lasts(worked.value):
                self._worked[place] = worked
        self._use(worked)
        return self._shared.get(place, worked.value)  # type: ignore[no-any-return]

    def share(self, once: Once[T], owner: Template | Block[Any], value: T) -> None:
        """Use an equal value of the other side in place of the value worked out on this side.

        Values that may refer to the old one are dropped.
        """
        side = owner.wearer_side
        self._shared[side, owner.block_name, once] = value
        self._worked = {place: worked for place, worked in self._worked.items()
                        if place[0] != side or isinstance(worked.value, Piece) or is_plain(worked.value)}

    def _worked_out(self, once: Once[Any], owner: Template | Block[Any]) -> _Worked:
        frame = _Frame()
        self._frames.append(frame)
        try:
            value = once.worked_out(owner)
        except BaseException:
            self._frames[-2].reads |= frame.reads       # the code that catches it depends on these
            self._frames[-2].notes.update(frame.notes)
            raise
        finally:
            self._frames.pop()
        return _Worked(value, frozenset(frame.reads), tuple(frame.notes))

    def _use(self, worked: _Worked) -> None:
        frame = self._frames[-1]
        if worked not in frame.used:
            frame.used.add(worked)
            frame.reads |= worked.reads
            frame.notes.update(dict.fromkeys(worked.notes))


def is_plain(value: object) -> bool:
    """Whether a value stays valid in the next draft: it cannot change, and refers to no template and no other side."""
    if isinstance(value, PLAIN):
        return True
    if isinstance(value, Piece):
        return value.info.twin is None
    if isinstance(value, Run):
        return all(step.piece.info.twin is None for step in value.steps)
    return type(value) is tuple and all(map(is_plain, value))


class Watched(Mapping[str, T]):
    """Inputs by name; it records which of them are read.

    ``names`` maps a block's own names to those under which its options were given; an option that it lacks is fixed.
    """

    __slots__ = ("_kind", "_names", "_reuse", "_values")

    def __init__(self, reuse: Reuse, kind: str, values: Mapping[str, T],
                 names: Mapping[str, str] | None = None) -> None:
        self._reuse, self._kind, self._values, self._names = reuse, kind, values, names

    def __getitem__(self, name: str) -> T:
        self._read(name)
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        self._read(str(name))
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        self._reuse.read(self._kind)
        return iter(self._values)

    def __len__(self) -> int:
        self._reuse.read(self._kind)
        return len(self._values)

    def _read(self, name: str) -> None:
        if self._names is None:
            self._reuse.read(self._kind, name)
        elif name in self._names:
            self._reuse.read(self._kind, self._names[name])


def given_of(**kinds: Mapping[str, object]) -> dict[Read, object]:
    """All inputs of each kind, as a draft can read them."""
    return {(kind, name): value for kind, values in kinds.items() for name, value in values.items()}


def unwatched(values: Mapping[str, T]) -> Mapping[str, T]:
    """The same inputs, without recording reads."""
    return values._values if isinstance(values, Watched) else values
