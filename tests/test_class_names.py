"""A class is found by its name: no two modules define a public class of the same one."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.places import ROOT

SHARED = {"Block", "Column", "Cut", "Search"}
"""Names that two modules still share."""


def test_public_class_names_are_unique():
    files = defaultdict(list)
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                files[node.name].append(path.name)
    several = {name: where for name, where in files.items() if len(where) > 1}
    assert {name: where for name, where in several.items() if name not in SHARED} == {}
    assert set(several) == SHARED
