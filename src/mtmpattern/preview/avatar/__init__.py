"""A 3D body fitted to measurements: its mesh, its levels and points, and its files."""

from mtmpattern.preview.avatar.avatar import Avatar, Measures, Reached, avatar_digest, fit_avatar
from mtmpattern.preview.avatar.files import glb, stl, three_mf
from mtmpattern.preview.avatar.model import Sex
from mtmpattern.preview.avatar.pose import PoseName
from mtmpattern.preview.avatar.stored import keep, load, pack, unpack

__all__ = [
    "Avatar", "Measures", "PoseName", "Reached", "Sex", "avatar_digest", "fit_avatar", "glb", "keep", "load", "pack",
    "stl", "three_mf", "unpack",
]
