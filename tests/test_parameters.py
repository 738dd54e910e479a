"""Every code can be said in another language: its sentences are made of parameters that come with them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import mtmpattern as mtm
from mtmpattern.errors import AS_TYPED, Problem
from tests.places import ROOT

NAMED = frozenset((
    "alteration", "artwork", "batch", "chart", "client", "extra", "fabric", "facility", "file", "fit", "format",
    "garment", "grade", "job", "measure", "measurement", "option", "order", "prices", "station", "survey", "wear"))
"""Families of codes that customers and shops meet: their parameters have names."""
CODE = re.compile(r"[a-z]+\.[a-z_]+")
UNIT = re.compile(r"\{\} mm\b")


@cache
def calls() -> tuple[tuple[str, int, str, ast.Call], ...]:
    """Every call that names a code and makes a sentence: file, line, code, call."""
    found = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and call.args:
                texts = [each.value for each in (*call.args, *(one.value for one in call.keywords))
                         if isinstance(each, ast.Constant) and isinstance(each.value, str)]
                code = next((each for each in texts if CODE.fullmatch(each) and each in explained()), "")
                if code and any(isinstance(node, ast.JoinedStr) for node in ast.walk(call.args[0])):
                    found.append((str(path.relative_to(ROOT)), call.lineno, code, call))
    return tuple(found)


@cache
def explained() -> frozenset[str]:
    return frozenset(re.findall(r"^\| `([a-z_.]+)` \|", Path(ROOT / "docs/codes.md").read_text("utf-8"), re.MULTILINE))


def sentences(call: ast.Call) -> Iterator[str]:
    """The sentences of a call with ``{}`` for every value in them."""
    for node in ast.walk(call.args[0]):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)


def parameters(call: ast.Call) -> bool:
    """Whether a call names the parameters of its sentence."""
    of_place = isinstance(call.func, ast.Attribute) and call.func.attr == "problem"
    known = {"params", "given"}
    return any(each.arg in known or (of_place and each.arg not in ("at_key", "code", "hint", "where"))
               for each in call.keywords)


def test_there_are_many_codes_and_sentences():
    assert len(explained()) > 450 and len(calls()) > 300


@pytest.mark.parametrize("family", sorted(NAMED))
def test_codes_that_customers_meet_have_named_parameters(family):
    bare = [f"{file}:{line} {code}" for file, line, code, call in calls()
            if code.partition(".")[0] == family and "{}" in "".join(sentences(call)) and not parameters(call)
            and not (isinstance(call.func, ast.Attribute) and call.func.attr == "among")]
    assert bare == []


def test_every_other_sentence_gives_its_lengths():
    """What is not named is taken out of the text: as many lengths as it states."""
    for file, line, code, call in calls():
        for sentence in sentences(call):
            said = Problem(sentence.replace("{}", "12.5"), code)
            lengths = len(UNIT.findall(sentence))
            assert len(said.params.get("mm", ())) >= lengths, f"{file}:{line} {sentence}"


@pytest.mark.parametrize("code", sorted(explained()))
def test_each_code_goes_through_plain_data_with_its_parameters(code):
    given = {"name": "waist", "mm": 12.5, "near": ["hip"]}
    for problem in (Problem("waist is 12.5 mm", code, "/waist", params=given), Problem("waist is 12.5 mm", code)):
        seen = mtm.MtmError.of([problem]).in_unit("in").to_dict()["problems"][0]
        repeated = code in AS_TYPED or code.startswith("measurement.")
        assert seen["code"] == code and seen["message"] == f"waist is {'12.5 mm' if repeated else '1/2 in'}"
        assert seen["params"] == (given if problem.params == given else {"mm": [12.5]})
