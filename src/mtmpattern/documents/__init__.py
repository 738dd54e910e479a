"""YAML and JSON read into a tree of values that carry their file, line and column, and YAML written.

`read_document` takes a `Path`, a text or a plain dict and returns a `Node`. Scalars stay as they were typed, so that
the reader of a value decides what ``34,5`` or ``010`` means. Duplicate names, tags, anchors, aliases, deep nesting,
other encodings, binary and very large files are refused with a `FileFormatError` that says where.

A file is a `Path`. A `str` and `bytes` are always the text itself: what a customer sends never opens a file.
A reader that collects faults of its own passes its `Faults`; a duplicate name is then added there, and only faults that
stop the reading are raised.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mtmpattern.documents.encoding import UTF_8, encoding_of
from mtmpattern.documents.file_kind import article, kind_of, kind_of_file
from mtmpattern.documents.node import Builder, Faults, Node, Trail, exact_number, from_python, token
from mtmpattern.documents.parsers import parse_json, parse_yaml
from mtmpattern.errors import FileFormatError, Problem, clean, shown
from mtmpattern.input_file import read_at_most
from mtmpattern.letters import seen
from mtmpattern.limits import DOCUMENT_BYTES, DOCUMENT_VALUES

__all__ = ["Faults", "Node", "Source", "Text", "Trail", "as_path", "exact_number", "read_bytes", "read_document",
           "read_text", "token", "write_yaml"]

Source = str | bytes | os.PathLike[str] | Mapping[str, object] | Sequence[object]
"""The types that a document may have."""

EMPTY: Final = "It holds no value."
TREES: Final = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".txt": "", "": ""}
"""The endings of YAML and JSON files, each with its syntax; empty where that is found from the content."""
_LIKE_JSON: Final = re.compile(r'\s*(\{\s*["}]|\[)')
_LIKE_TEXT: Final = re.compile(r"[\n{\[<,;\t]|:(\s|$)")
_LONGEST_PATH: Final = 300
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document, its file's name for messages (empty for none), and that name's ending in lower case."""

    text: str
    file: str = ""
    suffix: str = ""


def read_document(source: Source | Text, *, what: str, top: str = "mapping", faults: Faults | None = None,
                  largest: int = DOCUMENT_BYTES, most_values: int = DOCUMENT_VALUES) -> Node:
    """Read one document, whose top is a ``mapping`` or a ``sequence``.

    ``what`` names it in messages (``measurement file``); ``largest`` is in bytes. Raises `FileFormatError`; with
    ``faults`` given, faults that do not stop the reading are added there instead.
    """
    gathered = Faults() if faults is None else faults
    if isinstance(source, (Mapping, list, tuple)):
        root = from_python(source, Builder("", gathered, most_values))
    else:
        read = source if isinstance(source, Text) else read_text(source, what=what, largest=largest)
        builder = Builder(read.file, gathered, most_values)
        form = TREES.get(read.suffix) or ("json" if _LIKE_JSON.match(read.text) else "yaml")
        parsed = parse_json(read.text, builder) if form == "json" else parse_yaml(seen(read.text), builder)
        if parsed is None or parsed.empty:
            raise builder.stop(f"the {what} is empty", "file.empty", EMPTY, 1, None, params={"what": what})
        root = parsed
    wrong = not isinstance(root.content, Mapping if top == "mapping" else tuple)
    if wrong:
        with gathered.caught():
            _ = root.mapping() if top == "mapping" else root.sequence()
    if wrong or faults is None:
        gathered.check(FileFormatError)
    return root



def write_yaml(data: Mapping[str, object]) -> str:
    """Return plain data (dicts, lists, numbers, text) as YAML in the given order: same data, same text."""
    from io import StringIO  # noqa: PLC0415

    from ruamel.yaml import YAML  # noqa: PLC0415

    writer = YAML()
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = 120
    out = StringIO()
    writer.dump(dict(data), out)
    return out.getvalue()


