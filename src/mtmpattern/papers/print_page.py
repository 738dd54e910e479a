"""Pages for the printer of pictures: the picture at true scale among registration marks, and a small preview."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, TypeAlias

from mtmpattern.errors import StationError
from mtmpattern.formats.palette import Ink
from mtmpattern.formats.pdf.canvas import Book, PdfPen
from mtmpattern.geometry import Point, heading, path
from mtmpattern.limits import PICTURE_PIXELS
from mtmpattern.pattern.parts.part import Part

Corners: TypeAlias = tuple[Point, Point, Point, Point]

AROUND: Final = 25.0        # mm around a picture, for its marks
MARK: Final = 5.0           # radius of a registration mark
BLACK, GREY, BLUE = Ink("#000000", 0.15), Ink("#888888", 0.15), Ink("#0b5394", 0.3)
KINDS: Final = ("PNG", "JPEG")
SMALL: Final = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class PrintPage:
    """One picture on its part: corners in mm of the part, counter-clockwise from the lower left of the picture."""

    part: Part
    name: str
    corners: Corners
    width: float
    height: float
    turn: float
    picture: bytes | None

    def pdf(self, title: str) -> bytes:
        """A page around the picture, the part's grain upright: the part's outline, marks, and the picture itself.

        The four crossed circles are the corners of a rectangle; the place of each on the part is written beside it, so
        that the part can be laid on the page.
        """
        xs, ys = [point.x for point in self.corners], [point.y for point in self.corners]
        left, low = min(xs) - AROUND, min(ys) - AROUND
        width, height = max(xs) + AROUND - left, max(ys) + AROUND - low
        book = Book()
        with book.page(width, height, self.name) as pen:
            for run in _inside(self.part, left, low, width, height):
                pen.ink(GREY)
                pen.line(*run)
            if self.picture is not None:
                pen.picture(sound_picture(self.picture), Point(self.corners[0].x - left, self.corners[0].y - low),
                            self.width, self.height, self.turn)
            pen.ink(BLUE)
            pen.line(*(Point(point.x - left, point.y - low) for point in self.corners), closed=True)
            pen.ink(BLACK)
            for x in (AROUND / 2, width - AROUND / 2):
                for y in (AROUND / 2, height - AROUND / 2):
                    _mark(pen, Point(x, y))
                    pen.text(f"x {left + x:.1f} y {low + y:.1f}", Point(x, y - MARK - 2.6), 1.8, middle=True)
            pen.text(f"{title}   {self.part.id}   {self.name}   {self.width:g} x {self.height:g} mm, turned "
                     f"{self.turn:g} degrees", Point(AROUND, height - 6.0), 2.6, most=width - 2 * AROUND)
            _ruler(pen, Point(AROUND, 4.0), min(100.0, width - 2 * AROUND))
        return book.to_bytes(f"{title}: {self.name}", {})


def print_preview(title: str, parts: Sequence[Part], placed: Sequence[tuple[str, Corners, bytes | None]]) -> bytes:
    """Every part with a picture, small on a page of A4, with its pictures in place."""
    book = Book()
    for part in parts:
        own = [(corners, picture) for name, corners, picture in placed if name == part.id]
        if not own:
            continue
        x0, y0, x1, y1 = part.bounds
        scale = min((SMALL[0] - 30.0) / (x1 - x0), (SMALL[1] - 50.0) / (y1 - y0), 1.0)

        def at(point: Point, scale: float = scale, x0: float = x0, y0: float = y0) -> Point:
            return Point(15.0 + scale * (point.x - x0), 15.0 + scale * (point.y - y0))

        with book.page(*SMALL, part.id) as pen:
            pen.ink(BLACK)
            pen.text(f"{title}   {part.id}", Point(15.0, SMALL[1] - 15.0), 4.0)
            for curves, ink in ((part.cut, GREY), (part.sewn_outline, BLACK)):
                pen.ink(ink)
                pen.line(*(at(point) for point in path.flatten(curves, 0.2)), closed=True)
            for corners, picture in own:
                if picture is not None:
                    low, right, _, top = corners
                    pen.picture(sound_picture(picture), at(low), scale * low.distance(right),
                                scale * low.distance(top), _turn(low, right))
                pen.ink(BLUE)
                pen.line(*map(at, corners), closed=True)
    return book.to_bytes(f"{title}: preview of the print", {})


def sound_picture(content: bytes) -> Any:
    """The picture for the PDF library: pixels only, without metadata.

    Raises `StationError` for a file that is not a PNG or JPEG, or has too many pixels.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # only printing needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(content), formats=KINDS)
            if opened.width * opened.height > PICTURE_PIXELS:
                raise StationError(f"the picture has {opened.width} x {opened.height} pixels", code="artwork.size",
                                   where="/artwork", hint=f"Give at most {PICTURE_PIXELS / 1e6:g} million.",
                                   params={"width": opened.width, "height": opened.height})
            plain = Image.new("RGB", opened.size, "white")
            picture = opened.convert("RGBA")
            plain.paste(picture, mask=picture.getchannel("A"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombWarning,
            Image.DecompressionBombError) as error:
        raise StationError("the picture cannot be read as PNG or JPEG", code="artwork.picture", where="/artwork",
                           hint="Save it again as PNG.") from error
    return plain


def _mark(pen: PdfPen, at: Point) -> None:
    """A registration mark: a circle with a cross."""
    pen.ring(at, MARK / 2)
    pen.line(at.left(MARK), at.right(MARK))
    pen.line(at.down(MARK), at.up(MARK))


def _ruler(pen: PdfPen, at: Point, length: float) -> None:
    """A ruler of whole centimetres to check the scale."""
    count = int(length // 10)
    if count < 1:
        return
    pen.line(at, at.right(10.0 * count))
    for number in range(count + 1):
        pen.line(at.right(10.0 * number), at.right(10.0 * number).up(2.0))
    pen.text(f"{count} cm", at.right(10.0 * count + 2.0), 2.2)


def _inside(part: Part, left: float, low: float, width: float, height: float) -> list[list[Point]]:
    """The stretches of the sewn and cut lines that lie on the page, in its coordinates."""
    runs: list[list[Point]] = []
    for curves in (part.sewn_outline, part.cut):
        run: list[Point] = []
        for point in path.flatten(curves, 0.05):
            here = Point(point.x - left, point.y - low)
            if -1.0 <= here.x <= width + 1.0 and -1.0 <= here.y <= height + 1.0:
                run.append(here)
            else:
                runs += [run] if len(run) > 1 else []
                run = []
        runs += [run] if len(run) > 1 else []
    return runs


def _turn(low: Point, right: Point) -> float:
    return heading(low, right)
