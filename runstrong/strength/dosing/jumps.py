"""Jumps: which are open to this runner, and how many foot contacts a session holds (science C.4)."""

from collections.abc import Iterable, Mapping
from typing import Final

from runstrong.model.exercise import Dose, Exercise, Library
from runstrong.model.plan import Phase
from runstrong.strength.dosing.history import by_week, weeks_trained
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.pieces import Piece
from runstrong.strength.safety import sore_regions

GATE_WEEKS: Final = 4
"""Weeks trained before hops and jumps in place, and weeks of those before bounds and drop jumps."""

NOVICE_GATE_WEEKS: Final = 6
MASTERS_FROM: Final = 50
TENDER: Final = frozenset({"achilles", "plantar", "shin", "bone_stress"})
"""Any number here keeps bounds and drop jumps out."""

ARMS: Final = frozenset({"shoulder", "elbow", "wrist"})
SESSIONS_MOST: Final = 2
ONE_EXERCISE: Final = 40
"""Contacts up to which one kind of jump is enough."""

ANOTHER_FROM: Final = 20
"""Contacts left over that make another kind of jump worth its time."""

RAMP: Final = 20
"""Contacts by which a week may outgrow the largest of the three before it."""

CONTACTS: Final[Mapping[str, Mapping[Phase, int]]] = {
    "novice": {"foundation": 20, "strength": 40, "power": 60, "maintenance": 30, "taper": 20, "return": 20},
    "intermediate": {"foundation": 40, "strength": 60, "power": 80, "maintenance": 40, "taper": 20, "return": 20},
    "advanced": {"foundation": 60, "strength": 80, "power": 100, "maintenance": 60, "taper": 20, "return": 40},
}
"""A session's contacts: C.4's bands by level met with C.2's by phase, at their careful end."""


def gate(need: Need, library: Library) -> int:
    """The highest plyometric level open: 0 none, 1 two-footed and low, 2 in place, 3 bounds and drop jumps."""
    if not need.jumps_allowed or _too_sore(need, library):
        return 0
    weeks = weeks_trained(need.diary, need.today)
    runner = need.preferences
    wanted = NOVICE_GATE_WEEKS if runner.level == "novice" else GATE_WEEKS
    if need.phase not in ("strength", "power", "maintenance") or weeks < wanted:
        return 1
    tender = any(region in TENDER and pain > 0 for region, pain in runner.niggles)
    young = runner.birth_year is None or need.today.year - runner.birth_year < MASTERS_FROM
    ready = runner.level == "advanced" or (runner.level == "intermediate" and young)
    return 3 if ready and not tender and _weeks_of_hops(need, library) >= GATE_WEEKS else 2


def plyometric(exercise: Exercise) -> int:
    """The gate an exercise lies behind: its plyometric level, and never below 2 for what beginners do not do."""
    return max(exercise.plyometric, 2 if exercise.level > 1 else 1)


def budget(need: Need, library: Library) -> int:
    """Foot contacts for one session; a beginning may always be as large as the foundation's."""
    by_phase = CONTACTS[need.preferences.level]
    weeks = [sum(_contacts(e.id, e.sets, library) for s in week for e in s.exercises)
             for week in by_week(need.diary, need.today, 3)]  # fmt: skip
    sessions = min(max(need.sessions, 1), SESSIONS_MOST)
    ramp = (max(weeks) + RAMP) // sessions
    allowed = min(by_phase[need.phase], max(ramp, by_phase["foundation"]))
    if need.deload:
        return min(allowed, max(weeks) // sessions or allowed) // 2
    return allowed


def fit(exercise: Exercise, dose: Dose, contacts: int) -> tuple[int, int] | None:
    """Sets and repetitions that come nearest to `contacts` without passing it; None where one set is too many."""
    each = contacts_of(exercise, 1, 1)
    low, high = dose.work
    options = [
        (sets * reps * each, sets, reps)
        for sets in range(1, dose.sets[1] + 1)
        for reps in range(low, high + 1)
        if sets * reps * each <= contacts
    ]
    return max(options)[1:] if options else None


def contacts_of(exercise: Exercise, sets: int, reps: int) -> int:
    """Foot contacts of `sets` of `reps` (per side where the exercise is)."""
    return sets * reps * exercise.contacts_per_rep * (2 if exercise.per_side else 1)


def total(pieces: Iterable[Piece]) -> int:
    """The foot contacts of a session's jumps."""
    jumping = (piece for piece in pieces if piece.planned.part == "jumps")
    return sum(contacts_of(piece.exercise, piece.sets, piece.planned.reps or 0) for piece in jumping)


def _contacts(exercise_id: str, sets: tuple[object, ...], library: Library) -> int:
    exercise = library.exercises.get(exercise_id)
    if exercise is None or not exercise.contacts_per_rep:
        return 0
    return sum(contacts_of(exercise, 1, getattr(one, "reps", None) or 0) for one in sets)


def _too_sore(need: Need, library: Library) -> bool:
    """Whether a tender region, or any red one that landing would shake, keeps every jump out."""
    return any(
        sore.region.no_jumps or (sore.is_red and sore.region.id not in ARMS)
        for sore in sore_regions(library, need.preferences)
    )


def _weeks_of_hops(need: Need, library: Library) -> int:
    """Weeks of the last twelve with a jump of level 2 in them."""
    hops = {e.id for e in library.exercises.values() if e.pattern == "jump" and plyometric(e) >= 2}
    weeks = by_week(need.diary, need.today, 12)
    return sum(any(e.id in hops for s in week for e in s.exercises) for week in weeks)
