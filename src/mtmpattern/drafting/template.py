"""`Template`: what a designer's class inherits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from mtmpattern.body import CATALOGUE, Body, Side
from mtmpattern.body.levels import below_neck, below_waist
from mtmpattern.drafting.blocks import Block, declared
from mtmpattern.drafting.bounds import Bound
from mtmpattern.drafting.declaration import faults_of_class, faults_of_template, unknown_measure
from mtmpattern.drafting.intention import Intended, Structure, keep_properties
from mtmpattern.drafting.option import Option
from mtmpattern.drafting.piece_method import PieceMethod
from mtmpattern.drafting.reuse import Reuse, Watched
from mtmpattern.errors import DraftError, MeasurementError, MtmError, UnknownName, shown
from mtmpattern.limits import MOST_NOTES, NOTE_LETTERS
from mtmpattern.pattern.model.cloth import Cloth, woven
from mtmpattern.pattern.model.ease import RequiredEase
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.notion import Notion
from mtmpattern.pattern.model.operation import Operation
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.requirement import Measured, Note, Passage, Proportion
from mtmpattern.pattern.model.run import Run
from mtmpattern.pattern.model.vocabulary import is_number, must_be_word

T = TypeVar("T")

LINING_CLOTH = woven(mass=(40, 150), default="lining")
FUSIBLE_CLOTH = Cloth("fusible", (10, 200), default="fusible")


class Template:
    """One garment. Subclasses declare options and intended measures, draft pieces and sew them.

    ``needs`` lists the measurements; reading another one is refused. ``estimable`` lists measures that may be estimated
    if the customer does not give them; every other one in ``needs`` must be measured or derived. ``openings`` lists
    what stays open when it is sewn. ``fits`` are named sets of option values. ``sides_differ`` is True if the garment's
    own sides differ (a wrap, a lap that is longer on one side): each side is then drafted, and ``wearer_side`` names
    it. An instance drafts one of the wearer's sides.

    `Block` objects in the class are parts of the garment: their needs, options and pieces are the garment's too.
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
    _stated: ClassVar[Mapping[str, Any]] = {"needs": (), "estimable": (), "other_cloth": {}}
    """What this class itself states, before its blocks add to it."""
    block_name: ClassVar[str] = ""
    """Empty for a garment: its own values are known by their names alone."""
    _options: ClassVar[Mapping[str, Option[Any]]] = {}
    _piece_methods: ClassVar[Mapping[str, PieceMethod]] = {}
    _intended: ClassVar[Mapping[str, Intended]] = {}
    """The declarations of the class and its blocks, gathered when the class is made; intended measures by path."""

    def __init_subclass__(cls, **settings: Any) -> None:
        """Gather what the class and its blocks state; `UnknownName` has every fault, with its line."""
        super().__init_subclass__(**settings)
        keep_properties(cls)
        try:
            cls._gather_all()
        except MtmError as error:
            raise type(error).of(dict.fromkeys([*error.problems, *faults_of_class(cls)])) from error
        faults = faults_of_template(cls)
        if faults:
            raise UnknownName.of(dict.fromkeys(faults))

    @classmethod
    def _gather_all(cls) -> None:
        """Add what the blocks of a garment need to what its class states, and refuse a name used for two things.

        What was stated is kept apart, so that a garment that replaces a block drops the needs of the old one.
        """
        if issubclass(cls, Block):
            raise DraftError(f"{cls.__name__} inherits from a block and from a template", code="block.name",
                             where=cls.__name__, hint="Give the block a name in the class: arm = SetInSleeve().")
        cls._stated = {name: vars(cls)[name] for name in Template._stated if name in vars(cls)}
        stated = (cls._as_stated(name) for name in Template._stated)
        needs, estimable, other_cloth = (                           # of a wrong type: `faults_of_template` says so
            () if isinstance(each, str) or not isinstance(each, Iterable) else each for each in stated)
        blocks = cls.blocks().values()
        cls.needs = _together(needs, (block.needs for block in blocks))
        cls.estimable = _together(estimable, (block.estimable for block in blocks))
        cls.other_cloth = {**{role: cloth for block in blocks for role, cloth in block.other_cloth.items()},
                           **(other_cloth if isinstance(other_cloth, Mapping) else {})}
        cls._options = cls._gathered(Option, Block.options)
        cls._piece_methods = cls._gathered(PieceMethod, Block.piece_methods)
        cls._intended = cls._gathered(Intended, Block.intentions)
        cls._must_have_one_of_each_name()

    def __init__(self, body: Body, *, side: str = "left", options: Mapping[str, Any] | None = None,
                 alterations: Mapping[str, Any] | None = None, fabrics: Mapping[str, Fabric] | None = None,
                 garment: Mapping[str, Any] | None = None, structure: Structure | None = None,
                 reuse: Reuse | None = None) -> None:
        must_be_word(side, ("left", "right"), "side", code="piece.word", where=self.name)
        view = body.left if side == "left" else body.right
        self._view, self._middle = view, body.middle
        self.reuse = reuse
        self.measures_read: set[str] = set()
        self.body: Any = self.body_for(self.needs, self.name)
        self.middle: Any = self.middle_for(self.needs, self.name)
        self.wearer_side = side
        self.option_values = self._given("option", {
            **{name: option.default for name, option in self.options().items()}, **(options or {})})
        self.alterations = self._given("alteration", dict(alterations or {}))
        self.requested_measures = self._given("garment", dict(garment or {}))
        self.fabrics = self._given("fabric", dict(fabrics or {}))
        self.structure = structure or Structure()
        self.twin: Template = self
        self.notes: list[Note] = []
        self.pieces_waiting: list[str] = []
        self.began_with = frozenset({*vars(self), "began_with"})

    def _given(self, kind: str, values: Mapping[str, T]) -> Mapping[str, T]:
        """The inputs of one kind; if values are to be reused, it records which are read."""
        return Watched(self.reuse, kind, values) if self.reuse else values

    # ---- What a template declares -------------------------------------------------------------------------------

    @classmethod
    def blocks(cls) -> Mapping[str, Block[Any]]:
        """Its parts by name, in order of writing."""
        return declared(cls, Block)

    @classmethod
    def options(cls) -> Mapping[str, Option[Any]]:
        """All options by name, inherited ones first, in order of writing; those of a block where it stands."""
        return cls._options

    @classmethod
    def piece_methods(cls) -> Mapping[str, PieceMethod]:
        """All pieces by name, in order of writing; those of a block where it stands."""
        return cls._piece_methods

    @classmethod
    def intentions(cls) -> dict[str, str]:
        """The names of its intended measures, which can be altered, and the path to the attribute of each."""
        return {value.name: path for path, value in cls._intended.items()}

    @classmethod
    def intended_measures(cls) -> Mapping[str, Intended]:
        """Its intended measures by name: which of them each side has, and the notes for customers."""
        return {value.name: value for value in cls._intended.values()}

    @classmethod
    def altered_by_side(cls) -> tuple[str, ...]:
        """The intended measurements that each side has separately."""
        return tuple(value.name for value in cls._intended.values() if value.each_side)

    @classmethod
    def _gathered(cls, kind: type[T], of_block: Callable[[Block[Any]], Mapping[str, T]]) -> Mapping[str, T]:
        """The declarations of one kind in the class and in its blocks, each where it stands."""
        found: dict[str, T] = {}
        for name, value in declared(cls, kind, Block).items():
            found |= of_block(value) if isinstance(value, Block) else {name: value}
        return found

    @classmethod
    def _as_stated(cls, name: str) -> Any:
        """What the class, or its nearest base that states it, states apart from its blocks."""
        return next(base._stated[name] for base in cls.__mro__
                    if issubclass(base, Template) and name in vars(base).get("_stated", ()))

    @classmethod
    def _must_have_one_of_each_name(cls) -> None:
        """Refuse a name that a block shares with another part of the garment."""
        owners: dict[tuple[str, str], str] = {}
        options = cls.options()
        for name, block in cls.blocks().items():
            if name in options:
                raise DraftError(f"{cls.__name__} has a block and an option called {name}", code="block.name",
                                 where=f"{cls.__name__}.{name}", hint="Give the block another name.")
            brought = [*(("option", each) for each in block.options()),
                       *(("piece", each) for each in block.piece_methods()),
                       *(("intended measure", value.name) for value in block.intentions().values())]
            own = {"option": declared(cls, Option), "piece": declared(cls, PieceMethod),
                   "intended measure": {value.name for value in declared(cls, Intended).values()}}
            for what, each in brought:
                other = cls.__name__ if each in own[what] else owners.get((what, each))
                if other:
                    raise DraftError(f"{other} and {name} both bring the {what} {each}", code="block.name",
                                     where=f"{cls.__name__}.{name}",
                                     hint='Rename an option of the block, renamed={"old": "new"}, or fix it.')
                owners[what, each] = name

    @classmethod
    def cloths(cls) -> dict[str, Cloth]:
        """The requirements on the cloth of each role from which its pieces are cut."""
        if not isinstance(getattr(cls, "fabric", None), Cloth):
            raise DraftError(f"{cls.name or cls.__name__} does not say what its cloth must be",
                             code="template.fabric", where=cls.name,
                             hint="Say fabric = knit(stretch=0.25), or woven().",
                             params={"name": cls.name or cls.__name__})
        roles = [(cut.role, name) for name, method in cls.piece_methods().items() for cut in method.cuts]
        known = {"shell": cls.fabric, "lining": LINING_CLOTH, "fusible": FUSIBLE_CLOTH, **cls.other_cloth}
        for role, name in roles:
            if role not in known:
                raise UnknownName.among(known, role, f"{name} is cut from {shown(role)}, and {cls.name} asks for no "
                                        f"such cloth", code="pattern.role", where=name)
        return {role: known[role] for role in dict.fromkeys(role for role, _ in roles)}

    # ---- What a template implements -----------------------------------------------------------------------------

    def making(self) -> Iterable[Operation | tuple[Operation, ...]]:
        """The operations in order of work; darts are sewn and interfacing is fused first."""
        raise NotImplementedError

    def finished(self) -> Iterable[Measured]:
        """The finished measures, taken from its pieces; paired by name with the intended ones."""
        return ()

    def notions(self) -> Iterable[Notion]:
        """What has to be bought besides cloth, zips, buttons, tape that binds, thread and fusible: cords, eyelets."""
        return ()

    def wearing(self) -> Iterable[Passage | Proportion | RequiredEase]:
        """What the body must pass through, the ease at its levels, and the proportions that decide how it wears."""
        return ()

    def bounds(self) -> Iterable[Bound]:
        """How far customers may move its intended measures, where the checks of the draft leave that open."""
        return ()

    def outweighed(self) -> Iterable[str]:
        """The measures under ``needs`` that do not move this draft, because others decide: they are reported as such.

        As a `max` or `min` reads all its measures, only the template knows which of them counted.
        """
        return ()

    # ---- Measurements and pieces --------------------------------------------------------------------------------

    def body_for(self, needs: tuple[str, ...], reader: str) -> Needed:
        """The measurements of the drafted side that a part of the garment may read."""
        return Needed(self._view, needs, reader, self._measure_read, lasts=self.reuse is None)

    def middle_for(self, needs: tuple[str, ...], reader: str) -> Needed:
        """The measurements shared by both sides that a part of the garment may read."""
        return Needed(self._middle, needs, reader, self._measure_read, lasts=self.reuse is None)

    def _measure_read(self, name: str) -> None:
        self.measures_read.add(name)
        if self.reuse:
            self.reuse.read("measure", name)

    def owner_of(self, method: PieceMethod) -> Template | Block[Any]:
        """What drafts a piece: the garment itself, or one of its blocks."""
        return getattr(self, method.block) if method.block else self

    def drafted_piece(self, method: PieceMethod) -> Piece:
        """The piece that a method drafts on this side."""
        return getattr(self.owner_of(method), method.name)  # type: ignore[no-any-return]

    # ---- Notes and decisions while drafting ---------------------------------------------------------------------

    def note(self, text: str) -> None:
        """Add a note on this draft for the maker."""
        self._add(Note(self._note_text(text), side=self._note_side()))

    def rescued(self, text: str, by: float) -> None:
        """Note that the construction was changed by ``by`` mm so that this body could be drafted."""
        if not is_number(by):
            raise DraftError(f"rescued() says {shown(by)}, not a number of millimetres", code="template.note",
                             where=self.name, hint="Give the millimetres: self.rescued(text, 4.0).",
                             params={"value": shown(by)})
        self._add(Note(self._note_text(text), "rescue", by, self._note_side()))

    def _note_text(self, text: str) -> str:
        if not isinstance(text, str) or len(self.notes) >= MOST_NOTES:
            what = f"notes {shown(text)}, not text" if not isinstance(text, str) else f"makes {MOST_NOTES} notes"
            raise DraftError(f"{self.name} {what}", code="template.note", where=self.name,
                             hint="Note in one sentence what the maker should know.",
                             params={"name": self.name, "what": what})
        return text if len(text) <= NOTE_LETTERS else f"{text[:NOTE_LETTERS]}..."

    def held(self, name: str, own: int) -> int:
        """How many of something this garment is built with, as in ``self.held("front darts", 2)``.

        It is ``own``, or the number with which all sizes of a range are built. Call it once for each thing, under its
        own name, and draft with the result; refuse if that is impossible. Use 1 or 0 for yes or no.
        """
        return self.structure.decide(name, own)

    def stretched(self, run: Run, role: str = "shell") -> float:
        """The length of a run in mm when its cloth is stretched crosswise as far as is comfortable."""
        if role not in self.fabrics:
            raise UnknownName.among(self.fabrics, role, f"{self.name} has no cloth for {shown(role)}",
                                    code="pattern.role", where=self.name)
        return run.length * (1.0 + self.fabrics[role].stretch_weft)

    def _note_side(self) -> str:
        return self.wearer_side if self.twin is not self else ""

    def _add(self, note: Note) -> None:
        if self.reuse:
            self.reuse.note(self.wearer_side, note)
        elif note not in self.notes:
            self.notes.append(note)

    @property
    def noted(self) -> list[Note]:
        """The notes so far, each once."""
        return self.reuse.notes(self.wearer_side) if self.reuse else self.notes


