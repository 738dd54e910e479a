"""`Template`: what a designer's class inherits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from ..body import Body, Side
from ..errors import DraftError, MeasurementError, UnknownName, shown
from ..pattern.fabric import Cloth, Fabric, woven
from ..pattern.measured import Measured
from ..pattern.operations import Operation
from ..pattern.requirements import Note, Passage, Proportion
from ..pattern.run import Run
from ..pattern.vocabulary import must_be_word
from .intentions import Intended
from .options import Option
from .pieces import PieceMethod
from .structure import Structure

T = TypeVar("T")

LINING_CLOTH = woven(mass=(40, 150), default="lining")
FUSIBLE_CLOTH = Cloth("fusible", (10, 200), default="fusible")


class Template:
    """One garment. Subclasses name their options, say what they intend, draft pieces and sew them.

    ``needs`` lists the measurements; reading another one is refused. ``estimable`` lists measures that may be estimated
    where the customer did not give them; every other one in ``needs`` must be measured or derived. ``openings`` lists
    what stays open when it is sewn. ``fits`` are named sets of option values. ``sides_differ`` tells that the garment's
    own sides do (a wrap, a lap that is longer on one side): then each side is drafted, and ``wearer_side`` says which.
    An instance drafts one of the wearer's sides.
    """

    name: ClassVar[str] = ""
    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ()
    estimable: ClassVar[tuple[str, ...]] = ()
    fabric: ClassVar[Cloth]
    other_cloth: ClassVar[Mapping[str, Cloth]] = {}
    openings: ClassVar[tuple[str, ...]] = ()
    sides_differ: ClassVar[bool] = False
    fits: ClassVar[Mapping[str, Mapping[str, Any]]] = {}

    def __init__(self, body: Body, *, side: str = "left", options: Mapping[str, Any] | None = None,
                 alterations: Mapping[str, Any] | None = None, fabrics: Mapping[str, Fabric] | None = None,
                 garment: Mapping[str, Any] | None = None, structure: Structure | None = None) -> None:
        must_be_word(side, ("left", "right"), "side", code="piece.word", where=self.name)
        view = body.left if side == "left" else body.right
        self.body: Any = Needed(view, self)
        self.middle: Any = Needed(body.middle, self)
        self.wearer_side = side
        self.option_values = {name: option.default for name, option in self.options().items()} | dict(options or {})
        self.alterations = dict(alterations or {})
        self.garment = dict(garment or {})
        self.fabrics = dict(fabrics or {})
        self.structure = structure or Structure()
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
    def piece_methods(cls) -> dict[str, PieceMethod]:
        """All pieces by name, in order of writing."""
        return cls._declared(PieceMethod)

    @classmethod
    def intentions(cls) -> dict[str, str]:
        """The names of what it intends to measure, which can be altered, and the attribute that holds each."""
        return {value.name: name for name, value in cls._declared(Intended).items()}

    @classmethod
    def altered_by_side(cls) -> tuple[str, ...]:
        """The intended measurements that each side has for itself."""
        return tuple(value.name for value in cls._declared(Intended).values() if value.each_side)

    @classmethod
    def _declared(cls, kind: type[T]) -> dict[str, T]:
        """What the class and its bases declare of one kind, bases first; what was overridden is left out."""
        named: dict[str, Any] = {name: value for base in reversed(cls.__mro__) for name, value in vars(base).items()}
        return {name: value for name, value in named.items() if isinstance(value, kind)}

    @classmethod
    def cloths(cls) -> dict[str, Cloth]:
        """What it asks of the cloth of each role that its pieces are cut from."""
        if not isinstance(getattr(cls, "fabric", None), Cloth):
            raise DraftError(f"{cls.name or cls.__name__} says of no cloth what it must be", code="template.fabric",
                             where=cls.name, hint="Say fabric = knit(stretch=0.25), or woven().")
        roles = [(cut.role, name) for name, method in cls.piece_methods().items() for cut in method.cuts]
        known = {"shell": cls.fabric, "lining": LINING_CLOTH, "fusible": FUSIBLE_CLOTH, **cls.other_cloth}
        for role, name in roles:
            if role not in known:
                raise UnknownName.among(known, role, f"{name} is cut from {shown(role)}, and {cls.name} asks for no "
                                        f"such cloth", code="pattern.role", where=name)
        return {role: known[role] for role in dict.fromkeys(role for role, _ in roles)}

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

    def held(self, name: str, own: int) -> int:
        """How many of something this garment is built with, as in ``self.held("front darts", 2)``.

        It is ``own``, or what all sizes of a range are built with. Ask once for each thing, under a name of its own,
        and draft with the answer; where it cannot be drafted with, refuse. A yes or no is 1 or 0.
        """
        return self.structure.decide(name, own)

    def stretched(self, run: Run, role: str = "shell") -> float:
        """The length of a run in mm when its cloth is stretched across as far as it comfortably goes."""
        if role not in self.fabrics:
            raise UnknownName.among(self.fabrics, role, f"{self.name} has no cloth for {shown(role)}",
                                    code="pattern.role", where=self.name)
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


def operations_of(template: Template) -> Iterator[Operation]:
    """The operations of ``making()``, tuples taken apart; `DraftError` for what is not an operation."""
    for yielded in template.making():
        for operation in yielded if isinstance(yielded, tuple) else (yielded,):
            if not isinstance(operation, Operation):
                raise DraftError(f"making() yields {shown(operation)}, which is not an operation",
                                 code="making.operation", where=template.name,
                                 hint="Yield what sew, hem, bind and the other sewing words give.")
            yield operation


def asked_of(template: Template) -> Iterator[Passage | Proportion]:
    """What ``wearing()`` asks; `DraftError` for what is neither a passage nor a proportion."""
    for asked in template.wearing():
        if not isinstance(asked, Passage | Proportion):
            raise DraftError(f"wearing() yields {shown(asked)}, which is neither a passage nor a proportion",
                             code="wear.word", where=template.name, hint="Yield passes(...) or proportion(...).")
        yield asked
