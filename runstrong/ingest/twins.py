"""The same run twice: by what rules two recordings are one activity, may be one, or are two.

| what is seen | rule | verdict |
|---|---|---|
| the runner said so | a word beats every rule | as said |
| two activities of one file | `candidate` | two |
| another sport; no time, or less than half of the shorter one's, in common | `candidate` | two |
| nine tenths of the longer one's time in common, distances within 5 % | `candidate`, then `two_bodies` | same |
| ... but heart, steps or places are another body's: a friend's file of the same race | `two_bodies` | asked |
| ... or a clock is wrong, as of a watch that begins in 1990 each time | `one_recording` | same, if proven; asked |
| half of the shorter one's time in common: a crop, a second watch with other totals | `candidate` | asked |
| as long and as far, quarters of an hour apart: local time written as UTC | `one_recording` | same, if proven |
| ... and not proven: the same loop to work in the morning and home in the evening | `one_recording` | two |

Nothing here depends on which file came first.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

import numpy as np

from runstrong.ingest.aligned import MOST_DRIFT_S, Agreement

SAME_OVERLAP: Final = 0.9
"""Two recordings are clearly one activity when they share this part of the longer one's time ..."""
SAME_DISTANCE: Final = 0.05
"""... and their distances, where both state one, differ by no more than this part of the longer."""
MAYBE_OVERLAP: Final = 0.5
"""Sharing this part of the shorter one's time without being clearly the same is worth a question."""

COMPARED_S: Final = 300.0
"""What both measured for less than this says nothing."""
HEART_CLOSE_BPM: Final = 4.0
HEART_ELSEWHERE: Final = 0.2
HEART_DOUBTFUL: Final = 0.4
"""Two hearts are within 4 bpm for less than this share of the time. Measured on pairs of real runs of different
people: 52 of 54 lie below 0.4, 36 below 0.2, none above 0.57. A strap and a wrist sensor that is astray for half
of a run lie above. A share, not a mean: it does not matter how far astray."""
STEPS_CLOSE_SPM: Final = 3.0
STEPS_ELSEWHERE: Final = 0.5
STEPS_TOGETHER: Final = 0.75
"""Two watches on one runner count the same steps nearly always; of 35 pairs of runs of different people none was
above 0.44, and all but one at or below 0.2."""
PLACE_ELSEWHERE_M: Final = 50.0
"""Half of the time further apart than this: not one runner, even in a street of high houses."""

QUARTER_HOUR_S: Final = 900.0
FURTHEST_SHIFT_S: Final = 14 * 3600.0
"""Time zones lie whole quarters of an hour, and up to fourteen hours, from UTC."""
SHIFTED_ALIKE: Final = 0.02
"""Time zones change no length; distances may differ by SAME_DISTANCE, as services work them out anew."""
ONE_HEART_BPM: Final = 1.0
ONE_HEART_SHARE: Final = 0.9
ONE_PLACE_M: Final = (5.0, 15.0)
"""Median and 95th percentile. A wrong zone is written by whoever exports a recording, so both tell of the same
sensors. Of loops run twice by a simulated runner far more even than real ones, equally long and far within 2 %,
22 % lie within 25 and 60 m, 0.6 % within these; with the heart rate none."""
LIVELY_BPM: Final = 2.0
LIVELY_MPS: Final = 0.05
"""A flat line, made up or from a treadmill, is like every other: only what wanders proves anything."""

_FOOT: Final = frozenset({"running", "walking", "hiking"})
NAMELESS: Final = frozenset({"unknown", "generic"})
"""What a file says that does not know its sport."""


