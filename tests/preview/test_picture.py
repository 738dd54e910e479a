import struct
import zlib

import numpy as np
import pytest

from mtmpattern.preview.legend import HEIGHT, legend
from mtmpattern.preview.maps import MAPS, RANGES, coloured
from mtmpattern.preview.picture import DrawnMesh, Framing, draw, frame_for, look, render

SQUARE = np.array([(-0.5, -0.5, 0.0), (0.5, -0.5, 0.0), (0.5, 0.5, 0.0), (-0.5, 0.5, 0.0)])
FACES = np.array([(0, 1, 2), (0, 2, 3)])
FRAME = Framing(np.zeros(3), 80.0, 100, 100)


def square(depth, colour, **more):
    return DrawnMesh(SQUARE + np.array((0.0, 0.0, depth)), FACES, np.tile((0.0, 0.0, 1.0), (4, 1)),
                     np.tile(colour, (4, 1)), **more)


RED, BLUE = (0.9, 0.1, 0.1), (0.1, 0.1, 0.9)


def dominant(picture, row=50, column=50):
    return "rgb"[int(np.argmax(picture[row, column]))]


def test_the_nearer_surface_hides_the_other_from_each_side():
    both = [square(0.0, RED), square(0.2, BLUE)]
    assert dominant(render(both, "front", FRAME)) == "b"
    assert dominant(render(both, "back", FRAME)) == "r"
    assert dominant(render(both[::-1], "front", FRAME)) == "b"


def test_cloth_is_drawn_nearer_than_it_is():
    skin, cloth = square(0.003, RED), square(0.0, BLUE, nearer=0.007)
    assert dominant(render([skin, cloth], "front", FRAME)) == "b"


def test_a_square_covers_its_pixels_and_no_others():
    picture = render([square(0.0, BLUE)], "front", FRAME)
    painted = picture[:, :, 2].astype(int) - picture[:, :, 0] > 40
    assert painted.sum() == 80 * 80


def test_a_line_is_drawn_where_it_is_not_hidden():
    line = np.array([[(-0.4, 0.0, 0.0), (0.4, 0.0, 0.0)]])
    plain, lined = square(0.0, BLUE), square(0.0, BLUE, lines=line)
    difference = (render([plain], "front", FRAME).astype(int) - render([lined], "front", FRAME)).sum(2)
    assert difference[50, 50] > 20
    assert difference[20].max() == 0
    hidden = render([lined, square(0.2, RED)], "front", FRAME)
    assert (hidden == render([plain, square(0.2, RED)], "front", FRAME)).all()


def test_a_png_is_read_as_it_was_drawn_and_is_the_same_twice():
    content = draw([square(0.0, BLUE)], "front", FRAME)
    assert content == draw([square(0.0, BLUE)], "front", FRAME)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == (100, 100)
    start = content.index(b"IDAT")
    size = struct.unpack(">I", content[start - 4:start])[0]
    rows = np.frombuffer(zlib.decompress(content[start + 4:start + 4 + size]), np.uint8).reshape(100, 301)
    assert (rows[:, 0] == 0).all()
    assert (rows[:, 1:].reshape(100, 100, 3) == render([square(0.0, BLUE)], "front", FRAME)).all()


def test_a_frame_holds_everything():
    points = np.array([(-0.3, 0.0, -0.1), (0.3, 1.8, 0.2)])
    frame = frame_for(points, 300, 500)
    assert np.ptp(points[:, 1]) * frame.scale <= 500
    assert np.ptp(points[:, 0]) * frame.scale <= 300


def test_one_look_is_painted_in_other_colours_and_at_half_the_size():
    seen = look([square(0.0, RED)], FRAME, ("back",))["back"]
    picture = seen.painted([square(0.0, BLUE)], every=2)
    assert picture.shape == (50, 50, 3)
    assert dominant(picture, 25, 25) == "b"
    assert (picture[:, :, 2].astype(int) - picture[:, :, 0] > 40).sum() == 40 * 40


def test_the_back_is_seen_from_behind():
    right = DrawnMesh(SQUARE * 0.4 + np.array((0.3, 0.0, 0.0)), FACES, np.tile((0.0, 0.0, 1.0), (4, 1)),
                      np.tile(RED, (4, 1)))
    seen = look([right], FRAME)
    assert dominant(seen["front"].painted([right]), 50, 74) == "r"
    assert dominant(seen["back"].painted([right]), 50, 25) == "r"
    assert (seen["back"].painted([right]) == render([right], "back", FRAME)).all()


def test_triangles_side_by_side_leave_no_gap():
    turn = np.linspace(0, 2 * np.pi, 38)
    points = np.vstack([[(0.0, 0.0, 0.0)], np.stack([0.5 * np.cos(turn), 0.5 * np.sin(turn), 0 * turn], 1)])
    fan = np.array([(0, number, number + 1) for number in range(1, 38)])
    disc = DrawnMesh(points, fan, np.tile((0.0, 0.0, 1.0), (39, 1)), np.tile(BLUE, (39, 1)))
    row = render([disc], "front", FRAME)[:, :, 2].astype(int) - render([disc], "front", FRAME)[:, :, 0]
    for line in row[20:80]:
        painted = np.flatnonzero(line > 40)
        assert len(painted) == painted[-1] - painted[0] + 1


@pytest.mark.parametrize("name", MAPS)
def test_a_map_has_a_scale_with_its_ends_and_its_unit(name):
    made = legend(name, 800)
    assert made.shape == (HEIGHT, 800, 3)
    bar = made[33].astype(int)
    coloured_in = np.flatnonzero(np.ptp(bar, axis=1) > 60)
    ends = np.round(coloured(np.array(RANGES[name]), name) * 255)
    assert abs(bar[coloured_in[0]] - ends[0]).max() <= 2 and abs(bar[coloured_in[-1]] - ends[1]).max() <= 2
    below = made[46:].min(2) < 120                            # numbers below it, at both ends
    assert below[:, coloured_in[0] - 6:coloured_in[0] + 8].any() and below[:, coloured_in[-1] - 8:].any()
