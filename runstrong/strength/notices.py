"""What a plan says of health: always the same in general, and what is sore, with what brings it back."""

from collections.abc import Sequence
from typing import Final

from runstrong.model.athlete import Preferences
from runstrong.model.exercise import Exercise, Library
from runstrong.strength.safety import Sore, fitting, has_jumps, is_open, sore_regions

GENERAL_NOTICE: Final = (
    "General training information for healthy adults, not medical advice or diagnosis. Stop and seek professional "
    "care for chest pain, fainting, pain in one spot of a bone, swelling, a joint that gives way, or pain that "
    "makes you limp or wakes you."
)
FORM_NOTICE: Final = "Form comes first: stop a set when the shape goes, and swap any exercise for its easier form."
PREPARING_NOTICE: Final = (
    "Weeks of foundation and of body weight prepare you for loading; do not expect them to change your pace."
)

RED: Final = (
    "All that loads it is out, and so is what could stand in. Stop what hurts and have a professional look at it."
)
AMBER: Final = "Do only what stays at 3 or less, and look again in 48 h."
BACK_AT: Final = "Once it is back at 3 or less, say so on the Athlete page: everything returns."
BONE_STRESS: Final = (
    "Jumps and loaded work on your feet are out at any number. It stays so until you take it off the list, which "
    "is for a professional to decide."
)
NAMES_SHOWN: Final = 3


def sore_notices(library: Library, preferences: Preferences) -> tuple[str, ...]:
    """What each sore region takes out, what stands in, when to see someone and what brings it back."""
    return tuple(_notice(sore, library, preferences) for sore in sore_regions(library, preferences))


def _notice(sore: Sore, library: Library, preferences: Preferences) -> str:
    at = f"Sore: {sore.region.name}, {sore.pain} of 10."
    if sore.region.id == "bone_stress":
        return f"{at} {BONE_STRESS} {sore.region.see_someone}".rstrip()
    urgent = f" See someone for this: {sore.region.see_someone.rstrip('.')}." if sore.region.see_someone else ""
    if sore.is_red:
        return f"{at} {RED}{urgent} {BACK_AT}"
    return f"{at} {_changed(sore, library, preferences)} {AMBER}{urgent} {BACK_AT}"


def _changed(sore: Sore, library: Library, preferences: Preferences) -> str:
    """What amber changes among the exercises open to this runner: out, and what stands in or stays, gentler."""
    limited = [e for e in library.exercises.values() if is_open(e, preferences) and sore.limit(e)]
    choices = [(e, fitting(e, library, preferences)) for e in limited]
    jumps = (
        ["all jumps"] if sore.region.no_jumps else ["jumps that load it"] if any(map(has_jumps, limited)) else []
    )
    out = [*jumps, *(_short(e) for e, choice in choices if choice is None and not has_jumps(e))]
    stays = [*dict.fromkeys(_short(choice.exercise) for _, choice in choices if choice)]
    said = [f"Out: {_named(out)}." if out else "", f"In their place or gentler: {_named(stays)}." if stays else ""]
    return " ".join(filter(None, said)) or "Nothing open to you now loads it."


def _short(exercise: Exercise) -> str:
    """Its name without what stands in brackets."""
    return exercise.name.partition(" (")[0]


def _named(names: Sequence[str]) -> str:
    rest = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
