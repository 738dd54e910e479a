"""Formats are found by name, load when used, and strangers' ones cannot break ours."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest

from mtmpattern.errors import ExportError, PluginError
from mtmpattern.formats import Format, find_format, format_names, registry
from mtmpattern.formats.registry import Setting, chosen

PAPER = Format("paper", ".txt", "a plug-in's format", lambda pattern, settings: {"paper.txt": b""})


class Plug:
    """An entry point as an installed plug-in brings it."""

    def __init__(self, name: str, brings: object, who: str = "paperware") -> None:
        self.name, self.brings, self.value = name, brings, "paperware:FORMAT"
        self.dist = SimpleNamespace(name=who, version="1.2")

    def load(self) -> object:
        if isinstance(self.brings, Exception):
            raise self.brings
        return self.brings


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch):
    def plug(*plugs: Plug) -> None:
        monkeypatch.setattr(metadata, "entry_points", lambda group: list(plugs))
    return plug


def test_ours_are_there():
    assert {"svg", "dxf"} <= set(format_names())
    assert find_format("svg").suffix == ".svg"
    assert find_format(" DXF ").name == find_format(".dxf").name == "dxf"
    assert find_format("svg").sentence and "\n" not in find_format("svg").sentence


def test_an_unknown_name_gets_the_nearest():
    with pytest.raises(ExportError) as caught:
        find_format("dxff")
    assert caught.value.code == "format.unknown"
    assert "Did you mean dxf?" in str(caught.value)


def test_a_plug_in_brings_a_format(plugged):
    plugged(Plug("paper", PAPER))
    assert format_names() == ("cutter", "dxf", "hpgl", "paper", "pdf", "rul", "svg")
    assert find_format("paper") is PAPER


def test_a_plug_in_cannot_take_our_names(plugged):
    plugged(Plug("svg", PAPER))
    assert find_format("svg").name == "svg"
    assert format_names() == ("cutter", "dxf", "hpgl", "pdf", "rul", "svg")


@pytest.mark.parametrize("brings", [ImportError("no module named paper"), RuntimeError("boom"), 42])
def test_a_broken_plug_in_is_named(plugged, brings):
    plugged(Plug("paper", brings))
    assert "paper" in format_names()
    with pytest.raises(PluginError, match=r"paperware 1\.2") as caught:
        find_format("paper")
    assert caught.value.code == "plugin.format"


def test_two_plug_ins_of_one_name_are_refused(plugged):
    plugged(Plug("paper", PAPER), Plug("paper", PAPER, "otherware"))
    with pytest.raises(PluginError, match=r"paperware 1\.2 and otherware 1\.2"):
        find_format("paper")


def test_an_entry_point_without_a_distribution_is_named_too(plugged):
    plugged(EntryPoint("paper", "no_such_module_anywhere:FORMAT", registry.GROUP))
    with pytest.raises(PluginError, match="no_such_module_anywhere"):
        find_format("paper")


@pytest.mark.parametrize("name", ["svg", "dxf"])
def test_unknown_settings_are_all_refused(pattern, name):
    with pytest.raises(ExportError) as caught:
        find_format(name).write(pattern, {"pallette": "laser", "paper": "A4"})
    assert [problem.code for problem in caught.value.problems] == ["format.setting"] * 2
    if name == "svg":
        assert "Did you mean palette?" in str(caught.value)
        assert "hairline" in str(caught.value)


def test_nothing_heavy_loads_before_it_is_used():
    program = ("import sys, mtmpattern.formats as f; f.format_names()\n"
               "assert not {'svgwrite', 'ezdxf', 'mtmpattern.formats.svg'} & set(sys.modules)\n"
               "f.find_format('dxf'); assert not {'svgwrite', 'ezdxf'} & set(sys.modules)")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", [None, 5, b"svg"])
def test_a_name_that_is_no_word(name):
    with pytest.raises(ExportError) as caught:
        find_format(name)
    assert caught.value.code == "format.unknown"


KNOWN = (Setting("width", "1", "a width"), Setting("name", "", "a name"))


def test_settings_are_texts_or_plain_numbers():
    assert chosen(None, KNOWN, "x") == chosen({}, KNOWN, "x") == {"width": "1", "name": ""}
    assert chosen({"width": 0.1, "name": " a "}, KNOWN, "x") == {"width": "0.1", "name": "a"}


@pytest.mark.parametrize(("given", "codes"), [
    ({"width": None, "name": ["a"], "wdth": "1"}, ["format.value", "format.value", "format.setting"]),
    ({"width": True}, ["format.value"]), ({5: "x"}, ["format.setting"]), ([("width", "1")], ["format.setting"]),
    ("width=1", ["format.setting"])])
def test_all_wrong_settings_come_together(given, codes):
    with pytest.raises(ExportError) as caught:
        chosen(given, KNOWN, "x")
    assert [problem.code for problem in caught.value.problems] == codes
