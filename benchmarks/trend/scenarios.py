"""The lives in which the trend is put to the test: the generator of the science notes (B.9), and worse."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from runstrong.simulate import Body, Habit, Pacing, Place, Runner, Sensors, write_folder
from runstrong.simulate.runner import FOUR_A_WEEK, FRIDAY, MONDAY, SATURDAY, SUNDAY, THURSDAY, TUESDAY

Change = Callable[[Runner], Runner]

TRUTHS_PCT: Final = (0.0, 6.0, 0.0, 3.0)
"""True gains in turn: half of all blocks hold no change at all, because false verdicts are rare to count."""

FIRST_SEED: Final = 1000
STRAP_LEFT_AT_HOME: Final = Sensors(strap=False, offset_bpm=-4.0, under_read_bpm=4.0)
TWO_A_WEEK: Final = {TUESDAY: FOUR_A_WEEK[TUESDAY], SUNDAY: FOUR_A_WEEK[SUNDAY]}
FIVE_A_WEEK: Final = {**FOUR_A_WEEK, FRIDAY: Habit("recovery", 40, 18.0)}
ONE_A_WEEK: Final = {SATURDAY: FOUR_A_WEEK[SATURDAY]}
AT_NOON: Final = {day: replace(habit, hour=13.0) for day, habit in FOUR_A_WEEK.items()}
ILL_AT_THE_END: Final = {(9, SATURDAY), (9, SUNDAY), (10, TUESDAY), (10, THURSDAY)}
ILL_AMONG_OTHERS: Final = {(3, SUNDAY), (4, TUESDAY), (4, THURSDAY)}


def body(**changes: object) -> Change:
    return lambda who: replace(who, body=replace(who.body, **changes))  # type: ignore[arg-type]


def pacing(**changes: object) -> Change:
    return lambda who: replace(who, pacing=replace(who.pacing, **changes))  # type: ignore[arg-type]


def sensors(**changes: object) -> Change:
    return lambda who: replace(who, sensors=replace(who.sensors, **changes))  # type: ignore[arg-type]


def life(**changes: object) -> Change:
    return lambda who: replace(who, **changes)  # type: ignore[arg-type]


def season(first_c: float, last_c: float, swing_c: float = 0.0) -> Change:
    return life(place=Place(season_c=(first_c, last_c), yearly_swing_c=swing_c))


def anybody(who: Runner) -> Runner:
    """A runner as they come, drawn from what real runners' files show (real-runners.md): nobody is average."""
    rng = np.random.default_rng([who.seed, 9])
    slope, easy = float(np.clip(rng.normal(21, 4), 13, 30)), float(rng.normal(2.8, 0.2))
    strap = bool(rng.random() < 0.5)
    heart = replace(
        who.body,
        slope_bpm_per_mps=slope,
        standing_bpm=float(rng.normal(147, 5)) - slope * easy,
        day_sd_bpm=float(rng.lognormal(np.log(4.2), 0.2)),
        day_rho=float(rng.uniform(0, 0.25)),
        day_dof=5.0,
        drift_bpm_per_min=float(rng.uniform(0.06, 0.14)),
        heat_bpm_per_c=float(rng.uniform(0.4, 1.4)),
        acclimatisation=float(rng.uniform(0, 0.5)),
        slow_share=float(rng.uniform(0, 0.3)),
        curve=float(rng.uniform(-2, 0)),
        midday_bpm=float(rng.uniform(0, 3)),
    )
    paces = replace(
        who.pacing,
        easy_mps=easy,
        quality_mps=easy + 0.8,
        race_mps=easy + 0.95,
        day_sd_mps=float(rng.uniform(0.06, 0.18)),
        paced_by="heart_rate" if rng.random() < 0.25 else "speed",
        gain_taken=float(rng.uniform(0, 1)),
    )
    watch = Sensors(
        strap=strap,
        under_read_bpm=0.0 if strap else float(rng.uniform(0, 8)),
        altitude="gps" if rng.random() < 0.3 else "barometer",
        longest_gap_s=7 if rng.random() < 0.2 else 1,
        thermometer=bool(rng.random() < 0.7),
        wrist_warmth=float(rng.uniform(0, 0.4)),
    )
    start_c = float(rng.uniform(2, 16))
    climate = Place(season_c=(start_c, start_c + float(rng.normal(0, 7))))
    return replace(who, body=heart, pacing=paces, sensors=watch, place=climate, missed_share=0.1)


@dataclass(frozen=True)
class Scenario:
    """One way to live; `says` describes it in the table, `changes` turn the plain runner of B.9 into it."""

    name: str
    says: str
    changes: tuple[Change, ...] = ()

    def runner(self, number: int) -> Runner:
        """The runner of block `number`: its own seed, and the next of the true gains."""
        gain_pct = TRUTHS_PCT[number % len(TRUTHS_PCT)]
        who = Runner(seed=FIRST_SEED + number, body=Body(gain_pct=gain_pct), pacing=Pacing())
        for change in self.changes:
            who = change(who)
        return who


def simulated_archive(folder: Path, seed: int, weeks: int = 104) -> Path:
    """Two years of a runner as they come, with weather, wander and no gain, as files in `folder`."""
    who = anybody(Runner(seed=seed, weeks=weeks, body=Body(gain_pct=0, wander_bpm=2.0)))
    write_folder(folder, replace(who, place=Place(season_c=(8, 8), yearly_swing_c=10)), date(2026, 6, 14))
    return folder


YEAR: Final = (life(history_weeks=52), season(8, 8, swing_c=10))
"""A year of four runs a week before the block; the block itself still warms by about eleven degrees."""

