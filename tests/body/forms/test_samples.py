"""The sample files of Valentina, and Valentina itself: needs Debian's package `valentina`, and fails without it."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
from pathlib import Path

import pytest

from mtmpattern.body import read_body
from mtmpattern.body.body import Body
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.forms.form import Pick
from mtmpattern.body.forms.writer import write_body
from tests.places import ROOT

pytestmark = pytest.mark.system

TABLES, EXAMPLES = Path("/usr/share/valentina"), Path("/usr/share/doc/valentina")
TOOL = runpy.run_path(str(ROOT / "tools/read_samples.py"))
SHIRT = EXAMPLES / "examples/collection/MaleShirt"
REFUSED = {
    "GOST_man_ru.vst",                                          # its neck_mid_circ is half a girth
    "Issue_#603.vit", "Issue_#609_case2.vit",                   # half a bust span
    "Issue_#767.vit",                                           # of a child, without its height
    "Steampunk_trousers.vit", "marie_issue_#548.vit",           # inches, declared as cm
    "keiko.vit",                                                # an upper arm of 19.5 cm
}
"""What is wrong in the files themselves: values that nobody has."""


def found() -> list[object]:
    files = list(TOOL["samples"]([TABLES, EXAMPLES]))
    assert files, "there are no sample files; apt-get install valentina"
    return list(map(TOOL["result_of"], files))


def test_every_sample_is_read_or_refused_for_what_is_in_it() -> None:
    results = {each.file.name: each for each in found()}
    assert {each.outcome for each in results.values()} <= {"read", "empty", "refused"}
    for name, each in results.items():
        if each.outcome == "refused":
            codes = {problem.code for problem in each.problems} - TOOL["REMARKS"]
            assert name in REFUSED
            assert codes <= {"measurement.range", "measurement.unit"}
            assert all(problem.line for problem in each.problems if problem.code in codes), name
        elif each.outcome == "read":
            assert name not in REFUSED
            assert each.measures


def test_the_russian_table_of_sizes_reads_without_its_slip() -> None:
    table = TABLES / "tables/multisize/GOST_man_ru.vst"
    chosen = {size: read_body(table, pick=Pick(size=size, height="1820", columns={"neck_mid_circ": ""}))
              for size in ("440", "500", "560")}
    assert [body.chest_girth for body in chosen.values()] == [932, 1046, 1160]
    assert {body.height for body in chosen.values()} == {1820}


def drawn(tmp_path: Path, measures: str) -> list[str]:
    """The outlines that Valentina draws of its sample shirt for a measurement file."""
    assert SHIRT.is_dir(), "the examples of Valentina are not there; does dpkg leave /usr/share/doc out?"
    pattern = tmp_path / "shirt.val"
    pattern.write_bytes((SHIRT / "MaleShirt.val").read_bytes())
    (tmp_path / "MaleShirt.vit").write_bytes((SHIRT / "MaleShirt.vit").read_bytes())
    (tmp_path / "measures.vit").write_text(measures, "utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path)}
    subprocess.run(["valentina", "-b", "shirt", "-d", str(tmp_path), "-f", "0", "--exportOnlyDetails",
                    "-m", "measures.vit", str(pattern)], env=environment, check=True, capture_output=True, timeout=120)
    return sorted(re.findall(r' d="([^"]*)"', (tmp_path / "shirt_1.svg").read_text("utf-8")))


@pytest.fixture
def hand() -> str:
    """A measure that the shirt needs and that we have no place for: the hand with its thumb."""
    return '<m name="hand_circ" value="24"/></body-measurements>'


def test_valentina_draws_the_same_from_what_we_write(tmp_path: Path, hand: str) -> None:
    theirs = (SHIRT / "MaleShirt.vit").read_text("utf-8")
    ours = write_body(read_body(SHIRT / "MaleShirt.vit"), "valentina").text
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    outlines = drawn(tmp_path / "a", theirs)
    assert len(outlines) > 10
    assert drawn(tmp_path / "b", ours.replace("</body-measurements>", hand)) == outlines


def test_valentina_takes_every_measure_that_we_write(tmp_path: Path, hand: str) -> None:
    """It refuses a file that its schema does not allow."""
    body = Body.of({name: (sum(entry.adult) / 2, sum(entry.adult) / 2 + 1) if entry.sided else sum(entry.adult) / 2
                    for name, entry in CATALOGUE.items()})
    text = write_body(body, "valentina").text.replace("</body-measurements>", hand)
    assert drawn(tmp_path, text)
    with pytest.raises(subprocess.CalledProcessError):
        drawn(tmp_path, text.replace("<gender>unknown", "<gender>none"))
