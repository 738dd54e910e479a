"""What a file is, by its first bytes: also one that was made to be slow to recognize."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mtmpattern.documents.file_kind import HEAD, kind_of

SLOW = ("<!---->", "<!-- --> <!DOCTYPE a>", "<?xml ", "999\n\n", "\x1b%", "\x1bE", "PK\x03\x04", "H1*", " ")


@pytest.mark.parametrize("repeated", SLOW)
def test_no_file_takes_long_to_recognize(repeated):
    code = f"from mtmpattern.documents.file_kind import kind_of; kind_of(({repeated!r} * {HEAD}).encode())"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


def test_a_drawing_is_recognized_behind_comments():
    assert kind_of(b"<?xml version='1.0'?>\n" + b"<!-- a > b -->\n" * 9 + b"<!DOCTYPE svg>\n<svg ").name == "svg"
    assert kind_of(b"<!-- <svg> --><html>") is None
