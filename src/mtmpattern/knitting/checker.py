"""Our own check of knitout programs, written from the format's specification and the machines' documents.

A program is executed needle by needle. It must ask nothing that the machine cannot do (racks, hook, grippers, sliders,
needles, carriers), nothing that loses a stitch (knitting on an empty needle, dropping a live loop, a loop passed over
or left behind) and nothing that spoils plain or ribbed cloth (a needle worked twice in a course, a carrier that is
not where its next stitch needs it, a long float, a tuck among stitches, a turn that leaves a hole). The checker does
not depend on how the program was made; given the planned passes, it compares those as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mtmpattern.errors import StationError
from mtmpattern.knitting.bed import BEDS, DROP, EIGHTHS, KNIT, NOTHING, RACK, SPLIT, TUCK, XFER, YARN, Code
from mtmpattern.knitting.faults import Fault
from mtmpattern.knitting.knitout import Program
from mtmpattern.knitting.machine import Machine
from mtmpattern.knitting.machine_state import MachineState
from mtmpattern.knitting.passes import IN, OUT, PENDING, UNUSED, Carrier, Pass, PassRead, PlannedPass, Turn

STRAY: Final = 12
"""Loops on fewer than one in this many needles of the other bed were left behind; more of them are a tube."""

_NO_PASS: Final = Pass(-1, (), 0, 0, 0, 0, [UNUSED, UNUSED], [UNUSED, UNUSED])


@dataclass(frozen=True, slots=True)
class Checked:
    """The faults found (``total`` also counts those beyond the cap), the passes, and what the machine did."""

    faults: tuple[Fault, ...]
    total: int
    passes: tuple[PassRead, ...]
    operations: int
    loops: int
    transfers: int
    transfer_passes: int
    widest_rack: float
    longest_float: int
    needles: tuple[int, int]

    @property
    def sound(self) -> bool:
        """Whether no fault was found."""
        return not self.faults

    def ensure(self, file: str = "") -> None:
        """Raise `StationError` with every fault that was kept, if there is any."""
        if self.faults:
            raise StationError.of(fault.problem(file) for fault in self.faults)


def check(program: Program, machine: Machine, plan: Sequence[PlannedPass] | None = None) -> Checked:
    """Execute a program on a machine's model and return the findings; with a ``plan``, compare its passes too."""
    run = _Run(program, machine)
    run.headers()
    run.execute()
    run.finish()
    if plan is not None:
        run.compare(plan)
    return run.result()


