"""Kinds of hostile documents, for every reader of YAML or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mtmpattern.documents import read_document

MARK = "@here@"
VALUES = {
    "a huge number": "9" * 400,
    "digits without end": "9" * 6_000,
    "an exponent": "1e999999999",
    "a tiny exponent": "1e-999999999",
    "a large number": "1e308",
    "less than nothing": "-1",
    "NaN": "NaN",
    "infinity": "Infinity",
    "NaN as text": '"nan"',
    "infinity as text": '"-inf"',
    "YAML's infinity": '".inf"',
    "nothing": "null",
    "zero": "0",
    "an empty text": '""',
    "a flag": "true",
    "an empty list": "[]",
    "an empty block": "{}",
    "a list in a list": "[[1, [2]]]",
    "a block": '{"left": "/etc/passwd"}',
    "a path": '"/etc/passwd"',
    "a path upwards": '"../../x.yaml"',
    "a long text": json.dumps("x" * 5_000),
    "a long list": json.dumps([1] * 3_000),
    "a NUL": r'"a\u0000b"',
    "half a letter": r'"\ud800"',
    "a formula": '"=1+1"',
    "digits of other scripts": '"٣²½"',
    "one over nothing": '"1/0"',
    "a new line": r'"a\nb"',
    "markup": '"<b>[red]{x}%s"',
}
"""Substitutes for a value, as JSON text."""

LAUGHS = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (name, name, b", ".join([b"*%c" % (name - 1)] * 9)) for name in b"bcdefghij"
)


def documents(seed: bytes) -> Iterator[tuple[str, bytes]]:
    """Whole documents: odd encodings, nesting, tags, aliases, sizes; some of them around a valid one."""
    yield "an empty file", b""
    yield "blanks", b" \n\t\n  "
    yield "a byte order mark alone", b"\xef\xbb\xbf"
    yield "a byte order mark before it", b"\xef\xbb\xbf" + seed
    yield "UTF-16", seed.decode("utf-8").encode("utf-16")
    yield "UTF-32", seed.decode("utf-8").encode("utf-32")
    yield "a NUL in it", seed[:20] + b"\x00" + seed[20:]
    yield "another encoding", seed + b"\n# \xe9\xff"
    for name, content in (("null", b"null"), ("a number", b"5"), ("a text", b"hello"), ("a list", b"[1, 2]"),
                          ("a path", b"/etc/passwd"), ("markup", b"<?xml version='1.0'?><a/>")):
        yield f"{name} alone", content
    yield "brackets", b"[" * 100_000
    yield "brackets around it", b'{"a":' * 5_000 + b"1" + b"}" * 5_000
    yield "blocks in each other", b"".join(b" " * level + b"a:\n" for level in range(1_000))
    yield "a billion laughs", LAUGHS
    yield "a list in itself", b"a: &a [*a]\n"
    yield "a merge", b"<<: {a: 1}\n" + seed
    yield "a tag", b"name: !!python/object/apply:os.system [true]\n" + seed
    yield "a tag at the top", b"!!python/name:os.system\n" + seed
    yield "a second document", seed + b"\n---\n" + seed
    yield "unknown names", json.dumps({f"waste{number}": 1 for number in range(24_000)}).encode()
    yield "unknown names in YAML", b"".join(b"'waste%d': 1\n" % number for number in range(24_000))
    yield "a name of 600 KB", json.dumps({"a" * 600_000: [1] * 49_000}).encode()
    yield "a text of 900 KB", json.dumps({"name": "x" * 900_000}).encode()
    yield "quotes without end", b'name: "' + b"x " * 400_000
    yield "far too large", b"# " + b"x" * 3_000_000 + b"\n" + seed
    yield "a name again and again", b"name: x\n" * 20_000


def with_values(seed: bytes, every: int = 1, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """Copies of a valid document in which one value is replaced by a strange one; every ``every``-th of them."""
    data = read_document(seed, what="seed", top="sequence" if seed.lstrip().startswith(b"[") else "mapping").plain()
    number = first
    for path, marked in _marked(data):
        text = json.dumps(marked)
        for what, value in VALUES.items():
            number += 1
            if number % every == 0:
                yield f"{what} as {path}", text.replace(json.dumps(MARK), value).encode("utf-8", "surrogatepass")


def _marked(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The document with a mark in place of each value in turn."""
    yield path or "all", MARK
    if isinstance(data, dict):
        for name, value in data.items():
            for inner, marked in _marked(value, f"{path}.{name}"):
                yield inner, {**data, name: marked}
        yield f"{path}.more", {**data, "more": MARK}
    elif isinstance(data, list):
        for number, value in enumerate(data[:3]):
            for inner, marked in _marked(value, f"{path}[{number}]"):
                yield inner, [*data[:number], marked, *data[number + 1 :]]
