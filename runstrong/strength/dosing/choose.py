"""Which exercise fills a place: by kit, level, niggles and phase, the same each week until another is earned."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from runstrong.model.exercise import Dose, Exercise, Library
from runstrong.strength import safety
from runstrong.strength.dosing import jumps
from runstrong.strength.dosing.dose import dose, phase_dose
from runstrong.strength.dosing.history import MEMORY_DAYS, Performance, done_ids, performances, weeks_trained
from runstrong.strength.dosing.kit import kit
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.progress import missed, reached_top
from runstrong.strength.dosing.tracks import TRACKS
from runstrong.strength.safety import Choice

FOUNDATION_WEEKS: Final = 4
"""Weeks trained after which a runner new to strength may leave the first level."""

Level = Literal["novice", "intermediate", "advanced"]
LEVEL_NAMES: Final[tuple[Level, ...]] = get_args(Level)
LEVELS: Final = {"novice": (1, 2), "intermediate": (2, 3), "advanced": (3, 3)}
"""The hardest exercise level in the first weeks and after them."""


@dataclass(frozen=True, slots=True)
class Chooser:
    """What choices depend on; `unloaded` keeps to body weight (the third session of a week)."""

    need: Need
    library: Library
    unloaded: bool = False

    def choose(self, tracks: Iterable[str], taken: Collection[str] = ()) -> Choice | None:
        """The exercise of the first of `tracks` that this runner can do and the session does not hold yet."""
        found = (self._from(track, taken) for track in tracks)
        return next((choice for choice in found if choice), None)

    def _from(self, track: str, taken: Collection[str]) -> Choice | None:
        rungs = [(self.library.exercises[name], start) for name, start in TRACKS[track]]
        wanted = self._rung([(e, start) for e, start in rungs if e.id not in taken and self.is_open(e)])
        if wanted is None:
            return None
        choice = self._spared(self._swapped(wanted))
        return choice if choice and choice.exercise.id not in taken else None

    def is_open(self, exercise: Exercise) -> bool:
        """Whether kit, level, gates and wishes allow an exercise, sore regions aside."""
        need = self.need
        if exercise.id in need.banned or phase_dose(exercise, need) is None:
            return False
        if exercise.pattern == "jump":
            return self._has_kit(exercise) and jumps.plyometric(exercise) <= jumps.gate(need, self.library)
        return self._has_kit(exercise) and _level(exercise) <= self.level

    @property
    def level(self) -> int:
        """The hardest exercise level open to this runner."""
        need = self.need
        if self.unloaded:
            return 1
        first, later = LEVELS[need.preferences.level]
        grown = need.phase not in ("foundation", "return") or (
            need.phase == "foundation" and weeks_trained(need.diary, need.today) >= FOUNDATION_WEEKS
        )
        return later if grown and not need.is_new else first

    def _has_kit(self, exercise: Exercise) -> bool:
        chosen = kit(exercise, self.need.preferences.equipment)
        return chosen is not None and not (self.unloaded and (exercise.is_loaded or chosen))

    def _rung(self, rungs: list[tuple[Exercise, int]]) -> Exercise | None:
        """The rung to stand on: where the log says, or the hardest one may begin on at this level."""
        level = jumps.gate(self.need, self.library) if _are_jumps(rungs) else self.level
        starts = [at for at, (_, start) in enumerate(rungs) if 0 < start <= level]
        if not starts:
            return None
        done = done_ids(self.need.diary, self.need.today, MEMORY_DAYS)
        tried = max((at for at, (e, _) in enumerate(rungs) if e.id in done), default=None)
        if self.unloaded or tried is None or (tried < starts[-1] and not self.need.deload):
            return rungs[starts[-1]][0]
        ladder = [e for e, _ in rungs]
        return ladder[max(0, min(len(ladder) - 1, tried + self._step(tried, ladder)))]

    def _step(self, at: int, ladder: list[Exercise]) -> int:
        """One rung up after two sessions at the top of the range, one down after two short of its bottom.

        Whoever stepped down comes back once the easier rung is earned.
        """
        if self.need.deload or ladder[at].pattern == "jump":
            return 0
        if self._went_twice(ladder[at], missed) and not self._last_load(ladder[at]):
            return 0 if at and self._went_twice(ladder[at - 1], reached_top) else -1
        return 1 if not ladder[at].is_loaded and self._went_twice(ladder[at], reached_top) else 0

    def _went_twice(self, exercise: Exercise, how: Callable[[Exercise, Dose, Performance], bool]) -> bool:
        """Whether its last two sessions both went that way."""
        limits = dose(exercise, self.need)
        last = performances(self.need.diary, exercise.id, self.need.today)[-2:]
        return limits is not None and len(last) > 1 and all(how(exercise, limits, one) for one in last)

    def _last_load(self, exercise: Exercise) -> float | None:
        return performances(self.need.diary, exercise.id, self.need.today)[-1].load_kg

    def _swapped(self, exercise: Exercise) -> Exercise:
        """What the runner asked for instead, where kit and niggles allow it."""
        other = self.library.exercises.get(self.need.swaps.get(exercise.id, ""))
        if other and self._has_kit(other) and other.id not in self.need.banned and self._is_painless(other):
            return other
        return exercise

    def _spared(self, wanted: Exercise) -> Choice | None:
        """The exercise, or what sore regions leave of it: a stand-in, a gentler form, or nothing."""
        if self._is_painless(wanted):
            return Choice(wanted)
        level: Level = LEVEL_NAMES[max(self.level, wanted.level) - 1]
        choice = safety.fitting(wanted, self.library, replace(self.need.preferences, level=level))
        return choice if choice and self.is_open(choice.exercise) else None

    def _is_painless(self, exercise: Exercise) -> bool:
        """Whether no sore region speaks against it."""
        choice = safety.fitting(exercise, self.library, replace(self.need.preferences, level="advanced"))
        return choice is not None and choice.instead_of is None


def _level(exercise: Exercise) -> int:
    """Its level; the founding article's body-weight exercises are open to everyone."""
    return 1 if exercise.in_article and not exercise.is_loaded else exercise.level


def _are_jumps(rungs: list[tuple[Exercise, int]]) -> bool:
    return bool(rungs) and rungs[0][0].pattern == "jump"
