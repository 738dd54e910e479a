"""Cloth comes to rest on a body: projective dynamics with one prefactored matrix.

Each step starts where the points would coast to, then repeats two halves: every triangle finds the nearest shape it
prefers (local step), and one sparse solve finds the points that fit all of them best (global step). Bending is
quadratic and part of the matrix. Points near the skin are pushed out by a multiplier that grows until they are out, so
that tight garments end outside without stiff contact; friction is Coulomb's. Sources: Bouaziz et al., Projective
Dynamics, 2014; Bergou et al., A Quadratic Bending Model for Inextensible Surfaces, 2006.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy import sparse
from scipy.sparse import linalg

from mtmpattern.preview.body_field import BodyField
from mtmpattern.preview.cloth import ClothModel
from mtmpattern.preview.mirrors import evened
from mtmpattern.preview.panel import Floats, Ints

GRAVITY: Final = 9.81
PRESS: Final = 4e5
"""Weight of contact, N/m to the square metre; of the order of the weight of stretch at the usual mesh size."""
DEEPEST: Final = 0.010
"""The furthest that a point at the skin may move in one step, m."""
WORN: Final = 1e5
"""The stiffness that holds a waistband at its height, N/m per square metre; a heavy skirt pulls it down 1 or 2 mm."""


@dataclass(frozen=True, slots=True)
class DrapeSettings:
    """How a drape runs: ``step`` in s, ``repeats`` in each, ``sewing`` without gravity and ``longest`` in all, in s.

    ``rest`` is the speed in m/s that 95 of 100 points must stay below at the end; ``damping`` is per second, and
    doubles after ``calming`` seconds. The matrix is factored every ``refactor`` steps.
    """

    step: float = 1 / 60
    repeats: int = 4
    sewing: float = 0.35
    longest: float = 8.0
    rest: float = 0.012
    damping: float = 6.0
    calming: float = 2.0
    refactor: int = 5


@dataclass(frozen=True, slots=True)
class Constraints:
    """What keeps nodes from moving freely, besides the cloth and the body.

    ``held`` are nodes that stay where they are; ``heights`` are the heights at which nodes are worn, nan for all
    others. ``mirror`` has for each node the one on the other side of x = 0, or -1: such pairs are kept even, as
    rounding alone would give the left and the right of an even garment other folds. ``sides`` is 1 for nodes that stay
    on the wearer's left of x = 0, -1 for those on the right, else 0.
    """

    held: Ints | None = None
    heights: Floats | None = None
    mirror: Ints | None = None
    sides: Floats | None = None


@dataclass(frozen=True, slots=True)
class Draped:
    """Cloth after a drape: its points in metres, and how it ended.

    ``rested`` says whether it came to rest; ``speed`` is the last 95th percentile in m/s, ``seconds`` simulated time.
    ``push`` is the force in N that the body exerts on each point.
    """

    points: Floats = field(repr=False)
    rested: bool
    speed: float
    seconds: float
    steps: int
    push: Floats = field(repr=False)


class _Forces:
    """The matrices of one cloth for the global step and the local step."""

    def __init__(self, model: ClothModel) -> None:
        faces, count, area = model.triangles, model.count, model.area
        rows = np.repeat(np.arange(len(faces)), 3)
        self.model = model
        parts = []
        for c in (0, 1):
            first, second = model.inverse[:, 0, c], model.inverse[:, 1, c]
            values = np.stack([-first - second, first, second], axis=1)
            parts.append(sparse.csr_array((values.ravel(), (rows, faces.ravel())), (len(faces), count)))
        self.across, self.along = parts
        self.weft, self.warp = area * model.weft, area * model.warp
        self.shear = 2 * area * model.shear
        self.back = sparse.hstack([self.across.T, self.along.T]).tocsr()
        bend = self._bending(model)
        stretch = (self.across.T @ sparse.diags_array(self.weft + self.shear) @ self.across
                   + self.along.T @ sparse.diags_array(self.warp + self.shear) @ self.along)
        tied = 0 if model.ties is None else model.ties.T @ model.ties
        self.matrix = (stretch + bend + tied).tocsc()

    @staticmethod
    def _bending(model: ClothModel) -> sparse.csc_array:
        rows = np.repeat(np.arange(len(model.hinges)), 4)
        weigh = sparse.csr_array((model.cotangents.ravel(), (rows, model.hinges.ravel())),
                                 (len(model.hinges), model.count))
        return (weigh.T @ sparse.diags_array(model.bending) @ weigh).tocsc()

    def wanted(self, points: Floats) -> Floats:
        """The right-hand side of the global step: the shapes that triangles prefer, weighted."""
        u, v = self.across @ points, self.along @ points
        uu = np.sqrt(np.einsum("ij,ij->i", u, u))
        vv = np.sqrt(np.einsum("ij,ij->i", v, v))
        nu, nv = u / np.maximum(uu, 1e-9)[:, None], v / np.maximum(vv, 1e-9)[:, None]
        plus, minus = nu + nv, nu - nv                        # the right-angled frame midway between them
        plus /= np.maximum(np.sqrt(np.einsum("ij,ij->i", plus, plus)), 1e-9)[:, None] * np.sqrt(2)
        minus /= np.maximum(np.sqrt(np.einsum("ij,ij->i", minus, minus)), 1e-9)[:, None] * np.sqrt(2)
        ru, rv = plus + minus, plus - minus
        lu, lv = np.einsum("ij,ij->i", u, ru), np.einsum("ij,ij->i", v, rv)
        want_u = self.weft[:, None] * nu + (self.shear * lu)[:, None] * ru
        want_v = self.warp[:, None] * nv + (self.shear * lv)[:, None] * rv
        result: Floats = self.back @ np.vstack([want_u, want_v])
        return result


def drape(model: ClothModel, start: Floats, body: BodyField | None = None, *,
          constraints: Constraints | None = None, settings: DrapeSettings | None = None, gravity: float = GRAVITY,
          watch: Callable[[float, float], None] | None = None) -> Draped:
    """Let cloth come to rest from ``start`` (nodes, 3), in metres.

    ``gravity`` is in m/s2. ``watch`` is called every ten steps with the simulated time in s and the speed in m/s.
    """
    return _Drape(model, start, body, constraints or Constraints(), settings or DrapeSettings(), gravity).run(watch)


class _Drape:
    """The state of one drape: where the nodes are, how fast they move, and what holds and presses them."""

    def __init__(self, model: ClothModel, start: Floats, body: BodyField | None, constraints: Constraints,
                 settings: DrapeSettings, gravity: float) -> None:
        self.model, self.body, self.how, self.gravity = model, body, settings, gravity
        self.forces = _Forces(model)
        self.points = start.astype(np.float64).copy()
        self.speed = np.zeros_like(self.points)
        self.inertia = model.mass / settings.step**2
        self.press = PRESS * model.node_area
        self.push = np.zeros(model.count)                     # the multiplier of contact, m
        self.offset = np.maximum(model.offset / 2, 0.0) + 0.0025
        self.held = np.zeros(model.count, bool)
        if constraints.held is not None:
            self.held[constraints.held] = True
        self.heights = np.full(model.count, np.nan) if constraints.heights is None else constraints.heights
        self.worn = np.where(np.isnan(self.heights), 0.0, WORN * model.node_area)
        self.mirror, self.sides = constraints.mirror, constraints.sides
        self.near = np.zeros(model.count, bool)
        self.away = np.full(model.count, np.inf) if body is None else body.at(self.points)[0]
        self.solver: linalg.SuperLU | None = None

    def run(self, watch: Callable[[float, float], None] | None) -> Draped:
        time, number, calm, pace = 0.0, 0, 0, np.inf
        how = self.how
        while time < how.longest:
            sewing = time < how.sewing
            # Late creep would only be slowed by more damping; cloth that is nearly still is kept from trembling by it.
            calming = time > how.calming and pace < 2 * how.rest
            self._step(number, damping=20.0 if sewing else how.damping * (2 if calming else 1),
                       gravity=0.0 if sewing else self.gravity)
            time += how.step
            number += 1
            pace = float(np.percentile(np.sqrt(np.einsum("ij,ij->i", self.speed, self.speed)), 95))
            if watch is not None and number % 10 == 0:
                watch(time, pace)
            calm = calm + 1 if pace < how.rest and time > how.sewing + 0.5 else 0
            if calm >= 8:
                break
        return Draped(self.points, calm >= 8, pace, time, number, self.push * self.press)

    def _step(self, number: int, *, damping: float, gravity: float) -> None:
        how, before = self.how, self.points
        self.speed *= np.exp(-damping * how.step)
        fast = np.linalg.norm(self.speed, axis=1, keepdims=True)
        self.speed *= np.minimum(1, 2.0 / np.maximum(fast, 1e-9))
        points = before + how.step * self.speed
        goal = points.copy()
        goal[:, 1] -= gravity * how.step**2
        if number % how.refactor == 0 or self.solver is None:
            self._factor(points)
        assert self.solver is not None
        fixed = self.inertia[:, None] * goal
        for repeat in range(how.repeats):
            right = fixed + self.forces.wanted(points)
            if self.body is not None:
                right += self._contact(points, before, last=repeat == how.repeats - 1)
            if self.worn.any():                               # pulls up or down only
                there = points.copy()
                there[:, 1] = np.where(self.worn > 0, self.heights, 0.0)
                right += self.worn[:, None] * there
            if self.held.any():
                right[self.held] += 1e9 * before[self.held]
            points = self.solver.solve(right)
        if self.body is not None:
            points = before + self._reach(points - before)
            away, way = self._skin(points)
            out = np.maximum(0.4 * self.offset - away, 0)
            points += out[:, None] * way
            self.away = away + out
        if self.mirror is not None:
            points = evened(points, self.mirror)
            self.push = evened(self.push, self.mirror, 1.0)
        if self.sides is not None:
            points[:, 0] = np.where(points[:, 0] * self.sides < 0, 0.0, points[:, 0])
        self.speed = (points - before) / how.step
        self.points = points

    def _reach(self, moves: Floats) -> Floats:
        # Cloth that starts too wide is drawn in fast, and must not pass through a neck or an arm within a step.
        length = np.sqrt(np.einsum("ij,ij->i", moves, moves))
        most = np.maximum(self.away, 0.0) + DEEPEST
        result: Floats = moves * np.minimum(1.0, most / np.maximum(length, 1e-9))[:, None]
        return result

    def _factor(self, points: Floats) -> None:
        near = np.zeros(self.model.count, bool)
        if self.body is not None:
            room = np.where(self.near, 0.005, 0.002)          # what has touched stays near a little longer
            near = (self.body.at(points)[0] < self.offset + room) | (self.push > 0)
        if self.solver is not None and (near == self.near).all():
            return
        self.near = near
        diagonal = self.inertia + self.worn + np.where(near, self.press, 0.0) + np.where(self.held, 1e9, 0.0)
        matrix = (sparse.diags_array(diagonal) + self.forces.matrix).tocsc()
        self.solver = linalg.splu(matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0,
                                  options={"SymmetricMode": True})

    def _skin(self, points: Floats) -> tuple[Floats, Floats]:
        assert self.body is not None
        away, gradient = self.body.at(points)
        return away, gradient / np.maximum(np.linalg.norm(gradient, axis=1, keepdims=True), 1e-9)

    def _contact(self, points: Floats, before: Floats, *, last: bool) -> Floats:
        # Where each point near the skin should go: out by its depth and its multiplier, held back by friction.
        away, way = self._skin(points)
        deep = self.offset - away
        total = np.maximum(deep + self.push, 0.0)
        target = points + (np.maximum(deep, -self.push) + self.push)[:, None] * way
        slide = points - before
        slide -= np.einsum("ij,ij->i", slide, way)[:, None] * way
        length = np.sqrt(np.einsum("ij,ij->i", slide, slide))
        target -= slide * np.minimum(1, self.model.friction * total / np.maximum(length, 1e-9))[:, None]
        if last:
            self.push = np.where(self.near, np.clip(self.push + 0.5 * deep, 0.0, 0.03), 0.0)
        result: Floats = np.where(self.near, self.press, 0.0)[:, None] * target
        return result
