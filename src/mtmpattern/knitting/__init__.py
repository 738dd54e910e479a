"""The knitting station: machine profiles, swatches, panels on the stitch grid, knitout programs and their checker."""
