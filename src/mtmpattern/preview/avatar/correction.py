"""The last millimetres: levels move to their heights, shoulders and arms to their lengths, sections to their girths.

The likely body of `mtmpattern.preview.avatar.fit` is a few mm off. Smooth fields take up the rest: a monotone map
corrects the heights, crotch and armpit move with their surroundings, a shoulder with the weights of
`BodyModel.shoulder`, an arm is stretched along its bones, and every girth is reached by scaling sections away from the
middle of the body or from the bone. A hull grows in proportion, so that a few passes settle all of them together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.interpolate import PchipInterpolator

from mtmpattern.preview.avatar.fit import LEVEL_ROWS, LOOSE, GivenMeasure
from mtmpattern.preview.avatar.measures import ALONG, GIRTHS, KINDS, Measurer
from mtmpattern.preview.avatar.model import BodyModel, Floats, Ints
from mtmpattern.preview.avatar.shapes import near_armpit, near_crotch, on_arm

PASSES: Final = 16
SETTLED: Final = 0.15
"""Passes end when no girth is further off than this, mm."""
RESTING: Final = 20.0
"""The standard deviation of a level from its likely height, mm."""
CLOSEST: Final = 7.0
"""The least distance between two levels, mm."""
STATIONS: Final = ("ankle", "knee", "hip", "waist", "bust", "nape", "crown")
"""Landmarks whose heights are planned, from the lowest to the highest."""
_LIFT: Final = 8.0
"""The most that a crotch or an armpit moves up or down in one pass, mm."""
_TRIAL, _MOST, _FADING = 0.01, 0.12, 60.0
TOUCHING: Final = 5.0
"""The inside of the thighs is flattened where it comes nearer to the middle than this, mm."""


@dataclass(frozen=True, slots=True)
class SideMeasures:
    """What one side of the body should measure: the given measures by name."""

    given: Mapping[str, GivenMeasure]

    def value(self, name: str) -> float | None:
        """The given value, if there is one."""
        found = self.given.get(name)
        return None if found is None else found.value


class Correction:
    """Corrects the halves of one body, as in `mtmpattern.preview.avatar.measures`, towards the given measures."""

    def __init__(self, model: BodyModel, measurer: Measurer, halves: Sequence[Floats],
                 measures: Sequence[SideMeasures]) -> None:
        self.model, self.measurer, self.measures = model, measurer, measures
        self.halves = [half.copy() for half in halves]
        joints = len(model.joints)
        self._arm = on_arm(model)
        self._shoulder = np.concatenate([model.shoulder, self._arm[model.count:]])
        self._leg = np.concatenate([model.leg, np.zeros(joints)])
        self._head = np.concatenate([model.weight("head"), np.zeros(joints)])
        self.targets = [self._targets(side) for side in range(len(self.halves))]

    def _targets(self, side: int) -> dict[str, float]:
        # Girths to reach. The likely body's own girth will do within half a deviation of an estimate.
        made = {}
        for name, level in GIRTHS.items():
            given = self.measures[side].given.get(name)
            if given is None or (name in LOOSE and given.spread):
                continue
            likely = self.measurer.girth(self.halves, level, side)
            made[level] = float(np.clip(likely, given.value - given.spread / 2, given.value + given.spread / 2))
        if len(self.measures) > 1:                              # a trunk has one girth
            for level in list(made):
                if KINDS[level] not in ("arm", "leg"):
                    made[level] = float(np.mean([self.measures[each].given[f"{level}_girth"].value for each in (0, 1)]))
        return made

    def run(self) -> int:
        """Correct in passes until every girth has settled, at most `PASSES`; return their number."""
        for each in range(1, PASSES + 1):
            self._place_levels()
            for side in range(len(self.halves)):
                self._place_crotch(side)
                self._place_shoulder(side)
                self._place_armpit(side)
                self._stretch_arm(side)
            worst = self._scale_sections()
            for half in self.halves:
                self._keep_apart(half)
            if worst < SETTLED and each > 2:
                break
        return each

    def even_out(self, vertices: Ints) -> None:
        """Smooth the surroundings of some vertices of a half, where a fold is so deep that the skin crosses itself."""
        edges = self.model.edges
        both = np.concatenate([edges, edges[:, ::-1]])
        count = np.bincount(both[:, 0], minlength=self.model.count)
        near = np.zeros(self.model.count)
        near[vertices] = 1.0
        near = np.maximum(near, 0.7 * (np.bincount(both[:, 0], near[both[:, 1]], self.model.count) > 0))
        for half in self.halves:
            points = half[:self.model.count]
            for _ in range(3):
                mean = np.stack([np.bincount(both[:, 0], points[both[:, 1], axis], self.model.count)
                                 for axis in range(3)], axis=1) / count[:, None]
                points += 0.7 * near[:, None] * (mean - points)
                points[:self.model.middle, 0] = 0.0

    # ---- heights

    def plan(self) -> dict[str, float]:
        """The heights of the stations that agree best with the given measures; estimates weigh less."""
        half, wanted = self.halves[0], self.measures[0]
        current = np.array([self.measurer.point(half, name)[1] for name in STATIONS])
        rows, values, weights = [np.eye(len(STATIONS))], [current], [np.full(len(STATIONS), 1 / RESTING)]
        for name, (shares, more, spread) in self._rows().items():
            given = wanted.given.get(name)
            if given is not None and set(shares) <= set(STATIONS):
                row = np.zeros(len(STATIONS))
                for station, share in shares.items():
                    row[STATIONS.index(station)] = share
                rows.append(row[None])
                values.append(np.array([given.value + more]))
                weights.append(np.array([1 / np.hypot(spread, given.spread)]))
        weight = np.concatenate(weights)
        found = np.linalg.lstsq(np.vstack(rows) * weight[:, None], np.concatenate(values) * weight, rcond=None)[0]
        return dict(zip(STATIONS, np.maximum.accumulate(found), strict=True))

    def _rows(self) -> dict[str, tuple[dict[str, float], float, float]]:
        rows = dict(LEVEL_ROWS)
        given = self.measures[0].given.get("back_waist_length")
        if given is not None:                                 # a tape along the back: longer than straight down
            half = self.halves[0]
            length = self.measurer.back_length(half, self.measurer.height(half, "waist"))
            straight = self.measurer.point(half, "nape")[1] - self.measurer.height(half, "waist")
            rows["back_waist_length"] = ({"nape": 1, "waist": -1}, straight - length, 2.0)
        return rows

    def _place_levels(self) -> None:
        plan = self.plan()
        goal = [0.0]
        for name in STATIONS:
            goal.append(max(plan[name], goal[-1] + CLOSEST))
        for half in self.halves:
            now = [0.0]
            for name in STATIONS:
                now.append(max(float(self.measurer.point(half, name)[1]), now[-1] + CLOSEST))
            # The head moves as a whole; the neck between skull and back neck point stretches.
            skull = float(self.measurer.joint(half, "head")[1])
            places, lifts = [*now[:-1], skull, now[-1]], np.array(goal) - now
            moved = PchipInterpolator(places, [*lifts, lifts[-1]])
            height = half[:, 1]
            up = moved(np.clip(height, 0, places[-1]))
            shoulder = float(moved(half[self.model.count + self.model.joints["shoulder"], 1]))
            half[:, 1] += (1 - self._arm) * up + self._arm * shoulder

    # ---- shoulders and arms

    def _place_shoulder(self, side: int) -> None:
        half, wanted = self.halves[side], self.measures[side]
        length, slope = wanted.value("shoulder_length"), wanted.value("shoulder_slope")
        if length is None:
            return
        neck, tip = (self.measurer.point(half, name) for name in ("neck_point", "shoulder_tip"))
        drop = neck[1] - tip[1] if slope is None else length * np.sin(np.radians(slope))
        drop = float(np.clip(drop, 0.0, 0.8 * length))
        forward = float(tip[2] - neck[2])
        out = float(np.sqrt(max(length**2 - drop**2 - forward**2, (0.5 * length) ** 2)))
        half += self._shoulder[:, None] * (neck + np.array((out, -drop, forward)) - tip)
        half[:self.model.middle, 0] = 0.0

    def _place_crotch(self, side: int) -> None:
        half, given = self.halves[side], self.measures[side].given
        crotch = self.measurer.point(half, "crotch")
        waist = self.measurer.height(half, "waist")
        goals = [(given[name].value if name == "inside_leg" else waist - given[name].value, given[name].spread or 1.0)
                 for name in ("inside_leg", "waist_to_upper_leg", "body_rise") if name in given]
        if goals:
            goal = min(goals, key=lambda each: each[1])[0]    # the best known; the first of equals
            lift = float(np.clip(goal - crotch[1], -_LIFT, _LIFT))
            stature = self.measurer.point(half, "crown")[1]
            half[:self.model.count, 1] += lift * near_crotch(half[:self.model.count], crotch, stature)

    def _place_armpit(self, side: int) -> None:
        # Only its surroundings move with it, so that nothing changes beyond the armhole.
        half, given = self.halves[side], self.measures[side].given
        nape, armpit = self.measurer.point(half, "nape")[1], self.measurer.point(half, "armpit")
        for name in ("scye_depth", "axilla_height"):
            if name in given and not given[name].spread:
                more = LEVEL_ROWS[name][1]
                goal = given[name].value + more if name == "axilla_height" else nape - given[name].value - more
                lift = float(np.clip(goal - armpit[1], -_LIFT, _LIFT))
                stature = self.measurer.point(half, "crown")[1]
                half[:self.model.count, 1] += lift * near_armpit(half[:self.model.count], armpit, stature)

    def _stretch_arm(self, side: int) -> None:
        half, wanted = self.halves[side], self.measures[side]
        tip, elbow, wrist = (self.measurer.point(half, name) for name in ("shoulder_tip", "elbow", "wrist"))
        upper, lower = float(np.linalg.norm(elbow - tip)), float(np.linalg.norm(wrist - elbow))
        whole = wanted.value("arm_length")
        if whole is None:
            return
        first = whole * upper / (upper + lower)
        given = wanted.given.get("upper_arm_length")
        if given is not None and not given.spread:
            first = given.value
        for start, end, now, goal in (("shoulder", "elbow", upper, first), ("elbow", "wrist", lower, whole - first)):
            low, high = self.measurer.joint(half, start), self.measurer.joint(half, end)
            bone = high - low
            share = np.clip((half - low) @ bone / (bone @ bone), 0, 1) * self._arm
            half += (share * (goal - now) / np.linalg.norm(bone))[:, None] * bone

    # ---- girths

    def gains(self, side: int) -> dict[str, float]:
        """The factor by which the girth must grow, for every level with a target."""
        return {level: goal / self.measurer.girth(self.halves, level, side)
                for level, goal in self.targets[side].items()}

    def _scale_sections(self) -> float:
        gains = [self.gains(side) for side in range(len(self.halves))]
        worst = 0.0
        for side, each in enumerate(gains):
            for level, gain in each.items():
                worst = max(worst, abs(self.targets[side][level] * (1 - 1 / gain)))
            half = self.halves[side]
            moved = self._trunk(half, each) + self._limb(half, each) + self._hanging(half, each)
            moved += self._neck(half, each) + self._skull(half, each)
            half += moved
            half[:self.model.middle, 0] = 0.0
        return worst

    def _field(self, half: Floats, gains: Mapping[str, float], levels: Sequence[str],
               ends: Sequence[float]) -> Floats:
        # What to add to 1 at every height: the gains at their levels, nothing outside the ends.
        known = sorted((self.measurer.height(half, level), gains[level] - 1) for level in levels if level in gains)
        places, values = [ends[0]], [0.0]
        for height, value in known:
            if height > places[-1] + 8.0:
                places.append(height)
                values.append(value)
        places.append(max(ends[1], places[-1] + 20.0))
        values.append(0.0)
        field: Floats = np.nan_to_num(PchipInterpolator(places, values, extrapolate=False)(half[:, 1]))
        return field

    def _trunk(self, half: Floats, gains: Mapping[str, float]) -> Floats:
        point, stature = self.measurer.point, self.measurer.point(half, "crown")[1]
        ends = (point(half, "crotch")[1] - 0.03 * stature, point(half, "shoulder_tip")[1] - 0.005 * stature)
        levels = [level for level, kind in KINDS.items() if kind == "trunk"]
        field = self._field(half, gains, levels, ends) * (1 - self._arm)
        middles = []
        for level in ("hip", "waist", "chest"):
            depth = self.measurer.section(half, level).points[:, 2]
            middles.append((self.measurer.height(half, level), (depth.max() + depth.min()) / 2))
        centre = np.interp(half[:, 1], *np.array(middles).T)
        return np.stack([field * half[:, 0], np.zeros(len(half)), field * (half[:, 2] - centre)], axis=1)

    def _limb(self, half: Floats, gains: Mapping[str, float]) -> Floats:
        joints = [self.measurer.joint(half, name) for name in ("ankle", "knee", "hip")]
        heights = [joint[1] for joint in joints]
        centre = np.stack([np.interp(half[:, 1], heights, [joint[axis] for joint in joints]) for axis in (0, 2)])
        ankle, crotch = (self.measurer.point(half, name)[1] for name in ("ankle", "crotch"))
        top = crotch + 0.05 * self.measurer.point(half, "crown")[1]
        levels = [level for level, kind in KINDS.items() if kind == "leg"]
        field = self._field(half, gains, levels, (0.35 * ankle, top)) * np.minimum(1, 1.5 * self._leg)
        return np.stack([field * (half[:, 0] - centre[0]), np.zeros(len(half)), field * (half[:, 2] - centre[1])],
                        axis=1)

    def _hanging(self, half: Floats, gains: Mapping[str, float]) -> Floats:
        shoulder, elbow, wrist = (self.measurer.joint(half, name) for name in ("shoulder", "elbow", "wrist"))
        upper, lower = elbow - shoulder, wrist - elbow
        first = (half - shoulder) @ upper / (upper @ upper)
        second = (half - elbow) @ lower / (lower @ lower)
        along = np.where(first < 1, first, 1 + np.clip(second, 0, None))
        known = [(-0.05, 0.0)]
        known += [(share + (start == "elbow"), gains[level] - 1) for level, (start, _, share) in ALONG.items()
                  if KINDS[level] == "arm" and level in gains]
        known.append((2.3, 0.0))
        places, values = np.array(sorted(known)).T
        field = np.nan_to_num(PchipInterpolator(places, values, extrapolate=False)(along)) * self._arm
        axis = np.where((first < 1)[:, None], shoulder + first[:, None] * upper, elbow + second[:, None] * lower)
        moved: Floats = field[:, None] * (half - axis)
        return moved

    def _neck(self, half: Floats, gains: Mapping[str, float]) -> Floats:
        # The base of the neck and the collar are so close that scaling one changes the other: solve for both.
        wanted = [level for level in ("neck_base", "neck") if level in gains]
        if not wanted:
            return np.zeros_like(half)
        now = np.array([self.measurer.girth([half], level) for level in wanted])
        response = np.zeros((len(wanted), len(wanted)))
        for place, level in enumerate(wanted):
            trial = half + self._neck_scaled(half, {level: _TRIAL})
            response[:, place] = [self.measurer.girth([trial], each) for each in wanted] - now
        aim = now * (np.array([gains[level] for level in wanted]) - 1)
        share = _TRIAL * np.linalg.lstsq(response, aim, rcond=0.01)[0]
        share *= min(1.0, _MOST / max(float(np.abs(share).max()), 1e-9))
        return self._neck_scaled(half, dict(zip(wanted, share, strict=True)))

    def _neck_scaled(self, half: Floats, more: Mapping[str, float]) -> Floats:
        # Displacements that enlarge the neck by these shares at its base and at the collar.
        back, front = self.measurer.neck_planes(self.measurer.neck_corners(half))
        nape, throat, side = (self.measurer.point(half, name) for name in ("nape", "throat", "neck_point"))
        above = np.where(half[:, 2] < side[2], half @ back[0] - back[1], half @ front[0] - front[1])
        normal, offset = self.measurer.plane(half, "neck")
        high = self.measurer.joint(half, "head")
        on_tape = (abs(half @ normal - offset) < 12.0) & (np.hypot(half[:, 0], half[:, 2] - side[2]) < 2 * side[0])
        height = max(float(above[on_tape].mean()), 12.0)
        places = (-60.0, -2.0, height, height + 60.0)
        values = (0.0, more.get("neck_base", 0.0), more.get("neck", 0.0), 0.0)
        field = np.nan_to_num(PchipInterpolator(places, values, extrapolate=False)(above))
        fade = 1 - np.clip((half[:, 0] - 1.2 * side[0]) / (1.2 * side[0]), 0, 1)
        for end in (nape, throat):                            # less and less beyond the corners of the tape
            along = (end - side) * (0.0, 1.0, 1.0)
            reach = float(np.linalg.norm(along))
            fade *= 1 - np.clip(((half - side) @ along / reach - reach - 5.0) / _FADING, 0, 1)
        field *= (1 - self._arm) * (1 - self._head) * fade**2
        axis = np.interp(half[:, 1], [throat[1], nape[1], high[1]],
                         [(nape[2] + throat[2]) / 2, (nape[2] + throat[2]) / 2, high[2]])
        return np.stack([field * half[:, 0], np.zeros(len(half)), field * (half[:, 2] - axis)], axis=1)

    def _skull(self, half: Floats, gains: Mapping[str, float]) -> Floats:
        field = self._head * (gains.get("head", 1.0) - 1)
        centre = self.measurer.joint(half, "head")[2]
        return np.stack([field * half[:, 0], np.zeros(len(half)), field * (half[:, 2] - centre)], axis=1)

    def _keep_apart(self, half: Floats) -> None:
        # Thighs that would cross the middle are flattened against it, more so the nearer they are.
        crotch = self.measurer.point(half, "crotch")[1]
        inner = np.flatnonzero((self._leg > 0.3) & (half[:, 1] < crotch + 5.0) & (half[:, 0] < TOUCHING))
        inner = inner[inner >= self.model.middle]
        half[inner, 0] = TOUCHING * np.exp((half[inner, 0] - TOUCHING) / TOUCHING)
