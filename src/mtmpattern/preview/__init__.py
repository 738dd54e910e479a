"""The 3D preview: the body, and what is sewn draped on it."""
