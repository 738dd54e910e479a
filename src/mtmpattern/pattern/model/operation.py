"""What is done to the pieces, in order of work. Each is a fact that audit, notches, writers and work order share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .constructions import HEM_STITCH, Construction, construction
from .piece import Piece
from .run import Run

Ease: TypeAlias = float | Mapping[str, float]
"""Millimetres by which the worked run is longer: a number spread evenly, or by span between shared points."""


@dataclass(frozen=True)
class Sew:
    """The ``first`` run is worked onto the ``second``, right sides together, and is longer by what is eased in.

    ``ratio`` says instead how long the first is for each millimetre of the second: below 1 it is stretched on, above
    1 it is gathered.
    """

    first: Run
    second: Run
    eased: Ease = 0.0
    ratio: float | None = None
    construction: Construction = field(default_factory=lambda: construction("plain"))
    press: str = ""
    match: str = ""
    stitch: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs it happens to."""
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
        """The runs it happens to."""
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
        """The runs it happens to."""
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
        """The runs it happens to."""
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
        """The runs it happens to."""
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
        """The runs it happens to."""
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
        """The runs it happens to."""
        return (self.first, self.second)

    def __str__(self) -> str:
        return f"zip {self.first} to {self.second}"


@dataclass(frozen=True)
class Buttoned:
    """One run closes over another with ``count`` buttons; it claims no edge, for other operations finish the edges.

    Without ``first`` the buttons are spread evenly; without ``spacing`` they are spread from the first on. ``inset``
    is the distance of the buttons from an edge that closes. No buttons at all: the runs lap and nothing holds them.
    """

    over: Run
    under: Run
    count: int = 1
    first: float | None = None
    spacing: float | None = None
    diameter: float = 11.0
    holes: str = ""
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
        """The runs it happens to: none, for the line lies between the seams of what was sewn on."""
        return ()

    def __str__(self) -> str:
        return f"cut {self.on.info.name} open at {self.at}"


@dataclass(frozen=True)
class Raw:
    """Edges that are left as they are cut."""

    runs: tuple[Run, ...]
    construction: Construction = field(default_factory=lambda: construction("raw"))
    stitch: str = ""

    def __str__(self) -> str:
        return f"leave {', '.join(map(str, self.runs))} raw"


Operation: TypeAlias = Sew | Hem | Encase | Bag | Bind | Lay | Caught | Zipped | Buttoned | Opened | Raw


def stitch_of(operation: Operation, cloth: str) -> str:
    """The ISO 4915 stitch class an operation is sewn with on a kind of cloth; empty where none is.

    The operation's own exception comes first, then what its construction is sewn with.
    """
    if operation.stitch:
        return operation.stitch
    knits = cloth in ("knit", "swatch")
    if isinstance(operation, Hem):
        return HEM_STITCH["knit" if knits else "woven"]
    if isinstance(operation, Buttoned | Opened):
        return ""
    how = operation.construction
    return how.stitch_knit if knits else how.stitch_woven
