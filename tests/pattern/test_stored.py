from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.drafting.library import find_template
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.stored import FORMAT, WITHOUT_SUM, from_json, sealed, to_json
from mtmpattern.reading.stored import audit_pattern
from tests.places import BODIES

STORED = Path(__file__).with_name("stored")
Change = Callable[[dict[str, Any]], object]


def changed(pattern: Pattern, change: Change) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(pattern.to_json())
    change(data)
    return data


@pytest.mark.parametrize("template", ["crew-tee", "straight-skirt"])
@pytest.mark.parametrize("person", ["ana", "tariq"])
def test_round_trip(template: str, person: str) -> None:
    body = mtm.read_body(BODIES / f"{person}.yaml")
    sides = {"sleeve": {"left": 3.0}} if template == "crew-tee" else {"length": 4.0}
    pattern = mtm.draft(template, body, alterations=sides)
    again = from_json(pattern.to_json(), body=mtm.complete(body, find_template(template).needs).digest)
    assert again == pattern
    assert again.to_json() == pattern.to_json()
    assert again.digest == pattern.digest
    assert again.for_cutting() == pattern.for_cutting()


@pytest.mark.parametrize("template", mtm.template_names())
def test_every_garment_comes_back(ana: mtm.Body, template: str) -> None:
    pattern = mtm.draft(template, ana, estimates=True)
    again = from_json(pattern.to_json(), body=mtm.complete(ana, find_template(template).needs).digest)
    assert again == pattern and again.for_cutting() == pattern.for_cutting() and to_json(again) == to_json(pattern)


def test_json_tells_nothing_of_the_person(tee: Pattern) -> None:
    assert '"ana"' not in tee.to_json()


# ---- The sum, and what reading leaves open ----------------------------------------------------------------------


def test_a_pattern_carries_the_sum_of_its_own_text(tee: Pattern) -> None:
    data = json.loads(tee.to_json())
    without = {name: value for name, value in data.items() if name != "sha256"}
    canonical = json.dumps(without, sort_keys=True, separators=(",", ":"))
    assert data["format"] == FORMAT and data["sha256"] == hashlib.sha256(canonical.encode()).hexdigest()
    assert tee.to_json() == json.dumps(data, sort_keys=True, separators=(",", ":"))
    assert sealed(without) == sealed(data) == tee.to_json()
    assert from_json(json.dumps(data, indent=4)) == tee, "blanks and the order of names are no change"


@pytest.mark.parametrize("change", [
    lambda d: d["pieces"][0]["edges"][0][1]["curves"][0].__setitem__(0, 0.001),
    lambda d: d["passages"][0].__setitem__("needed", 1.0), lambda d: d.__setitem__("template", "other"),
    lambda d: d["notes"].append({"kind": "Note", "text": "a", "code": "note", "mm": 0.0, "side": ""}),
    lambda d: d.__setitem__("sha256", "0" * 64), lambda d: d.__setitem__("sha256", None),
    lambda d: d.pop("sha256"), lambda d: d.__setitem__("extra", 1),
])
def test_a_changed_pattern_is_refused(tee: Pattern, change: Change) -> None:
    with pytest.raises(mtm.FileFormatError, match=r"^this pattern was changed after mtmpattern wrote") as caught:
        from_json(json.dumps(changed(tee, change)))
    assert caught.value.code == "pattern.changed" and len(caught.value.problems) == 1


def test_every_byte_counts(tee: Pattern) -> None:
    text = tee.to_json()
    for place in range(0, len(text), 211):
        other = text[:place] + ("7" if text[place] != "7" else "8") + text[place + 1:]
        with suppress(ValueError):
            if json.loads(other) == json.loads(text):       # the last digit of a number may not change it
                continue
        with pytest.raises(mtm.FileFormatError):
            from_json(other)


def test_a_digest_that_is_not_that_of_its_inputs(tee: Pattern) -> None:
    with pytest.raises(mtm.FileFormatError, match="its digest is not that of its inputs"):
        from_json(sealed(changed(tee, lambda d: d.__setitem__("digest", "0" * 64))))


def test_without_its_body_wearability_was_not_checked(tee: Pattern, ana: mtm.Body) -> None:
    again = from_json(tee.to_json())
    assert [note.code for note in again.remarks] == ["pattern.body"] and not tee.remarks
    assert "wear it was not checked" in str(again.remarks[0])
    assert str(again.remarks[0]) in again.for_cutting().notes, "papers and drawings show it with the other notes"
    assert again.to_json() == tee.to_json() and again == tee, "it is no part of the pattern"
    whole = mtm.complete(ana, find_template("crew-tee").needs)
    assert not from_json(tee.to_json(), body=whole.digest).remarks
    with pytest.raises(mtm.FileFormatError, match="drafted for a body other than") as caught:
        from_json(tee.to_json(), body="0" * 64)
    assert caught.value.code == "pattern.body"


# ---- Files of the format before this one ------------------------------------------------------------------------


