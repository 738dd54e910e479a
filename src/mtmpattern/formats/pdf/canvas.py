"""The PDF libraries behind a book of pages with switchable layers; only `undated` imports them too.

reportlab draws, in forms that many pages share; pikepdf names the layers and removes dates and random ids. All
lengths are in millimetres from the lower left corner.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import resources
from io import BytesIO
from threading import Lock
from typing import Any, Final

import pikepdf
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

from mtmpattern.formats.palette import Ink
from mtmpattern.formats.pdf.undated import undated_canvas
from mtmpattern.formats.text import printable
from mtmpattern.geometry import Curves, Point

# ---- The typeface ---------------------------------------------------------------------------------------------------

PLAIN, BOLD = "MtmSans", "MtmSans-Bold"
"""DejaVu Sans, cut down to Latin, Greek and Cyrillic letters."""

_FILES: Final = {PLAIN: "DejaVuSans-subset.ttf", BOLD: "DejaVuSans-Bold-subset.ttf"}
_LOCK: Final = Lock()


def register() -> None:
    """Register the typeface with the PDF library, once."""
    with _LOCK:
        _letters()


@cache
def _letters() -> frozenset[int]:
    """The code points that both weights have."""
    common: frozenset[int] | None = None
    for name, file in _FILES.items():
        content = (resources.files("mtmpattern.data") / "fonts" / file).read_bytes()
        font: Any = TTFont(name, BytesIO(content))
        pdfmetrics.registerFont(font)
        has = frozenset(font.face.charToGlyph)
        common = has if common is None else common & has
    return common or frozenset()


def shown(text: str, missing: set[str]) -> str:
    """The text as it can be set: a letter missing from the typeface is shown as its code and added to ``missing``."""
    composed = unicodedata.normalize("NFC", printable(text))
    letters = _letters()
    if all(ord(letter) in letters for letter in composed):
        return composed
    lost = {letter for letter in composed if ord(letter) not in letters}
    missing |= lost
    return "".join(f"[U+{ord(letter):04X}]" if letter in lost else letter for letter in composed)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text returned by `shown`, in the unit of ``size``."""
    return float(pdfmetrics.stringWidth(text, BOLD if bold else PLAIN, size))


def wrapped(text: str, size: float, width: float) -> list[str]:
    """A text in lines at most ``width`` wide; a wider word is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width:
            lines[-1] = longer
            continue
        lines += [word] if lines[-1] else []
        lines[-1] = word
        while text_width(lines[-1], size) > width and len(lines[-1]) > 1:
            fits = next(n for n in range(len(lines[-1]) - 1, 0, -1)
                        if n == 1 or text_width(lines[-1][:n], size) <= width)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return lines


# ---- Pages and layers -----------------------------------------------------------------------------------------------

MM: Final = 72 / 25.4
"""Points of 1/72 inch in a millimetre."""


class Book:
    """A PDF that is being drawn. ``missing`` collects the letters that its typeface lacks."""

    def __init__(self) -> None:
        register()
        self._file = BytesIO()
        self._canvas = undated_canvas(self._file, pageCompression=0)
        self._forms: dict[str, str] = {}
        self.missing: set[str] = set()

    @contextmanager
    def form(self, name: str, layer: str, width: float, height: float, *, plain: bool = False) -> Iterator[PdfPen]:
        """Draw everything of one layer of one sheet, once; pages show it with `PdfPen.show`.

        A ``plain`` form has no dashes, and no filled shapes except letters.
        """
        self._canvas.beginForm(name, 0, 0, width * MM, height * MM)
        self._canvas.scale(MM, MM)
        yield PdfPen(self._canvas, self.missing, plain=plain)
        self._canvas.endForm()
        self._forms[name] = layer

    @contextmanager
    def page(self, width: float, height: float, title: str) -> Iterator[PdfPen]:
        """Draw a page; ``title`` is its entry in the reader's list of pages."""
        self._canvas.setPageSize((width * MM, height * MM))
        key = f"page{self._canvas.getPageNumber()}"
        self._canvas.bookmarkPage(key, fit="Fit")
        self._canvas.addOutlineEntry(shown(title, self.missing), key, 0)
        self._canvas.saveState()
        self._canvas.scale(MM, MM)
        yield PdfPen(self._canvas, self.missing)
        self._canvas.restoreState()
        self._canvas.showPage()

    def to_bytes(self, title: str, layers: dict[str, str]) -> bytes:
        """The finished file; ``layers`` are the switchable layers, in order, with a sentence for each.

        Papers for people have no layers.
        """
        self._canvas.save()
        with pikepdf.open(BytesIO(self._file.getvalue())) as pdf:
            groups = {name: pdf.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.OCG, Name=pikepdf.String(sentence))) for name, sentence in layers.items()}
            for page in pdf.pages:
                for key, form in page.resources.get("/XObject", pikepdf.Dictionary()).items() if groups else ():
                    form[pikepdf.Name.OC] = groups[self._forms[key.removeprefix("/FormXob.")]]
            if groups:
                order = pikepdf.Array(groups.values())
                pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=order, D=pikepdf.Dictionary(
                    Name=pikepdf.String("all"), Order=order, BaseState=pikepdf.Name.ON))
                pdf.Root.PageMode = pikepdf.Name.UseOC
            # fitting the page to the paper would change the scale
            pdf.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"))
            if pikepdf.Name.Info in pdf.trailer:
                del pdf.trailer[pikepdf.Name.Info]
            pdf.docinfo[pikepdf.Name.Title] = pikepdf.String(title)
            out = BytesIO()
            pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


