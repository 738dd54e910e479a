"""A size range of one garment, and how far each of its points moves from size to size."""
