"""The marker station: engines that lay outlines on cloth, and the order in which they are cut."""

from .cut_order import Cut, CutOrder, Step, cut_order, dry_haul
from .engine import Effort, Engine, Found, Lay, lay_of
from .filling import Filling
from .packing_solver import PackingSolver
from .portfolio import Nested, Running, nested, plan_for
from .sparrow import Sparrow

__all__ = ["Cut", "CutOrder", "Effort", "Engine", "Filling", "Found", "Lay", "Nested", "PackingSolver", "Running",
           "Sparrow", "Step", "cut_order", "dry_haul", "lay_of", "nested", "plan_for"]
