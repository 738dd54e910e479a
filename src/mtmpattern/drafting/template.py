"""`Template`: what a designer's class inherits, and its pieces as methods that draft once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from ..body import Body, Side
from ..errors import DraftError, MeasurementError, MtmError, Problem, UnknownName, shown
from ..geometry import LEFT, RIGHT
from ..pattern.model.fabric import Cloth, Fabric, woven
from ..pattern.model.operation import Operation
from ..pattern.model.outline import Cut, Outline
from ..pattern.model.piece import OtherSide, Piece, PieceInfo
from ..pattern.model.requirement import Measured, Note, Passage, Proportion
from ..pattern.model.run import Run
from ..pattern.model.vocabulary import must_be_word, unknown_word, words_of_piece
from .intention import Intended, Once, Structure
from .option import Chosen, Option

# ---- Pieces as methods of a template: drafted once, on first use, and read like attributes -----------------------


Drafter = TypeVar("Drafter", bound="Template")

DRAWN = ("half", "whole")
"""What a piece method drafts: one half, or a piece that is no half."""


class IfDrawn(float):
    """An allowance for an edge that only some drafts of a piece have."""


def if_drawn(mm: float) -> IfDrawn:
    """The allowance in mm of an edge that a piece has with some options or bodies only, for ``allowance=``."""
    return IfDrawn(mm)


class PieceMethod(Once[Piece]):
    """A method that drafts a piece: run once on first use, its result read like an attribute."""

    def __init__(self, method: Callable[[Any], Outline], cuts: tuple[Cut, ...], settings: Mapping[str, Any],
                 when: tuple[Chosen, ...] = (), unless: tuple[Chosen, ...] = ()) -> None:
        super().__init__(method)
        self.cuts, self.settings, self.when, self.unless = cuts, settings, when, unless

    def wanted(self, template: Template | type[Template], values: Mapping[str, Any]) -> bool:
        """Whether the values of a template's options ask for this piece."""
        return (all(each.holds(template, values) for each in self.when)
                and not any(each.holds(template, values) for each in self.unless))

    @property
    def asked(self) -> str:
        """The options that bring the piece, as a person types them; nothing for one that is always there."""
        return " and ".join([*map(str, self.when), *(f"not {each}" for each in self.unless)])

    def worked_out(self, template: Template) -> Piece:
        """The piece, drafted for the template's side."""
        if self.settings["side"] == "whole" and template.wearer_side == "right":
            return getattr(template.twin, self.name)  # type: ignore[no-any-return]
        if not self.wanted(template, template.option_values):
            raise DraftError(f"{self.name} is drafted only with {self.asked}",
                             code="piece.unwanted", where=self.name, hint="Ask for the option before using the piece.")
        if self.name in template.pieces_waiting:
            ring = " waits for ".join([*template.pieces_waiting[template.pieces_waiting.index(self.name):], self.name])
            raise DraftError(f"pieces wait for each other: {ring}", code="piece.cycle", where=self.name,
                             hint="Let one of them be drafted from measurements alone.")
        template.pieces_waiting.append(self.name)
        try:
            outline = self.method(template)
        finally:
            template.pieces_waiting.pop()
        if not isinstance(outline, Outline):
            raise DraftError(f"{self.name} returns {type(outline).__name__}, not its edges", code="piece.edges",
                             where=self.name, hint="End the method with: return edges(...)")
        only = self.settings["only"]
        if isinstance(only, Mapping):
            only = next((side for side, asked in only.items() if asked.holds(template, template.option_values)), "")
        side = template.wearer_side if self.settings["side"] == "left" else "whole"
        allowance = {edge: float(mm) if isinstance(mm, IfDrawn) else mm
                     for edge, mm in self.settings["allowance"].items()
                     if edge in outline.edges or not isinstance(mm, IfDrawn)}
        settings = {**self.settings, "only": only, "side": side, "allowance": allowance}
        twin = self._twin_of(template) if settings["side"] != "whole" and template.twin is not template else None
        piece = Piece(PieceInfo(self.name, outline.checked(self.name), self.cuts, twin=twin, **settings))
        _ = piece.info.fold, piece.info.doubled
        return piece

    def _twin_of(self, template: Template) -> OtherSide:
        """The same piece on the other side; itself where both sides came out the same."""
        def twin() -> Piece:
            ours, theirs = getattr(template, self.name), getattr(template.twin, self.name)
            return ours if ours.info.outline == theirs.info.outline else theirs  # type: ignore[no-any-return]
        return OtherSide(twin)


