"""The marker station: garments laid on cloth by several engines, the order of their cuts, and the files of both."""

from mtmpattern.cutting.cut_order import CutOrder, CutPath, CutStep, cut_order, dry_haul
from mtmpattern.cutting.cuts import CutList, cut_list
from mtmpattern.cutting.engine import Effort, Engine, FoundLayout, LayTask, lay_of
from mtmpattern.cutting.filling import Filling
from mtmpattern.cutting.marker_faults import faults_of_lay
from mtmpattern.cutting.marker_files import plan_files
from mtmpattern.cutting.marker_plan import ClothLay, ClothTrial, Garment, MarkerPlan, Search
from mtmpattern.cutting.marker_store import MarkerStore
from mtmpattern.cutting.packing_solver import PackingSolver
from mtmpattern.cutting.plan_run import PlanSettings, Progress
from mtmpattern.cutting.planner import plan_markers
from mtmpattern.cutting.portfolio import Nested, Running, plan_for
from mtmpattern.cutting.rules import Bundle, Direction, LayRules
from mtmpattern.cutting.sparrow import Sparrow
from mtmpattern.cutting.stored_plan import read_plan
from mtmpattern.cutting.together import nested

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
