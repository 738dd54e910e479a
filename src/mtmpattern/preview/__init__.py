"""The 3D preview: a garment draped on the body it is made for. It needs the extra ``preview``.

Importing `mtmpattern` imports this package, so it loads none of the extra's libraries by itself.
"""
