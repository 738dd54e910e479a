"""A machine's state while a program is executed: loops on needles, carriers, the inserting hook and the racking."""

from __future__ import annotations

from collections.abc import Sequence

from mtmpattern.knitting.bed import BEDS, EIGHTHS, Beds, Code
from mtmpattern.knitting.faults import FaultList
from mtmpattern.knitting.knitout import VERSION, Program
from mtmpattern.knitting.machine import Machine
from mtmpattern.knitting.passes import IN, OUT, Carrier


class MachineState:
    """What a machine's beds and carriers hold, and the rules for each; faults are collected, not raised."""

    def __init__(self, program: Program, machine: Machine) -> None:
        self.program, self.machine = program, machine
        self.faults = FaultList(program)
        self.beds = Beds(program, machine, self.faults)
        self.size = self.beds.size
        self.loops = bytearray(self.size * len(BEDS))
        self.made = [-1] * (self.size * len(BEDS))      # the line of the body at which a needle's loop was formed
        self.arrived: dict[int, int] = {}               # the line at which a loop was last moved to a needle
        self.known = {name: Carrier(name) for name in machine.carriers}
        self.inside: list[Carrier] = []                 # the carriers in action
        self.rack = 0                                   # in eighths
        self.hook: tuple[str, ...] = ()                 # the carriers whose yarn the hook holds
        self.hook_at: int | None = None                 # the needle beside which it is parked
        self.formed = self.transfers = self.transfer_passes = 0
        self.widest = self.longest = 0

    def headers(self) -> None:
        """Check the magic line's version and the comment header."""
        header, machine = self.program.header, self.machine
        if self.program.version > VERSION:
            self.faults.add("knitting.version", 0, f"version {self.program.version} is later than {VERSION}")
        carriers = " ".join(machine.carriers)
        if header.get("Carriers") != carriers:
            self.faults.add("knitting.header", 0, f"the header's carriers are {header.get('Carriers', 'missing')}; "
                            f"{machine.name} needs {carriers}")
        if header.get("Machine", machine.model) != machine.model:
            self.faults.add("knitting.header", 0, f"the header names the machine {header['Machine'][:40]}, not "
                            f"{machine.model}")
        if header.get("Position", "Keep") not in ("Keep", "Left", "Right", "Center"):
            self.faults.add("knitting.header", 0, f"Position is {header['Position'][:40]}")

    def fault(self, code: str, index: int, reason: str, place: int = -1, carriers: Sequence[str] = ()) -> None:
        """Record a fault at a line of the body."""
        self.faults.add(code, index, reason, needle=self.beds.needle(place) if place >= 0 else "",
                        carrier=" ".join(carriers))

    def aligned(self, index: int, code: Code) -> None:
        """Check that two needles face each other at the current racking."""
        _, _, bed, number, place, target, _, _ = code
        other, place_number = divmod(target, self.size)
        facing = place_number + self.beds.base
        if bed % 2 == other % 2:
            self.fault("knitting.transfer", index, f"moves to {self.beds.needle(target)} on the same bed", place)
            return
        wanted = (facing - number if bed % 2 else number - facing) * EIGHTHS
        if wanted != self.rack:
            self.fault("knitting.transfer", index, f"moves to {self.beds.needle(target)}, which faces it at racking "
                       f"{wanted / EIGHTHS:g}; the bed stands at {self.rack / EIGHTHS:g}", place)

    def transfer(self, index: int, code: Code) -> None:
        """Move a needle's loops to the needle that faces it."""
        place, target = code[4], code[5]
        loops = self.loops
        self.transfers += 1
        self.aligned(index, code)
        if not loops[place]:
            self.fault("knitting.transfer", index, "moves a loop from an empty needle", place)
        loops[target] = held = min(loops[target] + loops[place], 255)
        if held > self.machine.loops:
            self.fault("knitting.loops", index, f"holds {held} loops, {self.machine.loops} at most", target)
        loops[place] = 0
        self.made[target] = self.made[place]
        self.arrived[target] = index
        self.follow(place, target)

    def follow(self, place: int, target: int) -> None:
        """Move a carrier, and its wrap, with the loop that it hangs on."""
        for carrier in self.inside:
            if carrier.wrapped == place:
                carrier.wrapped = target
            if carrier.place == place:
                bed, number = divmod(target, self.size)
                carrier.place = target
                carrier.moved = ((number + self.beds.base) * EIGHTHS + (self.rack if bed % 2 else 0) + carrier.way)

    def drop(self, index: int, place: int) -> None:
        """Drop loops: allowed for waste and draw thread, and for the last loop of a yarn that was taken out."""
        if not self.loops[place]:
            self.fault("knitting.drop", index, "drops from an empty needle", place)
            return
        made = self.made[place]
        operation = self.program.body[made].operation if made >= 0 else None
        for name in operation.carriers if operation else ():
            carrier = self.known[name]
            if name in (self.machine.waste, self.machine.draw) or (carrier.state == OUT and carrier.last_loop == made):
                continue
            self.fault("knitting.drop", index, "drops a loop that nothing else holds", place, (name,))
        self.loops[place] = 0

    def racking(self, index: int, code: Code) -> None:
        """Move the back bed within its limits."""
        operation = code[-1]
        value = float(operation.values[0]) if operation else 0.0
        if abs(value) > self.machine.rack + (self.machine.all_needle if value % 1 else 0):
            self.fault("knitting.rack", index, f"racks by {value:g} needles, {self.machine.rack} at most")
        if value % 1 not in (0.0, self.machine.all_needle):
            self.fault("knitting.rack", index, f"racks by {value:g}; {self.machine.name} racks by whole needles, or "
                       f"by whole needles and {self.machine.all_needle:g}")
        self.rack = round(value * EIGHTHS)
        self.widest = max(self.widest, abs(self.rack))

    def enter(self, index: int, code: Code, carrier: Carrier) -> None:
        """Check a carrier's first stitch: the way it comes in, and what its yarn lies across."""
        _, way, _, number, place, _, carriers, _ = code
        machine = self.machine
        carrier.state = IN
        self.inside.append(carrier)
        if carrier.mates != carriers:
            self.fault("knitting.carrier", index, f"was brought in with {' '.join(carrier.mates)} but is used with "
                       f"{' '.join(carriers)}", place, (carrier.name,))
        if carrier.by == "inhook":
            self.hook_at = number
        if machine.enters and way != machine.enters:
            self.fault("knitting.entry", index, f"comes from the {machine.yarn_from}, so its first course goes "
                       f"{'rightwards' if machine.enters > 0 else 'leftwards'}", place, (carrier.name,))
        if carrier.by == "in" and machine.yarn_in == "gripper":
            self.across(index, number, carrier, "in")

    def across(self, index: int, number: int, carrier: Carrier, word: str) -> None:
        """Check that a yarn straight to or from a gripper does not lie across needles that hold loops."""
        base, size = self.beds.base, self.size
        low, high = (0, number - base) if self.machine.yarn_from == "left" else (number - base + 1, size)
        held = sum(1 for at in range(low, high) if self.loops[at] or self.loops[size + at])
        if held:
            self.fault("knitting.across", index, f"goes {word} at the {self.machine.yarn_from} across {held} needles "
                       "that hold loops", number - base, (carrier.name,))

    def beside_hook(self, index: int, code: Code) -> None:
        """Check that nothing on the hook's side of the first stitch is used while the hook holds a yarn."""
        _, _, _, number, place, _, _, _ = code
        at = self.hook_at
        if at is not None and (number > at if self.machine.enters <= 0 else number < at):
            side = "right" if self.machine.enters <= 0 else "left"
            self.fault("knitting.hook", index, f"lies beyond the inserting hook, which takes up "
                       f"{self.machine.hook_width} needles {side} of needle {at} and leads the yarn away there", place)

    def leave(self, index: int, carrier: Carrier, opcode: str) -> None:
        """Take a carrier out."""
        if carrier.state != IN:
            reason = "was not brought in" if carrier.state == OUT else "has formed no loop yet"
            self.fault("knitting.carrier", index, f"is taken out but {reason}", -1, (carrier.name,))
        elif carrier.wrapped >= 0:
            self.fault("knitting.tuck", index, "is taken out after a tuck onto a loop that was held", carrier.wrapped,
                       (carrier.name,))
        elif opcode == "out" and self.machine.yarn_in == "gripper":
            left = self.machine.yarn_from == "left"
            places = (carrier.at, carrier.moved)
            number = -(-min(places) // EIGHTHS) if left else max(places) // EIGHTHS
            self.across(index, number, carrier, "out")
        carrier.state, carrier.turns, carrier.place = OUT, [], -1
        self.inside = [each for each in self.inside if each is not carrier]
