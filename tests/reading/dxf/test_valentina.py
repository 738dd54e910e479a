"""What Valentina writes of its own samples: needs Debian's package `valentina`, and fails without it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from mtmpattern.reading import audit_drawing, read_dxf

pytestmark = pytest.mark.system

SAMPLES = Path("/usr/share/doc/valentina/examples/collection")
FORMS = {"astm": "25", "aama": "16"}


def exported(name: str, form: str, tmp_path: Path) -> bytes:
    """The details of a sample as DXF."""
    (source,) = SAMPLES.rglob(f"{name}.val")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path)}
    subprocess.run(["valentina", "-b", "out", "-d", str(tmp_path), "-f", FORMS[form], "--exportOnlyDetails",
                    str(source)], env=environment, check=True, capture_output=True, timeout=120)
    return (tmp_path / "out_1.dxf").read_bytes()


@pytest.mark.parametrize("form", ["astm", "aama"])
@pytest.mark.parametrize(("name", "pieces", "known"), [
    ("PajamaTopWrap2", 9, {"dxf.units", "dxf.duplicate"}),      # nine blocks called DETAIL
    ("Steampunk_trousers", 2, {"dxf.units", "dxf.far"}),        # a vertex 1.3 km off
    ("MaleShirt", 17, {"dxf.units", "dxf.name"}),
])
def test_known_faults_are_named(name, pieces, known, form, tmp_path):
    drawing = read_dxf(exported(name, form, tmp_path))
    findings = audit_drawing(drawing)
    assert len(drawing.pieces) == pieces
    assert drawing.scale == 1.0
    assert known <= findings.codes
    assert len({piece.block for piece in drawing.pieces}) == pieces
    assert len(drawing.parts()) == pieces


def test_the_dialects_of_one_sample_hold_the_same_pieces(tmp_path):
    """Its shirt in ASTM, where the sewn line has its own layer, and in AAMA, where it lies on 8."""
    astm, aama = (read_dxf(exported("MaleShirt", form, tmp_path)) for form in ("astm", "aama"))
    areas = {piece.block: piece.area for piece in astm.pieces}
    assert {piece.block: piece.area for piece in aama.pieces} == pytest.approx(areas, rel=1e-6)
