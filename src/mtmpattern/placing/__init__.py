"""Laying outlines on cloth: layouts, the quick packer for quotes, and the rules that every layout keeps."""

from mtmpattern.placing.layout import Layout, Outline, Pose, Shape, checked, faults_of, verified
from mtmpattern.placing.packer import pack

__all__ = ["Layout", "Outline", "Pose", "Shape", "checked", "faults_of", "pack", "verified"]