_ALL: Final = (
    Scenario("base", "10 weeks, 4 runs a week, days scatter by 4.5 bpm, 8 to 20 °C"),
    Scenario("speed", "as base, the gain run out as speed at the same heart rate", (pacing(gain_taken=1.0),)),
    Scenario("no warming", "12 °C throughout", (season(12, 12),)),
    Scenario("cooling", "20 to 8 °C", (season(20, 8),)),
    Scenario("hot runner", "2 bpm per °C instead of 1", (body(heat_bpm_per_c=2.0),)),
    Scenario("acclimatised", "half of the heat response goes with weeks of heat", (body(acclimatisation=0.5),)),
    Scenario("warm wrist", "skin hides 40 % of the weather, differently each day", (sensors(wrist_warmth=0.4),)),
    Scenario("no thermometer", "temperature unknown", (sensors(thermometer=False),)),
    Scenario("faster later", "easy pace rises 0.3 m/s by habit alone", (pacing(easy_gain_mps=0.3),)),
    Scenario("slower later", "easy pace falls 0.3 m/s by habit alone", (pacing(easy_gain_mps=-0.3),)),
    Scenario("faster reps", "intervals rise 0.3 m/s", (pacing(quality_gain_mps=0.3),)),
    Scenario("by heart rate", "pace follows heart rate by four fifths", (pacing(paced_by="heart_rate"),)),
    Scenario("varied pace", "easy pace varies by 0.2 m/s from day to day", (pacing(day_sd_mps=0.2),)),
    Scenario("noon later", "runs move to noon in week 6; midday costs 3 bpm",
             (body(midday_bpm=3.0), life(new_habits=(6, AT_NOON)))),
    Scenario("quiet days", "days scatter by 3 bpm", (body(day_sd_bpm=3.0),)),
    Scenario("noisy days", "days scatter by 6 bpm", (body(day_sd_bpm=6.0),)),
    Scenario("alike days", "neighbouring days correlate by 0.5", (body(day_rho=0.5),)),
    Scenario("outlier days", "days scatter with a t distribution of 3 degrees of freedom", (body(day_dof=3.0),)),
    Scenario("ill at the end", "four unmarked runs ill (+9 bpm) in the last two weeks",
             (life(odd_days=dict.fromkeys(ILL_AT_THE_END, "ill")),)),
    Scenario("ill early", "three unmarked runs ill (+9 bpm) in weeks 3 and 4",
             (life(odd_days=dict.fromkeys(ILL_AMONG_OTHERS, "ill")),)),
    Scenario("slow kinetics", "a third of the answer takes four minutes", (body(slow_share=0.33),)),
    Scenario("curved", "the speed-heart-rate line bends down by 3 bpm per (m/s)²", (body(curve=-3.0),)),
    Scenario("flat slope", "16 bpm per m/s instead of 24", (body(slope_bpm_per_mps=16.0, standing_bpm=101.0),)),
    Scenario("dear descents", "downhill costs more than the textbook says", (body(downhill_misfit=0.25),)),
    Scenario("sigmoid", "the gain comes in the middle of the block", (body(gain_curve="sigmoid"),)),
    Scenario("wander", "the level wanders by 2 bpm per root week, the truth with it", (body(wander_bpm=2.0),)),
    Scenario("wrist", "optical sensor that misses 8 bpm per m/s beyond 3.2",
             (sensors(strap=False, under_read_bpm=8.0),)),
    Scenario("wrist, faster", "the same sensor and a pace that rises 0.3 m/s",
             (sensors(strap=False, under_read_bpm=8.0), pacing(easy_gain_mps=0.3))),
    Scenario("new sensor", "strap until week 5, then a wrist that reads 4 bpm low",
             (sensors(lock_share=0.0), life(new_sensors=(6, STRAP_LEFT_AT_HOME)))),
    Scenario("smart recording", "records 1 to 10 s apart", (sensors(longest_gap_s=10),)),
    Scenario("sparse heart", "heart rate in one record of five", (sensors(heart_every=5),)),
    Scenario("GPS altitude", "altitude that is off by 5 m", (sensors(altitude="gps"),)),
    Scenario("2 a week", "two runs a week", (life(habits=TWO_A_WEEK),)),
    Scenario("5 a week", "five runs a week", (life(habits=FIVE_A_WEEK),)),
    Scenario("10 runs", "one run a week", (life(habits=ONE_A_WEEK),)),
    Scenario("7 runs", "one run a week for seven weeks: too few", (life(habits=ONE_A_WEEK, weeks=7),)),
    Scenario("20 days", "every day for 20 days: too short", (life(habits=dict.fromkeys(
        range(7), Habit("easy", 40, 7.0)), weeks=3, odd_days={(1, MONDAY): "missed"}),)),
    Scenario("20 weeks", "20 weeks, 8 to 26 °C", (life(weeks=20), season(8, 26))),
    Scenario("anybody", "runners as they come: slope, noise, heat, pacing, sensors and season drawn", (anybody,)),
    Scenario("year", "base after a year of history", YEAR),
    Scenario("year, speed", "the same, the gain run out as speed", (*YEAR, pacing(gain_taken=1.0))),
    Scenario("year, faster later", "the same, easy pace rises 0.3 m/s by habit",
             (*YEAR, pacing(easy_gain_mps=0.3))),
    Scenario("year, wander", "the same, the level wanders by 2 bpm per root week", (*YEAR, body(wander_bpm=2.0))),
    Scenario("year, anybody", "runners as they come with wander, after a year",
             (anybody, body(wander_bpm=2.0), life(history_weeks=52))),
)  # fmt: skip

SCENARIOS: Final = {scenario.name: scenario for scenario in _ALL}