class Verdict(StrEnum):
    """One activity, two, or a question for the runner."""

    SAME = "same"
    ASKED = "asked"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Span:
    """What tells two recordings apart: sport, time (naive UTC), distance in m, and how much each says.

    All of it is of the file alone, whatever was filled in from others since. Where the clock was wrong, `clock_ok`
    is False.
    """

    id: str
    sport: str
    start_utc: datetime
    elapsed_s: float
    distance_m: float | None
    richness: tuple[int, ...]
    clock_ok: bool = True

    @property
    def file(self) -> str:
        """What the ids of all activities of one file begin with."""
        return self.id.rpartition("-")[0]

    @property
    def rank(self) -> tuple[tuple[int, ...], str]:
        """Of two recordings of an activity the one of higher rank is shown; the order of import never decides."""
        return self.richness, self.id


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two recordings that may be one: the time they share, and by how much the second's clock may be wrong.

    `clear` where time and distance fit, `overlaps` where at least the time does; `by_chance` where that proves
    nothing, as a clock is wrong.
    """

    shared_s: float
    clear: bool
    overlaps: bool
    shift_s: float = 0.0
    by_chance: bool = False


def candidate(a: Span, b: Span) -> Candidate | None:
    """How two recordings may be one, told by sport, time and distance alone; None where they are two."""
    shared = _overlap_s(a, b)
    if shared < -FURTHEST_SHIFT_S - MOST_DRIFT_S or a.file == b.file or not _comparable(a.sport, b.sport):
        return None
    longer, shorter = max(a.elapsed_s, b.elapsed_s, 1.0), max(min(a.elapsed_s, b.elapsed_s), 1.0)
    if shared >= SAME_OVERLAP * longer and _alike(a.distance_m, b.distance_m, SAME_DISTANCE, 50.0):
        return Candidate(shared, clear=True, overlaps=True, by_chance=not (a.clock_ok and b.clock_ok))
    found = Candidate(max(shared, 0.0), False, shared >= MAYBE_OVERLAP * shorter, _shift_s(a, b))
    return found if found.overlaps or found.shift_s else None


def verdict(found: Candidate, agreement: Agreement) -> Verdict:
    """What becomes of a pair once the streams of both were compared; an agreement about nothing is allowed."""
    if found.clear and not found.by_chance:
        return Verdict.ASKED if two_bodies(agreement) else Verdict.SAME
    if (found.shift_s or found.by_chance) and one_recording(agreement):
        return Verdict.SAME
    return Verdict.ASKED if found.overlaps else Verdict.TWO


def two_bodies(agreement: Agreement) -> bool:
    """A friend's file of the same race: the places apart, the steps others, or the heart another.

    Where the heart rates leave a doubt, as with a wrist sensor gone astray, the steps decide.
    """
    place, steps = _told(agreement, "place"), _told(agreement, "cadence_spm")
    if place is not None and float(np.median(place)) > PLACE_ELSEWHERE_M:
        return True
    in_step = None if steps is None else agreement.within("cadence_spm", STEPS_CLOSE_SPM)
    if in_step is not None and in_step < STEPS_ELSEWHERE:
        return True
    if _told(agreement, "hr_bpm") is None:
        return False
    together = agreement.within("hr_bpm", HEART_CLOSE_BPM)
    in_doubt = in_step is None or in_step < STEPS_TOGETHER
    return together < (HEART_DOUBTFUL if in_doubt else HEART_ELSEWHERE)


def one_recording(agreement: Agreement) -> bool:
    """Whether two files tell of the very same seconds: what wanders does so alike in both, and something does."""
    heart, place = _told(agreement, "hr_bpm"), _told(agreement, "place")
    if heart is not None and agreement.within("hr_bpm", ONE_HEART_BPM) < ONE_HEART_SHARE:
        return False
    if place is not None and any(
        np.quantile(place, q) > metres for q, metres in zip((0.5, 0.95), ONE_PLACE_M, strict=True)
    ):
        return False
    by_heart = heart is not None and agreement.wander.get("hr_bpm", 0.0) >= LIVELY_BPM
    return by_heart or (place is not None and agreement.wander.get("speed_mps", 0.0) >= LIVELY_MPS)


def _told(agreement: Agreement, name: str) -> np.ndarray | None:
    return agreement.apart[name] if agreement.seconds(name) >= COMPARED_S else None


def _comparable(a: str, b: str) -> bool:
    return a == b or bool({a, b} & NAMELESS) or {a, b} <= _FOOT


def _overlap_s(a: Span, b: Span) -> float:
    """Shared time in s, below 0 what lies between; an instant inside the time of the other counts as a second."""
    late = (b.start_utc - a.start_utc).total_seconds()
    return min(max(a.elapsed_s, 1.0), late + max(b.elapsed_s, 1.0)) - max(late, 0.0)


def _alike(a: float | None, b: float | None, share: float, at_least: float = 0.0) -> bool:
    """Whether two figures differ by no more than a share of the larger; what is not stated does not differ."""
    return a is None or b is None or abs(a - b) <= max(share * max(a, b), at_least)


def _shift_s(a: Span, b: Span) -> float:
    """How far b's clock would have to be moved if it were whole quarters of an hour wrong; 0 if it cannot be."""
    late = (a.start_utc - b.start_utc).total_seconds()
    quarters = QUARTER_HOUR_S * math.floor(late / QUARTER_HOUR_S + 0.5)
    fits = abs(late - quarters) <= MOST_DRIFT_S and abs(quarters) <= FURTHEST_SHIFT_S
    alike = _alike(a.elapsed_s, b.elapsed_s, SHIFTED_ALIKE) and _alike(a.distance_m, b.distance_m, SAME_DISTANCE)
    return quarters if fits and alike and min(a.elapsed_s, b.elapsed_s) >= COMPARED_S else 0.0
