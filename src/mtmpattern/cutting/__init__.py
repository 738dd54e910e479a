"""The marker station: garments laid on cloth by several engines, the order of their cuts, and the files of both."""

from .cut_order import CutOrder, CutPath, CutStep, cut_order, dry_haul
from .cuts import CutList, cut_list
from .engine import Effort, Engine, FoundLayout, LayTask, lay_of
from .filling import Filling
from .marker_faults import faults_of_lay
from .marker_files import plan_files
from .marker_plan import ClothLay, ClothTrial, Garment, MarkerPlan, Search
from .marker_store import MarkerStore
from .packing_solver import PackingSolver
from .planner import PlanSettings, Progress, plan_markers
from .portfolio import Nested, Running, plan_for
from .rules import Bundle, Direction, LayRules
from .sparrow import Sparrow
from .stored_plan import read_plan
from .together import nested

__all__ = [
    "Bundle",
    "ClothLay",
    "ClothTrial",
    "CutList",
    "CutOrder",
    "CutPath",
    "CutStep",
    "Direction",
    "Effort",
    "Engine",
    "Filling",
    "FoundLayout",
    "Garment",
    "LayRules",
    "LayTask",
    "MarkerPlan",
    "MarkerStore",
    "Nested",
    "PackingSolver",
    "PlanSettings",
    "Progress",
    "Running",
    "Search",
    "Sparrow",
    "cut_list",
    "cut_order",
    "dry_haul",
    "faults_of_lay",
    "lay_of",
    "nested",
    "plan_files",
    "plan_for",
    "plan_markers",
    "read_plan",
]
