"""All sizes over each other in a PDF: a layer each, true to scale, seen apart without colour."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2
import pytest
import shapely

import mtmpattern as mtm
from mtmpattern.body import find_chart
from mtmpattern.errors import ExportError
from mtmpattern.formats import find_format
from mtmpattern.formats.nest import colours, dashes
from mtmpattern.formats.pdf.nest import write_nest
from mtmpattern.geometry import path
from mtmpattern.pattern.grading.grade import Grade, grade
from tests.formats.pdf.pdf_reading import SQUARE, apart, glued, opened, qpdf_faults, read

SIZES = ("84-164", "92-164", "100-164")
BARE = {"sew": "none", "marks": "none", "notches": "none", "text": "none"}


@pytest.fixture(scope="module")
def tee() -> Grade:
    chart = find_chart("women")
    return grade({size: mtm.draft("crew-tee", chart.body(size), estimates=True) for size in SIZES})


def nest(tee, **settings):
    (content,) = write_nest(tee, {"parts": "every", **settings}).values()
    return content


def layer(size):
    return f"Size {size}" + (", sample size" if size == SIZES[1] else "")


def test_the_format_writes_it(tee):
    files = find_format("pdf").write_grade(tee, {})
    assert list(files) == ["crew-tee-nest.pdf"]
    assert files == write_nest(tee, {})


def test_a_layer_for_each_size(tee):
    pdf = opened(nest(tee))
    names = [str(group.Name) for group in pdf.Root.OCProperties.OCGs]
    assert names[:3] == [layer(size) for size in SIZES]
    frames = "Frames of the pages, match marks and page codes"
    assert set(names[3:]) == {"Grain lines", "Names of the parts", SQUARE, frames}


@pytest.mark.parametrize("settings", [{}, {"paper": "letter"}, {"paper": "a3"}, {"paper": "roll914"},
                                      {"pages": "projector"}, {"pages": "projector", "ground": "dark"}])
def test_test_squares_are_exact(tee, settings):
    pdf = opened(nest(tee, **settings))
    page = pdf.pages[0]
    sides = sorted(round(float(np.ptp(line, axis=0)[0]), 4) for line in read(page, page.Resources).of(SQUARE)
                   if len(line) == 5)
    assert any(abs(side - 50) < 0.02 for side in sides)
    assert any(abs(side - 25.4) < 0.02 for side in sides)


@pytest.fixture(scope="module", params=["a4", "letter", "a3"])
def bare(tee, request):
    return nest(tee, paper=request.param, **BARE)


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_glued_together_are_each_size(tee, size, bare):
    for role in ("shell", "rib"):
        joined = shapely.union_all([lines.buffer(0.02) for lines in glued(bare, role, layer(size)).values()])
        found = [shapely.Polygon(each.exterior) for each in getattr(joined, "geoms", [joined])]
        models = [shapely.Polygon([(p.x, p.y) for p in path.flatten(part.cut, 0.002)]).buffer(0.02)
                  for part in tee.cut(size).of_role(role)]
        assert len(found) == len(models)
        for shape in found:
            assert min(apart(shape, shapely.affinity.rotate(model, turn)) for model in models
                       for turn in (0, 90, 180, 270)) < 0.05


def test_notches_of_all_sizes(tee):
    pdf = opened(nest(tee, pages="projector", cut="none", sew="none", marks="none", text="none"))
    page = pdf.pages[0]
    ink = read(page, page.Resources)
    for size in SIZES:
        assert len(ink.of(layer(size))) == sum(len(part.notches) for part in tee.cut(size).parts)


def test_without_colour_the_dashes_tell_the_sizes(tee):
    pdf = opened(nest(tee, cut="black", sew="none"))
    found = {}
    for form in pdf.pages[1].Resources.XObject.values():
        name = str(form.OC.Name)
        if name.startswith("Size"):
            said = [(str(operator), operands) for operands, operator in pikepdf.parse_content_stream(form)]
            assert {tuple(map(float, operands)) for operator, operands in said if operator == "RG"} == {(0, 0, 0)}
            first = next(operands[0] for operator, operands in said if operator == "d")
            found[name] = tuple(map(float, first))
    assert found[layer(SIZES[1])] == ()
    assert len(set(found.values())) == 3


def test_sixty_sizes_have_sixty_rhythms():
    made = dashes(60)
    assert len(set(made)) == 60
    for each in made:                                       # no two are one line, begun at another dash
        marks = each.split(",")
        turned = {",".join(marks[n:] + marks[:n]) for n in range(0, len(marks), 2)}
        assert len(turned & set(made)) == 1
    assert len(set(colours(60))) == 60


def test_the_first_page_says_which_line_is_whose(tee):
    for settings in ({}, {"pages": "projector"}, {"paper": "roll914"}):
        text = pypdfium2.PdfDocument(nest(tee, **settings))[0].get_textpage().get_text_range()
        for size in SIZES:
            assert size in text
        assert f"{SIZES[1]}, sample size" in text
        assert "3 sizes, 84-164 to 100-164" in text


def test_every_page_is_on_the_map(tee):
    document = pypdfium2.PdfDocument(nest(tee))
    first = document[0].get_textpage().get_text_range()
    assert f"Print all {len(document)} pages" in first
    assert all(code in first for code in ("A1", "B2"))


def test_layers_can_be_switched(tee):
    content = nest(tee, pages="projector", text="none", square="none", grain="none")
    pdf = opened(content)
    before = pypdfium2.PdfDocument(content)[0].render(scale=0.3).to_numpy()
    sizes = [group for group in pdf.Root.OCProperties.OCGs if str(group.Name).startswith("Size")]
    pdf.Root.OCProperties.D.OFF = pikepdf.Array(sizes)
    out = BytesIO()
    pdf.save(out)
    after = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=0.3).to_numpy()
    assert before.min() < 200
    assert after.min() == 255


def test_halves_say_where_their_fold_is():
    chart = find_chart("women")
    halves = grade({size: mtm.draft("crew-tee", chart.body(size), estimates=True) for size in SIZES}, on_fold=True)
    text = pypdfium2.PdfDocument(nest(halves, pages="projector"))[0].get_textpage().get_text_range()
    assert text.count("on the fold") == 2 * sum(bool(part.mirror) for part in halves.cut(SIZES[1]).parts) > 0


def test_the_same_bytes_and_nothing_of_the_day(tee):
    content = nest(tee)
    assert content == nest(tee)
    assert set(opened(content).docinfo.keys()) == {"/Title"}


def test_sizes_may_be_called_anything():
    chart = find_chart("women")
    odd = ["pages", ") Tj (", "中 & <b>", "size0", "text"]
    drafts = {name: mtm.draft("crew-tee", chart.body(size), estimates=True)
              for name, size in zip(odd, ("80-164", "84-164", "88-164", "92-164", "96-164"), strict=True)}
    for settings in ({}, {"pages": "projector"}):
        pdf = opened(nest(grade(drafts), **settings))
        assert [str(group.Name) for group in pdf.Root.OCProperties.OCGs][:5] == [
            f"Size {name}" + (", sample size" if name == odd[2] else "") for name in odd]
        assert pdf.check_pdf_syntax() == []
    alone = grade({"M": drafts["text"]})
    assert len(opened(nest(alone, pages="projector")).pages) == 1


@pytest.mark.parametrize(("settings", "says"), [
    ({"palette": "laser"}, "palette=laser"), ({"paper": "roll300"}, "roll of 300 mm holds"),
    ({"papper": "a4"}, "Did you mean paper"), ({"cut": "reddish"}, "cut=reddish")])
def test_what_cannot_be_is_refused_in_words(tee, settings, says):
    with pytest.raises(ExportError, match=says):
        nest(tee, **settings)


@pytest.mark.system
@pytest.mark.parametrize("settings", [{}, {"pages": "projector"}, {"paper": "roll914"}, {"paper": "letter"}])
def test_qpdf_finds_no_fault(tee, settings, tmp_path):
    assert qpdf_faults(nest(tee, **settings), tmp_path) == ""


def test_the_legend_of_many_sizes_leaves_the_page_to_others(tee: Grade) -> None:
    """Columns get narrow; the map is never drawn upside down or off the page."""
    many = grade({f"s{number}": tee.patterns[SIZES[number % 3]] for number in range(60)})
    (content,) = write_nest(many, {"margin": "50 mm"}).values()
    book = opened(content)
    page = book.pages[0]
    lines = [line for _, line in read(page, page.Resources).lines]
    assert np.vstack(lines).min() > 45.0
    assert np.vstack(lines)[:, 0].max() < 165.0
