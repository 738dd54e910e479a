"""HPGL read back by a small plotter of our own making: two-letter commands, absolute units of 0.025 mm."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import pytest
import shapely
from ezdxf.addons.hpgl2 import api as hpgl2

import mtmpattern as mtm
from mtmpattern.errors import ExportError, FileFormatError
from mtmpattern.formats import find_format
from mtmpattern.formats.machine import frames
from mtmpattern.formats.machine.hpgl import plain, plot, written
from mtmpattern.formats.machine.profiles import read_plotter, shipped
from mtmpattern.geometry import Point, path
from mtmpattern.placing.placed import Placed
from mtmpattern.reading import read_hpgl
from tests.places import BODIES


@dataclass
class Plot:
    """What a plotter drew: lines in mm by pen, labels, and the way it went with the pen up."""

    lines: list[tuple[int, list[tuple[float, float]]]] = field(default_factory=list)
    labels: list[tuple[str, tuple[float, float], float]] = field(default_factory=list)
    up: float = 0.0
    down: float = 0.0
    pages: int = 0


def plotted(content: bytes) -> Plot:
    """Commands as the HPGL manuals describe them: IN PA PU PD SP VS SI DI LB PG."""
    done, pen, down, at, turn, angle = Plot(), 0, False, (0.0, 0.0), (1.0, 0.0), 0
    text = content.decode("ascii")
    place = 0
    while place < len(text):
        if text[place] in "\n\r ;":
            place += 1
            continue
        word = text[place : place + 2]
        if word == "LB":
            end = text.index("\x03", place)
            done.labels.append((text[place + 2 : end], at, turn))
            place = end + 1
            continue
        end = text.index(";", place)
        values = [float(v) for v in text[place + 2 : end].split(",") if v]
        place = end + 1
        match word:
            case "IN":
                at, down, pen = (0.0, 0.0), False, 0
            case "SP":
                pen = int(values[0]) if values else 0
            case "PU" | "PD":
                down = word == "PD"
                for x, y in zip(values[::2], values[1::2], strict=True):
                    assert x == int(x) and y == int(y)
                    new = (x / 40, y / 40)
                    way = Point(*at).distance(Point(*new))
                    if down:
                        assert pen
                        if not done.lines or done.lines[-1][1][-1] != at or angle:
                            done.lines.append((pen, [at]))
                        angle = 0
                        done.lines[-1][1].append(new)
                        done.down += way
                    else:
                        done.up += way
                        angle = 1
                    at = new
            case "DI":
                turn = tuple(values)
            case "PG":
                done.pages += 1
            case "PA" | "VS" | "SI":
                pass
            case _:
                raise AssertionError(word)
    return done


def files(pattern, plotter="garment-roll-1800"):
    return find_format("hpgl").write(pattern, {"plotter": plotter})


@pytest.fixture
def skirt():
    return mtm.draft("straight-skirt", mtm.read_body(BODIES / "ana.yaml")).for_cutting()


def outlines(part):
    return shapely.Polygon([(p.x, p.y) for p in path.flatten(part.cut, 0.002)])


TURNED = (0, 90, 180, 270)
"""Degrees by which a part may lie turned: its warp runs along the paper, upright or across in the drawing."""


def test_every_outline_is_drawn_at_true_scale(every_pattern):
    for role in {part.role for part in every_pattern.parts}:
        (content,) = (content for name, content in files(every_pattern).items() if f"-{role}." in name)
        rings = [shapely.Polygon(line) for _, line in plotted(content).lines if line[0] == line[-1] and len(line) > 4]
        for part in every_pattern.of_role(role):
            model = outlines(part)
            found = min(rings, key=lambda ring: min(
                apart(ring, shapely.affinity.rotate(model, degrees)) for degrees in TURNED))
            best = min((shapely.affinity.rotate(model, degrees) for degrees in TURNED),
                       key=lambda turned: apart(found, turned))
            assert apart(found, best) < 0.05
            assert found.area == pytest.approx(model.area, rel=3e-4)


def apart(shape, model):
    ax, ay, *_ = shape.bounds
    bx, by, *_ = model.bounds
    if abs(shape.area - model.area) > 0.01 * model.area:
        return 1e9
    return shape.exterior.hausdorff_distance(shapely.affinity.translate(model, ax - bx, ay - by).exterior)


def test_it_stays_on_the_paper_and_begins_and_ends_as_it_should(every_pattern):
    for content in files(every_pattern).values():
        text = content.decode("ascii")
        assert text.startswith("IN;SP0;PU;")
        assert text.endswith("PU;SP0;PG;\n")
        for _, line in plotted(content).lines:
            assert all(-0.02 <= x <= 5000 and -0.02 <= y <= 1780.02 for x, y in line)


def test_notches_and_drills_follow_the_profile(pattern):
    plotter = read_plotter("a0-pen")
    part = pattern.parts[1]                                 # has a dart with a drilled tip and three notches
    for form, strokes in (("I", 1), ("T", 2), ("V", 1)):
        pens = {"cut": 4, "draw": 1, "notch": 3, "text": 0}
        done = plotted(plot(pattern, [Placed(part, 0, 700)], replace(plotter, notch=form, pens=pens)))
        assert len([1 for pen, _ in done.lines if pen == 3]) == strokes * len(part.notches)
        assert len([1 for pen, line in done.lines if pen == 4]) == 1
        assert not done.labels
    arms = [line for pen, line in done.lines if pen == 1 and len(line) == 2
            and Point(*line[0]).distance(Point(*line[1])) == pytest.approx(plotter.drill, abs=0.05)]
    middle = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in arms]
    hole = part.drills[0].at
    assert middle == [pytest.approx((hole.x, hole.y + 700), abs=0.03)] * 2


def test_an_origin_in_the_centre_moves_everything(pattern):
    part = pattern.parts[0]
    plotter = read_plotter("a0-pen")
    corner, centre = (plotted(plot(pattern, [Placed(part, 300, 0)], replace(plotter, origin=origin)))
                      for origin in ("corner", "centre"))
    assert corner.lines[0][1][0][1] - centre.lines[0][1][0][1] == pytest.approx(plotter.width / 2, abs=0.03)


def test_short_commands_for_those_that_need_them(pattern):
    for content in files(pattern).values():
        for values in re.findall(r"PD([^;]*);", content.decode("ascii")):
            assert values.count(",") < 2 * 20


def test_labels_by_machine_and_as_strokes(skirt):
    own = plotted(files(skirt, "a0-pen")["straight-skirt-shell.plt"])
    assert "front.shell.1" in [text for text, _, _ in own.labels]
    drawn = plotted(files(skirt)["straight-skirt-shell.plt"])
    assert not drawn.labels
    assert len(drawn.lines) > len(own.lines) + 200


def test_text_cannot_end_a_label_or_leave_ascii(pattern):
    assert plain("a\x03;PU0,0;Ж ß \u0ead") == "a;PU0,0;Zh ss [U+0EAD]"
    parts = (replace(pattern.parts[0], piece="x\x03PG;Ж\u0ead"),)
    content = plot(pattern, [Placed(parts[0], 300, 0)], read_plotter("a0-pen"))
    assert content.count(b"\x03") == len(plotted(content).labels)
    assert any("Zh[U+0EAD]" in text for text, _, _ in plotted(content).labels)


def test_strokes_stay_in_the_room_of_their_text():
    places = [p for stroke in written("Wg_8 (ä)", Point(10, 20), 5.0) for p in stroke]
    assert max(abs(p.x - 10) for p in places) <= 8 * 0.6 * 5 / 2 + 5
    assert min(p.y for p in places) >= 19.9 and max(p.y for p in places) <= 20 + 0.71 * 5


def test_the_pen_travels_little(skirt):
    done = plotted(files(skirt)["straight-skirt-shell.plt"])
    assert done.up < 0.55 * done.down


def test_a_long_pattern_takes_several_frames(skirt):
    made = files(skirt, "a0-pen")
    assert {"straight-skirt-shell.plt", "straight-skirt-shell-2.plt"} <= set(made)
    assert all(max(x for _, line in plotted(content).lines for x, _ in line) <= 1159.02 for content in made.values())


def test_what_cannot_be_is_refused_in_words(pattern, tmp_path):
    assert files(pattern, "a0-pen")                         # its 894 mm fit turned
    small = tmp_path / "small.yaml"
    small.write_text("name: small\nwidth: 500 mm\nlength: 600 mm\npens: {cut: 1, draw: 1, notch: 1, text: 1}\n"
                     "origin: corner\nvelocity: 3\nlabels: no\nnotch: I\nnotch_width: 4 mm\ndrill: 6 mm\n"
                     "points: 40\nadvance: no\nunit: 0.0254 mm\n")
    with pytest.raises(ExportError, match=r"long_name\.rib\.1 is 894\.0 mm wide") as caught:
        files(pattern, small)
    assert caught.value.code == "export.fit"
    with pytest.raises(ExportError, match="Did you mean a0-pen"):
        files(pattern, "a0pen")
    own = tmp_path / "own.yaml"
    own.write_text("name: own\nwidth: 0 mm\nlength: 5 m\npens: {cut: 1}\norigin: up\nvelocty: 3\nlabels: no\nnotch: I\n"
                   "notch_width: 4 mm\ndrill: 6 mm\npoints: 40\nadvance: no\n")
    with pytest.raises(FileFormatError) as refused:
        files(pattern, own)
    said = str(refused.value)
    assert all(words in said for words in ("width is 0 mm", "cut, draw, notch, text", "corner, centre",
                                           "Did you mean velocity", "no velocity"))


def test_every_shipped_profile_is_read():
    assert {"a0-pen", "garment-roll-1800"} <= set(shipped("plotters"))
    for name in shipped("plotters"):
        assert read_plotter(name).name == name


def test_ezdxf_reads_the_same_outlines(skirt):
    """Somebody else's reader; it takes plain HPGL when the escape that begins HPGL/2 is put before it."""
    plotter = replace(read_plotter("garment-roll-1800"), points=5000)   # it makes a line of its own of every PD
    content = plot(skirt, [Placed(part, 800.0 * n, 700.0) for n, part in enumerate(skirt.of_role("shell"))], plotter)
    document = hpgl2.to_dxf(b"\x1b%1B" + content, rotation=0, mirror_x=False, mirror_y=False)
    theirs = sorted(shapely.Polygon([(x, y) for x, y, *_ in line.get_points()]).area / 40**2
                    for line in document.modelspace().query("LWPOLYLINE") if len(line) > 4)
    for part in skirt.of_role("shell"):
        assert any(area == pytest.approx(outlines(part).area, rel=3e-4) for area in theirs)


