"""What a session is asked to be: the runner, the place in the block, and what is known of their last sessions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary
from runstrong.model.plan import Phase

Size = Literal["full", "no_jumps", "half_legs", "upper_core", "mobility"]
"""How much of a session fits its place, from whole to least (science D.3's order of giving way)."""

SIZES: Final[tuple[Size, ...]] = get_args(Size)


@dataclass(frozen=True, slots=True)
class Need:
    """Everything the contents of a week's sessions depend on, beside the library.

    `set_factor` and `load_factor` (0-1) soften lower-body sets and loads (return, taper, softening); the deload is
    taken off here. `is_new`: the first two weeks of a block, or too little history. `sessions` counts the week's.
    `banned` exercises are never chosen; `swaps` names for an exercise the one the runner wants in its place.
    """

    preferences: Preferences
    phase: Phase
    today: date
    deload: bool = False
    set_factor: float = 1.0
    load_factor: float = 1.0
    jumps_allowed: bool = True
    is_new: bool = False
    sessions: int = 2
    diary: Diary = field(default_factory=Diary)
    banned: frozenset[str] = frozenset()
    swaps: Mapping[str, str] = field(default_factory=dict)