class Needed:
    """A body as a garment or one of its blocks may read it: only the measurements that the ``reader`` lists as needed.

    ``read`` is called with the name of each that is read. If a measure ``lasts``, it is looked up only once.
    """

    def __init__(self, body: Side | Body, needs: tuple[str, ...], reader: str, read: Callable[[str], None], *,
                 lasts: bool = True) -> None:
        self._body, self._needs, self._reader, self._read, self._lasts = body, needs, reader, read, lasts

    def estimated(self, name: str) -> bool:
        """Whether a measure was estimated: it was neither taken nor derived from those taken.

        A construction that rests on it should then suit most bodies.
        """
        getattr(self, name)
        return self._body.measure(name).source == "estimated"

    def __getattr__(self, name: str) -> float:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._needs and name not in CATALOGUE:
            message, hint = unknown_measure(name)
            raise MeasurementError(message, code="template.needs", where=name, hint=hint)
        if name not in self._needs:
            raise MeasurementError(
                f"{self._reader} reads {name} and does not list it under needs", code="template.needs",
                where=name, hint="Add it to needs, so that customers are asked for it.",
                params={"reader": self._reader, "measure": name})
        self._read(name)
        value = float(getattr(self._body, name))
        if self._lasts:
            vars(self)[name] = value
        return value

    def below_waist(self, level: str) -> float:
        """How many mm a level of the body lies below the waist, straight down, as in ``below_waist("belly")``.

        The measures from which it follows must be listed under needs: see `mtmpattern.body.levels.LEVELS`.
        """
        return below_waist(self, level)

    def below_neck(self, level: str) -> float:
        """How many mm a level of the body lies below the bone at the back of the neck, straight down."""
        return below_neck(self, level)


