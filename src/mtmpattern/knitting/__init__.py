"""The knitting station: machine profiles, swatches, panels on the stitch grid, programs, their checker, and papers.

A `Panel` says which stitches are in work in every course. `panel_files` turns it into every file that a `Machine` and
its operator need; `knit_panel` makes the program alone, and `check` executes any knitout program and finds its faults.
Programs are checked on models of the machines; none has been knitted on a real one.
"""

from .checker import Checked, check
from .faults import Fault
from .knit_garment import GarmentPanel, KnittedGarment, knit_garment
from .knit_program import KnitProgram, knit_panel
from .knitout import Program, read_knitout
from .machine import Machine, machine_names, read_machine
from .outline_read import OutlineRead, read_outline
from .panel import (
    INCREASES,
    Band,
    Fashioning,
    Mark,
    Panel,
    PanelStretch,
    panel_of_edges,
    slope,
    spread,
    swatch_panel,
)
from .part_panel import PartPanel, part_panel
from .plan import Plan, plan_panel
from .seam_counts import SeamCount, seam_counts
from .station_files import panel_files
from .station_report import StationReport, station_report
from .swatch import measured_swatch, read_swatch, swatch_names

__all__ = [
    "INCREASES",
    "Band",
    "Checked",
    "Fashioning",
    "Fault",
    "GarmentPanel",
    "KnitProgram",
    "KnittedGarment",
    "Machine",
    "Mark",
    "OutlineRead",
    "Panel",
    "PanelStretch",
    "PartPanel",
    "Plan",
    "Program",
    "SeamCount",
    "StationReport",
    "check",
    "knit_garment",
    "knit_panel",
    "machine_names",
    "measured_swatch",
    "panel_files",
    "panel_of_edges",
    "part_panel",
    "plan_panel",
    "read_knitout",
    "read_machine",
    "read_outline",
    "read_swatch",
    "seam_counts",
    "slope",
    "spread",
    "station_report",
    "swatch_names",
    "swatch_panel",
]
