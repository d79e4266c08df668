"""How many sets a session may hold, so that its week keeps to the quotas and grows by little."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from runstrong.model.diary import SessionDone
from runstrong.model.exercise import Library
from runstrong.strength.dosing.history import by_week
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.skeleton import LEGS, LIGHT_LEGS, WEEK_MOST, Letter, most_sets
from runstrong.strength.dosing.tracks import QUOTAS, Quota

GROWTH: Final = 2
"""Sets by which a leg region's week may outgrow the largest of the three before it (science C.3)."""

LEAST: Final = 2


def shares(need: Need, library: Library, kind: Letter) -> Mapping[Quota, int]:
    """The sets one session may hold of every quota: its part of the week's."""
    sessions = max(1, need.sessions)
    share = {quota: most_sets(quota, sessions) for quota in WEEK_MOST}
    weeks = [_sets(week, library) for week in by_week(need.diary, need.today, 3)]
    for quota in LEGS:
        before = max((week[quota] for week in weeks), default=0)
        if before:
            share[quota] = min(share[quota], max(LEAST, (before + GROWTH) // sessions))
    return {**share, **LIGHT_LEGS} if kind == "C" else share


def _sets(sessions: list[SessionDone], library: Library) -> Counter[Quota]:
    """The sets of some sessions by quota."""
    counted: Counter[Quota] = Counter()
    for session in sessions:
        for done in session.exercises:
            exercise = library.exercises.get(done.id)
            if exercise:
                counted[QUOTAS[exercise.pattern]] += len(done.sets)
    return counted
