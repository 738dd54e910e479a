"""Lines along which a piece is cut open at the machine: marked, drilled, claimed by nobody, and inside the piece."""

from __future__ import annotations

from dataclasses import replace

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import Point, cut, edges, fold, lay, line, opened, raw, shell
from mtmpattern.pattern import Pattern, Piece
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.model.operation import Opened, stitch_of
from mtmpattern.pattern.model.piece import PieceInfo
from mtmpattern.pattern.stored import from_json
from tests.pattern.simple import panel


def strip(only: str = "") -> Piece:
    low, high = Point(0, 0), Point(140, 20)
    outline = edges(seam=line(low, high.level_with(low)), end=line(high.level_with(low), high),
                    lip=line(high, low.level_with(high)), begin=line(low.level_with(high), low))
    return Piece(PieceInfo("welt", outline.checked("welt"), (cut(shell),), only=only))


def welted(start: Point, end: Point, only: str = "", at: str = "mouth") -> Pattern:
    back, welt = panel(inner={"mouth": line(start, end), "crease": fold(Point(60, 20), Point(60, 400))}), strip(only)
    return Pattern("trial", "1", (back, welt), (
        lay(welt, on=back, at="mouth", sewn=welt.seam), raw(welt.end, welt.lip, welt.begin),
        opened(welt, on=back, at=at),
        raw(back.hem, back.side, back.top, back.centre)))


def codes(pattern: Pattern) -> list[str]:
    return [problem.code for problem in audit(pattern) if not problem.code.startswith("surface")]


def test_it_is_marked_and_drilled_inside_its_ends() -> None:
    pattern = welted(Point(100, 300), Point(220, 300))
    assert codes(pattern) == []
    left = next(part for part in pattern.for_cutting().parts if part.id == "panel.left.shell.1")
    assert [(round(drill.at.x), round(drill.at.y)) for drill in left.drills] == [(110, 300), (210, 300)]
    assert {line.name: line.kind for line in left.lines} == {"mouth": "mark", "crease": "fold"}
    assert str(pattern.operations[2]) == "cut panel open at mouth"
    assert stitch_of(pattern.operations[2], "woven") == ""


def test_a_short_one_is_drilled_nearer_to_its_ends() -> None:
    pattern = welted(Point(100, 300), Point(124, 300))
    left = next(part for part in pattern.for_cutting().parts if part.id == "panel.left.shell.1")
    assert [round(drill.at.x) for drill in left.drills] == [106, 118]


def test_the_side_without_it_is_not_marked() -> None:
    parts = {part.id: part for part in welted(Point(100, 300), Point(220, 300), only="right").for_cutting().parts}
    assert {line.name for line in parts["panel.right.shell.1"].lines} == {"mouth", "crease"}
    assert {line.name for line in parts["panel.left.shell.1"].lines} == {"crease"}
    assert (len(parts["panel.right.shell.1"].drills), len(parts["panel.left.shell.1"].drills)) == (2, 0)


@pytest.mark.parametrize(("start", "end"), [(Point(5, 300), Point(125, 300)), (Point(250, 300), Point(370, 300))])
def test_it_lies_inside_the_piece(start: Point, end: Point) -> None:
    assert codes(welted(start, end)) == ["outline.slit"]


def test_it_is_straight() -> None:
    pattern = welted(Point(100, 300), Point(220, 300))
    back = pattern.pieces[0]
    bent = line(Point(100, 300), Point(160, 310)).then(line(Point(160, 310), Point(220, 300)))
    outline = replace(back.info.outline, inner={"mouth": bent})
    piece = Piece(replace(back.info, outline=outline))
    welt = strip()
    assert codes(replace(pattern, pieces=(piece, welt), operations=(
        lay(welt, on=piece, at="mouth", sewn=welt.seam), raw(welt.end, welt.lip, welt.begin),
        opened(welt, on=piece, at="mouth"), raw(piece.hem, piece.side, piece.top, piece.centre)))) == ["outline.slit"]


def test_its_line_must_be_there() -> None:
    pattern = welted(Point(100, 300), Point(220, 300))
    back, welt = pattern.pieces
    with pytest.raises(mtm.UnknownName, match=r"panel has no line pocket\. It has mouth, crease"):
        opened(welt, on=back, at="pocket")
    missing = replace(pattern, operations=(*pattern.operations[:2], Opened(welt, back, "pocket"),
                                           pattern.operations[3]))
    problems = [problem for problem in audit_edges(missing) if problem.code == "lay.place"]
    assert len(problems) == 1 and "has no line pocket" in problems[0].message


def audit_edges(pattern: Pattern):  # type: ignore[no-untyped-def]
    from mtmpattern.pattern.audit import edges_claimed  # noqa: PLC0415

    return list(edges_claimed(pattern))


def test_it_is_written_and_read() -> None:
    pattern = welted(Point(100, 300), Point(220, 300))
    assert from_json(pattern.to_json()).to_json() == pattern.to_json()
