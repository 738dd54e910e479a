"""Every limit on untrusted input. Real files stay far below them; ``docs/limits.md`` lists them.

A reader compares with these before it computes anything, so that no input takes more than a few seconds or a few
hundred megabytes. What exceeds a limit is refused with a message, or left out, counted and reported.
"""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1_000_000

# ---- Reports --------------------------------------------------------------------------------------------------------

MOST_PROBLEMS: Final = 100
"""Problems in one report; the others are counted. Similar names are looked up only for these."""

MOST_NAMES: Final = 24
"""Names in a hint."""

LONGEST_SHOWN: Final = 64
"""Letters of an unknown name that are compared with known names."""

# ---- Documents: YAML and JSON ---------------------------------------------------------------------------------------

DOCUMENT_BYTES: Final = MEGABYTE
"""Bytes of a YAML or JSON file, or of a text given instead."""

DOCUMENT_VALUES: Final = 50_000
"""Names and values of a document, or of a mapping that a program passes."""

DOCUMENT_DEPTH: Final = 32
"""Levels of blocks and lists inside each other."""

DOCUMENT_NAME: Final = 200
"""Characters of a name."""

DOCUMENT_DIGITS: Final = 400
"""Characters of a number; its exponent has at most three digits."""

# ---- Values for a template ------------------------------------------------------------------------------------------

TYPED_LETTERS: Final = 48
"""Characters of a typed length, mass or angle."""

NUMBER_PLACES: Final = 400
"""Places before or after the point of a number that a program passes."""

MOST_ASKED: Final = 200
"""Options, alterations, finished measures or cloths given at once."""

NOTE_LETTERS: Final = 2_000
"""Letters of a text in a template; longer ones are cut."""

MOST_NOTES: Final = 400
"""Notes of one draft."""

TEMPLATE_BYTES: Final = MEGABYTE
"""Bytes of a template file."""

# ---- Tables of measures ---------------------------------------------------------------------------------------------

TABLE_BYTES: Final = 20 * MEGABYTE
"""Bytes of a table."""

TABLE_ROWS: Final = 50_000
"""Rows of a table."""

TABLE_COLUMNS: Final = 500
"""Columns of a table."""

HEADER_LINES: Final = 20
"""Rows among which the header of a table is looked for."""

ROW_LINES: Final = 20
"""Lines of one row: a quoted note may have line breaks."""

LINE_LETTERS: Final = 50_000
"""Characters of a line."""

CELL_LETTERS: Final = 1_000
"""Characters of a value."""

MEASURE_LINES: Final = 2_000
"""Lines of a table of one person's measures."""

NEAR_COLUMNS: Final = 50
"""Unknown columns for which the nearest measure is looked up."""

# ---- Measurement files in XML, and their formulas -------------------------------------------------------------------

XML_DEPTH: Final = 32
"""Levels of elements."""

XML_ELEMENTS: Final = 5_000
"""Elements of a file."""

XML_ATTRIBUTES: Final = 64
"""Attributes of an element."""

XML_LETTERS: Final = 10_000
"""Characters of an attribute, and of the text of an element."""

FORMULA_LETTERS: Final = 1_000
"""Characters of a formula."""

FORMULA_DEPTH: Final = 24
"""Levels of brackets and powers."""

FORMULA_RESULT: Final = 10**9
"""The largest result, far above any value of a measurement file in any unit."""

# ---- Size charts ----------------------------------------------------------------------------------------------------

CHART_SIZES: Final = 400
"""Sizes of a chart."""

GRADED_SIZES: Final = 60
"""Sizes graded at once."""

SIZE_LETTERS: Final = 40
"""Letters of a size's name."""

# ---- Drawings in DXF ------------------------------------------------------------------------------------------------

DXF_BYTES: Final = 50 * MEGABYTE
"""Bytes of a drawing, and of a plot."""

DXF_LINES: Final = 3_000_000
"""Lines of text, two for a group code and its value: a graded nest of 15 sizes has about 150,000."""

DXF_ENTITIES: Final = 60_000
"""Lines, points, texts and polylines."""

DXF_VERTICES: Final = 250_000
"""Vertices, including the chords of curves, counted once for each insertion of their block."""

DXF_BLOCKS: Final = 4_000
"""Blocks of a drawing."""

DXF_LOOSE: Final = 2_000
"""Outlines outside blocks."""

DXF_DEPTH: Final = 8
"""Levels of nested blocks."""

