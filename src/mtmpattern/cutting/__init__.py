"""The marker station: engines that lay outlines on cloth, and the order in which they are cut."""

from .cut_order import CutOrder, CutPath, CutStep, cut_order, dry_haul
from .engine import Effort, Engine, Found, LayTask, lay_of
from .filling import Filling
from .packing_solver import PackingSolver
from .portfolio import Nested, Running, nested, plan_for
from .sparrow import Sparrow

__all__ = [
           "CutOrder",
           "CutPath",
           "CutStep",
           "Effort",
           "Engine",
           "Filling",
           "Found",
           "LayTask",
           "Nested",
           "PackingSolver",
           "Running",
           "Sparrow",
           "cut_order",
           "dry_haul",
           "lay_of",
           "nested",
           "plan_for",
]
