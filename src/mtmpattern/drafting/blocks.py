"""Blocks: named parts of a garment, such as the legs, the rise and the pockets of trousers.

A garment states ``rise = TrouserRise()`` in its class, and reads ``self.rise.back_fork`` in its methods.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast

from mtmpattern.drafting.declaration import faults_of_class
from mtmpattern.drafting.intention import Intended, keep_properties
from mtmpattern.drafting.option import Option
from mtmpattern.drafting.piece_method import PieceMethod
from mtmpattern.drafting.reuse import Reuse, Watched, unwatched
from mtmpattern.errors import DraftError, OptionError, UnknownName
from mtmpattern.pattern.model.cloth import Cloth
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.run import Run

if TYPE_CHECKING:
    from mtmpattern.drafting.template import Template

Garment = TypeVar("Garment")


def declared(owner: type, *kinds: type) -> Mapping[str, Any]:
    """Everything of some kinds that a class and its bases declare, bases first, without what was overridden.

    It is looked up once for each class, since nothing is declared in a class after it is made.
    """
    known: dict[tuple[type, ...], dict[str, Any]] | None = vars(owner).get("_declarations")
    if known is None:
        owner._declarations = known = {}  # type: ignore[attr-defined]
    if kinds not in known:
        named = {name: value for base in reversed(owner.__mro__) for name, value in vars(base).items()}
        known[kinds] = {name: value for name, value in named.items() if isinstance(value, kinds)}
    return known[kinds]


class Block(Generic[Garment]):
    """A part of a garment: its options, measurements, cloth, intended measures, pieces and lines.

    Whatever it declares is the garment's too: customers set its options, its ``needs`` are added to those of the
    garment, its pieces are cut, its intended measures can be altered. It reads the body, the cloth and the twin
    side as a template does, and the rest of the garment through ``garment``. ``Block[KnitTop]`` names the garments
    it is made for, so that a type checker knows the type of ``garment``.

    A garment may change what the block declares::

        pockets = FrontPockets(pockets="slant")                 # the option is fixed and no longer offered
        pockets = FrontPockets(pockets=choice("none", "slant", note="..."))     # another default, range and note
        pockets = FrontPockets(renamed={"pockets": "front_pockets"})            # offered under another name
        cap     = CapSleeve(widest=.88)                         # a number of the construction
    """

    needs: ClassVar[tuple[str, ...]] = ()
    estimable: ClassVar[tuple[str, ...]] = ()
    other_cloth: ClassVar[Mapping[str, Cloth]] = {}

    def __init_subclass__(cls, **settings: Any) -> None:
        """Check what the class states, and have its properties worked out once for each draft."""
        super().__init_subclass__(**settings)
        faults = faults_of_class(cls)
        if faults:
            raise UnknownName.of(faults)
        keep_properties(cls)

    def __init__(self, *, renamed: Mapping[str, str] | None = None, **settings: Any) -> None:
        self.block_name = ""
        self._renamed: dict[str, str] = {}
        self._offered: dict[str, Option[Any]] = dict(declared(type(self), Option))
        self._fixed: dict[str, Any] = {}
        self._template: Template | None = None
        self.reuse: Reuse | None = None
        self.option_values: Mapping[str, Any] = {}
        for name, value in settings.items():
            self._set(name, value)
        for name, outer in (renamed or {}).items():
            if name not in self._offered:
                raise UnknownName.among(self._offered, name, f"{type(self).__name__} has no option {name} to "
                                        "rename", code="block.setting", where=name)
            self._renamed[name] = outer

    def _set(self, name: str, value: Any) -> None:
        options, numbers = declared(type(self), Option), declared(type(self), int, float)
        if name in options:
            self._set_option(options[name], value)
        elif name in numbers:
            setattr(self, name, value)
        else:
            raise UnknownName.among([*options, *numbers], name, f"{type(self).__name__} has nothing called {name} to "
                                    "set", code="block.setting", where=name)

    def _set_option(self, option: Option[Any], value: Any) -> None:
        self._offered.pop(option.name, None)
        self._fixed.pop(option.name, None)
        if not isinstance(value, Option):
            self._fixed[option.name] = option.checked(value)
            return
        if value.kind != option.kind:
            raise OptionError(f"{type(self).__name__} reads {option.name} as a {option.kind}, and is given a "
                              f"{value.kind}", code="block.setting", where=option.name,
                              hint=f"Give it {option.kind}(...), or a value.")
        self._offered[option.name] = value

    def __set_name__(self, owner: type, name: str) -> None:
        if self.block_name and self.block_name != name:
            raise DraftError(f"one block is called {self.block_name} and {name}", code="block.name", where=name,
                             hint="Make a block for each name.")
        self.block_name = name

    def __get__(self, instance: object, owner: type | None = None) -> Self:
        """The block bound to one draft of a garment; the declaration itself when read from the class."""
        if instance is None:
            return self
        template = cast("Template", instance)
        bound = copy(self)
        bound._template = template
        bound.reuse = template.reuse
        bound.option_values = self._values_in(unwatched(template.option_values))
        if bound.reuse:
            outside = {name: self._renamed.get(name, name) for name in bound.option_values if name not in self._fixed}
            bound.option_values = Watched(bound.reuse, "option", bound.option_values, outside)
        vars(template)[self.block_name] = bound             # where the next read finds it
        return bound

    def but(self, **settings: Any) -> Self:
        """The same block with other settings, for a garment that inherits it and changes a few."""
        changed = copy(self)
        changed._renamed, changed._offered, changed._fixed = dict(self._renamed), dict(self._offered), dict(self._fixed)
        for name, value in settings.items():
            changed._set(name, value)
        return changed

    # ---- What it declares ---------------------------------------------------------------------------------------

    def options(self) -> dict[str, Option[Any]]:
        """The options that it adds to its garment, under the garment's names for them."""
        offered = [name for name in declared(type(self), Option) if name in self._offered]
        return {option.name: option for option in map(self._as_offered, offered)}

    def _as_offered(self, name: str) -> Option[Any]:
        """An option under the garment's name; a fixed one under a name that no customer can set."""
        option = copy(self._offered.get(name) or declared(type(self), Option)[name])
        option.name = self._renamed.get(name, name)
        if name in self._fixed:
            option.name, option.default = f"{self.block_name}.{name}", self._fixed[name]
        return option

    def _values_in(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of its options under its own names, including fixed ones."""
        return {name: self._fixed[name] if name in self._fixed else values[self._renamed.get(name, name)]
                for name in declared(type(self), Option)}

    def piece_methods(self) -> dict[str, PieceMethod]:
        """The pieces that it adds, their conditions stated with the garment's options."""
        return {name: method.of_block(self.block_name, self._as_offered)
                for name, method in declared(type(self), PieceMethod).items()}

    def intentions(self) -> dict[str, Intended]:
        """Its intended measures, by the path from its garment."""
        return {f"{self.block_name}.{name}": value for name, value in declared(type(self), Intended).items()}

    # ---- What it reads, as a template does ----------------------------------------------------------------------

    @property
    def template(self) -> Template:
        """The draft of its garment; `DraftError` if it belongs to none."""
        if self._template is None:
            raise DraftError(f"{type(self).__name__} was read outside of a garment's draft", code="block.outside",
                             where=self.block_name, hint="Give it a name in the class of a garment, and read it there.")
        return self._template

    @property
    def garment(self) -> Garment:
        """The garment, for reading its other parts."""
        return cast("Garment", self.template)

    @cached_property
    def body(self) -> Any:
        """The measurements of the drafted side that the block lists under ``needs``."""
        return self.template.body_for(self.needs, f"{self.template.name}.{self.block_name}")

    @cached_property
    def middle(self) -> Any:
        """The measurements of the whole body, which both sides share."""
        return self.template.middle_for(self.needs, f"{self.template.name}.{self.block_name}")

    @property
    def fabrics(self) -> Mapping[str, Fabric]:
        """The cloth of each role."""
        return self.template.fabrics

    @property
    def wearer_side(self) -> str:
        """The side that is drafted."""
        return self.template.wearer_side

    @property
    def twin(self) -> Self:
        """The same block of the other side's draft; itself where both sides are drafted as one."""
        return cast("Self", getattr(self.template.twin, self.block_name))

    @property
    def alterations(self) -> Mapping[str, Any]:
        """The alterations of the intended measures."""
        return self.template.alterations

    @property
    def requested_measures(self) -> Mapping[str, Any]:
        """The measures requested for the garment in place of intended ones."""
        return self.template.requested_measures

    @property
    def pieces_waiting(self) -> list[str]:
        """The pieces that are being drafted now."""
        return self.template.pieces_waiting

    def note(self, text: str) -> None:
        """Add a note on this draft for the maker."""
        self.template.note(text)

    def rescued(self, text: str, by: float) -> None:
        """Note that the construction was changed by ``by`` mm so that this body could be drafted."""
        self.template.rescued(text, by)

    def held(self, name: str, own: int) -> int:
        """How many of something the garment is built with; see `Template.held`."""
        return self.template.held(name, own)

    def stretched(self, run: Run, role: str = "shell") -> float:
        """The length of a run in mm when its cloth is stretched; see `Template.stretched`."""
        return self.template.stretched(run, role)
