"""Words and table rows about runs."""

from collections.abc import Sequence
from datetime import time
from typing import Final

from runstrong.model.athlete import Units
from runstrong.model.facts import Missing, Run, RunFacts, RunSummary
from runstrong.model.recording import Totals
from runstrong.model.trend import BlockTrend
from runstrong.ui.plain import plain
from runstrong.ui.tables import Row
from runstrong.ui.words import METHOD_TEXT, NO_BREAK, RUN_TEXT
from runstrong.units import (
    KIND_TEXT,
    LEFT_OUT_TEXT,
    METRES_PER_FOOT,
    MISSING_TEXT,
    bpm_text,
    climb_text,
    distance_in,
    distance_text,
    distance_unit,
    duration_text,
    pace_s,
    pace_text,
    pace_unit,
    weekday_text,
)

_METHOD: Final = {"watch": "as your watch states it", "ours": "worked out from the recording"}
_SUB_SPORT: Final = {"trail": "Trail run", "treadmill": "Treadmill run", "track": "Track run"}


def run_name(run: Run) -> str:
    """A run's own name made harmless, or what kind of run it is where it has none."""
    summary = run.summary
    if summary.name:
        return plain(summary.name)
    if summary.sport != "running":
        return plain(summary.sport.replace("_", " ").capitalize())
    return _SUB_SPORT.get(summary.sub_sport or "", RUN_TEXT[run.score.kind])


def run_start(summary: RunSummary) -> str:
    """When a run started, on the runner's own clock."""
    start = summary.local_start
    return f"{weekday_text(start.date())} {start.year}, {start:%H:%M}"


def mean_pace(facts: RunFacts) -> float | None:
    """Mean pace in s/km over the watch's own time; None without distance or time."""
    return pace_s(facts.distance_m / facts.timer_s) if facts.distance_m and facts.timer_s else None


def headline(facts: RunFacts, units: Units) -> str:
    """A run's main figures in one line, as far as they are known."""
    pace = mean_pace(facts)
    figures = (
        (facts.distance_m, distance_text(facts.distance_m, units)),
        (facts.timer_s, duration_text(facts.timer_s)),
        (pace, pace_text(pace, units)),
        (facts.avg_hr_bpm, bpm_text(facts.avg_hr_bpm)),
        (facts.ascent_m, f"{climb_text(facts.ascent_m, units)} up"),
    )
    return " · ".join(text for value, text in figures if value is not None)


def trend_line(run: Run, block: BlockTrend) -> str:
    """Whether a run is in the pace trend of this block, or could be in that of another, and if not, why."""
    if run.summary.id in block.runs_used:
        return "Used for pace at heart rate in this block."
    reasons = {out.id: out.reason for out in block.left_out}
    reason = reasons.get(run.summary.id, run.score.left_out)
    if reason is None:
        return "Outside this block; can be used for pace at heart rate."
    return f"Not used for pace at heart rate: {LEFT_OUT_TEXT[reason]}."


def list_row(run: Run, units: Units) -> Row:
    """One run in the list; numbers stay numbers, so that a column sorts as it should."""
    facts, load = run.summary.facts, run.score.load
    climb = None if facts.ascent_m is None else facts.ascent_m / (METRES_PER_FOOT if units == "imperial" else 1)
    return {
        **short_row(run, units),
        "Time": _as_time(facts.timer_s),
        "Load": _rounded(load.value, 1, 0),
        "Load by": METHOD_TEXT[load.method] if load.method else "",
        "Kind": KIND_TEXT[run.score.kind],
        f"Climb, {'ft' if units == 'imperial' else 'm'}": _rounded(climb, 1, 0),
        "Name": run.summary.name or "",
        "Pace trend": "can be used" if run.score.left_out is None else LEFT_OUT_TEXT[run.score.left_out],
        "File": run.summary.files[0] if run.summary.files else "",
    }


def short_row(run: Run, units: Units) -> Row:
    """What tells one run from another, for a narrow table."""
    facts = run.summary.facts
    return {
        "Day": run.summary.local_day,
        f"Distance, {distance_unit(units)}": _rounded(facts.distance_m, distance_in(1, units), 2),
        f"Pace, min{pace_unit(units)}": _pace_time(facts, units),
        "Heart rate, bpm": _rounded(facts.avg_hr_bpm, 1, 0),
    }