DXF_CONTROLS: Final = 1_000
"""Control and fit points of one spline; more take too long to draw."""

DXF_FARTHEST: Final = 1e7
"""Millimetres of a coordinate: 10 km."""

DXF_RADIUS: Final = 1e5
"""The longest half axis of an ellipse, in units of the file."""

DXF_IN_LINE: Final = 10_000
"""Vertices of an outline that is checked; a finely drawn one has 2,000."""

DXF_MARKS: Final = 2_000
"""Notches, or drill holes, of one piece."""

DXF_TEXT: Final = 2_000
"""Letters of a text that are kept."""

DXF_KINDS: Final = 20
"""Kinds of entities, unknown layers, or missing blocks that are reported one by one; the others are counted."""

DXF_FINDINGS: Final = 50
"""Findings of one code that are kept for one piece."""

FINDINGS: Final = 200
"""Findings of one code in a report of a whole file; the others are counted."""

DXF_COPIES: Final = 100
"""The largest accepted quantity of one piece."""

CUT_PARTS: Final = 2_000
"""Parts that a drawing yields, each piece counted by its quantity."""

CUT_POINTS: Final = 500_000
"""Vertices and notches on all these parts."""

# ---- Grade rules ----------------------------------------------------------------------------------------------------

RUL_BYTES: Final = 5 * MEGABYTE
"""Bytes of a rule table."""

RUL_LINE: Final = 20_000
"""Characters of a line."""

RUL_RULES: Final = 20_000
"""Rules of a table."""

RUL_SIZES: Final = 200
"""Sizes of a table."""

RUL_FARTHEST: Final = 10_000.0
"""Millimetres by which a rule may move a point."""

# ---- Plots in HPGL --------------------------------------------------------------------------------------------------

HPGL_COMMANDS: Final = 400_000
"""Commands of a plot; a marker of 20 m has about 100,000."""

HPGL_NUMBERS: Final = 1_000_000
"""Numbers of all commands together."""

HPGL_POINTS: Final = 500_000
"""Points that the pen moves to, including those on circles."""

HPGL_LABEL: Final = 2_000
"""Letters of a label that are kept."""

HPGL_PENS: Final = 256
"""The highest pen number."""

HPGL_FINDINGS: Final = 50
"""Findings of one code that are kept."""

# ---- Stored patterns ------------------------------------------------------------------------------------------------

PATTERN_CHARACTERS: Final = 2_000_000
"""Characters of a pattern.json."""

MANIFEST_BYTES: Final = MEGABYTE
"""Bytes of the manifest of a folder."""

# ---- Orders and jobs ------------------------------------------------------------------------------------------------

ORDER_BYTES: Final = 200_000
"""Bytes of one order."""

ORDER_VALUES: Final = 4_000
"""Names and values of one order."""

ORDER_NAMES: Final = 100
"""Names in one block of an order (options, alterations, cloths), or items of a list."""

ORDER_GARMENTS: Final = 999
"""Garments of one order."""

ORDER_PICTURES: Final = 20
"""Pictures that one order places."""

PICTURE_BYTES: Final = 20_000_000
"""Bytes of a picture."""

PICTURES_BYTES: Final = 200_000_000
"""Bytes of all pictures of a shop."""

PICTURE_PIXELS: Final = 40_000_000
"""Pixels of a picture."""

ORDERS_BYTES: Final = 50_000_000
"""Bytes of a file of many orders that is read at once: a JSON list or YAML documents."""

ORDER_ROW: Final = 200_000
"""Characters of one row of a table of orders."""

ORDER_COLUMNS: Final = 500
"""Columns of a table of orders."""

CLIENT_BYTES: Final = 1_000_000
"""Bytes of a client in the store."""

JOB_MANIFEST_BYTES: Final = 5_000_000
"""Bytes of the manifest of a job."""

JOB_FILES: Final = 5_000
"""Files of a job, parts of its garment, or stations that worked on it."""

JOB_BYTES: Final = 1_000_000_000
"""Bytes of all files of a job."""

EVENT_BYTES: Final = 10_000
"""Bytes of one line of the events of a folder of jobs."""

SALT_BYTES: Final = 1_000
"""Bytes of the file with a shop's salt."""

LAYOUT_BYTES: Final = 5_000_000
"""Bytes of a layout in the store of markers."""

AVATAR_BYTES: Final = 2_000_000
"""Bytes of a stored avatar, and of its unpacked data."""
