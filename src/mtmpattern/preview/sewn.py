"""A sewn garment as one mesh: what `mtmpattern.preview.sewing` makes, and the drape takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.pattern.parts.part import Part
from mtmpattern.pattern.seams.seam import Seam
from mtmpattern.preview.panel import Floats, Ints, MeshedPart


@dataclass(frozen=True, slots=True)
class Laid:
    """A part laid on another: the triangle of the sewn mesh under each of its points, with barycentric weights."""

    part: Part
    panel: MeshedPart
    faces: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class Ties:
    """Points that are held softly to a triangle of other cloth: laps, tabs, vents and pocket bags."""

    node: Ints
    faces: Ints
    weights: Floats


NO_TIES: Final = Ties(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, 3)))


@dataclass(frozen=True, slots=True)
class SewnCloth:
    """A garment as one mesh that is not yet in space.

    ``points`` (n, 2) are mm on the flat parts, ``faces`` their triangles, ``owner`` the place of each triangle's part
    in ``parts`` and ``owners`` that of each point's. ``node`` is the point of the sewn mesh that each becomes; points
    that are sewn together share one. ``plies`` are the roles of the layers of each part, fusing included.
    """

    parts: tuple[Part, ...]
    points: Floats = field(repr=False)
    faces: Ints = field(repr=False)
    owner: Ints = field(repr=False)
    owners: Ints = field(repr=False)
    node: Ints = field(repr=False)
    plies: tuple[tuple[str, ...], ...] = field(repr=False)
    laid: tuple[Laid, ...] = field(repr=False)
    seams: tuple[tuple[Seam, Ints], ...] = field(repr=False)
    hems: tuple[tuple[Seam, Ints], ...] = field(repr=False)
    folds: Ints = field(repr=False)
    ties: Ties = field(repr=False)
    notes: tuple[str, ...] = ()
    over: Ints = field(default_factory=lambda: np.zeros(0, np.int64), repr=False)
    """Points of the falls of collars, which lie outside the cloth under them."""
    laps: Ints = field(default_factory=lambda: np.zeros(0, np.int64), repr=False)
    """Points that lap over a closing on the outside, such as the edge of a buttoned front."""
    pleats: Ints = field(default_factory=lambda: np.zeros((0, 2), np.int64), repr=False)
    """Pairs of points along closed pleats."""

    @property
    def count(self) -> int:
        """The number of points of the sewn mesh."""
        return int(self.node.max()) + 1

    @property
    def triangles(self) -> Ints:
        """The triangles as points of the sewn mesh."""
        result: Ints = self.node[self.faces]
        return result

    @property
    def lying(self) -> NDArray[np.bool_]:
        """Which points of the sewn mesh lie on other cloth: laps, tabs, vents and pocket bags."""
        found = np.zeros(self.count, bool)
        found[self.ties.node] = True
        found[self.over] = False
        return found

    @property
    def bags(self) -> NDArray[np.bool_]:
        """Which parts are bags of pockets."""
        return np.array([part.role == "pocketing" for part in self.parts], dtype=np.bool_)

    @property
    def lying_faces(self) -> NDArray[np.bool_]:
        """Which triangles lie on other cloth; along a pocket's mouth only the bag does."""
        bags, lying, bagged = self.bags, self.lying, np.zeros(self.count, bool)
        bagged[self.node[bags[self.owners]]] = True
        triangles = self.triangles
        result: NDArray[np.bool_] = np.where(bags[self.owner], lying[triangles].any(1),
                                             (lying & ~bagged)[triangles].any(1))
        return result

    def points_of(self, part: str) -> Ints:
        """The numbers of a part's points."""
        return np.flatnonzero(self.owners == next(i for i, each in enumerate(self.parts) if each.id == part))
