"""What a stored activity says about itself, asked in the same words by load, kind, physiology and score."""

from typing import Final

from runstrong.model.facts import RunFacts, RunSummary

INDOOR: Final = frozenset({"treadmill", "indoor_running", "virtual_activity", "indoor_track"})
"""FIT's sub sports whose speed is a belt's or a guess of the wrist, never a position's."""


def is_run(run: RunSummary) -> bool:
    """Whether the activity is running of any kind."""
    return run.sport == "running"


def is_indoor(run: RunSummary) -> bool:
    """Whether its speed comes from a belt or an arm swing."""
    return run.sub_sport in INDOOR


def is_lifting(run: RunSummary) -> bool:
    """Whether it is strength training with weights or the body's own."""
    return run.sub_sport == "strength_training"


def is_marked(run: RunSummary, key: str) -> bool:
    """Whether the runner said `key` about it."""
    return run.marks.get(key) == "yes"


def counts_as_run(run: RunSummary) -> bool:
    """Whether it is part of the running history: a run, each once, on a day that is known."""
    return is_run(run) and run.duplicate_of is None and run.clock_ok


def active_s(facts: RunFacts) -> float:
    """Seconds in motion, else on the timer; 0 where unknown. Elapsed time is never used for load (A.1)."""
    return facts.moving_s or facts.timer_s or 0.0


def has_clean_heart_rate(run: RunSummary, share: float) -> bool:
    """Whether at least `share` of moving time has heart rate that the runner and the checks trust."""
    quality = run.facts.hr_quality
    return quality is not None and quality >= share and not is_marked(run, "heart_rate_wrong")
