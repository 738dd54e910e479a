"""What the sample size of a nest says for the other sizes: texts, mirror lines, and marks that these lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from mtmpattern.errors import listed
from mtmpattern.reading.dxf.halves import fold_like, opened
from mtmpattern.reading.dxf.nest import name_in_all
from mtmpattern.reading.dxf.piece import ReadPiece
from mtmpattern.reading.dxf.texts import CUTOUT, INTERNAL, MATERIAL, PIECE_NAME, SIZE
from mtmpattern.reading.findings import FAULT, WARNING, Finding

_MARKS: Final[dict[str, Callable[[ReadPiece], int]]] = {
    "notches": lambda piece: len(piece.notches),
    "drill holes": lambda piece: len(piece.drills),
    "internal lines": lambda piece: sum(line.kind == INTERNAL for line in piece.lines),
    "cutouts": lambda piece: sum(line.kind == CUTOUT for line in piece.lines),
}
_WHOLE: Final = 1.5
"""A piece of more than this share of the half of the sample size is drawn whole."""


def sample_meant(pieces: Sequence[ReadPiece]) -> tuple[str, list[Finding]]:
    """The sample size of a nest that does not name it, empty if nothing shows it: it alone has texts or marks."""
    sizes = list(dict.fromkeys(piece.size for piece in pieces if piece.size))
    if len(sizes) < 2:
        return "", []
    for has, what in ((_texts, "the other texts"), (_marks, "the marks")):
        having = {piece.size for piece in pieces if piece.size and has(piece)}
        if len(having) == 1:
            (sample,) = having
            return sample, [Finding(
                "dxf.nest", WARNING, f"it has the sizes {listed([size[:40] for size in sizes], 8)} and does not name "
                "its sample size", f"{sample[:40]} alone has {what} of its pieces and was read as the sample size.",
                argument="size")]
        if having:
            break
    return "", []


def _texts(piece: ReadPiece) -> bool:
    return bool(piece.fields.keys() - {SIZE, PIECE_NAME})


def _marks(piece: ReadPiece) -> bool:
    return bool(piece.mirror) or any(count(piece) for count in _MARKS.values())


def completed(pieces: Sequence[ReadPiece], sample: str, opening: bool) -> tuple[list[ReadPiece], list[Finding]]:
    """Pieces of a nest with the texts and mirror lines that AccuMark writes only on the sample size, and findings."""
    models = _by_name(piece for piece in pieces if sample and piece.size == sample)
    made: list[ReadPiece] = []
    found: list[Finding] = []
    lacking: dict[str, Counter[str]] = {what: Counter() for what in (*_MARKS, "mirror line")}
    times: Counter[tuple[str, str]] = Counter()
    for given in pieces:
        piece, name = given, name_in_all(given)
        model = None
        if name in models and piece.size not in {"", sample}:
            which = times[name, piece.size]
            times[name, piece.size] += 1
            model = models[name][min(which, len(models[name]) - 1)]
        if model is not None:
            for what, count in _MARKS.items():
                lacking[what][piece.size] += bool(count(model) and not count(piece))
            piece = _with_texts(piece, model)
            if model.mirror and not piece.mirror and not _is_whole(piece, model):
                piece, more = _with_fold(piece, model, opening)
                found += more
                lacking["mirror line"][piece.size] += not more
        made.append(piece)
    return made, [*found, *(each for what, sizes in lacking.items() for each in _about(what, sizes, sample))]


def _by_name(pieces: Iterator[ReadPiece]) -> dict[str, list[ReadPiece]]:
    found: dict[str, list[ReadPiece]] = {}
    for piece in pieces:
        if name := name_in_all(piece):
            found.setdefault(name, []).append(piece)
    return found


def _with_texts(piece: ReadPiece, model: ReadPiece) -> ReadPiece:
    texts = {key: text for key, text in model.fields.items() if key not in (SIZE, *piece.fields)}
    if not texts:
        return piece
    cloths = model.cloths if MATERIAL in texts else piece.cloths
    return replace(piece, fields={**piece.fields, **texts}, quantity=piece.quantity or model.quantity, cloths=cloths)


def _is_whole(piece: ReadPiece, model: ReadPiece) -> bool:
    return piece.area > _WHOLE * (model.area / 2 if model.opened else model.area)


def _with_fold(piece: ReadPiece, model: ReadPiece, opening: bool) -> tuple[ReadPiece, list[Finding]]:
    """The piece with the mirror line of the sample size at the same edge, opened there, or a fault."""
    fold = fold_like(piece, model) if model.opened or not opening else None
    half = replace(piece, mirror=fold)
    if fold and not opening:
        return half, []
    whole, _ = opened(half)
    if whole.opened:
        return whole, []
    return piece, [Finding("dxf.mirror", FAULT, f"it has no mirror line, and {piece.name[:40]} of the sample size "
                           f"{model.size[:40]} does", "It was read as drawn: half of it would be cut. Draw the fold "
                           "on layer 6, from corner to corner.", piece.block)]


def _about(what: str, sizes: Counter[str], sample: str) -> Iterator[Finding]:
    """Findings about what sizes lack, those with as many pieces together."""
    alike: dict[int, list[str]] = {}
    for size, count in sizes.items():
        if count:
            alike.setdefault(count, []).append(size[:40])
    for count, of in alike.items():
        which = f"size {of[0]} has" if len(of) == 1 else f"sizes {listed(of, 12)} have"
        yield Finding("dxf.nest", WARNING, f"{which} no {what} on {count} piece{'' if count == 1 else 's'}, and the "
                      f"sample size {sample[:40]} does", "The same edge was taken as the fold; check the width."
                      if what == "mirror line" else "Mark them by hand, or grade in the program that wrote the file.")
