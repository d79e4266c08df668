"""Sentences about the plan, the trend and the load."""

from datetime import date
from typing import Final

from runstrong.model.athlete import Units
from runstrong.model.facts import LoadMethod
from runstrong.model.plan import (
    DayKind,
    Focus,
    Phase,
    PlannedExercise,
    PlannedRun,
    PlannedSession,
    SessionStatus,
    WeekPlan,
)
from runstrong.model.trend import BlockTrend, Interval, Verdict
from runstrong.model.week import WeekTotals
from runstrong.ui.plain import plain
from runstrong.units import day_text, pace_text, percent_text, weekday_text

NO_BREAK: Final = "\u00a0"
FOCUS_TEXT: Final[dict[Focus, str]] = {
    "lower": "Legs",
    "upper": "Upper body",
    "core": "Core",
    "full": "Full body",
    "mobility": "Mobility",
}
RUN_TEXT: Final[dict[DayKind, str]] = {
    "easy": "Easy run",
    "quality": "Quality run",
    "long": "Long run",
    "race": "Race",
    "other": "Other training",
}
PHASE_TEXT: Final[dict[Phase, str]] = {
    "foundation": "foundation: learning the movements",
    "strength": "strength: fewer, heavier repetitions",
    "power": "power: quick and springy",
    "maintenance": "maintenance: keeping what is there",
    "taper": "taper: fresh for the race",
    "return": "return: easing back in",
}
STATUS_TEXT: Final[dict[SessionStatus, str]] = {
    "planned": "to do",
    "done": "done",
    "missed": "missed",
    "skipped": "skipped",
}
METHOD_TEXT: Final[dict[LoadMethod, str]] = {
    "pace": "pace",
    "hr": "heart rate",
    "effort": "effort",
    "duration": "duration",
}
VERDICT_TEXT: Final[dict[Verdict, str]] = {
    "likely_faster": "Likely faster",
    "likely_slower": "Likely slower",
    "steady": "Steady",
    "no_clear_change": "No clear change yet",
    "not_enough_data": "Not enough runs to say",
}


NOT_ECONOMY: Final = (
    "How fast you run at one and the same heart rate, read from the steady minutes of your runs. It is related to "
    "running economy but is not the same, and strength training is neither credited nor blamed for it."
)


def counted(number: int, thing: str) -> str:
    """`1 run`, `2 runs`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def span_text(from_day: date, to_day: date) -> str:
    """Two days and what lies between, as `3 Nov` to `9 Nov`; a single day once."""
    if from_day == to_day:
        return day_text(from_day)
    return f"{day_text(from_day)} – {day_text(to_day)}"


def plan_line(plan: WeekPlan) -> str:
    """Where in the block a planned week lies."""
    deload = " An easier week on purpose." if plan.deload else ""
    return f"Week {plan.week_of_block} of the block, {PHASE_TEXT[plan.phase]}.{deload}"


def run_line(run: PlannedRun) -> str:
    """A run of the week in a few words: what, how long, and how sure."""
    length = "" if run.minutes is None else f" {run.minutes:.0f} min"
    if run.source == "recorded":
        return f"{RUN_TEXT[run.kind]}{length}, done"
    how_sure = "as you said" if run.source == "planned" else _likelihood(run.probability)
    other = f" (may be: {RUN_TEXT[run.may_be].lower()})" if run.may_be else ""
    return f"{RUN_TEXT[run.kind]}{length}, {how_sure}{other}"


def _likelihood(probability: float) -> str:
    if probability >= 0.75:
        return "expected"
    return "likely" if probability >= 0.5 else "perhaps"


def session_what(session: PlannedSession) -> str:
    """What a session is: focus and intensity."""
    return f"{FOCUS_TEXT[session.focus]}, {session.intensity}"


def session_when(session: PlannedSession) -> str:
    """When a session is: weekday, date and half of the day."""
    return f"{weekday_text(session.day)}, {'morning' if session.slot == 'am' else 'evening'}"


def dose_text(exercise: PlannedExercise) -> str:
    """Sets, repetitions or seconds, and the load where known, as `3 x 8 /side, 16 kg`."""
    amount = f"{exercise.reps}" if exercise.reps is not None else f"{exercise.seconds} s"
    load = "" if exercise.load_kg is None else f", {exercise.load_kg:g} kg"
    dose = f"{exercise.sets} × {amount}{' /side' if exercise.per_side else ''}"
    return dose.replace(" ", NO_BREAK) + load


def reserve_text(exercise: PlannedExercise) -> str:
    """How many repetitions are left undone in each set; a dash for holds, jumps and warm-ups."""
    return "–" if exercise.rir is None else f"{exercise.rir} reps"


def trend_pace_line(trend: BlockTrend, units: Units) -> str:
    """The headline of a trend, as `6:02 → 5:51 /km`; a dash without one."""
    start, end = trend.pace_start_s_per_km, trend.pace_end_s_per_km
    if start is None or end is None:
        return "–"
    return f"{pace_text(start, units).split()[0]} → {pace_text(end, units)}"


def trend_name(trend: BlockTrend) -> str:
    """What the headline is about, with its heart rate where there is one."""
    at = trend.reference_hr_bpm
    return "Pace at heart rate" if at is None else f"Pace at {at:.0f} bpm"


def trend_verdict_line(trend: BlockTrend) -> str:
    """The verdict in as few words as fit a phone, never without the interval it rests on."""
    verdict = VERDICT_TEXT[trend.verdict]
    if trend.interval90_pct is None:
        return verdict
    return f"{verdict}: {interval_text(trend.interval90_pct)}"


def faster_text(percent: float) -> str:
    """A change of speed, as `3 % faster`."""
    if abs(percent) < 0.25:
        return "no difference"
    return f"{percent_text(abs(percent)).lstrip('+')} {'faster' if percent >= 0 else 'slower'}"


def interval_text(interval90_pct: Interval) -> str:
    """As `90 % interval -8 to +14.5 %`."""
    low, high = (percent_text(bound).removesuffix(" %") for bound in interval90_pct)
    return f"90 % interval {low} to {high} %"


def trend_interval_line(trend: BlockTrend) -> str:
    """The change with its interval, the runs behind it, and the smallest change they could have shown."""
    if trend.change_pct is None or trend.interval90_pct is None:
        return plain(trend.verdict_text)
    parts = [
        f"{faster_text(trend.change_pct)}, {interval_text(trend.interval90_pct)}",
        f"from {counted(len(trend.runs_used), 'run')}",
    ]
    if trend.min_detectable_change_pct is not None:
        parts.append(f"smallest change these runs can show: {trend.min_detectable_change_pct:.0f} %")
    return "; ".join(parts) + "."


def load_line(week: WeekTotals) -> str:
    """What a load is the load of: which days, how many runs, by which method."""
    by = " and ".join(METHOD_TEXT[method] for method in week.methods)
    method = f", by {by}" if by else ""
    unknown = f"; {counted(week.without_load, 'run')} without a load" if week.without_load else ""
    return f"{span_text(week.first_day, week.last_day)}: {counted(week.runs, 'run')}{method}{unknown}."


def load_change_text(load: float, usual: float | None) -> str:
    """A load of seven days beside the usual, as a plain percentage."""
    if usual is None:
        return "too few recent runs for a usual load"
    difference = round(100 * (load / usual - 1))
    side = "the same as" if difference == 0 else f"{abs(difference)} % {'above' if difference > 0 else 'below'}"
    return f"{side} your usual {usual:.0f}"
