"""What operations say of themselves: stitches by construction and cloth, text for people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.operation import CONSTRUCTIONS, stitch_of


def test_stitches_come_from_construction_and_cloth(tee: Pattern, skirt: Pattern) -> None:
    assert [stitch_of(op, "knit") for op in tee.operations] == ["514", "514", "514", "514", "514", "406", "406"]
    seen = {type(op).__name__: stitch_of(op, "woven") for op in skirt.operations}
    assert seen == {"Hem": "103", "Sew": "301", "Zipped": "301", "Encase": "301", "Bag": "301", "Buttoned": "304"}


def test_an_exception_comes_first(tee: Pattern) -> None:
    assert stitch_of(replace(tee.operations[0], stitch="504"), "knit") == "504"


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_constructions_are_within_their_own_range(name: str) -> None:
    how = CONSTRUCTIONS[name]
    assert how.least <= how.first <= how.most and how.least <= how.second <= how.most


def test_operations_read_like_a_work_order(tee: Pattern) -> None:
    assert [str(op) for op in tee.operations][:3] == [
        "sew front.shoulder to back.shoulder", "sew neckband.begin to neckband.end",
        "sew neckband.seam to whole(back.neckline + front.neckline), stretched 0.850"]
