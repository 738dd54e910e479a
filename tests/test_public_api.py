"""The public surface: what is there, that it is sorted, and that importing it costs next to nothing."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

import mtmpattern as mtm


def test_all_is_what_the_readme_may_use():
    assert mtm.__all__ == sorted(mtm.__all__)
    assert {"read_body", "draft", "template_names", "schema", "Body", "Pattern", "Fabric", "read_fabric"} <= set(
        mtm.__all__)
    assert set(mtm.__all__) <= set(dir(mtm))


@pytest.mark.parametrize("name", mtm.__all__)
def test_every_name_is_there(name):
    assert getattr(mtm, name) is not None


def test_every_error_is_public():
    errors = {each.__name__ for each in vars(mtm.errors).values()
              if isinstance(each, type) and issubclass(each, mtm.MtmError)}
    assert errors <= set(mtm.__all__)


def test_a_misspelt_name_says_so():
    with pytest.raises(AttributeError, match="has no attribute 'drat'"):
        mtm.drat  # noqa: B018


def test_every_public_name_has_its_module():
    assert set(mtm._MODULES) == set(mtm.__all__) - {"__version__"}


def test_template_names_and_the_package_of_templates_are_two_things():
    import mtmpattern.templates.blocks  # noqa: F401, PLC0415

    assert "crew-tee" in mtm.template_names()
    assert not callable(mtm.templates)


def test_the_version_is_the_one_of_the_distribution():
    assert mtm.__version__ == version("mtmpattern")


def test_importing_is_light():
    heavy = ["click", "ezdxf", "kurbopy", "numpy", "rich", "ruamel", "shapely", "svgwrite", "mtmpattern.body"]
    code = f"import sys, mtmpattern; print(*(set({heavy!r}) & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == []
