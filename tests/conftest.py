"""What all tests share: a person, goldens, and the flag that blesses them anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

import mtmpattern as mtm
from tests.places import BODIES

settings.register_profile("same", derandomize=True, deadline=None, database=None, print_blob=False)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))  # HYPOTHESIS_PROFILE=search looks for new faults


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the goldens anew; look at every change as a picture")


@pytest.fixture(scope="session")
def ana() -> mtm.Body:
    return mtm.read_body(BODIES / "ana.yaml")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``golden("name.txt", text)`` compares with ``goldens/name.txt`` beside the test, or writes it with --bless."""
    folder = Path(request.path).parent / "goldens"

    def check(name: str, text: str) -> None:
        file = folder / name
        if request.config.getoption("--bless"):
            folder.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            return
        assert file.is_file(), f"there is no golden {name}; make it with --bless"
        assert text == file.read_text(encoding="utf-8"), f"{name} differs; look at it, then bless it with --bless"

    return check
