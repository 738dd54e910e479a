"""A garment's card: a page with a picture of what a template makes, needs and offers, and how it is sewn.

The numbers are those of one sample person; everything comes from the template and its draft.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from mtmpattern.body import Body, read_body
from mtmpattern.drafting import draft
from mtmpattern.drafting.description import describe
from mtmpattern.errors import MtmError, PatternRefused
from mtmpattern.papers.ease import HEAD, ease_rows
from mtmpattern.papers.work import notion_rows, work_lines
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.making import minutes, work_steps
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.placing.marker import cloth_needs
from mtmpattern.showing.small import Cell, Row, draw_small

if TYPE_CHECKING:
    from mtmpattern.drafting import Template
    from mtmpattern.pattern.model.requirement import Sided

SAMPLES: Final = ("ana", "ben", "lia")
"""The sample people in order of preference; the last one is a child."""
WIDTH: Final = 116
ABOUT: Final = """The pieces as they are cut for a sample person, at a tenth of their size: cut line, sewn line, notches
and grain. `tools/cards.py` generates this page from the template; do not edit it."""
INDEX: Final = """# Garments

What each template makes, needs and offers. `tools/cards.py` generates these pages from the templates.
"""
GRAINS: Final = {"bias": ", on the bias", "cross": ", across the grain"}


@dataclass(frozen=True, slots=True)
class Card:
    """A page in Markdown and its picture, an SVG."""

    name: str
    text: str
    picture: bytes


def card(kind: type[Template]) -> Card:
    """The card of a template. Raises `PatternRefused` where it drafts for none of the sample people."""
    sample, pattern, estimated = _sample(kind)
    about = describe(kind)
    lines = [
        f"# {kind.name}", "", *_wrapped(about["summary"]), "",
        f"![The pieces of {kind.name} for a sample person]({kind.name}.svg)", "",
        *_wrapped(ABOUT), "",
        "```sh", _command(kind.name, sample, estimated=estimated), "```", "",
        *_needs(about), *_offers(about), *_cloth(kind, pattern), *_pieces(kind, pattern), *_work(pattern),
        *_measures(pattern, sample), *_open(kind)]
    drawn = draw_small("", [Row("", (Cell("", pattern.for_cutting()),))], named=True)
    return Card(kind.name, "\n".join(lines).rstrip() + "\n", drawn)


def index(cards: Iterable[tuple[type[Template], str]]) -> str:
    """The page that lists the cards: templates and their summaries."""
    rows = [(f"[{kind.name}]({kind.name}.md)", summary) for kind, summary in cards]
    return "\n".join([INDEX, *_table(("garment", "description"), rows)]).rstrip() + "\n"


def _sample(kind: type[Template]) -> tuple[str, Pattern, bool]:
    """The first sample person that the garment can be drafted for, the pattern, and whether more was estimated."""
    for estimated, sample in product((False, True), SAMPLES):
        try:
            return sample, draft(kind, _body(sample), estimates=estimated), estimated
        except MtmError as error:
            refused = error
    raise PatternRefused.of(refused.problems)


def _command(name: str, sample: str, *, estimated: bool) -> str:
    return " ".join(filter(None, ("mtmpattern make", name, "-m", sample,
                                  "--estimate" if estimated else "", "-o", f"out/{name}")))


def _body(sample: str) -> Body:
    return read_body(sample)


# ---- Sections of the page -------------------------------------------------------------------------------------------

def _needs(about: Mapping[str, Any]) -> Iterator[str]:
    yield from ("## Measurements", "")
    rows = [(each["label"], f"`{each['name']}`", "may be estimated" if each["estimable"] else "measure it")
            for each in about["measurements"]]
    yield from _table(("measure", "in a file", "if missing"), rows)


def _offers(about: Mapping[str, Any]) -> Iterator[str]:
    yield from ("## Options", "")
    yield from _table(("option", "default", "allowed", "what it does"),
                      [(f"`{each['name']}`", each["default"], each["allowed"], each["note"])
                       for each in about["options"]])
    if about["fits"]:
        yield from ("## Fits", "")
        yield from _table(("fit", "options"), [
            (f"`{fit}`", ", ".join(f"{name} {value}" for name, value in values.items()) or "as the defaults")
            for fit, values in about["fits"].items()])


def _cloth(kind: type[Template], pattern: Pattern) -> Iterator[str]:
    yield from ("## Cloth", "")
    needs = cloth_needs(pattern.for_cutting())
    yield from _table(("role", "needs", "default", "length of cloth"),
                      [(role, cloth.sentence, cloth.default, str(needs.get(role, "")))
                       for role, cloth in kind.cloths().items()])


def _pieces(kind: type[Template], pattern: Pattern) -> Iterator[str]:
    yield from ("## Pieces", "")
    rows = [row for piece in pattern.pieces for row in _cuts(piece)]
    drafted = {piece.info.name for piece in pattern.pieces}
    for name, method in kind.piece_methods().items():
        if name not in drafted:
            rows.append((_plain(name), ", ".join(cut.role for cut in method.cuts), f"only with `{method.condition}`"))
    yield from _table(("piece", "cloth", "cut"), rows)


def _cuts(piece: Piece) -> Iterator[tuple[str, str, str]]:
    """How many of a piece are cut from each cloth, and how."""
    info = piece.info
    one = info.opens or len(info.halves) == 1
    for cut in info.cuts:
        how = "pair" if not one else f"{info.only} only" if info.only else "on the fold" if info.opens else ""
        count = cut.plies * (1 if one else 2)
        text = f"{count // 2} pairs" if count > 2 and how == "pair" else " ".join(filter(None, (
            str(count) if how != "pair" else "a", how)))
        inside = f", {cut.trimmed:g} mm inside the sewn line" if cut.trimmed is not None else ""
        yield _plain(info.name), cut.role, text + GRAINS.get(str(info.grain), "") + inside


def _work(pattern: Pattern) -> Iterator[str]:
    yield from ("## Order of work", "")
    for number, sentence in enumerate(work_lines(pattern), 1):
        head = f"{number}. "
        yield from textwrap.wrap(sentence, WIDTH, initial_indent=head, subsequent_indent=" " * len(head),
                                 break_on_hyphens=False)
    total = minutes(work_steps(pattern))
    yield ""
    yield from _wrapped(f"The work takes about {total:.0f} minutes. The brackets give the stitch class (ISO 4915), "
                        "the pressing and the minutes.")
    yield ""
    yield from ("## To buy", "", "Besides cloth:", "")
    yield from _table(("count", "what", "size", "where"), notion_rows(pattern))


def _measures(pattern: Pattern, sample: str) -> Iterator[str]:
    yield from ("## What it measures", "", f"Sewn for the sample person of `measurements/bodies/{sample}.yaml`:", "")
    yield from _table(("measure", "finished"), [(_plain(name), _sided(mm)) for name, mm in pattern.finished.items()])
    if pattern.ease:
        yield from ("## Ease", "", "What the garment measures at the levels of the same person's body:", "")
        yield from _table(HEAD, ease_rows(pattern.ease))
    notes = [str(note) for note in pattern.rescues]
    if notes:
        yield from _wrapped(f"For this person the construction was adjusted: {'; '.join(notes)}.")
        yield ""


def _open(kind: type[Template]) -> Iterator[str]:
    yield from ("## Openings", "")
    counted = Counter(kind.openings)
    names = [f"{count} {name}s" if count > 1 else f"the {name}" for name, count in counted.items()]
    text = _listed(names) or "nothing"
    yield from _wrapped(f"{text[0].upper()}{text[1:]}.")


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _sided(mm: Sided) -> str:
    if isinstance(mm, Mapping):
        return ", ".join(f"{side} {value / 10:.1f} cm" for side, value in mm.items())
    return f"{mm / 10:.1f} cm"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    yield from (f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)
    yield ""
