"""What a sore region takes out of the plan, and who gets no plan at all (science E.2, E.4 and E.5)."""

from dataclasses import dataclass
from typing import Final

from runstrong.model.athlete import Preferences
from runstrong.model.exercise import Exercise, Library
from runstrong.strength.placing.rules import Rule

EASED_CUE: Final = "Slower, and only as far as it stays at 3 of 10 or less."
AMBER_FROM: Final = 4
RED_FROM: Final = 6

PAIN: Final = Rule(
    "pain",
    {"amber_from": AMBER_FROM, "red_from": RED_FROM},
    "From 4 of 10 on an easier movement or none for the sore region; from 6 none, and a professional's look.",
    "weak: pain monitoring comes from supervised Achilles rehabilitation (Silbernagel 2007); we stay below it",
)

GENERAL_NOTICE: Final = (
    "General training information for healthy adults, not medical advice or diagnosis. Stop and seek professional "
    "care for chest pain, fainting, pain in one spot of a bone, swelling, a joint that gives way, or pain that "
    "makes you limp or wakes you."
)
FORM_NOTICE: Final = (
    "Form comes first: stop a set when the shape goes, and swap any exercise for its easier form. These "
    "body-weight weeks prepare you for loading; do not expect them to change your pace."
)
UNDER_AGE_NOTICE: Final = (
    "No plan: under 18, strength training belongs with a coach who watches the technique. Please ask one."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An exercise as it may be done today; `instead_of` is what it stands in for, None where nothing changed."""

    exercise: Exercise
    instead_of: Exercise | None = None

    @property
    def is_eased(self) -> bool:
        """Whether it stays, for want of an easier movement, but smaller and slower."""
        return self.instead_of is self.exercise


def is_red(region: str, pain: int) -> bool:
    """Whether a region is to be left alone; a suspected bone stress injury is, at any number (cli.md)."""
    return pain >= RED_FROM or region == "bone_stress"


def fitting(exercise: Exercise, library: Library, preferences: Preferences) -> Choice | None:
    """The exercise, or the nearest easier one that level and niggles allow; None where none is left."""
    chosen = exercise
    levels = ("novice", "intermediate", "advanced")
    while chosen.level > 1 + levels.index(preferences.level) and chosen.regression:
        chosen = library.exercises[chosen.regression]
    limits = [
        (limit, region, pain) for region, pain in preferences.niggles if (limit := _limit(chosen, region, pain))
    ]
    if any(limit == "avoid" or is_red(region, pain) for limit, region, pain in limits):
        return None
    if limits:
        return _easier(chosen, library, preferences)
    return Choice(chosen)


def _limit(exercise: Exercise, region: str, pain: int) -> str | None:
    """How a niggle limits an exercise; nothing below amber."""
    sore = pain >= AMBER_FROM or is_red(region, pain)
    return exercise.contraindications.get(region) if sore else None


def _easier(exercise: Exercise, library: Library, preferences: Preferences) -> Choice | None:
    if exercise.regression is None:
        return Choice(exercise, instead_of=exercise)
    found = fitting(library.exercises[exercise.regression], library, preferences)
    return found and Choice(found.exercise, instead_of=exercise)


def notices(library: Library, preferences: Preferences) -> tuple[str, ...]:
    """What a sore region changes, one sentence each, worst first as the runner gave them."""
    return tuple(
        _notice(library.regions[region].name, red=is_red(region, pain))
        for region, pain in preferences.niggles
        if region in library.regions and (pain >= AMBER_FROM or is_red(region, pain))
    )


def _notice(name: str, *, red: bool) -> str:
    if red:
        return f"Sore: {name}. Its exercises are out. Stop what hurts and have a professional look at it."
    return f"Sore: {name}. Its exercises are easier or out: stop whatever hurts more, and look again in 48 h."
