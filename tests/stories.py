"""Weeks of named runners: who they are, what they did, and the plan they get."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from runstrong.model.diary import Checkin, Diary, Expectation, RecentLoad, SessionDone, Spike
from runstrong.model.facts import Run
from runstrong.model.plan import WeekPlan
from tests.runners import (
    FOUR_RUNS,
    FRI,
    MON,
    MONDAY,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    Habit,
    as_done,
    lift,
    plan,
    run,
    trained,
    weeks_of,
)

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)

EVENINGS: Habit = {
    MON: ("easy", 40, 18), TUE: ("quality", 60, 18), WED: ("easy", 40, 18), THU: ("quality", 60, 18),
    FRI: ("easy", 40, 18), SAT: ("easy", 40, 18), SUN: ("long", 110, 18),
}  # fmt: skip
THREE_RUNS: Habit = {TUE: ("easy", 40, 18.5), THU: ("quality", 50, 18.5), SUN: ("long", 90, 9)}
SIX_RUNS: Habit = {
    MON: ("easy", 50, 7), TUE: ("quality", 70, 7), WED: ("easy", 60, 7), THU: ("quality", 65, 7),
    FRI: ("easy", 45, 7), SAT: ("long", 130, 8),
}  # fmt: skip

BARBELL: Mapping[str, object] = {
    "level": "advanced", "equipment": ("barbell", "rack", "bench", "dumbbell", "box"), "minutes": 45,
}  # fmt: skip
DUMBBELLS: Mapping[str, object] = {"level": "intermediate", "equipment": ("dumbbell",), "minutes": 30}


def on(weekday: int) -> date:
    return MONDAY + timedelta(days=weekday)


@cache
def _diary(weeks: int, settings: tuple[tuple[str, object], ...]) -> Diary:
    return trained(weeks, **dict(settings))


def in_week(number: int, settings: Mapping[str, object], diary: Diary | None = None, **more: object) -> WeekPlan:
    """Week `number` of the block of a four-run runner who did everything so far, or what `diary` holds."""
    runs = more.pop("runs", None) or weeks_of(FOUR_RUNS)
    done = diary or _diary(number - 1, tuple(settings.items()))
    start = MONDAY - (number - 1) * WEEK
    return plan(runs, diary=done, **{"block_start": start, **settings, **more})  # type: ignore[arg-type]


def paused(days: int) -> WeekPlan:
    """Five weeks done with dumbbells, then `days` without a session."""
    diary = _diary(5, tuple(DUMBBELLS.items()))
    away = MONDAY - max(session.day for session in diary.sessions)
    later = timedelta(days=days) - away
    moved = Diary(tuple(replace(session, day=session.day - later) for session in diary.sessions))
    return plan(weeks_of(FOUR_RUNS), diary=moved, block_start=MONDAY - 5 * WEEK - later, **DUMBBELLS)


def said(*checkins: Checkin, weeks: int = 4) -> Diary:
    return replace(_diary(weeks, tuple(DUMBBELLS.items())), checkins=checkins)


def recorded_run_differs() -> WeekPlan:
    """Wednesday's intervals were run on Thursday morning instead; it is Thursday."""
    ran = [run(on(TUE)), run(on(THU), "quality", 62, 7)]
    return plan(weeks_of(FOUR_RUNS) + ran, today=on(THU))


def two_runs_a_day() -> WeekPlan:
    """Easy mornings, and quality on Tuesday and Friday evenings."""
    mornings: Habit = {MON: ("easy", 40, 7), TUE: ("easy", 30, 7), THU: ("easy", 40, 7), SUN: ("long", 100, 9)}
    evenings: Habit = {TUE: ("quality", 60, 18), FRI: ("quality", 55, 17.5)}
    return plan(weeks_of(mornings) + weeks_of(evenings))


def raced_last_sunday(kilometres: float, minutes: float) -> list[Run]:
    """The long run of last Sunday was a race, marked as one."""
    race = run(MONDAY - DAY, "race", minutes, 9, distance_m=1000 * kilometres)
    return [*weeks_of(FOUR_RUNS)[:-1], race]


def uncertain_long_run() -> WeekPlan:
    """The long run is as often on Saturday as on Sunday: the plan holds for both."""
    midweek: Habit = {TUE: ("easy", 45, 7), THU: ("easy", 45, 7)}
    history = weeks_of(midweek)
    for week in range(1, 11):
        history.append(run(on(SAT if week % 2 else SUN) - timedelta(weeks=week), "long", 100, 8))
    return plan(sorted(history, key=lambda r: r.summary.local_start))


