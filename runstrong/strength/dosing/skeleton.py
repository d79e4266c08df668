"""What a session is built from: its movements in order of worth and in order of doing, and the week's quotas."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from runstrong.model.plan import Part
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.tracks import Quota

Letter = Literal["A", "B", "C"]
LETTERS: Final[tuple[Letter, ...]] = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Post:
    """A place in a session, filled by the first of its `tracks` that this runner can do."""

    part: Part
    tracks: tuple[str, ...]


def _post(part: Part, *tracks: str) -> Post:
    return Post(part, tracks)


POSTS: Final[Mapping[str, Post]] = {
    # In the order in which a session does them: what needs fresh legs first, what lies on the floor last.
    "swing": _post("warm_up", "swing"),
    "ankle": _post("warm_up", "ankle"),
    "hinge_drill": _post("warm_up", "hinge_drill"),
    "opener": _post("warm_up", "opener"),
    "hop": _post("jumps", "hop"),
    "jump": _post("jumps", "jump"),
    "squat": _post("strength", "squat"),
    "hinge": _post("strength", "hinge", "bridge"),
    "lunge": _post("strength", "lunge"),
    "single_leg_hinge": _post("strength", "single_leg_hinge"),
    "step": _post("strength", "step"),
    "bridge": _post("strength", "bridge"),
    "hamstring": _post("strength", "hamstring"),
    "calf": _post("strength", "calf"),
    "soleus": _post("strength", "soleus"),
    "push_up": _post("strength", "push_up"),
    "press": _post("strength", "press", "dip"),
    "dip": _post("strength", "dip"),
    "row": _post("strength", "row"),
    "fly": _post("strength", "pull_up", "fly"),
    "curl": _post("strength", "curl"),
    "triceps": _post("strength", "triceps"),
    "plank": _post("core", "plank"),
    "hollow": _post("core", "hollow"),
    "side_plank": _post("core", "side_plank"),
    "rotation": _post("core", "rotation"),
    "crunch": _post("core", "crunch"),
    "leg_lift": _post("core", "leg_lift"),
    "hip": _post("feet", "hip"),
    "hip_hike": _post("feet", "hip_hike", "adductor"),
    "adductor": _post("feet", "adductor"),
    "toes": _post("feet", "toes"),
    "shin": _post("feet", "shin"),
    "balance": _post("feet", "balance"),
    "spine": _post("mobility", "spine"),
    "hip_stretch": _post("mobility", "hip_stretch"),
    "calf_stretch": _post("mobility", "calf_stretch"),
}

LEG_POSTS: Final = frozenset(
    {"squat", "hinge", "lunge", "single_leg_hinge", "step", "bridge", "hamstring", "calf", "soleus"}
)
"""The leg work proper: it belongs to the session that names it, and never fills up another."""

_WORTH: Final[Mapping[Letter, tuple[str, ...]]] = {
    "A": ("squat", "calf", "push_up", "plank", "single_leg_hinge", "jumps", "fly", "rotation", "hip", "crunch",
          "soleus", "toes", "step", "bridge", "balance", "curl", "triceps"),
    "B": ("hinge", "soleus", "row", "side_plank", "lunge", "jumps", "press", "hollow", "hip_hike", "leg_lift",
          "calf", "shin", "hamstring", "dip", "curl", "triceps"),
    "C": ("squat", "calf", "push_up", "plank", "row", "side_plank", "dip", "crunch", "hollow", "leg_lift",
          "rotation", "fly", "hip", "toes", "shin", "balance"),
}  # fmt: skip
"""Most valuable first: a shorter session drops from the end. A and B take turns; C is the third of a week."""

_FIRST_WEEKS: Final[Mapping[Letter, tuple[str, ...]]] = {
    "A": ("squat", "calf", "push_up", "plank", "single_leg_hinge", "crunch", "jumps", "rotation", "fly", "hip",
          "soleus", "toes", "bridge", "step", "balance"),
    "B": ("lunge", "soleus", "dip", "hollow", "bridge", "leg_lift", "jumps", "side_plank", "row", "hip_hike",
          "calf", "shin", "hamstring"),
    "C": _WORTH["C"],
}  # fmt: skip
"""A novice's foundation: the founding exercises first, as many of them as two short sessions hold."""

WARM_UP: Final = ("swing", "ankle", "hinge_drill", "opener")
JUMPS: Final[Mapping[Letter, tuple[str, ...]]] = {"A": ("hop", "jump"), "B": ("jump", "hop"), "C": ()}
COOL_DOWN: Final = ("hip_stretch", "calf_stretch", "spine")
MOBILITY: Final = (*WARM_UP, *COOL_DOWN)

WEEK_MOST: Final[Mapping[Quota, int]] = {
    "quads": 12, "hinge": 10, "calf": 12, "hip": 6, "core": 14, "push": 6, "pull": 6, "feet": 6,
}  # fmt: skip
"""Working sets a week: C.2's upper limits for the legs; for the rest, where it names none, ours."""

ONE_SESSION: Final = 0.65
"""The largest part of a week's sets that one session may hold."""

LIGHT_LEGS: Final[Mapping[Quota, int]] = {"quads": 2, "hinge": 0, "calf": 2}
"""The leg sets of the third session, few enough to leave the legs fresh."""

LEGS: Final[tuple[Quota, ...]] = ("quads", "hinge", "calf")


def letter(turn: int) -> Letter:
    """Which of the week's sessions `turn` (0, 1, ...) is."""
    return LETTERS[turn % len(LETTERS)]


def worth(kind: Letter, need: Need) -> tuple[str, ...]:
    """The posts of a session, most valuable first; `jumps` stands for all of its jumps."""
    novice = need.preferences.level == "novice" and need.phase == "foundation"
    return (_FIRST_WEEKS if novice else _WORTH)[kind]


def most_sets(quota: Quota, sessions: int) -> int:
    """The sets of one session that keep a week of `sessions` within its quota."""
    week = WEEK_MOST[quota]
    return min(week // max(1, sessions), round(week * ONE_SESSION))
