"""Where sleeves, cuffs and waistbands start before a drape."""

from functools import cache

import numpy as np
import pytest

import mtmpattern as mtm
from mtmpattern.preview.extents import on_ellipse
from mtmpattern.preview.garment import pose_for
from mtmpattern.preview.placing import AT_WRIST, place
from mtmpattern.preview.sewing import sew
from mtmpattern.preview.volumes import arm_of, trunk_of


class Placed:
    """A garment at its start: the places in mm of the points of each part."""

    def __init__(self, name, person):
        body = mtm.read_body(person)
        self.cloth = sew(mtm.draft(name, body, estimates=True), 30)
        self.avatar = mtm.avatar(body, pose=pose_for(self.cloth))
        self.points = place(self.cloth, self.avatar)

    def of(self, part, *, inside=False):
        """The places of a part's points; ``inside`` leaves out those that it shares with others."""
        own = self.cloth.points_of(part)
        if inside:
            own = own[np.bincount(self.cloth.node)[self.cloth.node[own]] == 1]
        return self.points[self.cloth.node[own]]

    def on_arm(self, points, side):
        """How far along an arm points lie and how far from its axis, and their angle round it, in degrees."""
        arm = arm_of(self.avatar, side)
        along = np.linspace(0, arm.run[-1], 2000)
        middle = arm.middle(along)
        best = np.array([np.argmin(np.linalg.norm(middle - point, axis=1)) for point in points])
        away = points - middle[best]
        out, front = arm.frame(along[best])
        angle = np.arctan2(np.einsum("ij,ij->i", away, front), np.einsum("ij,ij->i", away, out))
        return along[best], np.linalg.norm(away, axis=1), np.degrees(angle)


@cache
def placed(name, person):
    return Placed(name, person)


def all_round(angles):
    """Whether angles in degrees leave no gap of a quarter turn."""
    turns = np.sort(angles)
    return np.diff([*turns, turns[0] + 360]).max() < 90


def mirrored(one, other):
    """How far 90 of 100 points of one side lie from the mirror image of the other at most, mm; their meshes differ."""
    return np.percentile([np.linalg.norm(other * (-1, 1, 1) - point, axis=1).min() for point in one], 90)


@pytest.mark.parametrize(("name", "person"), [("crew-tee", "ana"), ("long-sleeve-tee", "rosa"), ("sweatshirt", "rosa")])
def test_a_sleeve_starts_round_its_arm_and_clear_of_it(name, person):
    worn = placed(name, person)
    arm = arm_of(worn.avatar, "left")
    along, away, angle = worn.on_arm(worn.of("sleeve.left.shell.1", inside=True), "left")
    below = along > arm.stations[0]                           # the shoulder above belongs to the trunk as well
    assert below.sum() > 10
    assert all_round(angle[below])
    assert (away[below] - arm.radius(along[below])).min() > -2          # axes bend, and points are shaken
    assert along.max() < arm.wrist + AT_WRIST + 25


@pytest.mark.parametrize(("name", "person"), [("crew-tee", "ana"), ("sweatshirt", "rosa")])
def test_sleeves_start_on_their_own_side_and_alike(name, person):
    worn = placed(name, person)
    left, right = worn.of("sleeve.left.shell.1"), worn.of("sleeve.right.shell.1")
    assert left[:, 0].min() > 0 > right[:, 0].max()
    assert mirrored(left, right) < 2


@pytest.mark.parametrize(("name", "person"), [("sweatshirt", "rosa"), ("sweatshirt", "otto"), ("shirt", "ben")])
def test_a_cuff_starts_round_the_end_of_the_arm_and_not_on_the_hand(name, person):
    worn = placed(name, person)
    arm = arm_of(worn.avatar, "left")
    cuff = next(part.id for part in worn.cloth.parts if part.body_part == "wrist" and part.side == "left")
    along, away, angle = worn.on_arm(worn.of(cuff), "left")
    assert all_round(angle)
    on_hand = along > arm.wrist                               # which is wide and thin: its thumb is no measure
    assert on_hand.mean() < 0.5
    assert (away - arm.radius(along))[~on_hand].min() > -2    # the cuffs of Rosa's sweatshirt once ended 17 mm deep
    assert arm.elbow < along.min() and along.max() < arm.wrist + AT_WRIST + 10
    if name != "shirt":                                       # whose plackets give its cuffs other meshes
        assert mirrored(worn.of(cuff), worn.of(cuff.replace("left", "right"))) < 2


@pytest.mark.parametrize(("name", "person"), [("straight-skirt", "ana"), ("circle-skirt", "mei"), ("leggings", "ana"),
                                              ("joggers", "ben"), ("trousers", "ben")])
def test_a_waistband_starts_on_top_of_its_seam_round_the_trunk(name, person):
    worn = placed(name, person)
    bands = [part for part in worn.cloth.parts if part.body_part == "waist"]
    points = np.vstack([worn.of(part.id) for part in bands])
    deep = max(np.ptp(worn.cloth.points[worn.cloth.owners == worn.cloth.parts.index(part)], axis=0).min()
               for part in bands)
    seam = np.unique(worn.cloth.node[np.concatenate([np.unique(pairs) for seam, pairs in worn.cloth.seams
                                                     if {part.id for part in bands} & set(seam.parts)
                                                     and len(seam.parts) > 1])])
    low = worn.points[seam, 1]
    assert points[:, 1].min() > low.min() - 2
    assert np.ptp(points[:, 1]) < deep + np.ptp(low) + 15      # the end that laps starts a little higher
    wide, depth, middle = trunk_of(worn.avatar).at(points[:, 1])
    x, z = points[:, 0] / wide, (points[:, 2] - middle) / depth
    assert all_round(np.degrees(np.arctan2(z, x)))
    assert np.hypot(x, z).min() > 0.9


def test_a_part_wrapped_round_an_ellipse_keeps_its_width():
    x = np.linspace(0, 300, 400)
    full = np.full(400, 300.0)
    across, deep = on_ellipse(x, full, np.full(400, 150.0), np.full(400, 100.0))
    assert np.hypot(np.diff(across), np.diff(deep)).sum() == pytest.approx(300, rel=0.002)
    assert (across[0], deep[-1]) == pytest.approx((0, 0), abs=1e-6)
    small, _ = on_ellipse(x / 3, full / 3, np.full(400, 150.0), np.full(400, 100.0))
    assert small[-1] == pytest.approx(150)                    # never tighter than the body


@pytest.mark.parametrize(("name", "person"), [("straight-skirt", "jim"), ("straight-skirt", "ana"),
                                              ("circle-skirt", "mei")])
def test_a_skirt_starts_no_wider_than_its_cloth(name, person):
    worn = placed(name, person)                               # the waist of Jim's straight skirt is bent like a ring's
    cloth = worn.cloth
    for number, part in enumerate(cloth.parts):
        own = cloth.owner == number
        if part.body_part != "waist":
            space, flat = worn.points[cloth.triangles[own]], cloth.points[cloth.faces[own]]
            ratio = [np.linalg.norm(space[:, i] - space[:, j], axis=1) / np.linalg.norm(flat[:, i] - flat[:, j], axis=1)
                     for i, j in ((0, 1), (1, 2), (2, 0))]
            assert np.percentile(ratio, 99) < 1.8
