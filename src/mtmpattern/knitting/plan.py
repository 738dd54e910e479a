"""How a machine knits a panel: every pass with its direction, its transfers and its bind-offs.

The same plan is written as a program, as a chart and as rows in plain words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mtmpattern.knitting.machine import Machine
from mtmpattern.knitting.panel import Course, Mark, Panel, PanelStretch


@dataclass(frozen=True, slots=True)
class Shift:
    """Stitches of an edge moved sideways before a row: columns ``first`` to ``last`` by ``by`` columns.

    ``lifted`` is the column whose loop below goes with them and fills the gap; ``gap`` the column left empty.
    """

    side: str
    first: int
    last: int
    by: int
    lifted: int | None = None
    gap: int | None = None

    @property
    def increase(self) -> bool:
        """Whether it widens the panel."""
        return (self.by < 0) == (self.side == "left")

    @property
    def shaped(self) -> tuple[int, ...]:
        """The columns where it shows: those where stitches lie together, or the one that was added."""
        if self.increase:
            return (self.gap,) if self.gap is not None else ()
        inner, sign = (self.last, 1) if self.side == "left" else (self.first, -1)
        return tuple(inner + self.by - sign * step for step in range(abs(self.by)))


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One pass of a main yarn. ``way`` is +1 to the right; ``stretch`` the stitches in work after it.

    ``first`` and ``last`` are the outermost columns that the yarn passes, bound-off ones and the wrap included;
    ``bound`` columns are chained off at its start, those of ``centre`` in its middle; ``splits`` are columns whose old
    loop is kept for the next row, ``eyelets`` columns where a new loop begins, ``purls`` marks, ``wrap`` the column
    around which the yarn turns.
    """

    course: int
    zone: str
    part: int
    yarn: int
    way: int
    stretch: PanelStretch
    first: int
    last: int
    shifts: tuple[Shift, ...] = ()
    bound: int = 0
    centre: tuple[int, int] | None = None
    splits: tuple[int, ...] = ()
    eyelets: tuple[int, ...] = ()
    purls: tuple[int, ...] = ()
    wrap: int | None = None

    @property
    def loops(self) -> int:
        """How many loops it forms."""
        return self.last - self.first + 1

    @property
    def stitches(self) -> int:
        """Stitches in work after it."""
        return self.stretch.stitches

    @property
    def columns(self) -> range:
        """The columns that the yarn passes, in the order of its way, without the wrap."""
        first, last = self.first, self.last
        if self.wrap is not None:
            first, last = (first, last - 1) if self.way > 0 else (first + 1, last)
        return range(first, last + 1) if self.way > 0 else range(last, first - 1, -1)


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a stretch: its last columns, the direction of the next pass, and the yarn that stands there."""

    part: int
    yarn: int
    way: int
    stretch: PanelStretch


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of a panel in the order of knitting, and its endings.

    ``panel`` is as it lies on the bed (mirrored where the purl side faces the front); ``first_way`` is the direction of
    the first row; ``split`` the course in which a neck opens (0 for none); ``in_turn`` says that its two sides are
    knitted one after the other.
    """

    panel: Panel
    rows: tuple[PlanRow, ...]
    endings: tuple[Ending, ...]
    first_way: int
    split: int
    entry: int
    in_turn: bool

    @property
    def widest_shift(self) -> int:
        """The most needles by which stitches are moved."""
        return max((abs(shift.by) for row in self.rows for shift in row.shifts), default=0)

    @property
    def yarns(self) -> int:
        """How many main yarns are in work at once."""
        return 1 + max((row.yarn for row in self.rows), default=0)


@dataclass(slots=True)
class _Lane:
    """A stretch while it is planned: where its yarn stands, and its rows so far."""

    part: int
    yarn: int
    way: int                        # of the next row
    left: int
    right: int
    stands: int | None = None       # the column at which a short row turned, None at an edge
    rows: list[PlanRow] = field(default_factory=list)


def plan_panel(panel: Panel, machine: Machine) -> Plan:
    """Plan a panel for a machine. Raises `StationError` where the outline cannot be knitted."""
    panel.ensure()
    return _Planner(panel.mirrored() if machine.right_side_away else panel, machine).plan()


