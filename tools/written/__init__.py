"""Measure a garment on the DXF that was written, with nothing of ours: ezdxf reads it, shapely measures it.

Nothing here imports the package. What a piece is, is read from its texts; where a level lies, from the sewn outline
and from the body's own vertical measures. See `tools/measure_written.py` for the definition of every level.
"""