def _rounded(value: float | None, scale: float, digits: int) -> float | None:
    return None if value is None else round(value * scale, digits)


def _as_time(seconds: float | None) -> time | None:
    """A duration below a day as a time of day, which a table can both sort and write as h:mm:ss."""
    if seconds is None or not 0 <= round(seconds) < 86_400:
        return None
    minutes, second = divmod(round(seconds), 60)
    return time(minutes // 60, minutes % 60, second)


def _pace_time(facts: RunFacts, units: Units) -> time | None:
    pace = mean_pace(facts)
    return None if pace is None else _as_time(pace_s(1000 / pace, units))


def figure_rows(run: Run, units: Units) -> list[Row]:
    """Every figure of a run with how it was got, or why it is not there."""
    facts = run.summary.facts
    shown = (
        ("distance_m", "Distance", distance_text(facts.distance_m, units)),
        ("timer_s", "Time, pauses left out", duration_text(facts.timer_s)),
        ("elapsed_s", "Time from start to end", duration_text(facts.elapsed_s)),
        ("moving_s", "Moving time", duration_text(facts.moving_s)),
        ("gap_mps", "Grade-adjusted pace", pace_text(_pace(facts.gap_mps), units)),
        ("avg_hr_bpm", "Mean heart rate", bpm_text(facts.avg_hr_bpm)),
        ("max_hr_bpm", "Highest heart rate", bpm_text(facts.max_hr_bpm)),
        ("hr_quality", "Moving time with clean heart rate", _percent(facts.hr_quality)),
        ("ascent_m", "Climb", climb_text(facts.ascent_m, units)),
        ("walking_share", "Walking", _percent(facts.walking_share)),
        ("temperature_c", "Temperature at the watch", _degrees(facts.temperature_c, units)),
    )
    return [
        {"Figure": title, "Value": text.replace(" ", NO_BREAK), "How": _how(facts, name)}
        for name, title, text in shown
    ]


def _how(facts: RunFacts, name: str) -> str:
    missing: Missing | None = facts.missing.get(name)
    if missing is not None:
        return MISSING_TEXT[missing]
    how = facts.methods.get(name, "")
    return _METHOD.get(how, plain(how))


def _pace(speed_mps: float | None) -> float | None:
    return None if speed_mps is None else pace_s(speed_mps)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _degrees(celsius: float | None, units: Units) -> str:
    if celsius is None:
        return "–"
    return f"{celsius * 9 / 5 + 32:.0f} °F" if units == "imperial" else f"{celsius:.0f} °C"


def load_rows(run: Run) -> list[Row]:
    """The load that counts, and what the other methods would have said."""
    load = run.score.load
    chosen = [] if load.method is None else [(load.method, load.value, "what counts")]
    others = [(method, value, "for comparison") for method, value in load.others.items() if method != load.method]
    return [
        {"Load by": METHOD_TEXT[method], "Value": "–" if value is None else f"{value:.0f}", "Use": what}
        for method, value, what in (*chosen, *others)
    ]


def lap_rows(laps: Sequence[Totals], units: Units) -> list[Row]:
    """The laps as the watch states them."""
    return [
        {
            "Lap": number,
            f"Distance, {distance_unit(units)}": _rounded(lap.distance_m, distance_in(1, units), 2),
            "Time": _as_time(lap.timer_s or lap.elapsed_s),
            f"Pace, min{pace_unit(units)}": _lap_pace(lap, units),
            "Heart rate, bpm": _rounded(lap.avg_hr_bpm, 1, 0),
            "Highest, bpm": _rounded(lap.max_hr_bpm, 1, 0),
        }
        for number, lap in enumerate(laps, start=1)
    ]


def _lap_pace(lap: Totals, units: Units) -> time | None:
    seconds = lap.timer_s or lap.elapsed_s
    if not lap.distance_m or not seconds:
        return None
    return _as_time(pace_s(lap.distance_m / seconds, units))
