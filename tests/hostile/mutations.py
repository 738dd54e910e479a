"""Damaged copies of valid files: the same number of a seed gives the same copy everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

STRANGE = (
    b"",
    b"0",
    b"-1",
    b"1e308",
    b"1e999999999",
    b"9" * 40,
    b"9" * 400,
    b"nan",
    b"inf",
    b"-0",
    b"1,5",
    b"1/0",
    b"0x10",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b"/etc/passwd",
    b"../../x.yaml",
    b"\xff\xfe",
    b"\x00",
    "Élodie-Müller".encode(),
    b"=1+1",
    b"<",
    b"{",
    b"[" * 50,
    b"'",
    b'"',
    b"%s",
    b" " * 300,
    b"A" * 300,
    b"!!python/object:os.system",
    b"&a",
    b"*a",
    b"1 ft 2",
    b"15 ft 11",
    b"#",
    b";",
    b"\t",
    b"\r\n",
    b"\x1b",
    b"\x03",
)
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
WORD = re.compile(rb"[A-Za-z_]{2,}")


def mutated(seeds: Sequence[bytes], number: int) -> bytes:
    """Copy ``number`` of one of the seeds, damaged in one to six ways."""
    random = Random(number)
    data = random.choice(seeds)
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        data = random.choice(WAYS)(data, random, seeds)
    return data[:2_000_000]


def _span(data: bytes, random: Random, most: int = 80) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(start + random.randrange(1, most), len(data))


def _flip(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(data, random)
    return data[:start] + data[end:]


def _end(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _twice(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(data, random, 400)
    return data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]


def _strange(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(data, random, 12)
    return data[:start] + random.choice(STRANGE) + data[end:]


def _found(data: bytes, random: Random, pattern: re.Pattern[bytes], other: Callable[[bytes], bytes]) -> bytes:
    found = list(pattern.finditer(data[:200_000]))
    if not found:
        return data
    each = random.choice(found)
    return data[: each.start()] + other(each[0]) + data[each.end() :]


def _number(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    return _found(
        data,
        random,
        NUMBER,
        lambda old: random.choice(
            (*STRANGE[:12], b"-" + old, old + b"0000000", old + b"e7", b"1e7", b"0.0000001", b"255", b"65536")
        ),
    )


def _word(data: bytes, random: Random, seeds: Sequence[bytes]) -> bytes:
    words = WORD.findall(random.choice(seeds)[:20_000]) or [b"x"]
    return _found(data, random, WORD, lambda _: random.choice((random.choice(words), random.choice(STRANGE))))


def _lines(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    a, b = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(3):
        case 0:
            lines[a], lines[b] = lines[b], lines[a]
        case 1:
            del lines[a]
        case _:
            lines.insert(b, lines[a])
    return b"\n".join(lines)


def _splice(data: bytes, random: Random, seeds: Sequence[bytes]) -> bytes:
    other = random.choice(seeds)
    start, end = _span(other, random, 2_000)
    at = random.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


WAYS = (_flip, _cut, _end, _twice, _strange, _strange, _number, _number, _number, _word, _word, _lines, _splice)
