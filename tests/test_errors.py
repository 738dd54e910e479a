"""Hints for unknown names, and foreign text in messages."""

from __future__ import annotations

from mtmpattern.errors import clean, did_you_mean, meant, nearest


def test_the_nearest_names_come_first() -> None:
    assert nearest("chst", ["waist", "chest"]) == ("chest",)
    assert nearest("qqq", ["waist", "chest"]) == ()
    assert nearest("sleve", ["sleeves", "sleeve", "waist"], most=2) == ("sleeve", "sleeves")


def test_a_hint_names_the_nearest_or_says_otherwise() -> None:
    assert did_you_mean("chst", ["waist", "chest"], "Use one of waist, chest.") == "Did you mean chest?"
    assert did_you_mean("qqq", ["waist", "chest"], "Use one of waist, chest.") == "Use one of waist, chest."


def test_a_hint_lists_what_there_is() -> None:
    assert meant("chst", ["waist", "chest"]) == "Did you mean chest? It has waist, chest."
    assert meant("qqq", ["waist"], "Use one of") == "Use one of waist."
    assert meant("qqq", []) == "It has none."
    assert meant("q", [f"edge_{number}" for number in range(30)]).endswith("edge_23 and 6 more.")


def test_foreign_text_is_short_and_printable() -> None:
    assert clean("a\tb\x1b[31m") == "a?b?[31m"
    assert clean("x" * 100) == "x" * 40
    assert clean("x" * 100, 3) == "xxx"
