"""What is done to the pieces: constructions, operations in order of work, and what is prepared before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from mtmpattern.errors import DraftError, meant
from mtmpattern.pattern.model.outline import FUSIBLE
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.run import Run
from mtmpattern.pattern.model.vocabulary import ClothMatch, Holes, Press

# ---- Constructions -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Construction:
    """Allowance of the run that is worked and of the run it is worked onto, and the range for exceptions, in mm.

    ``linking`` is how many stitches (or courses, on an edge that runs up the piece) a knitted edge is knitted further
    for the seam, instead of an allowance; 0 for seams of cut edges.
    """

    name: str
    iso4916: str
    first: float
    second: float
    least: float
    most: float
    stitch_knit: str
    stitch_woven: str
    linking: int = 0

    @property
    def is_linked(self) -> bool:
        """Whether knitted edges are joined stitch by stitch, without an allowance."""
        return self.linking > 0

    @property
    def even(self) -> bool:
        """Whether both sides have the same allowance, so that their cut edges lie on each other."""
        return self.first == self.second


CONSTRUCTIONS = {
    c.name: c
    for c in (
        Construction("plain", "1.01", 10, 10, 5, 40, "514", "301"),
        Construction("French", "1.06", 14, 14, 12, 20, "301", "301"),
        Construction("felled", "2.04", 13, 6, 5, 16, "401", "301"),
        Construction("lapped", "2.01", 10, 10, 5, 25, "406", "301"),
        Construction("bound", "3.05", 0, 0, 0, 0, "406", "301"),
        Construction("bagged", "1.06b", 6, 6, 4, 12, "301", "301"),
        Construction("encased", "2.42", 10, 10, 5, 15, "514", "301"),
        Construction("zipped", "4.01", 20, 20, 12, 30, "301", "301"),
        Construction("caught", "5.31", 10, 10, 5, 20, "301", "301"),
        Construction("raw", "6.01", 0, 0, 0, 0, "", ""),
        Construction("linked", "1.01", 0, 0, 0, 0, "101", "", linking=1),
    )
}

HEM_STITCH = {"knit": "406", "woven": "103"}


def construction(name: str) -> Construction:
    """The construction of that name; an unknown one is refused with the nearest."""
    try:
        return CONSTRUCTIONS[name]
    except KeyError:
        raise DraftError(f"there is no construction {name}", code="operation.construction",
                         hint=meant(name, tuple(CONSTRUCTIONS), "Use one of")) from None


# ---- Operations, in order of work --------------------------------------------------------------------------------


Eased: TypeAlias = float | Mapping[str, float]
"""Millimetres by which the worked run is longer: a number spread evenly, or by span between shared points."""


@dataclass(frozen=True)
class Sew:
    """The ``first`` run is worked onto the ``second``, right sides together, and is longer by what is eased in.

    ``ratio`` says instead how long the first is for each millimetre of the second: below 1 it is stretched on, above
    1 it is gathered.
    """

    first: Run
    second: Run
    eased: Eased = 0.0
    ratio: float | None = None
    construction: Construction = field(default_factory=lambda: construction("plain"))
    press: Press = ""
    match: ClothMatch = ""
    stitch: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs on which it is done."""
        return (self.first, self.second)

    def __str__(self) -> str:
        how = f", eased {self.eased:.1f} mm" if isinstance(self.eased, float) and self.eased else ""
        if self.ratio is not None:
            how = f", {'stretched' if self.ratio < 1 else 'gathered'} {self.ratio:.3f}"
        return f"sew {self.first} to {self.second}{how}"


@dataclass(frozen=True)
class Hem:
    """The drawn edge is the finished edge: ``depth`` mm of cloth beyond it are turned up, ``under`` more turned in."""

    runs: tuple[Run, ...]
    depth: float
    under: float = 0.0
    fused: bool = False
    stitch: str = ""

    def __str__(self) -> str:
        return f"hem {', '.join(map(str, self.runs))}, {self.depth:.0f} mm"


@dataclass(frozen=True)
class Encase:
    """The layers of the runs are sewn between both layers of ``between``: a band, cuff or yoke of two layers."""

    layers: tuple[Run, ...]
    between: Run
    construction: Construction = field(default_factory=lambda: construction("encased"))
    stitch: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs on which it is done."""
        return (*self.layers, self.between)

    def __str__(self) -> str:
        return f"encase {', '.join(map(str, self.layers))} between {self.between}"


@dataclass(frozen=True)
class Bag:
    """Two layers of one piece are sewn together along the run, right sides inward, and turned out."""

    run: Run
    construction: Construction = field(default_factory=lambda: construction("bagged"))
    stitch: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs on which it is done."""
        return (self.run,)

    def __str__(self) -> str:
        return f"bag {self.run}"


@dataclass(frozen=True)
class Bind:
    """A raw edge is enclosed, by a piece's edge where one is named and by bought tape otherwise."""

    run: Run
    by: Run | None = None
    construction: Construction = field(default_factory=lambda: construction("bound"))
    stitch: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs on which it is done."""
        return (self.run,) if self.by is None else (self.run, self.by)

    def __str__(self) -> str:
        return f"bind {self.run}" + (f" with {self.by}" if self.by else "")


@dataclass(frozen=True)
class Lay:
    """A whole piece is laid on another and stitched down along some of its edges; a patch pocket."""

    piece: Piece
    on: Piece
    at: str
    sewn: Run
    construction: Construction = field(default_factory=lambda: construction("lapped"))
    stitch: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs on which it is done."""
        return (self.sewn,)

    def __str__(self) -> str:
        return f"lay {self.piece.info.name} on {self.on.info.name}"


