"""The 3D preview: the body, and what is sewn draped on it. It needs the extra ``preview``.

The package itself is imported with `mtmpattern`, so it loads none of the libraries of the extra.
"""
