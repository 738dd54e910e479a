"""Where the tree keeps what tests read; every other file of the tests takes its paths from here."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
BODIES = ROOT / "measurements" / "bodies"
EXAMPLES = ROOT / "examples"