class _Run(MachineState):
    """One execution of a program."""

    def __init__(self, program: Program, machine: Machine) -> None:
        super().__init__(program, machine)
        self.current = _NO_PASS
        self.passes: list[PassRead] = []
        self.moving = -1                                # bed that the last operation transferred from

    def execute(self) -> None:  # noqa: PLR0912  # a call for each stitch would take longer than the stitch
        """Every operation in order. The first branch is the hot one, and keeps the pass in locals."""
        loops, made = self.loops, self.made
        current = self.current
        with_, way_, at, last = current.carriers, current.way, current.pos, current.last
        stopped = hooked = False
        for index, code in enumerate(self.beds.codes):
            kind, way, bed, number, place, _, carriers, _ = code
            if kind < XFER and carriers:                # knit, tuck, split, miss
                pos = number * EIGHTHS + (self.rack if bed else 0)
                if carriers is not with_ or way != way_ or (pos - at) * way <= 0:
                    current.pos = at
                    current = self.open(index, code, pos)
                    with_, way_, at, last = current.carriers, current.way, current.pos, current.last
                    stopped, hooked = False, self.hook_at is not None
                elif stopped:
                    current.stopped = stopped = False
                if hooked:
                    self.beside_hook(index, code)
                if kind > SPLIT:                        # a miss moves the carrier and no more
                    at = pos
                    continue
                if last[bed] + way != number:
                    current.pos = at
                    self.gap(index, code, pos)
                if kind != KNIT:
                    self.add(index, code)
                elif loops[place] != 1:
                    if not loops[place]:
                        self.fault("knitting.empty", index, "knits on an empty needle", place)
                    loops[place] = 1
                made[place] = index
                last[bed], at = number, pos
                current.loops += 1
            elif kind != NOTHING:
                current.pos = at
                if kind == XFER and not stopped:
                    self.stop()
                    stopped = True
                self.other(index, code)
                if kind == YARN:                        # ends the pass
                    current = self.current
                    with_, way_, at, last = current.carriers, current.way, current.pos, current.last
                    hooked = self.hook_at is not None

    def add(self, index: int, code: Code) -> None:
        """A tuck or a split."""
        held = self.loops[code[4]]
        if code[0] == TUCK:
            self.tuck(index, code, held)
        else:
            self.split(index, code, held)

    def other(self, index: int, code: Code) -> None:
        """An operation that forms no loop."""
        kind, _, bed, _, place, _, _, _ = code
        if kind == XFER:
            if self.hook_at is not None:
                self.beside_hook(index, code)
            self.transfer_passes += self.moving != bed
            self.moving = bed
            self.transfer(index, code)
            return
        self.moving = -1
        if kind == DROP:
            self.drop(index, place)
        elif kind == RACK:
            self.racking(index, code)
        elif kind == YARN:
            self.yarn(index, code)

    # -- passes

    def open(self, index: int, code: Code, pos: int) -> Pass:
        """Begin a pass: its carriers must be in action, and stand where the first needle can be reached from."""
        _, way, _, number, place, _, carriers, _ = code
        self.close()
        self.moving = -1
        start = pos
        for name in carriers:
            carrier = self.known.setdefault(name, Carrier(name))
            if carrier.state == OUT:
                self.fault("knitting.carrier", index, "is used but was not brought in", place, (name,))
                carrier.state, carrier.at, carrier.moved = IN, pos - way, pos - way
                self.inside.append(carrier)
            elif carrier.state == PENDING:
                self.enter(index, code, carrier)
                carrier.at = carrier.moved = pos - way
            else:
                start = self.reach(index, code, pos, carrier)
        self.current = Pass(index, carriers, way, number, start, pos - way, [UNUSED, UNUSED], [UNUSED, UNUSED])
        return self.current

    def reach(self, index: int, code: Code, pos: int, carrier: Carrier) -> int:
        """Check that a carrier stands close behind the pass's first needle; return where it stands."""
        _, way, _, _, place, _, _, _ = code
        ahead, start = max(((pos - at) * way, at) for at in (carrier.at, carrier.moved))
        begins = carrier.cast_on or (code[0] == TUCK and not self.loops[place])
        widened = self.arrived.get(place, -1) > carrier.last_loop
        if ahead < 0 and not ((begins or widened) and -ahead < EIGHTHS):    # at a new edge it turned one needle early
            side = "right" if way > 0 else "left"
            self.fault("knitting.position", index, f"stands {-ahead / EIGHTHS:.2g} needles to the {side} of the needle "
                       f"it must work {'rightwards' if way > 0 else 'leftwards'}", place, (carrier.name,))
            return pos
        if ahead > (self.machine.longest_float + 1) * EIGHTHS:
            self.float(index, ahead, place, carrier.name)
        self.longest = max(self.longest, ahead // EIGHTHS)
        if place == carrier.wrapped:
            self.fault("knitting.tuck", index, "was tucked at the end of the course and is worked again straight away",
                       place)
        return start

    def gap(self, index: int, code: Code, pos: int) -> None:
        """A pass skips needles of this bed: those between must be empty, and the gap short."""
        _, way, bed, number, place, _, carriers, _ = code
        current = self.current
        step = (pos - current.pos) * way
        if step > (self.machine.longest_float + 1) * EIGHTHS and current.loops:
            self.float(index, step, place, " ".join(carriers))
        if current.loops:
            self.longest = max(self.longest, step // EIGHTHS - 1)
        last = current.last[bed]
        if last == UNUSED:
            current.begun[bed] = number
            start = current.start - (self.rack if bed else 0)
            last = start // EIGHTHS if way > 0 else -(-start // EIGHTHS)    # the needle it stood behind
        step = number - last
        if step == 2 * way:                             # rib: one needle of the other bed between
            if not self.loops[place - way]:
                return
        elif step * way <= 1:
            return
        if code[0] == TUCK and not self.loops[place] and current.onto_empty == current.loops:
            return                                      # a cast-on course works every other needle
        aside = {*current.aside, *(self.known[name].wrapped for name in carriers)}
        for passed in range(place - step + way, place, way):
            if self.loops[passed] and passed not in aside:
                self.fault("knitting.passed", index, "holds a loop and is passed over", passed, carriers)

    def float(self, index: int, eighths: int, place: int, carrier: str) -> None:
        """Report a float that is too long."""
        over, most = (eighths - 1) // EIGHTHS, self.machine.longest_float
        self.fault("knitting.float", index, f"floats over {over} needles, {most} at most", place, (carrier,))

    def stop(self) -> None:
        """Record the state of the beds where a pass may end, before transfers change it."""
        current = self.current
        if current is _NO_PASS or current.stopped:
            return
        current.stopped = True
        for name in current.carriers:
            carrier = self.known[name]
            carrier.at = carrier.moved = current.pos + current.way
            carrier.way = current.way
        if current.missed:
            return
        loops, size, base, way = self.loops, self.size, self.beds.base, current.way
        used = [bed for bed in (0, 1) if current.last[bed] != UNUSED]
        bed = used[0] if len(used) == 1 or current.last[0] * EIGHTHS == current.pos else 1
        current.end = bed * size + current.last[bed] - base
        current.inside = bool(loops[current.end + way])
        for name in current.carriers:
            carrier = self.known[name]
            carrier.place, carrier.last_loop = current.end, self.made[current.end]
            carrier.wrapped = current.end if any(place == current.end for _, place in current.tucks) else -1
        end = max(current.last[each] * way for each in used) * way
        low, high = sorted((min(current.begun[each] * way for each in used) * way, end))
        current.skipped = tuple(
            place for each in used
            for place in range(each * size + current.last[each] - base + way, each * size + end - base + way, way)
            if loops[place] and place not in current.aside)
        low, high = low - base, high - base
        if len(used) == 1:
            first = (1 - bed) * size + low
            facing = loops[first:first + high - low + 1]
            current.facing = len(facing) - facing.count(0) - len(current.aside)
            if 0 < current.facing * STRAY < len(facing):
                current.strays = tuple(place for place in range(first, first + len(facing))
                                       if loops[place] and place not in current.aside)
        while low < high and not (loops[low] or loops[size + low]):
            low += 1
        while high > low and not (loops[high] or loops[size + high]):
            high -= 1
        current.kept = (low + base, high + base)

    def close(self) -> None:
        """End the current pass: no loop may be left over, and a turn within the cloth needs its wrap."""
        current = self.current
        if current is _NO_PASS:
            return
        self.stop()
        self.current = _NO_PASS
        if current.missed:
            return
        index = self.known[current.carriers[0]].last_loop
        for passed in current.skipped:
            self.fault("knitting.passed", index, "holds a loop and is passed over", passed, current.carriers)
        for stray in current.strays:
            self.fault("knitting.left_behind", max(self.made[stray], 0), "holds a loop that is left behind while the "
                       "other bed is knitted", stray)
        wrap = False
        for at, place in current.tucks:
            wrap = place == current.end
            if not wrap:
                self.fault("knitting.tuck", at, "a tuck onto a held loop that is not the turn of a short row", place,
                           current.carriers)
        self.turned(current, wrap=wrap)
        self.record(current)

    def turned(self, current: Pass, *, wrap: bool) -> None:
        """Report turns without a wrap that this pass closed over, and remember its own."""
        bed, number = divmod(current.end, self.size)
        number += self.beds.base
        for name in current.carriers:
            carrier = self.known[name]
            for turn in list(carrier.turns):
                low, high = sorted((current.begun[turn.bed], current.last[turn.bed]))
                if low <= min(turn.number, turn.number + turn.way) and max(turn.number, turn.number + turn.way) <= high:
                    carrier.turns.remove(turn)
                    self.fault("knitting.hole", turn.index, "the course turns within the cloth without a wrap",
                               turn.bed * self.size + turn.number - self.beds.base, (name,))
            carrier.cast_on = current.onto_empty == current.loops
            if current.inside and not wrap and not carrier.cast_on:
                carrier.turns.append(Turn(bed, number, current.way, current.index))

    def record(self, current: Pass) -> None:
        """Add the pass to the result."""
        used = [bed for bed in (0, 1) if current.last[bed] != UNUSED]
        ends = [number for bed in used for number in (current.begun[bed], current.last[bed])]
        self.formed += current.loops
        self.passes.append(PassRead(
            self.program.line_number(current.index), current.carriers, current.way, min(ends), max(ends),
            current.kept, current.loops, "".join(BEDS[bed] for bed in used), current.facing, current.onto_empty))

    # -- loops

    def tuck(self, index: int, code: Code, held: int) -> None:
        """Add a loop."""
        place = code[4]
        self.loops[place] = min(held + 1, 255)
        if held:
            self.current.tucks.append((index, place))
        else:
            self.current.onto_empty += 1
        if held + 1 > self.machine.loops:
            self.fault("knitting.loops", index, f"holds {held + 1} loops, {self.machine.loops} at most", place)

    def split(self, index: int, code: Code, held: int) -> None:
        """Knit, and leave the old loops on the facing needle."""
        _, _, _, _, place, target, _, _ = code
        self.aligned(index, code)
        if not held:
            self.fault("knitting.empty", index, "splits an empty needle", place)
        if self.loops[target]:
            self.fault("knitting.transfer", index, "a split leaves its old loop on a needle that holds one", target)
        self.loops[target] = min(self.loops[target] + held, 255)
        self.made[target] = self.made[place]
        self.loops[place] = 1
        self.current.aside.append(target)
        self.follow(place, target)

    # -- carriers

    def yarn(self, index: int, code: Code) -> None:
        """in, inhook, releasehook, out, outhook."""
        operation, names = code[-1], code[-2]
        opcode = operation.code if operation else ""
        self.close()
        if "hook" in opcode and self.machine.yarn_in != "hook":
            self.fault("knitting.hook", index, f"{self.machine.name} has no inserting hook: {opcode}", -1, names)
        if opcode == "releasehook":
            if self.hook != names or self.hook_at is None:
                reason = "nothing has been knitted with it" if self.hook == names else (
                    f"it holds {' '.join(self.hook)}" if self.hook else "it holds nothing")
                self.fault("knitting.hook", index, f"the hook cannot release this yarn: {reason}", -1, names)
            self.hook, self.hook_at = (), None
            return
        if "hook" in opcode and self.hook:
            self.fault("knitting.hook", index, f"the hook still holds {' '.join(self.hook)}", -1, names)
        for name in names:
            carrier = self.known.setdefault(name, Carrier(name))
            if opcode.startswith("in"):
                if carrier.state != OUT:
                    self.fault("knitting.carrier", index, "is brought in but is already in", -1, (name,))
                self.known[name] = Carrier(name, PENDING, opcode, names, index)
            else:
                self.leave(index, carrier, opcode)
        if opcode == "inhook":
            self.hook = names

    # -- the end

    def finish(self) -> None:
        """Check the end: no loop held, carriers out, the hook free and the bed back."""
        self.close()
        end = len(self.program.body) - 1
        held = [place for place in range(len(self.loops)) if self.loops[place]]
        for place in held[:5]:
            self.fault("knitting.held", max(self.made[place], 0), "holds a loop at the end, formed here", place)
        if len(held) > 5:
            self.fault("knitting.held", end, f"{len(held)} needles hold loops at the end")
        for carrier in self.known.values():
            if carrier.state == PENDING:
                self.fault("knitting.carrier", carrier.brought_at, "is brought in and never used", -1, (carrier.name,))
            elif carrier.state == IN:
                self.fault("knitting.carrier", end, "is not taken out at the end", -1, (carrier.name,))
        if self.hook:
            self.fault("knitting.hook", end, "the hook holds a yarn at the end", -1, self.hook)
        if self.rack:
            self.fault("knitting.rack", end, f"the bed stands at racking {self.rack / EIGHTHS:g} at the end")

    def compare(self, plan: Sequence[PlannedPass]) -> None:
        """Report the first pass that differs from the plan, and a wrong number of passes."""
        for found, wanted in zip(self.passes, plan, strict=False):
            as_read = PlannedPass(" ".join(found.carriers), found.way, found.left, found.right, found.loops)
            if as_read != wanted:
                index = found.line - self.program.line_number(0)
                self.fault("knitting.plan", index, f"the plan has {wanted}; the program forms {as_read}")
                break
        if len(self.passes) != len(plan):
            self.fault("knitting.plan", len(self.program.body) - 1,
                       f"the plan has {len(plan)} passes; the program makes {len(self.passes)}")

    def result(self) -> Checked:
        """The findings and the totals."""
        numbers = [number for each in self.passes for number in (each.left, each.right)]
        return Checked(tuple(self.faults.found), self.faults.total, tuple(self.passes), self.program.operations,
                       self.formed, self.transfers, self.transfer_passes, self.widest / EIGHTHS, self.longest,
                       (min(numbers, default=0), max(numbers, default=0)))
