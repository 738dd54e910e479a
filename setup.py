"""Finds the packages, two of which lie beside ``src``; everything else about them is said in ``pyproject.toml``."""

from setuptools import find_packages, setup

BESIDE = ("templates", "measurements")

setup(packages=[
    *find_packages("src"),
    *(f"mtmpattern.{name}" for name in find_packages(".") if name.partition(".")[0] in BESIDE),
])
