"""Before a block: the least change it will show, from how many runs and noisy days, and what would lower it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from runstrong.model.facts import Run, Windows
from runstrong.model.trend import CheckRun, Precision, Remedy
from runstrong.trend.beliefs import POPULATION, Beliefs, Centre, covariates
from runstrong.trend.block import centre_of
from runstrong.trend.check_run import Position, places_of, recognised
from runstrong.trend.expected import Expected, detectable
from runstrong.trend.history import ENOUGH_RUNS, learn
from runstrong.trend.line import SLOPE
from runstrong.trend.rows import Rows
from runstrong.trend.select import most_used, select
from runstrong.trend.slope import Fitted, fit
from runstrong.units import percent_text

YEAR: Final = timedelta(days=365)
RECENT: Final = timedelta(weeks=10)
WRIST: Final = "wrist"

STRAP_SHARE: Final = 0.85
"""Day-to-day scatter with a strap against the same watch's wrist sensor: 3.7 to 4.35 bpm (real-runners.md 0)."""


def precision(
    runs: Sequence[Run],
    windows: Mapping[str, Windows],
    starts: Mapping[str, Position],
    today: date,
    weeks: int,
    *,
    hr_max_on: Callable[[date], float | None],
) -> Precision:
    """What a block of so many weeks from `today` on can show, judged by the runner's last year.

    `starts` holds where runs began, for finding check runs; those not in it are no check runs.
    """
    chosen = select(runs, windows, today - YEAR, today, hr_max_on)
    rows = chosen.span
    per_week = _runs_per_week(rows, today)
    if len(rows) < ENOUGH_RUNS or per_week == 0 or np.ptp(rows.week) <= 0:
        return _unknown(weeks, per_week, len(rows))
    centre = centre_of(rows, chosen.usual_mps)
    fitted = fit(chosen.history, rows, centre, also=rows)
    beliefs = learn(rows, centre)
    if not fitted.follows_pace:
        text = "Heart rate does not follow pace on this sensor: no block can show a change with it."
        return Precision(weeks, per_week, None, beliefs.scatter_bpm, True, text)
    block = _expected(rows, centre, beliefs, fitted, weeks=weeks, per_week=per_week)
    slopes = np.concatenate([[block.slope], beliefs.slopes[1:]])
    found = recognised(rows, centre, slopes, beliefs.wander_bpm, places_of(runs, starts))
    return _told(block, tuple(_remedies(block, _sensor(runs, rows), found)), found)


def _runs_per_week(rows: Rows, today: date) -> float:
    """Usable runs a week over the last ten weeks, or since the first run if that is later; else over the year."""
    recent = sum(day > today - RECENT for day in rows.days)
    if not recent:
        return len(rows) / (YEAR.days / 7)
    lasted = min(RECENT.days, (today - min(rows.days)).days + 1)
    return recent / max(lasted / 7, 1.0)


def _unknown(weeks: int, per_week: float, usable: int) -> Precision:
    text = f"Not known yet: {usable} usable of the {ENOUGH_RUNS} runs it takes to know how noisy your days are."
    return Precision(weeks, per_week, None, POPULATION.scatter_bpm, False, text)


def _expected(
    rows: Rows, centre: Centre, beliefs: Beliefs, fitted: Fitted, *, weeks: int, per_week: float
) -> Expected:
    x = covariates(rows, centre)
    return Expected(
        weeks=weeks,
        runs_per_week=per_week,
        scatter_bpm=beliefs.scatter_bpm,
        noise_bpm2=float(rows.noise_bpm2.mean()),
        slope=float(fitted.line.coefficients[SLOPE]),
        slope_sd=float(np.sqrt(fitted.line.covariance[SLOPE, SLOPE])),
        speed_mps=centre.speed_mps,
        speed_sd_mps=float(x[:, 0].std()),
        heat_sd_bpm=float(x[:, 2].std() * beliefs.slopes_sd[2]),
        weather_known=centre.temperature_c is not None,
    )


def _sensor(runs: Sequence[Run], rows: Rows) -> str | None:
    """The heart-rate sensor most of these rows were measured with, as far as its name is known."""
    used = set(rows.ids)
    series = most_used(run for run in runs if run.summary.id in used)
    return None if series is None else series[0]


def _remedies(block: Expected, sensor: str | None, found: CheckRun | None) -> Iterator[Remedy]:
    """What would lower the least change: only what this runner does not do already."""
    if sensor == WRIST:
        strap = replace(block, scatter_bpm=STRAP_SHARE * block.scatter_bpm)
        yield Remedy("chest_strap", "A chest strap reads more steadily than the wrist", detectable(strap))
    if not block.weather_known:
        known = replace(block, weather_known=True)
        yield Remedy("temperature", "A watch that records temperature tells heat from fitness", detectable(known))
    if found is None:
        checked = replace(block, check_share=min(1 / block.runs_per_week, 1.0))
        text = "A check run each week, same route and pace: about a third less noise in half of the runners"
        yield Remedy("check_run", text, detectable(checked))
    more = replace(block, runs_per_week=block.runs_per_week + 1)
    yield Remedy("more_runs", "One more steady run a week", detectable(more))


def _told(block: Expected, remedies: tuple[Remedy, ...], found: CheckRun | None) -> Precision:
    least = detectable(block)
    pace = f"With {block.runs_per_week:.1f} usable runs a week for {block.weeks} weeks"
    text = (
        f"{pace} there will be too few for a trend."
        if least is None
        else f"{pace}, your days being as noisy as they are, a change of about {_size(least)} will show in four of"
        " five cases; a smaller one mostly will not."
    )
    return Precision(
        weeks=block.weeks,
        runs_per_week=block.runs_per_week,
        min_detectable_change_pct=least,
        scatter_bpm=block.scatter_bpm,
        own_scatter=True,
        text=text,
        remedies=remedies,
        check_run=found,
    )


def _size(value: float) -> str:
    return percent_text(value).lstrip("+")
