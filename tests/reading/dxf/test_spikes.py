"""Outlines that run out and back: a spike is a fault wherever it lies, a hair without cloth is left off."""

from __future__ import annotations

import math

import pytest
import shapely
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.cli import main
from mtmpattern.orders.laid import JobSettings, read_jobs
from mtmpattern.reading import audit_dxf, miscut, read_dxf
from mtmpattern.reading.dxf.spikes import spikes_of, tidied
from tests.reading.dxf.test_foreign import block, box, drawing, line, words

XY = tuple[float, float]


def with_side(*more: XY) -> list[XY]:
    """A piece of 400 by 600 mm with more vertices on its right side, upwards."""
    return [(0, 0), (400, 0), *more, (400, 600), (0, 600)]


def file_of(*lines: str) -> bytes:
    return drawing(block("FRONT", words("Piece Name: FRONT"), words("Quantity: 1"), *lines))


def found(*lines: str, codes: tuple[str, ...] = ("dxf.spike", "dxf.loop", "dxf.crossing", "dxf.zero")) -> list[str]:
    return [f"{each.code} {each.weight}: {each.message}" for each in audit_dxf(file_of(*lines)) if each.code in codes]


OUT = "dxf.spike fault: the cut line runs 50.0 mm out and back"
IN = "dxf.spike fault: the cut line runs 50.0 mm into the piece and back"
SPIKES = {
    "straight out": ([(400, 300), (450, 300), (400, 300)], OUT),
    "slanting, with a vertex on the way back": ([(400, 300), (440, 330), (416, 312), (400, 300)], OUT),
    "bent": ([(400, 300), (430, 300), (430, 320), (430, 300), (400, 300)], OUT),
    "back to a place beside": ([(400, 300), (450, 300), (400, 300.0005)], OUT),
    "as two lines 0.02 mm apart": ([(400, 300), (450, 300), (450, 300.02), (400, 300.02)], OUT),
    "with its tip drawn twice": ([(400, 300), (450, 300), (450, 300.0005), (400, 300)], OUT),
    "at a corner": ([(450, 0), (400, 0), (400, 300)], OUT),
    "along the next side": ([(400, 650)], OUT),
    "straight in": ([(400, 300), (350, 300), (400, 300)], IN),
    "in, as two lines 0.02 mm apart": ([(400, 300), (350, 300), (350, 300.02), (400, 300.02)], IN),
}


@pytest.mark.parametrize("layer", [1, 14])
@pytest.mark.parametrize("what", list(SPIKES))
def test_a_spike_is_a_fault_with_its_length(what, layer):
    vertices, said = SPIKES[what]
    ring = line(layer, *with_side(*vertices))
    lines = (ring,) if layer == 1 else (line(1, (-60, -60), (460, -60), (460, 660), (-60, 660)), ring)
    assert found(*lines) == [said if layer == 1 else said.replace("cut line", "sewn line")]
    assert {each.code for each in miscut(read_dxf(file_of(*lines)))} == {"dxf.spike"}


def test_every_spike_is_a_fault():
    ring = with_side((400, 100), (420, 100), (400, 100), (400, 300), (370, 300), (400, 300))
    assert found(line(1, *ring)) == ["dxf.spike fault: the cut line runs 20.0 mm out and back",
                                     "dxf.spike fault: the cut line runs 30.0 mm into the piece and back"]


SOUND = {
    "a sharp corner": [(0, 0), (600, 0), (600, 20)],
    "a very sharp corner": [(0, 0), (300, 0), (300, 5)],
    "a moon": [(100 * math.cos(a / 50), 100 * math.sin(a / 50)) for a in range(158)] + [
        (100 * math.cos(a / 50), 70 * math.sin(a / 50)) for a in range(156, 0, -1)],
    "a slit of 1 mm": with_side((400, 300), (350, 300), (350, 301), (400, 301)),
    "a strip of 1 mm": [(0, 0), (600, 0), (600, 1), (0, 1)],
    "many near vertices": [(x / 50, 0) for x in range(5000)] + [(100, 90), (0, 90)],
    "a point twice on one side": with_side((400, 300), (400, 300.0004)),
}


@pytest.mark.parametrize("what", list(SOUND))
def test_what_is_narrow_is_no_spike(what):
    assert not found(line(1, *SOUND[what]))


