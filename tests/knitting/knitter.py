"""A hand knitter who knows nothing but the written rows: counts the stitches that they leave on the needle."""

from __future__ import annotations

import re

NUMBER = r"(\d+)"


class Knitter:
    """Follows `hand_rows`. ``stitches`` are those of the part that is worked; a neck leaves others waiting."""

    def __init__(self, stitches: int) -> None:
        self.stitches = stitches
        self.sides: dict[str, int] = {}     # of the neck, once it is open
        self.beyond = 0                     # stitches behind the last turn, at the start of the next row
        self.opening: list[int] = []        # what an opening bound off in the middle leaves on its two sides
        self.rows: dict[int, str] = {}
        self.done: list[int] = []

    def read(self, step: str) -> None:
        """Work one paragraph and compare the stitches it states."""
        found = re.match(r"Rows? (\d+)(?: to (\d+))?: (.*)\.$", step, re.DOTALL)
        assert found, step
        first, last, words = int(found[1]), int(found[2] or found[1]), found[3]
        does, _, leaves = words.rpartition(". ")
        if again := re.match(r"repeat rows? (\d+)(?: (?:and|to) (\d+))? (\d+) more times?$", does):
            block = range(int(again[1]), int(again[2] or again[1]) + 1)
            assert len(block) * int(again[3]) == last - first + 1, step
            for number in range(first, last + 1):
                self.row(number, self.rows[block[(number - first) % len(block)]])
        else:
            for number in range(first, last + 1):
                self.row(number, does)
        stated = [int(each) for each in re.findall(r"(\d+) stitch", leaves)]
        if "side of the neck" in leaves:
            found = re.fullmatch(r"(\d+) stitch(?:es)? on the left-hand side of the neck and (\d+) on the "
                                 r"right-hand side", leaves)
            assert found, step
            self.sides = {"left": int(found[1]), "right": int(found[2])}
            if self.opening:
                assert sorted(self.opening) == sorted(self.sides.values()), step
            else:
                assert self.stitches == sum(self.sides.values()), step
        else:
            assert stated == [self.stitches], (step, self.stitches)

    def row(self, number: int, words: str) -> None:
        self.rows[number] = words
        self.done.append(number)
        if not words.startswith("("):
            return                          # plain rows, ribs and hems change nothing
        left, right = self.stitches - self.beyond, 0
        behind, sides = self.beyond, []
        self.beyond = 0
        for clause in re.sub(r"^\([a-z ]+\) ", "", words).split(", "):
            taken, made = self.clause(clause, left)
            if clause.startswith("bind off") and right > 1 and left > taken:
                sides.append(right)         # an opening in the middle
                right = 0
            left, right = left - taken, right + made
            if clause == "wrap the next stitch and turn":
                self.beyond, right, left = left, right + left, 0
        assert left == 0, (words, left)
        if sides:
            self.opening = [sides[0], right]
        else:
            self.stitches = right + behind

    def clause(self, words: str, left: int) -> tuple[int, int]:
        """How many stitches a clause takes up from the left needle, and how many it makes."""
        if words.endswith((" twice", " three times")):
            times = 2 if words.endswith("twice") else 3
            taken, made = self.clause(re.sub(" (twice|three times)$", "", words), left)
            return taken * times, made * times
        if found := re.fullmatch(r"(?:knit|purl) (\d+)(?: \(mark\))?", words):
            return int(found[1]), int(found[1])
        if found := re.fullmatch(r"(?:knit|purl) to the last (?:(\d+) stitches|stitch)", words):
            rest = int(found[1] or 1)
            assert left >= rest, (words, left)
            return left - rest, left - rest
        if re.fullmatch(r"(?:knit|purl) to the end", words):
            return left, left
        if found := re.fullmatch(r"(?:knit|purl) (\d) together(?: through the back loops)?", words):
            return int(found[1]), 1
        if words == "slip-slip-knit":
            return 2, 1
        if words == "yarn over" or words in ("right lifted increase", "left lifted increase"):
            return 0, 1
        if found := re.fullmatch(r"bind off (\d+)", words):
            return int(found[1]), 0
        assert words in ("wrap the next stitch and turn", "divide the stitches for the neck",
                         "working each wrap you come to together with its stitch"), words
        return 0, 0
