"""What a home printer gets: each piece once, widths at allowances, own sheets, a cover or none, one orientation."""

from __future__ import annotations

import pypdfium2
import pytest

import mtmpattern as mtm
from mtmpattern.errors import ExportError
from mtmpattern.formats import find_format
from mtmpattern.formats.pdf.settings import SETTINGS, read_choice
from mtmpattern.formats.registry import chosen
from tests.formats.pdf.pdf_reading import opened


@pytest.fixture(scope="module")
def tee():
    return mtm.draft("crew-tee", mtm.read_body("ana")).for_cutting()


def written(pattern, **settings):
    (content,) = find_format("pdf").write(pattern, settings).values()
    return content


def words(content):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


@pytest.mark.parametrize(("paper", "size"), [
    ("24x36in", (609.6, 914.4)), ("610x914mm", (610.0, 914.0)), ("24 in x 36 in", (609.6, 914.4)),
    ("60x90cm", (600.0, 900.0)), ("300x400", (300.0, 400.0))])
def test_sheets_of_ones_own(paper, size):
    choice = read_choice(chosen({"paper": paper}, SETTINGS, "pdf"))
    assert (choice.width, choice.height) == pytest.approx(size) and not choice.roll


@pytest.mark.parametrize("paper", ["2x3in", "10x900mm", "24x36ell", "9000x9000mm"])
def test_sheets_that_cannot_be(paper):
    with pytest.raises(ExportError) as caught:
        read_choice(chosen({"paper": paper}, SETTINGS, "pdf"))
    assert caught.value.code == "format.value"


def test_each_piece_once_with_its_widths(tee):
    once, every = (words(written(tee, pages="projector", **more)) for more in ({}, {"parts": "every"}))
    assert once.count("cut 2, mirrored, in shell") == 1 and "sleeve.right.shell.1" in once
    assert every.count("cut 1 of 2 in shell") == 2 and "mirrored" not in every
    assert "20 mm" in once and "7 mm" in once               # the hem and the neckline


def test_one_orientation_and_a_cover_or_none(tee):
    with_cover, without = (opened(written(tee, cover=cover)) for cover in ("yes", "no"))
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in with_cover.pages}
    assert len(sizes) == 1 and len(with_cover.pages) == len(without.pages) + 1
