"""Outlines to lay: a square, a triangle, garment pieces with hollows; and random ones for properties."""

import math

import numpy as np
from hypothesis import strategies as st

from mtmpattern.placing import Shape

SQUARE = np.array([(0, 0), (100, 0), (100, 100), (0, 100)], dtype=float)
TRIANGLE = np.array([(0, 0), (300, 0), (100, 250)], dtype=float)
HOOK = np.array([(0, 0), (300, 0), (300, 60), (60, 60), (60, 240), (300, 240), (300, 300), (0, 300)], dtype=float)
BOW_TIE = SQUARE[[0, 2, 1, 3]]
FIGURE_8 = np.array([(0, 0), (100, 100), (200, 0), (200, 120), (100, 20), (0, 120)], dtype=float)


def leg(length=1100.0, hip=330.0, hem=220.0, crotch=70.0):
    """Half of a trouser front, its grain along x."""
    bow = [(720 + 60 * step, crotch * (1 - (1 - step / 4) ** 2)) for step in range(1, 5)]
    return np.array([(0, 0), (0, hem), (720, hip + 10), *[(x, hip + 10 - y) for x, y in bow], (length, hip - crotch),
                     (length, 20), (720, -10)], dtype=float)


def sleeve(length=600.0, width=460.0):
    """A sleeve with its cap, its grain along x."""
    cap = [(length - 180 + 180 * math.sin(math.pi * step / 20), width * step / 20) for step in range(21)]
    return np.array([(0, 60), *cap, (0, width - 60)], dtype=float)


def kit():
    """Shapes as for a garment: long legs, sleeves as a mirrored pair, small pieces with several copies."""
    mirrored = sleeve() * (1, -1)
    return [Shape("front", leg(), count=2), Shape("back", leg(1130, 410, 250, 120), count=2),
            Shape("sleeve.left", sleeve()), Shape("sleeve.right", mirrored), Shape("hook", HOOK),
            Shape("pocket", TRIANGLE, count=3), Shape("loop", SQUARE * (3, 0.3), (0.0, 90.0, 180.0, 270.0))]


@st.composite
def shapes(draw, most=6):
    """A few shapes of all proportions, star-shaped round a point that is not the origin."""
    found = []
    for number in range(draw(st.integers(1, most))):
        corners = draw(st.integers(3, 9))
        radii = draw(st.lists(st.floats(15, 300), min_size=corners, max_size=corners))
        squeeze, x, y = draw(st.floats(0.2, 1)), draw(st.floats(-500, 500)), draw(st.floats(-500, 500))
        round_ = [2 * math.pi * step / corners for step in range(corners)]
        ring = np.array([(x + r * math.cos(a), y + squeeze * r * math.sin(a))
                         for r, a in zip(radii, round_, strict=True)])
        angles = draw(st.sampled_from([(0.0,), (0.0, 180.0), (0.0, 90.0, 180.0, 270.0), (-3.0, 0.0, 3.0, 45.0)]))
        found.append(Shape(f"s{number}", ring, angles, draw(st.integers(1, 3))))
    return found
