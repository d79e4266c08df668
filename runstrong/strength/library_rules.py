"""What a coach would not allow in a table of exercises, whoever edits it."""

from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final, get_args

from runstrong.model.exercise import Exercise, Library, Pattern
from runstrong.model.plan import Phase

WEIGHTS: Final = frozenset({"dumbbell", "kettlebell", "barbell", "trap_bar", "weight_belt", "cable", "machine"})
"""Kit that weighs something known in kg; a band does not."""

NEVER_JUMP_WITH: Final = frozenset({"achilles", "calf", "plantar", "shin", "ankle", "bone_stress"})
"""Sore regions that no jump is done with (science E.4)."""

AT_HOME: Final[tuple[Pattern, ...]] = (
    "jump", "squat", "lunge", "single_leg", "hinge", "bridge", "calf", "soleus", "push", "pull", "anti_extension",
    "trunk_flexion", "anti_lateral", "anti_rotation", "hip_abduction", "foot",
)  # fmt: skip
"""What every runner can train with nothing but a floor, a wall, a chair and a towel."""

PHASES_BY_JUMP: Final[Mapping[int, frozenset[Phase]]] = {
    0: frozenset({"foundation", "strength", "power", "maintenance"}),
    1: frozenset({"foundation", "strength", "power", "maintenance"}),
    2: frozenset({"strength", "power", "maintenance"}),
    3: frozenset({"power", "maintenance"}),
}
"""The phases in which an exercise has a dose, by its plyometric level (science C.2 and C.4)."""


def contradiction(library: Library) -> str | None:
    """The first thing in the table that cannot stand, in words that name it; None where all is well."""
    return next(_contradictions(library), None)


def _contradictions(library: Library) -> Iterator[str]:
    exercises = library.exercises.values()
    yield from (f"{e.id} {fault}" for e in exercises for fault, holds in _RULES.items() if not holds(e))
    yield from (f"{e.id} {fault}" for e in exercises if (fault := _bad_neighbour(e, library)))
    yield from _circles(library)
    yield from (
        f"{e.id} leads down to nothing easy that its kit allows" for e in exercises if not _lands(e, library)
    )
    yield from _bad_substitutes(library)
    yield from _not_at_home(library)
    yield from _out_of_order(library)


def _is_loaded_by_its_kits(exercise: Exercise) -> bool:
    return not exercise.is_loaded or all(WEIGHTS & set(kit) for kit in exercise.kits)


def _tells_reserve(exercise: Exercise) -> bool:
    """Repetitions in reserve belong to repetitions of work; holds, jumps and warm-ups have none (cli.md)."""
    without = exercise.measure == "seconds" or exercise.pattern in ("jump", "warm_up", "mobility")
    return all((dose.rir is None) == without for dose in exercise.dose.values())


def _offers_every_kit(exercise: Exercise) -> bool:
    """Kits are tried in their order: after body weight none would ever be taken."""
    return () not in exercise.kits[:-1] and len(set(exercise.kits)) == len(exercise.kits)


_RULES: Final[Mapping[str, Callable[[Exercise], bool]]] = {
    "is a jump without a plyometric level, or has one and is no jump": lambda e: (
        (e.pattern == "jump") == (e.plyometric > 0)
    ),
    "counts foot contacts that are none, or does not count its own": lambda e: (
        (e.contacts_per_rep > 0) == (e.pattern == "jump" and e.measure == "reps")
    ),
    "is a jump and does not spare what jumps must spare": lambda e: (
        e.pattern != "jump" or all(e.contraindications.get(region) == "avoid" for region in NEVER_JUMP_WITH)
    ),
    "loads the legs and does not spare a bone stress injury": lambda e: (
        e.region != "lower" or e.contraindications.get("bone_stress") == "avoid"
    ),
    "takes a weight that not each of its kits has": _is_loaded_by_its_kits,
    "hides a kit behind an easier one, or names one twice": _offers_every_kit,
    "has no dose in a phase it belongs to, or one where it does not": lambda e: (
        set(e.dose) == PHASES_BY_JUMP[e.plyometric]
    ),
    "speaks of repetitions in reserve where there are none, or is silent where there are": _tells_reserve,
    "holds for seconds that do not last one second": lambda e: e.measure == "reps" or e.rep_s == 1,
}


def _bad_neighbour(exercise: Exercise, library: Library) -> str | None:
    for name, side in ((exercise.regression, -1), (exercise.progression, 1)):
        if name is None:
            continue
        neighbour = library.exercises.get(name)
        if neighbour is None:
            return f"names an unknown neighbour, {name}"
        if neighbour.pattern != exercise.pattern:
            return f"has a neighbour of another purpose, {name}"
        if (neighbour.level - exercise.level) * side < 0:
            return f"calls {name} {'easier' if side < 0 else 'harder'}, which it is not"
    return None


def _circles(library: Library) -> Iterator[str]:
    """Whether some exercise is, over its neighbours, easier than itself."""
    easier: dict[str, set[str]] = {name: set() for name in library.exercises}
    for exercise in library.exercises.values():
        if exercise.regression:
            easier[exercise.id].add(exercise.regression)
        if exercise.progression:
            easier[exercise.progression].add(exercise.id)
    try:
        TopologicalSorter(easier).prepare()
    except CycleError as circle:
        yield f"{circle.args[1][0]} is easier than itself"


def _lands(exercise: Exercise, library: Library) -> bool:
    """Whether its ladder ends at level 1, with body weight or with no more kit than its own."""
    last = exercise
    while last.regression:
        last = library.exercises[last.regression]
    within = [any(set(less) <= set(kit) for less in last.kits) for kit in exercise.kits]
    return last.level == 1 and all(within)


def _bad_substitutes(library: Library) -> Iterator[str]:
    for region in library.regions.values():
        for name in region.substitutes:
            exercise = library.exercises.get(name)
            if exercise is None or exercise.contraindications.get(region.id) == "avoid":
                yield f"{name} cannot stand in where {region.name} is sore"


def _not_at_home(library: Library) -> Iterator[str]:
    covered = {e.pattern for e in library.exercises.values() if e.level == 1 and () in e.kits}
    yield from (
        f"no easy {pattern} exercise does without equipment" for pattern in AT_HOME if pattern not in covered
    )


def _out_of_order(library: Library) -> Iterator[str]:
    """A session does its exercises in the order of the table, which is that of the patterns."""
    order: tuple[Pattern, ...] = get_args(Pattern)
    furthest = 0
    for exercise in library.exercises.values():
        if order.index(exercise.pattern) < furthest:
            yield f"{exercise.id} stands out of the order of a session"
        furthest = max(furthest, order.index(exercise.pattern))
