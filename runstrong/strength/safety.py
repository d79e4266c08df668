"""What a sore region takes out of the plan, and what may stand in (science E.2 to E.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from runstrong.model.athlete import Preferences
from runstrong.model.exercise import Exercise, Library, Limit, Pattern, SoreRegion
from runstrong.strength.placing.rules import Rule

EASED_CUE: Final = "Slower, with a third less weight if any, and only as far as it stays at 3 of 10 or less."
AMBER_FROM: Final = 4
RED_FROM: Final = 6
LEVELS: Final = ("novice", "intermediate", "advanced")

PAIN: Final = Rule(
    "pain",
    {"amber_from": AMBER_FROM, "red_from": RED_FROM},
    "From 4 of 10 on an easier movement or none for the sore region; from 6 none, and a professional's look.",
    "mixed: pain monitoring comes from supervised Achilles rehabilitation (Silbernagel 2007); we stay below it",
    "mixed",
)

SAME_PURPOSE: Final[tuple[frozenset[Pattern], ...]] = (
    frozenset({"squat", "lunge", "single_leg"}),
    frozenset({"hinge", "bridge", "knee_flexion"}),
    frozenset({"calf", "soleus"}),
    frozenset({"anti_extension", "trunk_flexion"}),
)
"""Patterns near enough for a substitute of E.4 to do the other's work; any other pattern only does its own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An exercise as it may be done today.

    `instead_of` is what it stands in for, itself where it stays but gentler, None where nothing changed.
    `is_eased`: it loads what is sore all the same, so it is done smaller and slower (E.2).
    """

    exercise: Exercise
    instead_of: Exercise | None = None
    is_eased: bool = False


@dataclass(frozen=True, slots=True)
class Sore:
    """A region at amber or red, with its pain from 0 to 10."""

    region: SoreRegion
    pain: int

    @property
    def is_red(self) -> bool:
        """Whether it is to be left alone."""
        return is_red(self.region.id, self.pain)

    def limit(self, exercise: Exercise) -> Limit | None:
        """What soreness here does to an exercise. Red takes all that loads the region, substitutes too.

        Jumps know no gentler half: where they would load the region they are out from amber on.
        """
        stated = exercise.contraindications.get(self.region.id)
        lost = self.is_red and (stated is not None or exercise.id in self.region.substitutes)
        jump = has_jumps(exercise) and (stated is not None or self.region.no_jumps)
        return "avoid" if lost or jump else stated


def is_red(region: str, pain: int) -> bool:
    """Whether a region is to be left alone; a suspected bone stress injury is, at any number (cli.md)."""
    return pain >= RED_FROM or region == "bone_stress"


def sore_regions(library: Library, preferences: Preferences) -> tuple[Sore, ...]:
    """The regions at amber or red, in the runner's order. Back at 3 or less, a region limits nothing any more."""
    given = ((library.regions.get(name), pain) for name, pain in preferences.niggles)
    known = (Sore(region, pain) for region, pain in given if region is not None)
    return tuple(sore for sore in known if sore.pain >= AMBER_FROM or sore.is_red)


def fitting(exercise: Exercise, library: Library, preferences: Preferences) -> Choice | None:
    """The exercise as level and sore regions allow it: itself, what stands in for it, or None.

    A sore region first offers its own substitutes for the same purpose (E.4), then the easier neighbours; for want
    of both an exercise to be modified stays, eased. What stands in never needs kit the runner lacks.
    """
    sore = sore_regions(library, preferences)
    chosen = _at_level(exercise, library, preferences)
    limits = [limit for place in sore if (limit := place.limit(chosen))]
    if not limits:
        return Choice(chosen)
    if has_jumps(chosen) or any(place.is_red and place.limit(chosen) for place in sore):
        return None
    for place_taker in _stand_ins(chosen, sore, library, preferences):
        return Choice(place_taker, chosen, is_eased=any(place.limit(place_taker) for place in sore))
    return None if "avoid" in limits else Choice(chosen, chosen, is_eased=True)


def _at_level(exercise: Exercise, library: Library, preferences: Preferences) -> Exercise:
    """The exercise, or the first easier neighbour within the runner's level."""
    while exercise.level > _level(preferences) and exercise.regression:
        exercise = library.exercises[exercise.regression]
    return exercise


def _level(preferences: Preferences) -> int:
    return 1 + LEVELS.index(preferences.level)


def _stand_ins(
    exercise: Exercise, sore: Sequence[Sore], library: Library, preferences: Preferences
) -> Iterator[Exercise]:
    """What may take an exercise's place, best first.

    The sore regions' own substitutes, then the easier neighbours that spare them, then those that only load less.
    """
    named = (
        library.exercises[name] for place in sore if place.limit(exercise) for name in place.region.substitutes
    )
    alike = [other for other in named if _same_purpose(other, exercise)]
    easier = list(_easier(exercise, library))
    others = [other for other in (*alike, *easier) if is_open(other, preferences)]
    yield from (other for other in others if not any(_speaks_against(place, other) for place in sore))
    yield from (other for other in easier if other in others and not any(p.limit(other) == "avoid" for p in sore))


def _easier(exercise: Exercise, library: Library) -> Iterator[Exercise]:
    while exercise.regression:
        exercise = library.exercises[exercise.regression]
        yield exercise


def _speaks_against(place: Sore, exercise: Exercise) -> bool:
    """Whether a sore region forbids a stand-in: its own substitutes may be done although they load it."""
    limit = place.limit(exercise)
    return limit == "avoid" or (limit == "modify" and exercise.id not in place.region.substitutes)


def _same_purpose(one: Exercise, other: Exercise) -> bool:
    near = (group for group in SAME_PURPOSE if other.pattern in group)
    return one.pattern in next(near, frozenset({other.pattern}))


def is_open(exercise: Exercise, preferences: Preferences) -> bool:
    """Whether the runner's level and kit allow an exercise."""
    at_hand = set(preferences.equipment)
    return exercise.level <= _level(preferences) and any(at_hand.issuperset(kit) for kit in exercise.kits)


def has_jumps(exercise: Exercise) -> bool:
    """Whether it holds jumps."""
    return exercise.plyometric > 0
