"""A pattern that was used can be pickled, copied and sent to another process, and so can what is cut from it."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import Point
from mtmpattern.formats.registry import find_format
from mtmpattern.jobs.make import make_files
from mtmpattern.pattern import CutPattern, Pattern
from mtmpattern.pattern.audit import audit
from tests.pattern.simple import panel
from tests.places import BODIES

T = TypeVar("T")
FORMATS = tuple(map(find_format, ("svg", "dxf")))


def pickled(thing: T, protocol: int | None = None) -> T:
    return pickle.loads(pickle.dumps(thing, protocol))  # type: ignore[no-any-return]


COPIES: dict[str, Callable[[Any], Any]] = {"copy": copy.copy, "deepcopy": copy.deepcopy, "pickle": pickled}


def used(pattern: Pattern) -> Pattern:
    """The pattern after everything that follows from it was worked out."""
    assert not audit(pattern)
    _ = pattern.notches, pattern.for_cutting(), pattern.for_cutting(on_fold=True)
    return pattern


def files(pattern: Pattern) -> dict[str, bytes]:
    """The bytes that are written of a pattern, as JSON and drawn."""
    return make_files(pattern, FORMATS)


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        yield executor


@pytest.mark.parametrize("template", mtm.template_names())
def test_a_used_pattern_is_copied(ana: mtm.Body, pool: ProcessPoolExecutor, template: str) -> None:
    pattern = used(mtm.draft(template, ana, estimates=True))
    written = files(pattern)
    elsewhere = pool.submit(make_files, pattern, FORMATS)
    for how, copied in COPIES.items():
        again = copied(pattern)
        assert isinstance(again, Pattern) and again == pattern and again.digest == pattern.digest, how
        if how == "deepcopy":
            assert files(again) == written, how
        cut = copied(pattern.for_cutting())
        assert isinstance(cut, CutPattern) and cut == pattern.for_cutting(), how
    assert elsewhere.result() == written


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_protocol_carries_it(tee: Pattern, protocol: int) -> None:
    again = pickled(used(tee), protocol)
    assert again == tee and again.for_cutting() == tee.for_cutting() == pickled(tee.for_cutting(), protocol)


def test_a_cut_pattern_goes_to_another_process(tee: Pattern, pool: ProcessPoolExecutor) -> None:
    cut = used(tee).for_cutting()
    for each in FORMATS:
        assert pool.submit(each.write, cut, {}).result() == each.write(cut, {})


@pytest.mark.parametrize(("template", "asked"), [
    ("crew-tee", {"alterations": {"sleeve": {"left": 5}}}), ("shirt", {"alterations": {"sleeve": {"left": -10}}}),
])
def test_both_sides_are_carried(ana: mtm.Body, template: str, asked: dict[str, object]) -> None:
    pattern = used(mtm.draft(template, ana, **asked))  # type: ignore[arg-type]
    for copied in (copy.deepcopy, pickled):
        again = copied(pattern)
        sleeve, other = again.piece("sleeve"), again.piece("sleeve").other_side()
        assert other is not sleeve and other == pattern.piece("sleeve").other_side()
        assert other.other_side() is sleeve, "both sides know each other as before"
        assert files(again) == files(pattern)


def test_nothing_of_the_body_is_carried_along() -> None:
    """A piece knows its template, and that the body, until it has looked its other side up; a copy never does."""
    body = mtm.read_body(BODIES / "ana.yaml")
    pattern = mtm.draft("crew-tee", body, alterations={"sleeve": {"left": 5}})
    carried = pickle.dumps(pattern)
    assert b"Template" not in carried and b"templates" not in carried and b"mtmpattern.body" not in carried


def test_pieces_and_errors_are_copied() -> None:
    piece = panel(at=100, end=Point(100, 80), points={"hip": Point(0, 250)})
    assert pickled(piece) == piece == copy.deepcopy(piece)
    with pytest.raises(mtm.UnknownEdge) as caught:
        _ = piece.hemm
    again = pickled(caught.value)
    assert again.problems == caught.value.problems and str(again) == str(caught.value)


def test_a_copy_of_a_pattern_can_be_changed(tee: Pattern) -> None:
    """A copy works out anew what follows from it, so nothing stale is carried along."""
    again = copy.copy(used(tee))
    assert "_opened" not in vars(again) and vars(again).keys() == {*Pattern.__dataclass_fields__}