def monday_already_lifted() -> WeekPlan:
    """The watch recorded strength on Monday evening; it is Tuesday."""
    return plan([*weeks_of(FOUR_RUNS), lift(on(MON))], today=on(TUE))


def typed_week() -> WeekPlan:
    """This week differs: intervals on Tuesday, no run on Wednesday, the long run on Saturday."""
    wishes = (
        Expectation(on(TUE), "quality", 60), Expectation(on(WED), "none"), Expectation(on(SAT), "long", 120),
        Expectation(on(SUN), "none"),
    )  # fmt: skip
    return in_week(6, DUMBBELLS, replace(_diary(5, tuple(DUMBBELLS.items())), expectations=wishes))


def skipped_and_moved() -> WeekPlan:
    """Wednesday's session is skipped, Friday's moved to Saturday evening; it is Thursday."""
    runs = [*weeks_of(FOUR_RUNS), run(on(TUE)), run(on(WED), "quality", 60)]
    wednesday, friday = in_week(6, DUMBBELLS).sessions
    kept = (
        replace(wednesday, status="skipped", pinned=True), replace(friday, day=on(SAT), slot="pm", pinned=True),
    )  # fmt: skip
    return in_week(6, DUMBBELLS, runs=runs, today=on(THU), kept=kept)


def half_done_week() -> WeekPlan:
    """Wednesday's session was done as planned, three a week are wanted; it is Thursday."""
    settings = {**DUMBBELLS, "sessions_per_week": 3}
    runs = [*weeks_of(FOUR_RUNS), run(on(TUE)), run(on(WED), "quality", 60)]
    wednesday = replace(in_week(6, settings).sessions[0], status="done")
    diary = _diary(5, tuple(settings.items()))
    diary = replace(diary, sessions=(*diary.sessions, as_done(wednesday)))
    return in_week(6, settings, diary, runs=runs, today=on(THU), kept=(wednesday,))


def irregular() -> WeekPlan:
    """Every other week holds five runs, the others one or none, on any day at any hour."""
    days = [
        (2, 18),
        (4, 7),
        (5, 17),
        (16, 6),
        (17, 19),
        (19, 8),
        (20, 9),
        (30, 18),
        (31, 7),
        (33, 12),
        (45, 7),
        (47, 18),
    ]
    return plan(
        sorted(
            (run(MONDAY - back * DAY, "easy", 40, hour) for back, hour in days),
            key=lambda r: r.summary.local_start,
        )
    )


def skied_on_sunday() -> WeekPlan:
    """Two hours of cross-country skiing on Sunday evening instead of the long run."""
    ski = run(MONDAY - DAY, "easy", 120, 17, sport="cross_country_skiing")
    return in_week(6, DUMBBELLS, runs=[*weeks_of(FOUR_RUNS)[:-1], ski], days=(MON,))


@cache
def story(name: str) -> WeekPlan:
    """A story's week, planned once."""
    return STORIES[name]()