def _together(stated: Iterable[str], more: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The names stated and those added, each once, in order."""
    return tuple(dict.fromkeys((*stated, *(name for names in more for name in names))))


def _each(template: Template, method: str) -> Iterator[Any]:
    """What a method of a template yields; `DraftError` if it returns something that does not yield."""
    given = getattr(template, method)()
    if not isinstance(given, Iterable):
        raise DraftError(f"{method}() returns {shown(given)}, and yields nothing", code="template.dropped",
                         where=method, hint="Write yield before each of them.",
                         params={"method": method, "value": shown(given)})
    return iter(given)


def operations_of(template: Template) -> Iterator[Operation]:
    """The operations of ``making()``, tuples taken apart; `DraftError` for what is not an operation."""
    for yielded in _each(template, "making"):
        for operation in yielded if isinstance(yielded, tuple) else (yielded,):
            if not isinstance(operation, Operation):
                raise DraftError(f"making() yields {shown(operation)}, which is not an operation",
                                 code="making.operation", where=template.name,
                                 hint="Yield what sew, hem, bind and the other sewing words give.",
                                 params={"method": "making", "asked": shown(operation)})
            yield operation


def requirements_of(template: Template) -> Iterator[Passage | Proportion | RequiredEase]:
    """What ``wearing()`` yields; `DraftError` for anything else, and for two eases at one level over one measure."""
    levels: set[tuple[str, str]] = set()
    for required in _each(template, "wearing"):
        if not isinstance(required, Passage | Proportion | RequiredEase):
            raise DraftError(f"wearing() yields {shown(required)}, which is not a passage, an ease or a proportion",
                             code="wear.word", where=template.name,
                             hint="Yield passes(...), ease(...) or proportion(...).",
                             params={"method": "wearing", "asked": shown(required)})
        if isinstance(required, RequiredEase):
            if (required.level, required.over) in levels:
                raise DraftError(f"wearing() asks twice for the ease at the {required.level}", code="wear.twice",
                                 where=template.name, hint="Ask once for each level and measure of the body.",
                                 params={"method": "wearing", "level": required.level})
            levels.add((required.level, required.over))
        yield required


def notions_of(template: Template) -> tuple[Notion, ...]:
    """What ``notions()`` states; `DraftError` for anything else."""
    found = tuple(_each(template, "notions"))
    for each in found:
        if not isinstance(each, Notion):
            raise DraftError(f"notions() yields {shown(each)}, which is not a notion", code="notion.word",
                             where=template.name, hint='Yield notion("cord", length=...).',
                             params={"method": "notions", "asked": shown(each)})
    return found


def outweighed_in(template: Template) -> frozenset[str]:
    """What ``outweighed()`` states; `DraftError` for anything but names of measures that the template needs."""
    found = tuple(_each(template, "outweighed"))
    for each in found:
        if each not in template.needs:
            raise DraftError(f"outweighed() yields {shown(each)}, which is not one of the measures under needs",
                             code="outweighed.word", where=template.name, hint='Yield names: yield "waist_girth".',
                             params={"method": "outweighed", "asked": shown(each)})
    return frozenset(found)
