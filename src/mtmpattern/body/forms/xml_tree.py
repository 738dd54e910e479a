"""Untrusted XML, read into a small tree of elements with their lines; nothing in it is ever run or fetched.

Document types, entities and references to other files are refused; so are deep nesting, very many elements and very
long attributes, which no measurement file needs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax import InputSource, SAXParseException
from xml.sax.handler import ContentHandler, feature_external_ges, feature_external_pes
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from mtmpattern.documents import Text, token
from mtmpattern.errors import FileFormatError, Problem
from mtmpattern.limits import XML_ATTRIBUTES, XML_DEPTH, XML_ELEMENTS, XML_LETTERS

PICTURES: Final = "image"
"""The element whose text is a picture; it is skipped, however long."""


@dataclass(slots=True)
class Element:
    """One element: its name, attributes, own text and children, with its place in the file."""

    name: str
    attributes: dict[str, str]
    file: str
    line: int
    column: int
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    letters: int = 0

    @property
    def text(self) -> str:
        """The text of this element alone, with single spaces."""
        return " ".join("".join(self.pieces).split())

    def get(self, name: str) -> str:
        """Return an attribute, trimmed; an empty text if it is missing."""
        return self.attributes.get(name, "").strip()

    def child(self, *names: str) -> Element | None:
        """Return the first child of one of these names."""
        return next((each for each in self.children if each.name in names), None)

    def all(self, name: str) -> Iterator[Element]:
        """Yield the children of one name."""
        return (each for each in self.children if each.name == name)

    def problem(self, message: str, code: str, hint: str = "", where: str = "", **params: Any) -> Problem:
        """Describe a fault at this element's place; ``where`` names the measure or element at fault."""
        return Problem(message, code, token(where or self.name[:48]), hint, self.file, self.line, self.column,
                       params=params)


def read_xml(text: Text) -> Element:
    """Return the root element of a text. Raises `FileFormatError` with line and column."""
    handler = _Builder(text.file)
    parser = make_parser()
    parser.setContentHandler(handler)
    parser.setFeature(feature_external_ges, False)
    parser.setFeature(feature_external_pes, False)
    parser.forbid_dtd = parser.forbid_entities = parser.forbid_external = True
    source = InputSource()
    source.setByteStream(io.BytesIO(text.text.encode("utf-8", "surrogatepass")))
    source.setEncoding("utf-8")     # the text is already decoded, whatever its first line declares
    try:
        parser.parse(source)
    except SAXParseException as error:
        raise _stop(f"the file is not well-formed XML: {error.getMessage()}", "file.syntax", "Is the file complete?",
                    text.file, error.getLineNumber(), error.getColumnNumber(),
                    params={"reason": error.getMessage()}) from None
    except DefusedXmlException:
        line, column = handler.place
        raise _stop("the file declares a document type or an entity", "file.forbidden",
                    "Remove the lines with <!.", text.file, line, column) from None
    if handler.root is None:
        raise _stop("the file is empty", "file.empty", "It has no element.", text.file, 1, None)
    return handler.root


def _stop(message: str, code: str, hint: str, file: str, line: int | None, column: int | None, *,
          params: Mapping[str, Any] | None = None) -> FileFormatError:
    return FileFormatError.of([Problem(message, code, "", hint, file, line, None if column is None else column + 1,
                                       params=params or {})])


class _Builder(ContentHandler):
    """Builds the tree, within limits."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802  # the name that the parser calls
        """Keep the parser's locator, which has the place."""
        self.locator = locator

    @property
    def place(self) -> tuple[int, int]:
        """The parser's line, counted from 1, and column, counted from 0."""
        if self.locator is None:
            return 1, 0
        return self.locator.getLineNumber() or 1, self.locator.getColumnNumber() or 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        """Begin an element."""
        line, column = self.place
        given = dict(attrs.items())
        self.count += 1
        if len(self.open) >= XML_DEPTH:
            raise self._stop(f"elements are nested more than {XML_DEPTH} deep", "file.deep", params={"most": XML_DEPTH})
        if self.count > XML_ELEMENTS:
            raise self._stop(f"the file has more than {XML_ELEMENTS} elements", "file.large",
                             params={"most": XML_ELEMENTS})
        if len(given) > XML_ATTRIBUTES or any(len(value) > XML_LETTERS for value in given.values()):
            raise self._stop(f"an element has more than {XML_ATTRIBUTES} attributes, or one of more than {XML_LETTERS} "
                             "characters", "file.large", params={"most": XML_ATTRIBUTES, "letters": XML_LETTERS})
        element = Element(name, given, self.file, line, column + 1)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802
        """End the innermost element."""
        self.open.pop()

    def characters(self, content: str) -> None:
        """Take text, in pieces."""
        if not self.open or self.open[-1].name == PICTURES:
            return
        element = self.open[-1]
        element.letters += len(content)
        if element.letters > XML_LETTERS and content.strip():
            raise self._stop(f"the text of an element has more than {XML_LETTERS} characters", "file.large",
                             params={"most": XML_LETTERS})
        element.pieces.append(content)

    def _stop(self, message: str, code: str, *, params: Mapping[str, Any]) -> FileFormatError:
        return _stop(message, code, "No measurement file needs that; is it the right file?", self.file, *self.place,
                     params=params)
