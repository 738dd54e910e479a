"""Laying outlines on cloth: where each lies, the quick packer for quotes, and the rules that every layout keeps."""

from .faults import faults_of, verified
from .layout import Layout, Pose
from .packer import pack
from .shapes import Outline, Shape, checked

__all__ = ["Layout", "Outline", "Pose", "Shape", "checked", "faults_of", "pack", "verified"]