def test_a_file_of_the_earlier_format_is_read_and_reported_as_unverified() -> None:
    again = from_json((STORED / "format-1.json").read_text("utf-8"))
    assert [note.code for note in again.remarks] == ["pattern.body", "pattern.unsealed"]
    assert {str(note) for note in again.remarks} <= set(again.for_cutting().notes)
    assert json.loads(again.to_json())["format"] == FORMAT


def test_its_geometry_is_what_it_was() -> None:
    """``format-1.txt`` was written by the version that wrote ``format-1.json``: control points and notches in mm."""
    parts = {part.id: part for part in from_json((STORED / "format-1.json").read_text("utf-8")).for_cutting().parts}
    rows = [row.split(" | ") for row in (STORED / "format-1.txt").read_text("utf-8").splitlines()]
    assert {part for part, *_ in rows} == {*parts}
    for name, part in parts.items():
        lines = [("cut", part.cut), ("sewn", part.sewn_outline),
                 *((f"line {line.name}", line.curves) for line in part.lines)]
        now = [(kind, tuple(v for p in (c.start, c.leave, c.arrive, c.end) for v in (p.x, p.y)))
               for kind, curves in lines for c in curves]
        now += [(f"notch {n.name}", (n.at.x, n.at.y, n.on_cut.x, n.on_cut.y)) for n in part.notches]
        then = [(kind, tuple(map(float, numbers.split()))) for part_id, kind, numbers in rows if part_id == name]
        assert len(now) == len(then)
        for kind, numbers in then:
            here = [place for also, place in now if also == kind]
            assert any(numbers == pytest.approx(place, abs=0.001) for place in here), (kind, numbers)


def test_words_that_the_earlier_format_took_are_read(tee: Pattern) -> None:
    """A sleeve could state an allowance for an edge that it did not have; nothing was made of it."""
    def old(data: dict[str, Any]) -> None:
        data["format"] = WITHOUT_SUM
        del data["sha256"]
        data["pieces"][0] |= {"on": "bodice", "allowance": {"hemm": 40}, "peaks": ["nope"]}
        data["operations"][0]["press"] = "flat"
    data = changed(tee, old)
    info = from_json(json.dumps(data)).pieces[0].info
    assert (info.on, info.allowance, info.peaks) == ("", {}, ())
    data["format"] = FORMAT
    with pytest.raises(mtm.FileFormatError, match="on='bodice' is not a place of the body"):
        from_json(sealed(data))


def test_a_damaged_pattern_of_the_earlier_format_is_refused() -> None:
    data = json.loads((STORED / "format-1.json").read_text("utf-8"))
    for key in data.keys() - {"digest"}:
        with pytest.raises(mtm.FileFormatError, match=r"pattern\.format"):
            from_json(json.dumps({k: v for k, v in data.items() if k != key}))


# ---- What strangers send ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "", "{}", "[]", "null", "{", '{"format":"other"}', '{"format":"mtmpattern pattern 1"}', "[" * 5000, "1" * 100,
    '{"format": "mtmpattern pattern 1", "pieces": 3}', '{"format": "mtmpattern pattern 2"}', '{"format": {}}',
    '{"format": "mtmpattern pattern 1", "format": "mtmpattern pattern 1"}', '{"a": NaN}', '{"a": 1e999}',
    f'{{"a": {"9" * 5000}}}', " " * 2_000_001,
])
def test_what_is_no_pattern_is_refused(text: str) -> None:
    with pytest.raises(mtm.FileFormatError) as caught:
        from_json(text)
    assert caught.value.code.startswith("pattern.") and "is no JSON" not in str(caught.value)


def _piece(data: dict[str, Any], name: str, value: object) -> None:
    data["pieces"][0][name] = value


