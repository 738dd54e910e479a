"""The PDF shows the model at true scale: read back with pikepdf, rendered with PDFium, glued together with shapely."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
import shapely

from mtmpattern.errors import ExportError
from mtmpattern.formats import find_format
from mtmpattern.formats.layout import fill, ways_of_role
from mtmpattern.geometry import path

MM = 25.4 / 72


def written(pattern, **settings):
    (content,) = find_format("pdf").write(pattern, settings).values()
    return content


def opened(content):
    return pikepdf.open(BytesIO(content))


@dataclass
class Ink:
    """What a content stream draws, in millimetres: lines by layer, and the operators that were met."""

    lines: list[tuple[str, np.ndarray]] = field(default_factory=list)
    curved: int = 0

    def of(self, layer):
        return [line for name, line in self.lines if name == layer]


def read(owner, resources, matrix=None, layer="", ink=None):
    """A reader of paths: moves, lines, Beziers and rectangles that are stroked or filled, forms and transforms."""
    ink = ink or Ink()
    matrix = np.eye(3) if matrix is None else matrix
    stack, here, subs, at = [], [], [], None

    def there(*xy):
        return (np.array([*xy, 1.0]) @ matrix)[:2] * MM

    for operands, operator in pikepdf.parse_content_stream(owner):
        n = [float(v) for v in operands] if str(operator) in {"cm", "m", "l", "c", "re"} else []
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = np.array([[n[0], n[1], 0], [n[2], n[3], 0], [n[4], n[5], 1]]) @ matrix
            case "m":
                here, at = [there(*n)], n
                subs.append(here)
            case "l":
                here.append(there(*n))
                at = n
            case "c":
                ink.curved += 1
                a, b, c, d = (there(*p) for p in (at, n[0:2], n[2:4], n[4:6]))
                t = np.linspace(0, 1, 65)[1:, None]
                here += list((1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d)
                at = n[4:6]
            case "h":
                here.append(here[0])
            case "re":
                x, y, w, h = n
                subs.append([there(x, y), there(x + w, y), there(x + w, y + h), there(x, y + h), there(x, y)])
            case "S" | "s" | "f" | "B":
                ink.lines += [(layer, np.array(sub)) for sub in subs]
                subs = []
            case "n":
                subs = []
            case "Do":
                form = resources.XObject[str(operands[0])]
                name = str(form.OC.Name) if "/OC" in form else layer
                read(form, form.get("/Resources", resources), matrix, name, ink)
    return ink


CUT, SQUARE = "Cut line", "Test square: measure it before cutting"


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


def glued(content, role, overlap=10.0, margin=10.0):
    """The cut lines of one cloth's pages, each laid where its code says, as a person would; by page as well."""
    pdf = opened(content)
    pieces = {}
    with pdf.open_outline() as outline:
        codes = [str(item.title) for item in outline.root]
    for page, code in zip(pdf.pages, codes, strict=True):
        found = re.fullmatch(rf"{re.escape(role)} ([A-Z])(\d+)", code)
        if not found:
            continue
        width, height = float(page.mediabox[2]) * MM, float(page.mediabox[3]) * MM
        window = shapely.box(margin, margin, width - margin, height - margin)
        across, down = width - 2 * margin - overlap, height - 2 * margin - overlap
        lines = shapely.union_all([shapely.LineString(line) for line in read(page, page.Resources).of(CUT)])
        shift = (int(found[2]) - 1) * across, -(ord(found[1]) - ord("A")) * down
        pieces[found[1] + found[2]] = shapely.affinity.translate(lines.intersection(window), *shift)
    return pieces


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
    for shape in found:                                     # each is one of the parts, upright or head down
        assert min(apart(shape, turned) for model in models
                   for turned in (model, shapely.affinity.rotate(model, 180))) < 0.05


def apart(shape, model):
    ax, ay, *_ = shape.bounds
    bx, by, *_ = model.bounds
    return shape.exterior.hausdorff_distance(shapely.affinity.translate(model, ax - bx, ay - by).exterior)


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
    assert len(numbers) >= 40
    assert sorted(numbers) == sorted([*set(numbers), *set(numbers)]) == sorted([*range(1, max(numbers) + 1)] * 2)


def test_empty_pages_are_left_out_and_told(every_pattern):
    document = pypdfium2.PdfDocument(written(every_pattern, paper="a4"))
    first = document[0].get_textpage().get_text_range()
    for told in re.findall(r"(\d+) empty", first):
        assert first.count("none") >= int(told)


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
            for table in fill(width, ways_of_role(every_pattern, role), limit):
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
    assert shutil.which("qpdf"), "apt-get install qpdf"
    file = tmp_path / "it.pdf"
    file.write_bytes(written(pattern, **settings))
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_threads_and_other_hash_seeds_give_the_same_bytes(pattern):
    root = Path(__file__).parents[2]
    program = ("import hashlib, sys; sys.path.insert(0, sys.argv[1])\n"
               "from tests.formats.made_garment import garment\nfrom mtmpattern.formats import find_format\n"
               "assert 'reportlab' not in sys.modules and 'pikepdf' not in sys.modules\n"
               "find_format('pdf'); assert 'reportlab' not in sys.modules and 'pikepdf' not in sys.modules\n"
               "print(hashlib.sha256(*find_format('pdf').write(garment(), {}).values()).hexdigest())")
    with ThreadPoolExecutor(4) as pool:
        digests = {hashlib.sha256(content).hexdigest() for content in pool.map(lambda _: written(pattern), range(8))}
    for seed in ("1", "77"):
        done = subprocess.run([sys.executable, "-c", program, str(root)], capture_output=True, text=True,
                              env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"})
        assert done.returncode == 0, done.stderr
        digests.add(done.stdout.strip())
    assert len(digests) == 1
