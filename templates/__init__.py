"""Templates, one file for each garment; constructions that several share are in ``blocks``."""
