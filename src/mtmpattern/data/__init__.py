"""Shipped data files: fabrics, machines, swatches and the avatar's mesh."""