class PdfPen:
    """Draws on a page or a form, in millimetres."""

    def __init__(self, canvas: Any, missing: set[str], *, plain: bool = False) -> None:
        self._canvas, self._missing, self._plain = canvas, missing, plain

    def ink(self, ink: Ink) -> None:
        """Colour, width and dashes of the lines that follow, and the colour that fills shapes and letters."""
        colour = _spelt(ink.colour)
        self._canvas.setStrokeColor(colour)
        self._canvas.setFillColor(colour)
        self._canvas.setLineWidth(ink.width)
        self.dash(ink.dash)

    def dash(self, dash: str) -> None:
        """Dashes of the lines that follow, ``"5,2.5"`` in millimetres; empty for none."""
        self._canvas.setDash([float(part) for part in dash.split(",")] if dash and not self._plain else [])

    def curves(self, curves: Curves, *, closed: bool = False) -> None:
        """Curves end to end."""
        path = self._canvas.beginPath()
        path.moveTo(curves[0].start.x, curves[0].start.y)
        for curve in curves:
            if curve.straight:
                path.lineTo(curve.end.x, curve.end.y)
            else:
                path.curveTo(curve.leave.x, curve.leave.y, curve.arrive.x, curve.arrive.y, curve.end.x, curve.end.y)
        if closed:
            path.close()
        self._canvas.drawPath(path)

    def line(self, *points: Point, closed: bool = False, filled: bool = False) -> None:
        """A line through points; a filled one is closed and has no outline."""
        path = self._canvas.beginPath()
        path.moveTo(points[0].x, points[0].y)
        for point in points[1:]:
            path.lineTo(point.x, point.y)
        if closed or filled:
            path.close()
        filled = filled and not self._plain
        self._canvas.drawPath(path, stroke=int(not filled), fill=int(filled))

    def lines(self, each: Iterable[Sequence[Point]]) -> None:
        """Open lines, each through its points, as one path."""
        path, empty = self._canvas.beginPath(), True
        for first, *rest in each:
            empty = False
            path.moveTo(first.x, first.y)
            for point in rest:
                path.lineTo(point.x, point.y)
        if not empty:
            self._canvas.drawPath(path)

    def box(self, low: Point, width: float, height: float, *, filled: bool = False) -> None:
        """A rectangle from its lower left corner."""
        self._canvas.rect(low.x, low.y, width, height, stroke=int(not filled), fill=int(filled))

    def boxes(self, each: Sequence[tuple[float, float, float, float]]) -> None:
        """Filled rectangles, each by its lower left corner, width and height, as one path."""
        path = self._canvas.beginPath()
        for x, y, width, height in each:
            path.rect(x, y, width, height)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def ring(self, centre: Point, radius: float) -> None:
        """A circle."""
        self._canvas.circle(centre.x, centre.y, radius)

    def text(self, words: str, at: Point, size: float, *, bold: bool = False, middle: bool = False,
             turn: float = 0.0, most: float = 0.0) -> None:
        """A line of text on its baseline, ``size`` high, turned left by degrees, at most ``most`` wide."""
        words = shown(words, self._missing)
        if most and (width := text_width(words, size, bold=bold)) > most:
            size *= most / width
        canvas = self._canvas
        canvas.setFont(BOLD if bold else PLAIN, size)
        draw = canvas.drawCentredString if middle else canvas.drawString
        if not turn:
            draw(at.x, at.y, words)
            return
        canvas.saveState()
        canvas.translate(at.x, at.y)
        canvas.rotate(turn)
        draw(0, 0, words)
        canvas.restoreState()

    def picture(self, picture: Any, low: Point, width: float, height: float, turn: float = 0.0) -> None:
        """A picture of the imaging library from its lower left corner, turned left by degrees about it."""
        from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # noqa: PLC0415

        canvas = self._canvas
        canvas.saveState()
        canvas.translate(low.x, low.y)
        canvas.rotate(turn)
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.restoreState()

    def show(self, forms: Sequence[str], shift: Point, low: Point, width: float, height: float) -> None:
        """Show forms, shifted and clipped to a rectangle."""
        canvas = self._canvas
        canvas.saveState()
        window = canvas.beginPath()
        window.rect(low.x, low.y, width, height)
        canvas.clipPath(window, stroke=0, fill=0)
        canvas.transform(1 / MM, 0, 0, 1 / MM, shift.x, shift.y)
        for form in forms:
            canvas.doForm(form)
        canvas.restoreState()


def _spelt(colour: str) -> str:
    """A colour as the PDF library reads it: it reads ``#f00`` as a different colour than browsers do."""
    return "#" + "".join(2 * digit for digit in colour[1:]) if len(colour) == 4 and colour[0] == "#" else colour