@dataclass(frozen=True)
class Caught:
    """A run is caught in a seam or turn that another operation makes."""

    run: Run
    by: Run
    at: str = ""
    construction: Construction = field(default_factory=lambda: construction("caught"))
    stitch: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs on which it is done."""
        return (self.run,)

    def __str__(self) -> str:
        return f"catch {self.run} in {self.by}"


@dataclass(frozen=True)
class Zipped:
    """A zip closes two runs."""

    first: Run
    second: Run
    construction: Construction = field(default_factory=lambda: construction("zipped"))
    stitch: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs on which it is done."""
        return (self.first, self.second)

    def __str__(self) -> str:
        return f"zip {self.first} to {self.second}"


@dataclass(frozen=True)
class Buttoned:
    """One run closes over another with ``count`` buttons; it claims no edge, for other operations finish the edges.

    Without ``first`` the buttons are spread evenly; without ``spacing`` they are spread from the first on. ``inset``
    is the distance of the buttons from an edge that closes. With no buttons at all the runs lap and nothing holds them.
    """

    over: Run
    under: Run
    count: int = 1
    first: float | None = None
    spacing: float | None = None
    diameter: float = 11.0
    holes: Holes = ""
    inset: float | None = None
    stitch: str = "304"

    @property
    def is_inside(self) -> bool:
        """Whether it closes along a line inside a piece, beyond which cloth laps, and not edge to edge."""
        return any(step.inner for run in self.runs for step in run.steps)

    @property
    def runs(self) -> tuple[Run, Run]:
        """The run that laps over and the one that lies under."""
        return self.over, self.under

    def places(self, length: float) -> tuple[float, ...]:
        """The buttons' places in mm from the upper end of a closing of this length."""
        if self.first is None and self.spacing is None:
            return tuple(length * (i + 0.5) / self.count for i in range(self.count))
        first = self.first or 0.0
        spacing = (length - first) / max(self.count, 1) if self.spacing is None else self.spacing
        return tuple(first + i * spacing for i in range(self.count))

    def __str__(self) -> str:
        if not self.count:
            return f"lap {self.over} over {self.under}"
        return f"button {self.over} over {self.under}, {self.count}"


@dataclass(frozen=True)
class Opened:
    """A piece is cut open along a line inside it, where another piece has been sewn on to be turned through: a welt."""

    piece: Piece
    on: Piece
    at: str
    stitch: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs on which it is done: none, for the line lies between the seams of what was sewn on."""
        return ()

    def __str__(self) -> str:
        return f"cut {self.on.info.name} open at {self.at}"


@dataclass(frozen=True)
class Separate:
    """A piece that is worn with the garment and not sewn to it, such as a belt or a pocket square."""

    piece: Piece
    stitch: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs on which it is done: none, for other operations finish its edges."""
        return ()

    def __str__(self) -> str:
        return f"separate {self.piece.info.name}"


@dataclass(frozen=True)
class Raw:
    """Edges that are left as they are cut."""

    runs: tuple[Run, ...]
    construction: Construction = field(default_factory=lambda: construction("raw"))
    stitch: str = ""

    def __str__(self) -> str:
        return f"leave {', '.join(map(str, self.runs))} raw"


Unsewn: TypeAlias = Buttoned | Opened | Separate
"""Operations that sew no edges, and so have no construction."""
Operation: TypeAlias = Sew | Hem | Encase | Bag | Bind | Lay | Caught | Zipped | Buttoned | Opened | Separate | Raw


def stitch_of(operation: Operation, cloth: str) -> str:
    """The ISO 4915 stitch class an operation is sewn with on a kind of cloth; empty where none is.

    The operation's own exception comes first, then what its construction is sewn with.
    """
    if operation.stitch:
        return operation.stitch
    knits = cloth in ("knit", "swatch")
    if isinstance(operation, Hem):
        return HEM_STITCH["knit" if knits else "woven"]
    if isinstance(operation, Unsewn):
        return ""
    how = operation.construction
    return how.stitch_knit if knits else how.stitch_woven


# ---- Preparations: fusing and darts ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Preparation:
    """One thing that is done to a piece by itself: ``count`` darts or pleats of an edge, a dart inside, or fusing.

    ``edge`` names the edge, or the dart inside the piece; ``width`` and ``length`` in mm are those of a dart inside.
    """

    kind: Literal["fuse", "dart", "pleat", "fish-eye"]
    piece: str
    edge: str = ""
    count: int = 1
    width: float = 0.0
    length: float = 0.0


def preparations(pieces: Iterable[Piece]) -> tuple[Preparation, ...]:
    """What is done to single pieces before they are sewn together, in order of work."""
    pieces = tuple(pieces)
    fused = [Preparation("fuse", piece.info.name) for piece in pieces
             if any(cut.role == FUSIBLE for cut in piece.info.cuts)]
    return (*fused, *(each for piece in pieces for each in _darts(piece)))


def _darts(piece: Piece) -> Iterator[Preparation]:
    name = piece.info.name
    for edge, shape in piece.info.edges.items():
        darts = sum(intake.tip for intake in shape.intakes)
        if darts:
            yield Preparation("dart", name, edge, darts)
        if darts < len(shape.intakes):
            yield Preparation("pleat", name, edge, len(shape.intakes) - darts)
    for inner, dart in piece.info.outline.darts.items():
        yield Preparation("fish-eye", name, inner, 1, dart.width, dart.above + dart.below)