@pytest.mark.parametrize(("vertices", "said"), [
    ([(400, 300), (400.4, 300), (400, 300)], "dxf.loop note: the cut line runs 0.400 mm out and back"),
    ([(400, 300), (399.3, 300), (400, 300)], "dxf.loop note: the cut line runs 0.700 mm out and back"),
    ([(400, 300), (400.02, 300.02), (400.02, 299.98), (399.99, 300.01)],
     "dxf.loop note: the cut line has a loop of 0.040 mm")])
def test_what_no_cutter_can_cut_is_left_off(tmp_path, vertices, said):
    """The piece is laid without it."""
    target = tmp_path / "a.dxf"
    target.write_bytes(file_of(line(1, *with_side(*vertices))))
    assert found(line(1, *with_side(*vertices))) == [said]
    bundle, = read_jobs([target], JobSettings())
    part, = bundle.pattern.parts
    ring = shapely.Polygon([(curve.start.x, curve.start.y) for curve in part.cut])
    assert ring.is_valid and ring.area == pytest.approx(240_000, abs=5.0)


NECKS = {
    "a line": [(0, 0), (100, 0), (100, 50), (200, 50), (200, 0), (300, 0), (300, 100), (200, 100), (200, 50), (100, 50),
               (100, 100), (0, 100)],
    "a thread of 0.04 mm": [(0, 0), (100, 0), (100, 50), (200, 50), (200, 0), (300, 0), (300, 100), (200, 100),
                            (200, 50.04), (100, 50.04), (100, 100), (0, 100)],
    "a point": [(0, 0), (100, 50), (200, 0), (200, 100), (100, 50), (0, 100)],
}


@pytest.mark.parametrize("what", list(NECKS))
def test_a_piece_that_hangs_together_by_a_thread_is_a_fault(what):
    said, = found(line(1, *NECKS[what]))
    assert said.startswith("dxf.crossing fault: the cut line")


def test_a_bow_tie_crosses_itself():
    """Its halves cancel, but it is no line."""
    assert found(line(1, (0, 0), (400, 600), (400, 0), (0, 600))) == [
        "dxf.crossing fault: the cut line crosses or touches itself"]
    assert found(line(1, (0, 0), (400, 600), (200, 300)))[0].startswith("dxf.zero fault")


def test_cutouts():
    """A slit drawn there and back is a slit; a spike on a cutout is named."""
    whole = box(1)
    assert not found(whole, line(11, (100, 100), (100, 300)))
    assert not found(whole, line(11, (100, 100), (150, 300), (160, 400), (150, 300)))
    assert found(whole, line(11, (100, 100), (150, 100), (180, 100), (150, 100), (150, 150))) == [
        "dxf.spike fault: the cutout runs 30.0 mm out and back"]


def test_every_command_refuses_or_names_a_spike(tmp_path):
    target = tmp_path / "tee.dxf"
    target.write_bytes(file_of(line(1, *with_side((400, 300), (450, 300), (400, 300)))))
    for command, exit_code in ((["audit"], 3), (["convert", "-f", "svg", "-o", str(tmp_path / "out")], 0),
                               (["marker", "-o", str(tmp_path / "laid")], 2)):
        done = CliRunner().invoke(main, [*command, str(target)])
        said = " ".join(done.output.split())
        assert done.exit_code == exit_code and "runs 50.0 mm out and back" in said
    assert "tee.dxf: FRONT at (450.0, 300.0): the cut line runs 50.0 mm out and back" in said


@given(st.floats(0, 360), st.floats(1.5, 80), st.integers(1, 6), st.integers(0, 5), st.booleans())
def test_a_spike_anywhere_is_found_and_taken_off(turn, length, there, back, inward):
    ring: list[XY] = [(200 * math.cos(a), 200 * math.sin(a)) for a in (math.radians(6 * each) for each in range(60))]
    place = int(turn) % 60
    x, y = ring[place]
    way = -1 if inward else 1

    def at(share: float) -> XY:
        far = 1 + way * length * share / 200
        return x * far, y * far

    spiked = [*ring[:place + 1], *(at(each / there) for each in range(1, there + 1)),
              *(at(1 - each / (back + 1)) for each in range(1, back + 1)), *ring[place:]]
    spikes, rest = spikes_of(spiked)
    assert [(each.inward, round(each.length, 2)) for each in spikes] == [(inward, round(length, 2))]
    assert shapely.Polygon(rest).equals_exact(shapely.Polygon(ring), 1e-6, normalize=True)
    assert tidied(ring).ring == ring
