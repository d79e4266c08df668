"""Exercises: what each trains and needs, how much of it in which phase, and its easier and harder neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from runstrong.model.plan import Phase

BodyRegion = Literal["lower", "upper", "core", "full"]
Measure = Literal["reps", "seconds"]
Limit = Literal["avoid", "modify"]
Plyometric = Literal[0, 1, 2, 3]
"""0 none, 1 low two-footed, 2 jumps and hops in place, 3 bounds and drop jumps (science C.4)."""

Pattern = Literal[
    "warm_up",
    "jump",
    "squat", "lunge", "single_leg",
    "hinge", "bridge", "knee_flexion",
    "calf", "soleus",
    "push", "pull", "arms", "carry",
    "anti_extension", "trunk_flexion", "hip_flexion", "trunk_extension",
    "anti_lateral", "anti_rotation",
    "hip_abduction", "adduction",
    "ankle", "foot",
    "mobility",
]  # fmt: skip
"""What a movement is for, in the order of a session; two exercises of one pattern can stand in for each other."""


@dataclass(frozen=True, slots=True)
class Dose:
    """How much in one phase: `sets` and `work` (reps or s) from-to, `rir` = reps left in reserve, rest in s."""

    sets: tuple[int, int]
    work: tuple[int, int]
    rir: int | None
    rest_s: int


@dataclass(frozen=True, slots=True)
class FitExercise:
    """The exercise in FIT's own numbers; `name` None where FIT has the category only."""

    category: int
    name: int | None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement.

    `kits` are the sets of equipment that each suffice alone, best first; an empty one is body weight. `is_loaded`
    says that it takes a weight in kg. `rep_s` is the time one unit of `measure` takes (1 for seconds held) and
    `level` runs from 1 novice to 3 advanced. `contacts_per_rep` are foot contacts. `contraindications` maps a sore
    region to `avoid` (leave out) or `modify` (do the easier neighbour). `dose` holds every phase it is done in.
    """

    id: str
    name: str
    pattern: Pattern
    region: BodyRegion
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    kits: tuple[tuple[str, ...], ...]
    is_loaded: bool
    per_side: bool
    plyometric: Plyometric
    contacts_per_rep: int
    level: int
    measure: Measure
    rep_s: float
    dose: Mapping[Phase, Dose]
    regression: str | None
    progression: str | None
    contraindications: Mapping[str, Limit]
    purpose: str
    cues: tuple[str, ...]
    faults: tuple[str, ...]
    fit: FitExercise | None
    in_article: bool


@dataclass(frozen=True, slots=True)
class SoreRegion:
    """A body region that can hurt (science E.4): what may take the place of its work, when to see someone.

    `no_jumps` takes every jump out from amber on. `substitutes` are exercises that stay possible, best first.
    `see_someone` is what calls for care at once, "" where nothing beyond the general signs.
    """

    id: str
    name: str
    no_jumps: bool
    substitutes: tuple[str, ...]
    see_someone: str


@dataclass(frozen=True, slots=True)
class Library:
    """Every exercise by its id, in the order in which a session does them, and the regions that can be sore."""

    exercises: Mapping[str, Exercise]
    regions: Mapping[str, SoreRegion]
