"""The sewing graph: which span of which part's edge is sewn to which, and what follows from that."""
