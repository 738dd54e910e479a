"""The package of blocks gives each name from its own module, and loads no module before it is asked for."""

import ast
import subprocess
import sys
from pathlib import Path

from mtmpattern.templates import blocks

IMPORTS = [node for node in ast.walk(ast.parse(Path(blocks.__file__).read_text())) if isinstance(node, ast.ImportFrom)]


def test_every_name_is_given_by_the_module_that_the_type_checker_sees() -> None:
    seen = {name.name: each.module for each in IMPORTS if each.level == 1 for name in each.names}
    assert seen == blocks._MODULES
    assert set(blocks.__all__) == set(seen)
    assert all(getattr(blocks, name) is not None for name in seen)


def test_a_limit_that_yields_lets_a_tenth_of_the_excess_through() -> None:
    assert [blocks.yielding(value, 10, 20) for value in (0, 10, 15, 20, 40)] == [9, 10, 15, 20, 22]


def test_a_tee_loads_no_trousers() -> None:
    program = ("import sys, mtmpattern.templates.crew_tee; "
               "print([name for name in sys.modules if 'blocks.trouser' in name or 'blocks.jumper' in name])")
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
