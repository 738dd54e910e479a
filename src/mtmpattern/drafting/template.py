"""`Template`: what a designer's class inherits, and the decorators that make its methods pieces and intentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar, overload

from ..body import Body, Side
from ..errors import DraftError, MeasurementError
from ..pattern.fabric import Cloth, Fabric, woven
from ..pattern.measured import Measured
from ..pattern.operations import Operation
from ..pattern.piece import Cut, Outline, Piece, PieceInfo
from ..pattern.requirements import Note, Passage, Proportion
from ..pattern.run import Run
from .options import Option

Drafter = TypeVar("Drafter", bound="Template")
T = TypeVar("T")

LINING_CLOTH = woven(mass=(40, 150), default="lining")
FUSIBLE_CLOTH = Cloth("fusible", (10, 200), default="fusible")


class Template:
    """One garment. Subclasses name their options, say what they intend, draft pieces and sew them.

    ``needs`` lists the measurements; reading another one is refused. ``openings`` lists what stays open when it is
    sewn. ``fits`` are named sets of option values. An instance drafts one of the wearer's sides.
    """

    name: ClassVar[str] = ""
    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ()
    fabric: ClassVar[Cloth]
    other_cloth: ClassVar[Mapping[str, Cloth]] = {}
    openings: ClassVar[tuple[str, ...]] = ()
    fits: ClassVar[Mapping[str, Mapping[str, Any]]] = {}

    def __init__(self, body: Body, *, side: str = "left", options: Mapping[str, Any] | None = None,
                 alterations: Mapping[str, Any] | None = None, fabrics: Mapping[str, Fabric] | None = None) -> None:
        view = body.left if side == "left" else body.right
        self.body: Any = Needed(view, self)
        self.middle: Any = Needed(body.middle, self)
        self.wearer_side = side
        self.option_values = {name: option.default for name, option in self.options().items()} | dict(options or {})
        self.alterations = dict(alterations or {})
        self.fabrics = dict(fabrics or {})
        self.twin: Template = self
        self.notes: list[Note] = []
        self.drafted_values: dict[str, Any] = {}
        self.pieces_waiting: list[str] = []

    # ---- What a template says of itself -------------------------------------------------------------------------

    @classmethod
    def options(cls) -> dict[str, Option[Any]]:
        """All options by name, inherited ones first, in order of writing."""
        return cls._declared(Option)

    @classmethod
    def piece_methods(cls) -> dict[str, PieceMethod[Any]]:
        """All pieces by name, in order of writing."""
        return cls._declared(PieceMethod)

    @classmethod
    def intentions(cls) -> dict[str, str]:
        """The names of what it intends to measure, which can be altered, and the attribute that holds each."""
        return {value.name: name for name, value in cls._declared(Intended).items()}

    @classmethod
    def _declared(cls, kind: type[T]) -> dict[str, T]:
        """What the class and its bases declare of one kind, bases first; what was overridden is left out."""
        named: dict[str, Any] = {name: value for base in reversed(cls.__mro__) for name, value in vars(base).items()}
        return {name: value for name, value in named.items() if isinstance(value, kind)}

    @classmethod
    def cloths(cls) -> dict[str, Cloth]:
        """What it asks of the cloth of each role that its pieces are cut from."""
        roles = [cut.role for method in cls.piece_methods().values() for cut in method.cuts]
        known = {"shell": cls.fabric, "lining": LINING_CLOTH, "fusible": FUSIBLE_CLOTH, **cls.other_cloth}
        return {role: known[role] for role in dict.fromkeys(roles) if role in known}

    # ---- What a template is asked -------------------------------------------------------------------------------

    def making(self) -> Iterable[Operation | tuple[Operation, ...]]:
        """The operations in order of work; darts are sewn and interfacing is fused first."""
        raise NotImplementedError

    def finished(self) -> Iterable[Measured]:
        """What the garment measures, taken from its pieces; paired by name with what was intended."""
        return ()

    def wearing(self) -> Iterable[Passage | Proportion]:
        """What the body must pass through, and the proportions that decide how it wears."""
        return ()

    # ---- What a template may say while drafting -----------------------------------------------------------------

    def note(self, text: str) -> None:
        """Tell the maker something about this draft."""
        self._add(Note(text, side=self._told_side()))

    def rescued(self, text: str, by: float) -> None:
        """Tell that the construction had to give way by so many mm so that this body could be drafted."""
        self._add(Note(text, "rescue", by, self._told_side()))

    def stretched(self, run: Run, role: str = "shell") -> float:
        """The length of a run in mm when its cloth is stretched across as far as it comfortably goes."""
        return run.length * (1.0 + self.fabrics[role].stretch_weft)

    def _told_side(self) -> str:
        return self.wearer_side if self.twin is not self else ""

    def _add(self, note: Note) -> None:
        if note not in self.notes:
            self.notes.append(note)


class Needed:
    """A body as one template may see it: only the measurements it says it needs."""

    __slots__ = ("_body", "_template")

    def __init__(self, body: Side | Body, template: Template) -> None:
        self._body = body
        self._template = template

    def __getattr__(self, name: str) -> float:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._template.needs:
            raise MeasurementError(
                f"{self._template.name} reads {name} and does not list it under needs", code="template.needs",
                where=name, hint="Add it to needs, so that customers are asked for it.")
        return float(getattr(self._body, name))


class Intended(Generic[Drafter]):
    """What the garment shall measure; alterations of that name are added to what the method says."""

    def __init__(self, method: Callable[[Drafter], float], name: str = "") -> None:
        self.method = method
        self.name = name or method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Intended[Drafter]: ...
    @overload
    def __get__(self, instance: Drafter, owner: type) -> float: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        key = f"intended {self.name}"
        if key not in instance.drafted_values:
            altered = instance.alterations.get(self.name, 0.0)
            if isinstance(altered, Mapping):
                altered = altered.get(instance.wearer_side, 0.0)
            instance.drafted_values[key] = float(self.method(instance)) + altered
        return instance.drafted_values[key]


@overload
def intended(method: Callable[[Drafter], float]) -> Intended[Drafter]: ...
@overload
def intended(method: str) -> Callable[[Callable[[Drafter], float]], Intended[Drafter]]: ...
def intended(method: Any) -> Any:
    """Make a method an intended measurement, in mm: read by the draft, altered by name, compared with what comes out.

    ``@intended("sleeve")`` gives it another name than the method's, where a piece already bears that.
    """
    if isinstance(method, str):
        return lambda function: Intended(function, method)
    return Intended(method)


class Once(Generic[T]):
    """A value that a template works out once."""

    def __init__(self, method: Callable[[Any], T]) -> None:
        self.method = method
        self.name = method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        if self.name not in instance.drafted_values:
            instance.drafted_values[self.name] = self.method(instance)
        return instance.drafted_values[self.name]


def once(method: Callable[[Any], T]) -> Once[T]:
    """Make a method a value that is worked out once for a draft, however often it is read."""
    return Once(method)


class PieceMethod(Generic[Drafter]):
    """A method that drafts a piece: run once on first use, its result read like an attribute."""

    def __init__(self, method: Callable[[Drafter], Outline], cuts: tuple[Cut, ...], settings: Mapping[str, Any],
                 when: Option[bool] | None) -> None:
        self.method, self.cuts, self.settings, self.when = method, cuts, settings, when
        self.name = method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> PieceMethod[Drafter]: ...
    @overload
    def __get__(self, instance: Drafter, owner: type) -> Piece: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        if self.name not in instance.drafted_values:
            instance.drafted_values[self.name] = self._draft(instance)
        return instance.drafted_values[self.name]

    def wanted(self, template: Template) -> bool:
        """Whether the options ask for this piece."""
        return self.when is None or bool(template.option_values[self.when.name])

    def _draft(self, template: Template) -> Piece:
        if self.settings["side"] == "whole" and template.wearer_side == "right":
            return getattr(template.twin, self.name)  # type: ignore[no-any-return]
        if not self.wanted(template):
            raise DraftError(f"{self.name} is drafted only when {self.when.name} is chosen",  # type: ignore[union-attr]
                             code="piece.unwanted", where=self.name, hint="Ask for the option before using the piece.")
        if self.name in template.pieces_waiting:
            ring = " waits for ".join([*template.pieces_waiting[template.pieces_waiting.index(self.name):], self.name])
            raise DraftError(f"pieces wait for each other: {ring}", code="piece.cycle", where=self.name,
                             hint="Let one of them be drafted from measurements alone.")
        template.pieces_waiting.append(self.name)
        try:
            outline = self.method(template)  # type: ignore[arg-type]
        finally:
            template.pieces_waiting.pop()
        if not isinstance(outline, Outline):
            raise DraftError(f"{self.name} returns {type(outline).__name__}, not its edges", code="piece.edges",
                             where=self.name, hint="End the method with: return edges(...)")
        settings = {**self.settings, "side": template.wearer_side if self.settings["side"] == "left" else "whole"}
        twin = self._twin_of(template) if settings["side"] != "whole" and template.twin is not template else None
        piece = Piece(PieceInfo(self.name, outline.checked(self.name), self.cuts, twin=twin, **settings))
        _ = piece.info.fold, piece.info.doubled
        return piece

    def _twin_of(self, template: Template) -> Callable[[], Piece]:
        """The same piece on the other side; itself where both sides came out the same."""
        def twin() -> Piece:
            ours, theirs = getattr(template, self.name), getattr(template.twin, self.name)
            return ours if ours.info.outline == theirs.info.outline else theirs  # type: ignore[no-any-return]
        return twin


def piece(*cuts: Cut, on: str = "", front: float | None = None, drawn: str = "half", when: Option[bool] | None = None,
          allowance: Mapping[str, float] | None = None, grain: float | str = 90.0, nap: bool = False,
          peaks: tuple[str, ...] = ()) -> Callable[[Callable[[Drafter], Outline]], PieceMethod[Drafter]]:
    """Make a method a piece: what it is cut from, where it hangs, and what is drafted.

    A half is the wearer's left: fronts seen from outside, backs (``on="... back"``) through the body. A sleeve or cuff
    says on which side of the drawing its ``front`` lies, LEFT or RIGHT. ``drawn="whole"`` is for pieces that are no
    halves, drafted face up. ``when`` names the option that asks for it, ``allowance`` exceptions in mm by edge,
    ``peaks`` edges that may have a corner where they cross a seam.
    """
    if drawn not in ("half", "whole"):
        raise DraftError(f"drawn={drawn!r}", code="piece.drawn", hint='Say drawn="half" or drawn="whole".')
    # Seen from the wearer's left, the front of an arm lies to the left: drawn on the right, it is seen from inside.
    flipped = drawn == "half" and (front == 0.0 if front is not None else "back" in on)
    settings = {"on": on, "side": "left" if drawn == "half" else "whole", "flipped": flipped,
                "allowance": dict(allowance or {}), "grain": grain, "nap": nap, "peaks": peaks}

    def decorate(method: Callable[[Drafter], Outline]) -> PieceMethod[Drafter]:
        return PieceMethod(method, cuts or (Cut(),), settings, when)

    return decorate


def operations_of(template: Template) -> Iterator[Operation]:
    """The operations of ``making()``, tuples taken apart."""
    for yielded in template.making():
        yield from yielded if isinstance(yielded, tuple) else (yielded,)