def read_text(source: object, *, what: str, suffixes: Collection[str] = tuple(TREES), largest: int = DOCUMENT_BYTES,
              fallback: str = "") -> Text:
    """Read the text of a document: of a `Path` with one of these endings, or the text itself.

    It is in UTF-8, or as its first bytes say (`encoding_of`); ``fallback`` is the encoding of a file that is neither
    (spreadsheets on Windows write cp1252). Raises `FileFormatError` for a file that is missing, larger than ``largest``
    bytes, binary, empty or in another encoding.
    """
    if isinstance(source, (bytes, bytearray)):
        return Text(_decoded(bytes(source), "", what, largest, encoding_of(bytes(source)), fallback))
    if isinstance(source, str):
        _check_text(source, what)
        return Text(_decoded(source.encode("utf-8", "surrogatepass"), "", what, largest, UTF_8))
    if not isinstance(source, os.PathLike):
        raise FileFormatError(f"{article(what)} cannot be read from a value of type {type(source).__name__}",
                              code="file.type",
                              hint="Give a Path, a dict, or the text of a file.",
                              params={"what": what, "type": type(source).__name__})
    path = as_path(source, what)
    suffix = path.suffix.casefold()
    if suffix not in suffixes:
        if kind := kind_of_file(path):
            raise kind.fault(what, path.name[-80:])
        known = ", ".join(each for each in suffixes if each)
        raise _file(path, f"a {clean(path.suffix)} file is not {article(what)}", "file.type",
                    f"Use one of these endings: {known}.", ending=clean(path.suffix), what=what)
    data = read_bytes(path, what, largest)
    return Text(_decoded(data, path.name, what, largest, encoding_of(data), fallback), path.name, suffix)


def _check_text(text: str, what: str) -> None:
    """Refuse a word or a path in place of a file's text, because text is never taken as a path."""
    if text.strip() and not _LIKE_TEXT.search(text):
        raise FileFormatError(f"{shown(text)} is not the text of {article(what)}", code="file.text",
                              hint="Give a Path to read a file; text is never taken as a path.",
                              params={"text": shown(text), "what": what})


def as_path(source: os.PathLike[str], what: str) -> Path:
    """The path of a file. Raises `FileFormatError` for an object that only looks like one."""
    try:
        return Path(source)
    except Exception as error:  # __fspath__ of another class may raise anything
        raise FileFormatError(f"{article(what)} cannot be read from a value of type {type(source).__name__}",
                              code="file.type",
                              hint="Give a Path.", params={"what": what, "type": type(source).__name__}) from error


def read_bytes(path: Path, what: str, largest: int) -> bytes:
    """Read at most one byte more than ``largest`` of a file.

    Raises `FileFormatError` where it cannot be opened, and for pipes and devices.
    """
    try:
        return read_at_most(path, largest)
    except FileNotFoundError:
        raise _file(path, f"there is no {what} {_named(path)}", "file.missing", "Check the path.", what=what,
                    name=_named(path)) from None
    except IsADirectoryError:
        raise _file(path, f"{_named(path)} is a folder, not {article(what)}", "file.type", "Give the file in it.",
                    what=what, name=_named(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise _file(path, f"the {what} cannot be opened: {reason}", "file.unreadable", "Check the path.",
                    what=what, reason=reason) from None


def _named(path: Path) -> str:
    """A path as it was given, where it is short enough for a message."""
    text = str(path)
    return text if len(text) <= _LONGEST_PATH else f"...{text[-_LONGEST_PATH:]}"


def _decoded(data: bytes, file: str, what: str, largest: int, encoding: str, fallback: str = "") -> str:
    if len(data) > largest:
        raise _file(file, f"the {what} is larger than {largest / 1e6:g} MB", "file.large", "Is it the right file?",
                    what=what, most=largest / 1e6)
    if kind := kind_of(data):
        raise kind.fault(what, Path(file).name[-80:] if file else "")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if not fallback or encoding != UTF_8:
            line = data[:error.start].decode(encoding, "ignore").count("\n") + 1
            name = "UTF-8" if encoding == UTF_8 else encoding.upper()
            raise _file(file, f"the {what} is not {name} text: byte {data[error.start]:#04x}", "file.encoding",
                        "Save it as UTF-8, or give the right file.", line, what=what, byte=data[error.start]) from None
        text = data.decode(fallback, "replace")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise _file(file, f"the {what} is not text: it holds the control character {ord(control[0]):#04x}",
                    "file.binary", "Is it the right file?", line, what=what, character=ord(control[0]))
    if not text.strip():
        raise _file(file, f"the {what} is empty", "file.empty", EMPTY, what=what)
    return text


def _file(path: Path | str, message: str, code: str, hint: str, line: int | None = None,
          **params: object) -> FileFormatError:
    """The error of a file: its name, and the values in the message as ``params``."""
    return FileFormatError.of([Problem(message, code, "", hint, Path(path).name[-80:] if path else "", line,
                                       params=params)])
