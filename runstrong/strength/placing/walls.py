"""What a session breaks where it lies: every wall asked, each answer with the numbers it saw."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from runstrong.model.plan import PlacedBy
from runstrong.strength.placing import race_walls, run_walls, session_walls
from runstrong.strength.placing.placement import Placement, Surroundings
from runstrong.strength.placing.rules import RULES, Rule

Check = Callable[[Rule, Placement, Surroundings], Iterator[PlacedBy]]

_CHECKS: Final[Mapping[str, Check]] = {
    "ill": session_walls.ill,
    "before_race": race_walls.before_race,
    "race_week": race_walls.race_week,
    "after_race": race_walls.after_race,
    "before_key_run": run_walls.before_key_run,
    "legs_apart": session_walls.legs_apart,
    "jumps_apart": session_walls.jumps_apart,
    "run_first": run_walls.run_first,
    "after_cross_training": run_walls.after_cross_training,
    "free_day": session_walls.free_day,
}

PAIRS: Final = tuple(rule for rule in RULES if rule.id in {"race_week", "legs_apart", "jumps_apart"})
"""The rules that look at a session beside one other."""

WEEKLY: Final = tuple(rule for rule in RULES if rule.id in {"jumps_apart", "free_day"})
"""The rules that look at the week's sessions together."""


def broken(session: Placement, around: Surroundings, rules: Sequence[Rule] = RULES) -> list[PlacedBy]:
    """What `session` breaks, each with the numbers it saw; empty where it may stay."""
    return [found for rule in rules for found in _CHECKS[rule.id](rule, session, around)]
