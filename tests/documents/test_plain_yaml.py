"""What is read as plain YAML is what the full parser reads; everything else is left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mtmpattern.documents.node import Builder, Faults
from mtmpattern.documents.parsers import parse_any_yaml
from mtmpattern.documents.plain_yaml import read_plain
from mtmpattern.errors import FileFormatError

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*ROOT.glob("measurements/**/*.yaml"), *ROOT.glob("src/mtmpattern/data/**/*.yaml"),
                  *ROOT.glob("examples/**/*.yaml")])
PLAIN = [each for each in SHIPPED if each.parent.name in ("fabrics", "making")
         or each.stem in ("ana", "ben", "tariq")]

indents = st.sampled_from(["", "", "  ", "  ", "    ", "      ", " ", "\t"])
names = st.sampled_from(["a", "b", "waist_girth", "arm-length", '"301"', "a b", "1", "-", "?", "<<", "a:b", "", "é",
                         "y"])
values = st.sampled_from([
    "", "", "92.5", "29 1/4 in", "-3", "+4", ".5", "- 3", "-", "0 %", "%", "a: b", "a:b", "a #b", "a# b", "# note",
    "x,y", "[", "]", "[1, 2 cm]", "[1,2]", "[]", "[a, ]", "[[1]]", "[a: 1]", "{x: 1, y: 0 %}", "{x: 1,y: 2}", "{}",
    "{x:1}", "{x: 1, }", "{x: 1, x: 2}", "{left: 1} z", "{x: [1]}", '"q"', "'q'", "it's", "'", "&a 1", "*a", "a*b",
    "!t 1", "|", ">-", ">", ">- # note", "~", "null", "yes", "é", "\x07", "\u2028", "---", "...", "a\u00a0b", "@x",
    "`x", "x  y", "x ", "=", "a=b", "1e3", "0x10", "12:30", "2020-01-01", "(a)", "a;b", "a'b", "100 % cotton", "$1",
    "a_b", "_a", "/x", "./x", "a?"])
rows = st.one_of(
    st.tuples(indents, names, st.sampled_from([":", ": ", ":  ", " :", ""]), values, st.sampled_from(["", " ", " # c"])
              ).map("".join),
    st.sampled_from(["", " ", "# note", "  # note", "#x", "text of a folded value", "    more of it", "- a", "---",
                     "..."]))


def tree(node):
    if node is None:
        return None
    content = node.content
    if isinstance(content, dict):
        content = {name: tree(each) for name, each in content.items()}
    elif isinstance(content, tuple):
        content = [tree(each) for each in content]
    return (content, node.path, node.line, node.column, node.quoted, node.key_line, node.key_column)


def check_same(text):
    plain, full = (Builder("file.yaml", Faults(), 10_000) for _ in range(2))
    if not read_plain(text, plain):
        assert plain.root is None
        assert not plain.count
        return False
    try:
        parse_any_yaml(text, full)
    except FileFormatError as error:
        raise AssertionError(f"{text!r} is not YAML: {error}") from error
    assert tree(plain.root) == tree(full.root)
    assert plain.count == full.count
    assert plain.faults.problems == full.faults.problems
    return True


@given(st.lists(rows, max_size=7), st.sampled_from(["\n", "\n", "\n", "\r\n"]), st.booleans())
@example(["a:", "  b: >-", "    one", "    two", "c: 1"], "\n", True)
@example(["a: >-", "  one", "", "  two"], "\n", True)
@example(["a: >-", "  one ", "b: 1"], "\n", True)
@example(["a: >-", "  one", "    deeper", "b: 1"], "\n", True)
@example(["a: 1", "a: 2"], "\n", True)
@example(["a:", "b: 1"], "\n", True)
@example(["a: 1", "  b: 2"], "\n", False)
def test_plain_text_is_read_as_the_full_parser_reads_it(lines, end, ended):
    check_same(end.join(lines) + (end if ended else ""))


def blocks(inner):
    return st.dictionaries(st.sampled_from(["a", "b_c", "d-e", '"301"']), inner, min_size=1, max_size=3)


@given(blocks(st.recursive(st.sampled_from(["92.5", "29 1/4 in", "-3", "{left: 1, right: 2 cm}", "[a, b c]"]), blocks,
                           max_leaves=6)))
def test_blocks_of_plain_values_are_read(made):
    def lines(block, indent):
        for name, value in block.items():
            if isinstance(value, dict):
                yield f"{indent}{name}:   # what follows"
                yield from lines(value, indent + "  ")
            else:
                yield f"{indent}{name}:  {value}"

    assert check_same("\n".join(["# a note", "", *lines(made, "")]))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_files(file):
    assert check_same(file.read_text("utf-8")) or file not in PLAIN
