"""Plain sheets of cloth for the tests of the drape: strips and bands on a regular mesh, in metres."""

import numpy as np
from scipy.integrate import solve_bvp

from mtmpattern.preview.cloth import model_of
from mtmpattern.preview.panel import mesh_panel


def strip(length, width, cells, *, warp=44.0, weft=31.0, shear=16.0, bend=36e-6, mass=0.28):
    """A strip along y, as equilateral as a grid allows; returns the model and its flat points."""
    step = length / cells
    columns = max(1, round(width / (step * 1.1)))
    x = np.linspace(0, width, columns + 1)
    rows = []
    for number in range(cells + 1):
        shift = (x[1] - x[0]) / 2 if number % 2 else 0.0
        line = x.copy()
        line[1:-1] += shift * (np.arange(1, columns) < columns)
        rows.append(np.stack([np.clip(line, 0, width), np.full(columns + 1, number * step)], axis=1))
    ring = np.vstack([
        np.stack([np.linspace(0, width, columns + 1)[:-1], np.zeros(columns)], 1),
        np.stack([np.full(cells, width), np.linspace(0, length, cells + 1)[:-1]], 1),
        np.stack([np.linspace(width, 0, columns + 1)[:-1], np.full(columns, length)], 1),
        np.stack([np.zeros(cells), np.linspace(length, 0, cells + 1)[:-1]], 1)]) * 1000
    panel = mesh_panel(ring, step * 1000)
    flat = panel.points / 1000
    return model_of(flat, panel.faces, np.arange(len(flat)), kinds(len(panel.faces), warp, weft, shear, bend, mass),
                    np.zeros(len(flat))), flat


def kinds(count, warp, weft, shear, bend, mass):
    """Stiffness by triangle."""
    return {"warp": np.full(count, warp), "weft": np.full(count, weft), "shear": np.full(count, shear),
            "bend_warp": np.full(count, bend), "bend_weft": np.full(count, bend), "mass": np.full(count, mass)}


def elastica(length, bend, weight):
    """The tip of a heavy strip clamped level: across and down, by shooting; ``weight`` in N/m2."""
    def slope(s, y):
        # y = angle, curvature; B angle'' = -w (L - s) cos(angle), angle down from level
        return np.vstack([y[1], -weight * (length - s) * np.cos(y[0]) / bend])

    s = np.linspace(0, length, 400)
    guess = np.vstack([np.linspace(0, 1.2, 400), np.linspace(2.0 / length, 0, 400)])
    solved = solve_bvp(slope, lambda a, b: np.array([a[0], b[1]]), s, guess, max_nodes=20000, tol=1e-6)
    assert solved.success
    angle = solved.sol(s)[0]
    return np.trapezoid(np.cos(angle), s), np.trapezoid(np.sin(angle), s)
