"""Nests that lack a piece in a size, or whose sizes are written in several ways: no piece is lost without a word."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from mtmpattern.errors import FileFormatError
from mtmpattern.jobs.make import convert_drawing
from mtmpattern.orders.laid import JobSettings, read_jobs
from mtmpattern.reading import audit_dxf, miscut, read_dxf
from tests.reading.dxf.test_foreign import block as _block
from tests.reading.dxf.test_foreign import drawing, line, words


def piece(name: str, size: str = "", block: str = "", wide: float = 400) -> str:
    texts = (words(f"Piece Name: {name}") if name else "") + (words(f"Size: {size}") if size else "")
    return _block(block or f"{name}_{size}", line(1, (0, 0), (wide, 0), (wide, 600), (0, 600)), texts)


def nest(*pieces: tuple[str, ...], sample: str = "") -> bytes:
    return drawing(*(piece(*each) for each in pieces), texts=words(f"Sample Size: {sample}") if sample else "")


def of(name: str, sizes: str) -> list[tuple[str, str]]:
    return [(name, size) for size in sizes.split()]


def missing(content: bytes) -> list[str]:
    return [each.message for each in audit_dxf(content).faults if each.code == "dxf.missing"]


LACKING = {
    "a piece in one size": ([*of("FRONT", "S M L"), *of("BACK", "M")], ["sizes S, L have no BACK"]),
    "a piece in all sizes but one": ([*of("FRONT", "S M L"), *of("BACK", "M L")], ["size S has no BACK"]),
    "two pieces in one size": ([*of("FRONT", "S M"), ("BACK", "M"), ("CUFF", "M")], ["size S has no BACK, CUFF"]),
    "each size lacks another": ([("FRONT", "S"), ("BACK", "M"), *of("CUFF", "S M")],
                                ["size M has no FRONT", "size S has no BACK"]),
    "one of two alike": ([*of("FRONT", "S M"), ("TAB", "S", "T1"), ("TAB", "S", "T2"), ("TAB", "M", "T3")],
                         ["size M has no second TAB"]),
    "names with sizes in them": ([("FRONT S", "S"), ("FRONT M", "M"), ("BACK-M", "M")], ["size S has no BACK"]),
    "names that differ in capitals": ([("Front", "S"), ("FRONT", "M"), ("BACK", "M")], ["size S has no BACK"]),
    "numbers as sizes": ([*of("FRONT", "38 40"), ("BACK38", "38")], ["size 40 has no BACK"]),
}


@pytest.mark.parametrize("what", list(LACKING))
def test_a_size_that_lacks_a_piece_is_a_fault(what):
    pieces, said = LACKING[what]
    assert missing(nest(*pieces)) == said


WHOLE = {
    "every piece in every size": [*of("FRONT", "S M"), *of("BACK", "S M")],
    "one size": [("FRONT", "M"), ("BACK", "M")],
    "a piece without a size": [*of("FRONT", "S M"), ("BACK", "", "BACK")],
    "a piece of every size": [*of("FRONT", "S M"), ("TAB", "One  Size")],
    "another way to say every size": [*of("FRONT", "S M"), ("TAB", "ALL")],
    "sizes that differ in capitals": [*of("FRONT", "S M"), ("BACK", "s"), ("BACK", "m")],
    "sizes in names": [("FRONT_S", "S"), ("FRONT_M", "M"), ("S BACK", "S"), ("M BACK", "M")],
    "numbers in names that are sizes too": [*of("PANEL 1", "1 2"), *of("PANEL 2", "1 2")],
    "sizes from the names of some blocks": [*of("FRONT", "S M"), ("", "", "BACK_S"), ("", "", "BACK_M")],
}


@pytest.mark.parametrize("what", list(WHOLE))
def test_a_whole_nest_is_clean(what):
    content = nest(*WHOLE[what])
    read = read_dxf(content)
    assert not missing(content)
    for size in filter(None, read.sizes):
        assert not miscut(read, size) and len(read.parts(size)) == 2


def test_only_the_size_that_lacks_a_piece_is_not_cut():
    content = nest(*of("FRONT", "S M L"), ("BACK", "M"), sample="M")
    read = read_dxf(content)
    assert [each.message for each in miscut(read, "S")] == ["size S has no BACK"]
    assert not miscut(read, "M") and not miscut(read)
    made = convert_drawing(content, ["svg"], size="L")
    assert [each.message for each in made.findings.faults if each.code == "dxf.missing"] == ["sizes S, L have no BACK"]


def test_every_command_names_what_a_size_lacks(tmp_path):
    target = tmp_path / "tee.dxf"
    target.write_bytes(nest(*of("FRONT", "S M L"), ("BACK", "M"), sample="M"))
    asked = {"audit": ["audit"], "convert": ["convert", "-f", "svg", "--size", "S", "-o", str(tmp_path / "out")],
             "marker": ["marker", "--size", "S", "-o", str(tmp_path / "laid")]}
    for name, exit_code in (("audit", 3), ("convert", 0), ("marker", 2)):
        found = CliRunner().invoke(main, [*asked[name], str(target)])
        said = " ".join((found.output + (found.stderr or "")).split())
        assert found.exit_code == exit_code, said
        assert "no BACK" in said
    assert "tee.dxf: size S has no BACK" in said


def test_a_missing_block_is_not_laid_without_it(tmp_path):
    """A piece that the file names and does not hold is lost, and so is what a truncated file held."""
    whole = nest(("FRONT", "M"), ("BACK", "M"))
    lost = {"named": whole.replace(b"2\nBACK_M\n10\n", b"2\nBACK\n10\n", 1), "cut": whole.removesuffix(b"0\nEOF\n")}
    for name, content in lost.items():
        target = tmp_path / f"{name}.dxf"
        target.write_bytes(content)
        with pytest.raises(FileFormatError, match=rf"^{name}.dxf: "):
            read_jobs([target], JobSettings())


@pytest.mark.parametrize(("sample", "said"), [
    ("XXL", "its sample size XXL is not among S, M, L"), ("m", ""), (" L", ""),
    ("", "it has the sizes S, M, L and does not name its sample size")])
def test_a_sample_size_that_is_none_of_the_sizes_is_named(sample, said):
    content = nest(*of("FRONT", "S M L"), sample=sample)
    found = [each.message for each in audit_dxf(content) if each.weight == "warning" and each.code == "dxf.nest"]
    assert found == ([said] if said else [])
    if said:
        with pytest.raises(FileFormatError, match=said.removeprefix("it ")):
            convert_drawing(content, ["svg"])
    elif sample:
        _part, = convert_drawing(content, ["svg"]).pattern.parts
        assert read_dxf(content).sample_size == sample.strip().upper()


def test_layers_that_are_sizes_lack_a_piece_too():
    def drawn(x: float, *sizes: str) -> str:
        return "".join(line(0, (x, 0), (x + wide, 0), (x + wide, 600), (x, 600)).replace("\n8\n0\n", f"\n8\n{size}\n")
                       for size, wide in zip(sizes, (400, 380, 360), strict=False))

    def nested(*back: str) -> bytes:
        shown = words("UNITS: METRIC") + drawn(0, "L", "M", "S") + drawn(1000, *back)
        return f"0\nSECTION\n2\nENTITIES\n{shown}0\nENDSEC\n0\nEOF\n".encode()

    assert not missing(nested("L", "M", "S"))
    assert missing(nested("L", "M")) == ["size S has no second piece without a name"]


@pytest.mark.parametrize("sample", ["", "XXL"])
def test_a_nest_is_not_read_as_several_parts(sample):
    read = read_dxf(nest(*of("FRONT", "S M L"), sample=sample))
    for made in (read.parts, read.pattern, read.drafted):
        with pytest.raises(FileFormatError, match="S, M, L") as caught:
            made()
        assert caught.value.code == "dxf.no_size" and len(read.parts("S")) == 1
