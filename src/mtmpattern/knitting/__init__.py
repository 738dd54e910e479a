"""The knitting station: machine profiles, swatches, panels on the stitch grid, programs, their checker, and papers.

A `Panel` says which stitches are in work in every course. `panel_files` turns it into every file that a `Machine` and
its operator need; `knit_panel` makes the program alone, and `check` executes any knitout program and finds its faults.
Programs are checked on models of the machines; none has been knitted on a real one.
"""

from mtmpattern.knitting.checker import Checked, check
from mtmpattern.knitting.faults import Fault
from mtmpattern.knitting.knit_garment import GarmentPanel, KnittedGarment, knit_garment
from mtmpattern.knitting.knit_program import KnitProgram, knit_panel
from mtmpattern.knitting.knitout import Program, read_knitout
from mtmpattern.knitting.machine import Machine, machine_names, read_machine
from mtmpattern.knitting.outline_read import OutlineRead, read_outline
from mtmpattern.knitting.panel import (
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
from mtmpattern.knitting.part_panel import PartPanel, part_panel
from mtmpattern.knitting.plan import Plan, plan_panel
from mtmpattern.knitting.seam_counts import SeamCount, seam_counts
from mtmpattern.knitting.station_files import panel_files
from mtmpattern.knitting.station_report import StationReport, station_report
from mtmpattern.knitting.swatch import measured_swatch, read_swatch, swatch_names

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