class _Planner:
    """Plans the rows of one panel: as a whole up to a split, and above it as two lanes, one for each half."""

    def __init__(self, panel: Panel, machine: Machine) -> None:
        self.panel, self.machine = panel, machine
        self.marks: dict[tuple[int, int], list[Mark]] = {}
        for mark in panel.marks:
            self.marks.setdefault((mark.course, mark.part), []).append(mark)

    def plan(self) -> Plan:
        panel = self.panel
        first = panel.courses[0][0]
        whole = _Lane(0, 0, self.first_way(), first.left, first.right)
        first_way, number = whole.way, 0
        for number, course in enumerate(panel.courses, 1):
            if len(course) == 2 and self.may_split(whole.way):
                break
            self.row(whole, number, PanelStretch(course[0].left, course[-1].right, course[0].turn_left,
                                            course[-1].turn_right))
        else:
            ending = Ending(0, 0, whole.way, PanelStretch(whole.left, whole.right))
            return Plan(panel, tuple(whole.rows), (ending,), first_way, 0, 0, in_turn=False)
        far, near = self.split(whole, number, panel.courses[number - 1])
        in_turn = self.machine.neck_in_turn
        lanes = (far, near) if in_turn else (near, far)
        for above, course in enumerate(panel.courses[number:], number + 1):
            for lane in lanes:
                self.row(lane, above, course[lane.part])
        kept = tuple(column for lane in lanes for column in lane.rows[0].splits)
        rows = [*whole.rows[:-1], replace(whole.rows[-1], splits=kept)]
        halves = [lane.rows[1:] for lane in lanes]
        rows += [*halves[0], *halves[1]] if in_turn else [row for pair in zip(*halves, strict=True) for row in pair]
        endings = tuple(Ending(lane.part, lane.yarn, lane.way, PanelStretch(lane.left, lane.right))
                        for lane in (far, near))
        entry = near.rows[1].way if len(near.rows) > 1 else near.way
        return Plan(panel, tuple(rows), endings, first_way, number, entry, in_turn)

    def first_way(self) -> int:
        """The direction of the first row: the panel's, except that an open cast-on begins where the yarn comes in."""
        panel, machine = self.panel, self.machine
        if panel.cast_on == "open" and machine.enters and machine.waste_courses and not (
                panel.band and panel.band.kind == "hem"):
            return machine.enters
        return 1 if panel.starts == "left" else -1

    def may_split(self, way: int) -> bool:
        """Whether a second yarn can come in for the stretch where the row begins.

        A gripper brings it in at its own side only; a hook or a hand does so anywhere.
        """
        machine = self.machine
        return machine.enters in (0, way) or machine.yarn_in == "hook"

    def split(self, whole: _Lane, number: int, course: Course) -> tuple[_Lane, _Lane]:
        """The row in which the neck opens: it crosses the whole width and chains off the stitches of the opening."""
        way, enters = whole.way, self.machine.enters
        gap = (course[0].right + 1, course[1].left - 1)
        over = PanelStretch(course[0].left, course[1].right, course[0].turn_left, course[1].turn_right)
        self.row(whole, number, over, gap if gap[0] <= gap[1] else None)
        far, near = (1, 0) if way > 0 else (0, 1)
        ends = [(whole.left, course[0].right), (course[1].left, whole.right)]
        same = enters == way                            # otherwise from the neck, or with the hook
        second = 0 if self.machine.neck_in_turn else 1
        lanes = (_Lane(far, 0, -way, *ends[far]), _Lane(near, second, way if same else -way, *ends[near]))
        lanes[0].stands = whole.stands
        for lane in lanes:                              # the row they share, for the increases that follow
            lane.rows = [replace(whole.rows[-1], part=lane.part)]
        return lanes

    def row(self, lane: _Lane, course: int, target: PanelStretch, centre: tuple[int, int] | None = None) -> None:
        """Add the row of a course to a lane: shapings, bind-off where its yarn stands, turns."""
        panel, way = self.panel, lane.way
        zone = "rib" if panel.band and course <= panel.band.courses else "body"
        near, far = ("left", "right") if way > 0 else ("right", "left")
        change = {"left": target.left - lane.left, "right": lane.right - target.right}
        most = min(panel.fashioning.most, lane.right - lane.left + 1 - sum(max(each, 0) for each in change.values()))
        bound = change[near] if change[near] > most and lane.stands is None else 0
        for side in (near, far):
            if change[side] > most:                     # bound off now, or when the yarn stands there
                change[side] = 0
        shifts = tuple(self.shifts(lane, change, (near, far)))
        left, right = lane.left + change["left"], lane.right - change["right"]
        start = lane.stands if lane.stands is not None else (left if way > 0 else right)
        turn = target.turn_right if way > 0 else target.turn_left
        end = turn if turn is not None else (right if way > 0 else left)
        wrap = end + way if turn is not None and end != (right if way > 0 else left) else None
        last = end if wrap is None else wrap
        lane.left, lane.right = (left + bound, right) if way > 0 else (left, right - bound)
        eyelets = tuple(shift.gap for shift in shifts if shift.gap is not None and shift.lifted is None)
        row = PlanRow(course, zone, lane.part, lane.yarn, way, PanelStretch(lane.left, lane.right), min(start, last),
                  max(start, last), shifts, bound, centre, eyelets=eyelets, wrap=wrap)
        lane.rows.append(replace(row, purls=tuple(self.purls(row))))
        lane.way, lane.stands = -way, None if wrap is None else end

    def shifts(self, lane: _Lane, change: dict[str, int], order: tuple[str, str]) -> Iterator[Shift]:
        """The transfers that shape the edges, the side where the yarn stands first."""
        width = lane.right - lane.left + 1
        narrowed = sum(max(each, 0) for each in change.values())
        for side in order:
            by, sign = change[side], 1 if side == "left" else -1
            edge = lane.left if side == "left" else lane.right
            if by > 0:
                inset = max(by - 1, min(self.panel.fashioning.inset, (width - narrowed - 2) // 2))
                first, last = sorted((edge, edge + sign * inset))
                yield Shift(side, first, last, by * sign)
            elif by < 0:
                yield self.increase(lane, side, edge, sign, width)

    def increase(self, lane: _Lane, side: str, edge: int, sign: int, width: int) -> Shift:
        """Add a stitch at an edge; the loop to be lifted is split off in the row below."""
        fashioning = self.panel.fashioning
        inset = 0 if fashioning.increase == "split" else max(1, min(fashioning.inset, (width - 2) // 2))
        source = edge + sign * inset
        if fashioning.increase != "eyelet" and self.splits(lane, source):
            first, last = sorted((edge, source - sign)) if inset else (edge, edge - 1)
            return Shift(side, first, last, -sign, source, source - sign)
        inset = max(inset, 1)
        first, last = sorted((edge, edge + sign * (inset - 1)))
        return Shift(side, first, last, -sign, None, edge + sign * (inset - 1))

    def splits(self, lane: _Lane, column: int) -> bool:
        """Make the lane's last row keep a column's old loop, if it can; return whether it does."""
        if not lane.rows:
            return False
        row = lane.rows[-1]
        if row.zone == "rib" or column not in row.columns or column in (*row.eyelets, *row.splits, *row.purls) \
                or not row.stretch.left + (row.bound > 0) <= column <= row.stretch.right - (row.bound > 0):
            return False
        if row.centre and row.centre[0] - 1 <= column <= row.centre[1] + 1:
            return False
        lane.rows[-1] = replace(row, splits=(*row.splits, column))
        return True

    def purls(self, row: PlanRow) -> Iterator[int]:
        """The columns that carry this row's marks: the second stitch from the edge, or the next that is free."""
        for mark in self.marks.get((row.course, row.part), ()):
            if row.zone == "rib":
                continue
            sign, edge = (1, row.stretch.left) if mark.side == "left" else (-1, row.stretch.right)
            taken = {row.wrap, *(column for shift in row.shifts for column in shift.shaped)}
            for column in range(edge + sign, edge + sign * row.stitches, sign):
                if column in row.columns and column not in taken:
                    yield column
                    break