WRONG: list[tuple[Change, str]] = [
    (lambda d: _piece(d, "cuts", [{"kind": "Cut", "role": "shell", "plies": 10**7, "trimmed": None}]),
     "piece front: plies is 10000000, not a number from 1 to 100"),
    (lambda d: _piece(d, "cuts", [{"kind": "Cut", "role": "shell", "plies": 1.5, "trimmed": None}]),
     "plies is 1.5, not a whole number"),
    (lambda d: _piece(d, "cuts", []), "front is cut from no cloth"),
    (lambda d: _piece(d, "allowance", {"hem": 1e9}), "An allowance|allowance= states 1000000000.0 mm for hem"),
    (lambda d: _piece(d, "allowance", {"hemm": 4}), "allowance= states 4 mm for 'hemm'"),
    (lambda d: _piece(d, "grain", "byas"), "grain='byas'"), (lambda d: _piece(d, "grain", None), "grain is None"),
    (lambda d: _piece(d, "side", "up"), "side is 'up', not left or right or whole"),
    (lambda d: _piece(d, "name", "../../x"), "not a name"), (lambda d: _piece(d, "name", "a\nb"), "not a name"),
    (lambda d: _piece(d, "name", "back"), "it has two pieces back left"),
    (lambda d: _piece(d, "points", [["p", 1e300, 0]]), "p is 1e\\+300, not a number from -50000 to 50000"),
    (lambda d: _piece(d, "points", [["p", 1]]), "of another kind"),
    (lambda d: _piece(d, "edges", d["pieces"][0]["edges"][1:]), "edge centre ends at"),
    (lambda d: _piece(d, "edges", d["pieces"][0]["edges"] * 60), "it has 360 edges, more than 100"),
    (lambda d: d["pieces"][0]["edges"][0][1].__setitem__("kind", "fould"), "kind is 'fould', not seam or fold"),
    (lambda d: d["pieces"][0]["edges"][0][1].__setitem__("curves", [[0] * 8]), "of another kind|has no length"),
    (lambda d: d.__setitem__("template", "../etc"), "template is '../etc', not a name"),
    (lambda d: d.__setitem__("fabrics", {"shell": "/etc/passwd"}), "the fabric shell is '/etc/passwd'"),
    (lambda d: d.__setitem__("fabrics", {"shell": "jersey"}), "the fabric shell is 'jersey'"),
    (lambda d: d.__setitem__("operations", d["operations"] * 80), "it has 560 operations, more than 500"),
    (lambda d: d["operations"][0].__setitem__("kind", "Weld"), "operations is 'Weld'|operations is"),
    (lambda d: d["operations"][0].__setitem__("colour", "red"), "a Sew has no 'colour'"),
    (lambda d: d["operations"][0].pop("stitch"), "it lacks 'stitch'"),
    (lambda d: d["operations"][0].__setitem__("press", "flat"), "press is 'flat', not open or up"),
    (lambda d: d["operations"][0].__setitem__("stitch", "zigzag"), "not a stitch class of ISO 4915"),
    (lambda d: d["operations"][0]["first"].__setitem__("reach", "both"), "reach is 'both', not half or whole or other"),
    (lambda d: d["operations"][0]["first"].__setitem__("steps", []), "first runs over nothing"),
    (lambda d: d["operations"][0]["first"]["steps"][0].__setitem__("edge", "x"), "front has no edge 'x'"),
    (lambda d: d["operations"][0]["first"]["steps"][0].__setitem__("start", "x"), "has no point x on it"),
    (lambda d: d["operations"][0]["first"]["steps"][0].__setitem__("piece", "x"), "it has no piece 'x'"),
    (lambda d: d["operations"][0].__setitem__("construction", {"construction": "glued"}), "construction is 'glued'"),
    (lambda d: d["operations"][-1].__setitem__("depth", 1e9), "depth is 1000000000.0, not a number from 0 to 1000"),
    (lambda d: d.__setitem__("right_operations", d["operations"][:1]), "not the same on the right"),
    (lambda d: d.__setitem__("finished", {"hip": {"left": "far"}}), "finished is 'far'"),
    (lambda d: d.__setitem__("finished", {"hip": {"left": 5.0}}), "nor one for left and for right"),
    (lambda d: d.__setitem__("openings", ["hem\n0\nEOF"]), "not one line of text"),
    (lambda d: d.__setitem__("notes", [{"kind": "Note", "text": "a" * 3000, "code": "note", "mm": 0.0, "side": ""}]),
     "not one line of text"),
]


@pytest.mark.parametrize(("change", "says"), WRONG)
def test_a_value_that_no_pattern_has_is_refused_in_a_sentence(tee: Pattern, change: Change, says: str) -> None:
    """Even where somebody has written the right sum for it."""
    sentence = f"^this is not a pattern that mtmpattern wrote: .*({says})"
    with pytest.raises(mtm.FileFormatError, match=sentence) as caught:
        from_json(sealed(changed(tee, change)))
    assert len(str(caught.value)) < 1000


PLACES = ("pieces", "operations", "right_pieces", "passages", "proportions", "notes", "finished", "fabrics", "openings")


@given(st.data())
@settings(max_examples=100)
def test_whatever_is_changed_ends_in_a_sentence(skirt: Pattern, data: st.DataObject) -> None:
    """A value anywhere in a file, exchanged for another kind or a number far off: it is refused, or can be audited."""
    stored = json.loads(skirt.to_json())
    node: Any = stored
    key: Any = data.draw(st.sampled_from([name for name in PLACES if stored[name]]))
    while isinstance(node[key], dict | list) and node[key] and data.draw(st.integers(0, 5)):
        node = node[key]
        key = data.draw(st.sampled_from([*node] if isinstance(node, dict) else range(len(node))))
    node[key] = data.draw(st.one_of(
        st.none(), st.booleans(), st.floats(-1e5, 1e5), st.integers(-10**20, 10**20), st.text(max_size=5),
        st.sampled_from([[], {}, "hem", "left", -1, 0, 1e-9, 40_000.0])))
    try:
        pattern = from_json(sealed(stored))
        assert from_json(pattern.to_json()) == pattern
        audit_pattern(sealed(stored).encode())
    except mtm.FileFormatError as error:
        assert len(str(error)) < 1500