def test_a_part_that_fits_turned_alone_is_turned(pattern):
    """A roll as narrow as the part is wide across its grain, or long enough for its length alone."""
    one = replace(pattern, parts=pattern.parts[:1])
    x0, y0, x1, y1 = pattern.parts[0].bounds
    along, over = y1 - y0, x1 - x0
    if along < over:
        along, over = over, along
    plotter = replace(read_plotter("a0-pen"), width=along + 1, length=over + 1)
    upright = replace(plotter, width=over + 1, length=along + 1)
    for machine in (plotter, upright):
        ((_, placed),) = frames(one, machine.width, machine.length, "it", on_paper=True)
        (x0, y0, x1, y1) = placed[0].laid().bounds
        assert x1 - x0 <= machine.length and y1 - y0 <= machine.width


def test_the_unit_of_the_profile_is_used(pattern):
    plotter = read_plotter("a0-pen")
    placed = next(placed for _, placed in frames(pattern, 5000.0, 20_000.0, "it"))
    usual, fine = (read_hpgl(plot(pattern, placed, replace(plotter, unit=unit)), unit=unit) for unit in (0.025, 0.01))
    assert sum(line.length for line in fine.lines) == pytest.approx(sum(line.length for line in usual.lines), rel=1e-3)
    assert read_hpgl(plot(pattern, placed, replace(plotter, unit=0.01))).lines[0].length > 2 * fine.lines[0].length
