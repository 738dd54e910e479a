"""The 3D preview: the body, and what is sewn draped on it. It needs the extra ``preview``."""

from importlib.util import find_spec

from mtmpattern.errors import MissingExtra

if find_spec("scipy") is None:
    raise MissingExtra.named("preview", "scipy")