def piece(*cuts: Cut, on: str = "", front: float | None = None, drawn: str = "half",
          when: Option[bool] | Chosen | None = None, unless: Option[bool] | Chosen | None = None,
          allowance: Mapping[str, float] | None = None, grain: float | str = 90.0, nap: bool = False,
          peaks: tuple[str, ...] = (), only: str | Mapping[str, Chosen] = "",
          ) -> Callable[[Callable[[Drafter], Outline]], PieceMethod]:
    """Make a method a piece: what it is cut from, where it hangs, and what is drafted.

    A half is the wearer's left: fronts seen from outside, backs (``on="... back"``) through the body. A sleeve or cuff
    says on which side of the drawing its ``front`` lies, LEFT or RIGHT. ``drawn="whole"`` is for pieces that are no
    halves, drafted face up. ``when`` names the option that asks for it, or what is ``chosen`` of one, ``unless`` what
    leaves it out. ``allowance`` are exceptions in mm by edge (``if_drawn(7)`` for an edge that is not always there),
    ``peaks`` edges or points that may have a corner where a line crosses a seam, ``only`` the one side that has it
    ("left"), or which side has it by what is chosen of an option (``{"right": pockets.chosen("one")}``): both where
    nothing of that is chosen. ``on`` is a place of the body (`mtmpattern.pattern.model.vocabulary.BODY_PLACES`).

    Raises `UnknownName` with all words that are not known, when the template is loaded.
    """
    # Seen from the wearer's left, the front of an arm lies to the left: drawn on the right, it is seen from inside.
    flipped = drawn == "half" and (front == RIGHT if front is not None else "back" in str(on))
    settings = {"on": on, "side": "left" if drawn == "half" else "whole", "flipped": flipped,
                "allowance": dict(allowance or {}), "grain": grain, "nap": nap, "peaks": peaks,
                "only": only}

    def decorate(method: Callable[[Drafter], Outline]) -> PieceMethod:
        name = method.__name__
        sides = only if isinstance(only, Mapping) else {only: None}
        problems = [problem for side in sides
                    for problem in words_of_piece(name, on=on, only=side, grain=grain, nap=nap)]
        if drawn not in DRAWN:
            problems.append(unknown_word(drawn, DRAWN, "drawn", code="piece.drawn", where=name))
        if front not in (None, LEFT, RIGHT):
            problems.append(Problem(f"{name}: front={shown(front)} is neither LEFT nor RIGHT", "piece.word", name,
                                    "Say on which side of the drawing the front of the wearer lies."))
        asked = [("when", when), ("unless", unless), *(("only", each) for each in sides.values() if each is not None)]
        problems += [problem for word, each in asked for problem in _wrong_choice(name, word, each)]
        if problems:
            raise UnknownName.of(dict.fromkeys(problems))
        return PieceMethod(method, cuts or (Cut(),), settings, Chosen.of(when), Chosen.of(unless))

    return decorate


def _wrong_choice(name: str, word: str, asked: object) -> list[Problem]:
    """The problems with what a piece depends on: an option that is a yes or no, or what is chosen of an option."""
    if asked is None:
        return []
    if isinstance(asked, Option):
        if asked.kind == "yes_no":
            return []
        return [Problem(f"{name}: {word}= names an option that is a {asked.kind}, not a yes or no", "piece.when", name,
                        f"Say what is chosen of it: {word}=option.chosen(...).")]
    if not isinstance(asked, Chosen):
        return [Problem(f"{name}: {word}={shown(asked)} is not an option", "piece.when", name,
                        "Name an option of the template, or what is chosen of it: option.chosen(...).")]
    problems = [] if asked.values else [Problem(f"{name}: {word}= asks for none of an option's values", "piece.when",
                                                name, "Say which: option.chosen(...).")]
    for value in asked.values:
        try:
            asked.option.checked(value)
        except MtmError as error:
            problems.append(Problem(f"{name}: {word}= asks for {shown(value)}, which the option never is",
                                    "piece.when", name, error.hint))
    return problems


# ---- `Template`: what a designer's class inherits ----------------------------------------------------------------


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
