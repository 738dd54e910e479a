"""The marker station: engines that lay outlines on cloth, and the order in which they are cut."""

from .engine import Effort, Engine, Found, Lay, lay_of
from .filling import Filling
from .portfolio import Nested, Running, nested, plan_for
from .sparrow import Sparrow

__all__ = ["Effort", "Engine", "Filling", "Found", "Lay", "Nested", "Running", "Sparrow", "lay_of", "nested",
           "plan_for"]
