"""The page of all drafting words is what their signatures say."""

from __future__ import annotations

import importlib.util

from tests.places import ROOT


def test_the_page_lists_every_word_as_it_is_written():
    spec = importlib.util.spec_from_file_location("list_words", ROOT / "tools/list_words.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert (ROOT / "docs/words.md").read_text("utf-8") == tool.page(), "python tools/list_words.py > docs/words.md"