STORIES: dict[str, Callable[[], WeekPlan]] = {
    # who runs how
    "four_runs_intervals_wednesday_long_run_sunday": lambda: plan(weeks_of(FOUR_RUNS)),
    "keeps_quality_days_single": lambda: plan(weeks_of(FOUR_RUNS), hard_days="spread"),
    "two_runs_a_day": two_runs_a_day,
    "runs_every_evening": lambda: plan(weeks_of(EVENINGS)),
    "three_evening_runs_bands_only": lambda: plan(
        weeks_of(THREE_RUNS), equipment=("band", "mini_band"), minutes=25
    ),
    "six_runs_two_of_them_hard": lambda: in_week(6, BARBELL, runs=weeks_of(SIX_RUNS)),
    "long_run_saturday_or_sunday": uncertain_long_run,
    "irregular_weeks": irregular,
    "no_history": lambda: plan([]),
    "two_runs_known": lambda: plan([run(MONDAY - 4 * DAY), run(MONDAY - DAY, "long", 80)], sessions_per_week=3),
    # the block
    "week_4_deload_of_a_novice": lambda: in_week(4, {"minutes": 30}),
    "week_5_strength_with_dumbbells": lambda: in_week(5, DUMBBELLS),
    "week_6_strength_with_barbell": lambda: in_week(6, BARBELL),
    "week_8_deload_with_barbell": lambda: in_week(8, BARBELL),
    "week_9_power_with_barbell": lambda: in_week(9, BARBELL),
    "week_9_power_with_body_weight": lambda: in_week(9, {"level": "intermediate", "minutes": 40}),
    "maintenance_once_a_week": lambda: in_week(12, DUMBBELLS),
    "maintenance_at_58_twice_a_week": lambda: in_week(12, {**DUMBBELLS, "birth_year": MONDAY.year - 58}),
    "week_6_at_58_three_times": lambda: in_week(
        6, {**DUMBBELLS, "birth_year": MONDAY.year - 58, "sessions_per_week": 3}
    ),
    "week_6_of_the_calendar_nothing_done": lambda: plan(
        weeks_of(FOUR_RUNS), block_start=MONDAY - 5 * WEEK, **DUMBBELLS
    ),
    # how often and how long
    "one_session_of_60_minutes": lambda: in_week(6, {**BARBELL, "minutes": 60, "sessions_per_week": 1}),
    "three_sessions_of_15_minutes": lambda: in_week(
        6, {"level": "intermediate", "minutes": 15, "sessions_per_week": 3}
    ),
    "three_sessions_of_25_minutes": lambda: in_week(5, {**DUMBBELLS, "minutes": 25, "sessions_per_week": 3}),
    # races
    "race_10k_on_saturday": lambda: in_week(6, DUMBBELLS, race_date=on(SAT), race_distance_m=10_000.0),
    "race_half_in_9_days": lambda: in_week(6, DUMBBELLS, race_date=MONDAY + 9 * DAY, race_distance_m=21_100.0),
    "race_marathon_in_20_days": lambda: in_week(6, BARBELL, race_date=MONDAY + 20 * DAY, race_distance_m=42_200.0),
    "race_marathon_on_sunday": lambda: in_week(
        8, BARBELL, race_date=on(SUN), race_distance_m=42_200.0, sessions_per_week=3
    ),
    "raced_10k_last_sunday": lambda: in_week(6, DUMBBELLS, runs=raced_last_sunday(10, 44)),
    "raced_marathon_last_sunday": lambda: in_week(6, DUMBBELLS, runs=raced_last_sunday(42.4, 235)),
    # gaps, load and health
    "10_days_without_strength": lambda: paused(10),
    "20_days_without_strength": lambda: paused(20),
    "40_days_without_strength": lambda: paused(40),
    "five_weeks_off_both": lambda: plan(
        weeks_of(FOUR_RUNS, until=MONDAY - 5 * WEEK),
        recent=RecentLoad(gap_days=36),
        diary=Diary((SessionDone("old", MONDAY - 38 * DAY, 18, 30, 6, None, (), "log"),)),
        **DUMBBELLS,
    ),
    "long_run_spike_on_sunday": lambda: in_week(
        6, DUMBBELLS, recent=RecentLoad(spikes=(Spike(MONDAY - DAY, 8.0, 1.31),)), days=(MON, THU)
    ),
    "a_week_far_above_usual": lambda: in_week(6, DUMBBELLS, recent=RecentLoad((), 1.8, 1.4, 1)),
    "sore_legs_7_of_10": lambda: in_week(5, DUMBBELLS, said(Checkin(on(MON), 7))),
    "ill_since_yesterday": lambda: in_week(5, DUMBBELLS, said(Checkin(MONDAY - DAY, ill=True))),
    "well_again_on_tuesday": lambda: in_week(
        5, DUMBBELLS, said(Checkin(MONDAY - 3 * DAY, ill=True), Checkin(on(TUE), ill=False)), today=on(TUE)
    ),
    "sore_knee_and_red_low_back": lambda: plan(weeks_of(FOUR_RUNS), niggles=(("knee_pf", 5), ("low_back", 7))),
    "sore_achilles_in_power": lambda: in_week(9, DUMBBELLS, niggles=(("achilles", 4),)),
    "suspected_bone_stress": lambda: in_week(6, DUMBBELLS, niggles=(("bone_stress", 2),)),
    "a_yes_to_chest_pain": lambda: plan(weeks_of(FOUR_RUNS), screening=("chest_pain",)),
    # the week as it goes
    "only_saturday_possible_and_long_run_sunday": lambda: plan(weeks_of(FOUR_RUNS), days=(SAT,)),
    "no_day_possible": lambda: plan(weeks_of(FOUR_RUNS), days=()),
    "recorded_run_differs": recorded_run_differs,
    "monday_already_lifted": monday_already_lifted,
    "typed_in_week": typed_week,
    "skipped_and_moved": skipped_and_moved,
    "half_done_week": half_done_week,
    "skied_on_sunday": skied_on_sunday,
}
