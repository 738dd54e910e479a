"""Pattern DXF of any program, read into pieces and audited."""
