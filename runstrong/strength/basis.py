"""What a week's sessions depend on: its stage, how many are open, and what each size would ask of the runner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from runstrong.strength.block.rules import MAINTENANCE
from runstrong.strength.block.stage import Stage
from runstrong.strength.dosing.need import SIZES, Need, Size
from runstrong.strength.dosing.session import Contents, contents
from runstrong.strength.placing.placement import Ask
from runstrong.strength.softening import Softening
from runstrong.strength.week import Week

STARTER_SESSIONS: Final = 2
TURNS: Final = 3
SHORT_MIN: Final = 30
"""Sessions up to this length may follow straight after an easy evening run (rule `run_first`)."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A week with all that its sessions depend on, worked out once."""

    week: Week
    stage: Stage
    softening: Softening

    @property
    def asked(self) -> int:
        """How many sessions to aim for: fewer while the runs are not known, and once the block is done."""
        asked = self.week.preferences.sessions_per_week
        if not self.week.outlook.enough_history:
            return min(asked, STARTER_SESSIONS)
        if self.stage.phase != "maintenance":
            return asked
        return min(asked, int(MAINTENANCE.numbers["masters_sessions" if self.week.is_master else "sessions"]))

    @property
    def held(self) -> int:
        """How many of the week's sessions stand already."""
        standing = self.week.standing(is_new=self.stage.is_new)
        return sum(self.week.holds(at.day) for at in standing)

    @property
    def open_sessions(self) -> int:
        """How many sessions are still to be placed."""
        return 0 if self.week.is_over else max(0, self.asked - self.held)

    def need(self) -> Need:
        """What the sessions are asked to be, before a day softens them."""
        at, wishes = self.stage, self.week.preferences
        return Need(
            preferences=replace(wishes, equipment=()) if at.body_only else wishes,
            phase=at.dosed_as,
            today=self.week.today,
            deload=at.deload,
            load_factor=at.load_factor,
            jumps_allowed=at.jumps_allowed,
            is_new=at.is_new,
            sessions=self.asked,
            diary=self.week.diary,
        )

    def contents(self, size: Size, turn: int, need: Need | None = None) -> Contents:
        """The inside of one session; `turn` counts the week's from 0."""
        return contents(size, turn, need or self.need(), self.week.library)

    def turns(self) -> list[int]:
        """The turns that are open: of the week's sessions A, B and C those that none of the standing ones is."""
        taken: set[int] = set()
        held = self.week.strength_here()
        whole = [self._exercises(turn) for turn in range(TURNS)] if any(held) else []
        for ids in held:
            free = [turn for turn in range(TURNS) if turn not in taken] or [0]
            taken.add(max(free, key=lambda turn: len(ids & whole[turn])) if ids else free[0])
        return [turn for turn in range(TURNS) if turn not in taken]

    def _exercises(self, turn: int) -> set[str]:
        inside = self.contents("full", turn)
        return {exercise.id for exercise in inside.exercises if exercise.part != "warm_up"}

    def asks(self) -> dict[Size, tuple[Ask, ...]]:
        """What each size asks of this runner, session by session.

        Sizes that sore regions leave empty, or that ask no less than a larger one, are not offered.
        """
        found: dict[Size, tuple[Ask, ...]] = {}
        turns = self.turns()[: self.open_sessions]
        for size in SIZES:
            inside = [self.contents(size, turn) for turn in turns]
            asked = tuple(Ask(one.work, one.minutes, bool(one.foot_contacts)) for one in inside)
            empty = not all(one.exercises for one in inside)
            other = any((ask.work == "mobility") != (size == "mobility") for ask in asked)
            if not empty and not other and not any(_no_less(asked, larger) for larger in found.values()):
                found[size] = asked
        return found


def _no_less(asked: Sequence[Ask], larger: Sequence[Ask]) -> bool:
    """Whether the rules see no difference between two sizes."""
    return all(
        (a.work, a.jumps, a.minutes <= SHORT_MIN) == (b.work, b.jumps, b.minutes <= SHORT_MIN)
        for a, b in zip(asked, larger, strict=True)
    )
