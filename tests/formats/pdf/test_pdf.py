"""The PDF shows the model at true scale: read back with pikepdf, rendered with PDFium, glued together with shapely."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2
import pytest
import shapely

from mtmpattern.errors import ExportError
from mtmpattern.formats import find_format
from mtmpattern.geometry import path
from mtmpattern.placing.table import fill, ways_by_role
from tests.formats.pdf.pdf_reading import CUT, MM, SQUARE, apart, glued, opened, qpdf_faults, read
from tests.places import ROOT


def written(pattern, **settings):
    (content,) = find_format("pdf").write(pattern, {"parts": "every", **settings}).values()
    return content


@pytest.fixture(scope="module")
def tiled(every_pattern):
    return written(every_pattern)


def test_media_boxes_and_the_test_squares_are_exact(tiled):
    pdf = opened(tiled)
    for page in pdf.pages:
        size = sorted((float(page.mediabox[2]), float(page.mediabox[3])))
        assert size == pytest.approx([595.2756, 841.8898], abs=1e-3)
    squares = read(pdf.pages[0], pdf.pages[0].Resources).of(SQUARE)
    assert [np.ptp(line, axis=0) for line in squares] == [pytest.approx([side, side], abs=1e-3) for side in (50, 25.4)]


def test_letter_has_a_square_of_2_in_too(pattern):
    pdf = opened(written(pattern, paper="letter"))
    assert [float(v) for v in pdf.pages[0].mediabox] == pytest.approx([0, 0, 612, 792], abs=1e-3)
    squares = read(pdf.pages[0], pdf.pages[0].Resources).of(SQUARE)
    assert sorted(np.ptp(line, axis=0)[0] for line in squares) == pytest.approx([25.4, 50, 50.8], abs=1e-3)


def test_the_square_is_50_mm_to_a_pixel_at_300_dpi(pattern):
    gray = np.asarray(pypdfium2.PdfDocument(written(pattern))[0].render(scale=300 / 72).to_pil().convert("L"))
    row = gray[round((10 + 14 + 8) / 25.4 * 300)]           # through the square, above the words in it
    dark = np.flatnonzero(row < 128)
    edges = np.split(dark, np.flatnonzero(np.diff(dark) > 5) + 1)
    left, right = edges[0].mean(), edges[1].mean()
    assert right - left == pytest.approx(50 / 25.4 * 300, abs=1)


def test_the_pages_glued_together_are_the_whole(every_pattern, tiled):
    role = every_pattern.parts[0].role
    joined = shapely.union_all([lines.buffer(0.02) for lines in glued(tiled, role).values()])
    found = sorted((shapely.Polygon(each.exterior) for each in joined.geoms), key=lambda shape: shape.area)
    models = []
    for part in every_pattern.of_role(role):
        models.append(shapely.Polygon([(p.x, p.y) for p in path.flatten(part.cut, 0.002)]).buffer(0.02))
    models.sort(key=lambda shape: shape.area)
    assert len(found) == len(models)
    for shape, model in zip(found, models, strict=True):
        assert shape.area == pytest.approx(model.area, rel=1e-4)
    for shape in found:                                     # each is one of the parts, with its warp along the page
        assert min(apart(shape, shapely.affinity.rotate(model, degrees)) for model in models
                   for degrees in (0, 90, 180, 270)) < 0.05


def test_neighbours_show_the_same_strip(every_pattern, tiled):
    pieces = glued(tiled, every_pattern.parts[0].role)
    a1, a2 = (pieces[code] for code in ("A1", "A2"))
    strip = shapely.box(a2.envelope.bounds[0], *a1.bounds[1:2], a1.bounds[2], a1.bounds[3])
    assert a1.intersection(strip).hausdorff_distance(a2.intersection(strip)) < 1e-3


def test_layers_can_be_switched_and_hide_what_they_hold(pattern):
    content = written(pattern, pages="projector")
    pdf = opened(content)
    names = [str(group.Name) for group in pdf.Root.OCProperties.OCGs]
    assert len(names) == 8 and {CUT, "Sewn line", "Grain lines", SQUARE} <= set(names)
    before = pypdfium2.PdfDocument(content)[0].render(scale=0.2).to_numpy()
    pdf.Root.OCProperties.D.OFF = pdf.Root.OCProperties.OCGs
    out = BytesIO()
    pdf.save(out)
    after = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=0.2).to_numpy()
    assert before.min() < 128
    assert after.min() == 255


def test_curves_stay_curves_and_the_file_is_sound(tiled, every_pattern):
    pdf = opened(tiled)
    assert pdf.check_pdf_syntax() == []
    page = pdf.pages[1]
    assert read(page, page.Resources).curved >= sum(
        not curve.straight for part in every_pattern.of_role(every_pattern.parts[0].role) for curve in part.cut)


def test_nothing_tells_the_day(tiled):
    pdf = opened(tiled)
    assert set(pdf.docinfo.keys()) == {"/Title"}
    assert b"CreationDate" not in tiled and b"ModDate" not in tiled


def test_every_page_is_numbered_and_the_map_names_it(pattern):
    document = pypdfium2.PdfDocument(written(pattern))
    first = document[0].get_textpage().get_text_range()
    for number in range(1, len(document)):
        text = document[number].get_textpage().get_text_range()
        code = re.search(r"page ([A-Z]\d+)", text)[1]
        assert text.count(code) >= 2
        assert code in first
    assert f"Print all {len(document)} pages" in first


def test_match_marks_come_in_pairs(pattern):
    document = pypdfium2.PdfDocument(written(pattern))
    numbers = []
    for page in document:
        text = page.get_textpage().get_text_range()
        if "shell, page" in text:                           # the marks come first, then the heading
            numbers += [int(word) for word in text.partition("prøve-skirt")[0].split() if word.isdigit()]
    assert len(numbers) >= 30
    assert sorted(numbers) == sorted([*set(numbers), *set(numbers)]) == sorted([*range(1, max(numbers) + 1)] * 2)


def test_empty_pages_are_left_out_and_told(every_pattern):
    document = pypdfium2.PdfDocument(written(every_pattern, paper="a4"))
    first = document[0].get_textpage().get_text_range()
    empty = [int(number) for number in re.findall(r"(\d+) empty", first)]
    assert first.count("none") == sum(empty)
    assert bool(empty) == (every_pattern.template != "crew-tee")        # the tee fills all of its pages


def test_letters_of_many_languages_and_codes_for_the_others(pattern):
    parts = (replace(pattern.parts[0], piece="спинка_πλάτη_żółw_中"), *pattern.parts[1:])
    for settings in ({}, {"pages": "projector"}):
        document = pypdfium2.PdfDocument(written(replace(pattern, parts=parts), **settings))
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
        assert "СПИНКА ΠΛΆΤΗ ŻÓŁW [U+4E2D]" in text
        assert "U+4E2D." in text


def test_names_cannot_break_out(pattern):
    parts = (replace(pattern.parts[0], piece=") Tj ET /X (\\"), *pattern.parts[1:])
    document = pypdfium2.PdfDocument(written(replace(pattern, parts=parts)))
    assert ") TJ ET /X (\\" in "\n".join(page.get_textpage().get_text_range() for page in document)


def test_parts_keep_apart(every_pattern):
    for role in {part.role for part in every_pattern.parts}:
        for width, limit in ((1000.0, 1200.0), (1500.0, 1e9)):
            for table in fill(width, ways_by_role(every_pattern)[role], limit):
                laid = [each.laid() for each in table.placed(1000)]
                shapes = [shapely.Polygon([(p.x, p.y) for p in path.flatten(part.cut, 0.1)]) for part in laid]
                for i, a in enumerate(shapes):
                    assert a.bounds[0] >= -1e-6 and a.bounds[2] <= width + 1e-6
                    assert all(a.distance(b) > 4.5 for b in shapes[:i])


@pytest.mark.parametrize(("settings", "says"), [
    ({"paper": "0 mm"}, "paper=0 mm"), ({"paper": "a5"}, "paper=a5"), ({"paper": "roll99999999"}, "paper="),
    ({"overlap": "300 mm"}, "overlap=300 mm"), ({"overlap": "80 mm"}, "a quarter"), ({"margin": "60 mm"}, "margin="),
    ({"margin": "-3"}, "margin="), ({"overlap": "nan"}, "overlap=nan"), ({"pages": "tilled"}, "Did you mean tiled"),
    ({"ground": "pink"}, "light, dark"), ({"paper": "roll300"}, "front.shell.1 measures 550.6 x"),
    ({"pages": "single", "paper": "a3"}, "a3 holds"), ({"papper": "a4"}, "Did you mean paper")])
def test_what_cannot_be_is_refused_in_words(pattern, settings, says):
    with pytest.raises(ExportError, match=re.escape(says)):
        written(pattern, **settings)


def test_several_wrong_settings_come_together(pattern):
    with pytest.raises(ExportError) as caught:
        written(pattern, paper="x", overlap="y", ground="z")
    assert len(caught.value.problems) == 3


def test_a_long_roll_is_split_and_a_page_never_exceeds_the_limit(pattern):
    many = tuple(replace(part, id=f"{part.id}.{n}", copy=n) for n in range(12) for part in pattern.parts[:3])
    pdf = opened(written(replace(pattern, parts=many), paper="roll914"))
    assert len(pdf.pages) > 1
    for page in pdf.pages:
        assert float(page.mediabox[3]) <= 14_400
        assert float(page.mediabox[2]) == pytest.approx(914 / MM, abs=1e-3)


def test_single_is_one_page_and_the_projector_bold(every_pattern):
    pdf = opened(written(every_pattern, paper="36 in"))
    assert len(pdf.pages) == 1
    for ground, level in (("light", 255), ("dark", 0)):
        image = pypdfium2.PdfDocument(written(every_pattern, pages="projector", ground=ground))[0].render(scale=0.1)
        assert np.median(image.to_numpy()) == level


@pytest.mark.system
@pytest.mark.parametrize("settings", [{}, {"pages": "projector"}, {"paper": "roll1200"}])
def test_qpdf_finds_no_fault(pattern, settings, tmp_path):
    assert qpdf_faults(written(pattern, **settings), tmp_path) == ""


def test_threads_and_other_hash_seeds_give_the_same_bytes(pattern):
    program = ("import hashlib, sys; sys.path.insert(0, sys.argv[1])\n"
               "from tests.formats.made_garment import garment\nfrom mtmpattern.formats import find_format\n"
               "assert 'reportlab' not in sys.modules and 'pikepdf' not in sys.modules\n"
               "find_format('pdf'); assert 'reportlab' not in sys.modules and 'pikepdf' not in sys.modules\n"
               "print(hashlib.sha256(*find_format('pdf').write(garment(), {'parts': 'every'}).values()).hexdigest())")
    with ThreadPoolExecutor(4) as pool:
        digests = {hashlib.sha256(content).hexdigest() for content in pool.map(lambda _: written(pattern), range(8))}
    for seed in ("1", "77"):
        done = subprocess.run([sys.executable, "-c", program, str(ROOT)], capture_output=True, text=True,
                              env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"})
        assert done.returncode == 0, done.stderr
        digests.add(done.stdout.strip())
    assert len(digests) == 1


def operators(content):
    """Colours, line widths in mm and dashes that are set anywhere in the file, by the title of the layer."""
    pdf, found = opened(content), {}
    for page in pdf.pages:
        for form in page.Resources.get("/XObject", pikepdf.Dictionary()).values():
            said = found.setdefault(str(form.OC.Name), {"RG": set(), "w": set(), "d": set()})
            for operands, operator in pikepdf.parse_content_stream(form):
                if str(operator) in said:
                    flat = operands[0] if str(operator) == "d" else operands
                    said[str(operator)].add(tuple(round(float(value), 4) for value in flat))
    return found


def test_colours_widths_and_layers_can_be_set(pattern):
    for settings in ({}, {"pages": "projector"}, {"paper": "roll1200"}):
        said = operators(written(pattern, cut="#f00", sew="0,0,255", hairline="0.01", grain="none", **settings))
        assert said[CUT]["RG"] == {(1, 0, 0)}
        assert said["Sewn line"] == {"RG": {(0, 0, 1)}, "w": {(0.01,)}, "d": said["Sewn line"]["d"]}
        assert any(said["Sewn line"]["d"])
        assert "Grain lines" not in said
    pdf = opened(written(pattern, grain="none"))
    titles = [str(group.Name) for group in pdf.Root.OCProperties.OCGs]
    assert "Grain lines" not in titles and CUT in titles


def test_the_laser_palette_has_hairlines_without_dashes_or_filled_shapes(pattern):
    content = written(pattern, palette="laser", pages="single", paper="roll1200", text="none")
    said = operators(content)
    assert {width for each in said.values() for width in each["w"]} == {(0.01,)}
    assert not any(dash for each in said.values() for dash in each["d"])
    assert said[CUT]["RG"] == {(1, 0, 0)}
    pdf = opened(content)
    assert not any(str(operator) in {"f", "f*", "B"} for form in pdf.pages[0].Resources.XObject.values()
                   for _, operator in pikepdf.parse_content_stream(form))


@pytest.mark.parametrize("settings", [{}, {"pages": "projector"}, {"paper": "roll1200"}])
def test_without_square_and_text(pattern, settings):
    said = operators(written(pattern, square="none", text="none", **settings))
    assert SQUARE not in said and CUT in said


def test_wrong_colours_are_told_with_all_other_faults(pattern):
    with pytest.raises(ExportError) as caught:
        written(pattern, paper="x", cut="reddish")
    assert {problem.where for problem in caught.value.problems} == {"paper", "cut"}


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_wide_margins_leave_the_words_of_the_cover_readable(pattern, paper):
    """They stand below the squares where there is no room beside them."""
    page = pypdfium2.PdfDocument(written(pattern, paper=paper, margin="45 mm"))[0]
    assert max(len(line.split()) for line in page.get_textpage().get_text_range().splitlines()) > 6
